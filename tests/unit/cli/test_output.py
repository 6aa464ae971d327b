"""What a terminal shows: progress on one line, values as JSON."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from gridkeeper.cli.output import Output, TerminalProgress, plain
from gridkeeper.domain.replicas import Role


class Terminal(io.StringIO):
    def isatty(self):
        return True


@dataclass(frozen=True)
class Fact:
    day: date
    role: Role


def test_progress_is_shown_in_percent_or_as_a_count():
    for total, shown in ((4, "25 %"), (0, "1")):
        stream = Terminal()
        TerminalProgress(stream).report(1, total)
        assert stream.getvalue().strip() == shown


def test_progress_is_shown_ten_times_a_second_at_most():
    stream = Terminal()
    progress = TerminalProgress(stream)
    progress.report(1, 4)
    before = stream.getvalue()

    progress.report(2, 4)

    assert stream.getvalue() == before


def test_progress_is_wiped_once():
    stream = Terminal()
    progress = TerminalProgress(stream)
    progress.report(1, 4)
    progress.clear()
    wiped = stream.getvalue()

    progress.clear()

    assert wiped.endswith("\r")
    assert stream.getvalue() == wiped


def test_progress_is_silent_where_there_is_no_terminal():
    stream = io.StringIO()
    progress = TerminalProgress(stream)
    progress.report(1, 4)
    progress.clear()

    assert stream.getvalue() == ""


def test_values_become_what_json_can_say():
    value = {Path("a"): (Fact(date(2026, 10, 8), Role.OFFICE), Decimal("1.50"), {"x"}, None)}

    assert plain(value) == {"a": [{"day": "2026-10-08", "role": "office"}, "1.50", ["x"], None]}


def test_sentences_are_dropped_where_json_is_wanted():
    stream = io.StringIO()
    output = Output(stream, as_json=True)
    output.say("hello")
    output.result(number=1)
    output.close()

    assert stream.getvalue() == '{\n "number": 1\n}\n'


def test_a_name_that_would_command_the_terminal_is_printed_harmlessly():
    stream = io.StringIO()
    Output(stream, as_json=False).say("李\x1b]0;梅")

    assert "\x1b" not in stream.getvalue()
