"""What came from a worker's computer, number by number; handing in once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.services.exchange.batch_history import PeerLine
from gridkeeper.services.exchange.radar import (
    HERE,
    MISSING,
    WAITING,
    Came,
    RadarService,
    Span,
    Stream,
)
from gridkeeper.ui.exchange.gap_bar import shares
from gridkeeper.ui.exchange.gaps import GapsDialog, columns
from gridkeeper.ui.exchange.handed import HandedDialog
from gridkeeper.ui.exchange.history import peer_columns
from tests.helpers.exchanges import foot_of
from tests.helpers.towns import a_visit_of, take

AT = datetime(2026, 10, 8, 9, 30)  # noqa: DTZ001 - local time, as it is shown
SPANS = (Span(HERE, 1, 900), Span(MISSING, 901, 902), Span(WAITING, 903, 1000))


def a_line(spans=SPANS):
    """Return a worker of whom something is missing."""
    batches = (
        Came("2", "01-20261008-002", AT, 903, 1000, 20_000, waiting=True),
        Came("1", "01-20261001-001", AT, 1, 900, 0),
    )
    stream = Stream("p", "李梅", "01", Standing.ACTIVE, 900, spans, batches, AT)
    return PeerLine("p", "李梅", Role.WORKER, "01", Standing.ACTIVE, stream=stream)


def test_the_smallest_gap_is_seen():
    assert shares(SPANS, 600, 10) == [524, 11, 65]
    assert sum(shares(SPANS, 601, 10)) == 601
    assert shares((), 600, 10) == []


def test_the_list_says_what_is_missing():
    (column,) = [one for one in peer_columns() if one.bar is not None]

    assert column.text(a_line()) == "缺第 901 至 902 条"
    assert tuple(column.bar(a_line())) == SPANS
    assert column.text(a_line(SPANS[:1])) == "共 900 条，不缺"


def test_each_batch_has_its_number_its_day_and_its_size():
    line = a_line()

    cells = [[column.text(one) for column in columns()] for one in line.stream.batches]

    assert cells == [
        ["01-20261008-002", "2026-10-08 09:30", "903 至 1,000", "20 KB", "没能收取：前面的还缺"],
        ["01-20261001-001", "2026-10-08 09:30", "1 至 900", "", "已收取"],
    ]


@pytest.fixture
def heard(office):
    """The office, with 李梅 heard once and chosen."""
    town = office.town
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    _choose_mei(office, lambda stream: bool(stream.spans))
    return office


def _choose_mei(office, holds):
    """Choose 李梅 as soon as the list knows something of her."""
    table = office.page.peers.table

    def rows():
        lines = [table.line(row) for row in range(table.rowCount())]
        return [row for row, one in enumerate(lines) if one.name == "李梅" and holds(one.stream)]

    office.qtbot.waitUntil(lambda: bool(rows()), timeout=20_000)
    office.settle()
    office.page.peers.choose(rows()[0])


def test_a_worker_of_whom_nothing_is_missing_is_not_asked(heard):
    foot_of(heard.page.peers).buttons[0].click()

    dialog = heard.dialog(GapsDialog)

    assert not dialog.ask.isEnabled()
    assert dialog.batches.table.rowCount() == 1
    dialog.reject()


def test_what_is_missing_is_asked_for(heard):
    town = heard.town
    assert [one.code for one in take(town.office, _late(town))] == ["batch.gap"]
    _choose_mei(heard, lambda stream: bool(stream.missing))

    foot_of(heard.page.peers).buttons[0].click()
    dialog = heard.dialog(GapsDialog)
    assert dialog.batches.table.line(dialog.batches.row).waiting
    dialog.ask.click()
    heard.settle()

    assert "请其补发" in heard.notice
    assert _of_mei(town).asked_on is not None
    assert "下次下发时会请李梅补发" in heard.page.hand_over._before.text()


def test_what_is_missing_is_known_also_where_no_file_could_be_taken_in(heard):
    heard.rehearse(_late(heard.town))
    heard.settle()

    assert [one.code for one in heard.page.intake.outcomes] == ["batch.gap"]
    assert [one.name for one in heard.page.frame.desk.radar.streams() if one.missing] == ["李梅"]


def test_whose_records_are_missing_is_led_to_where_they_are_asked_for(heard):
    town, page = heard.town, heard.page
    take(town.office, _late(town))
    (line,) = [one for one in page.frame.desk.radar.streams() if one.missing]

    page.frame.go("exchange", "batch", line.peer_id)
    dialog = heard.dialog(GapsDialog)

    assert dialog.ask.isEnabled()
    dialog.ask.click()
    heard.settle()
    assert [one.name for one in page.frame.desk.radar.streams() if one.asked_on] == ["李梅"]
    page.hand_over.choose(line.peer_id)
    assert "下次下发时会请李梅补发。" in page.hand_over._before.text()


def _of_mei(town):
    """Return what came of 李梅."""
    (stream,) = [one for one in RadarService(town.office).streams() if one.name == "李梅"]
    return stream


def _late(town):
    """Return a batch of 李梅 that begins behind a number that never came."""
    received = _of_mei(town).received
    a_visit_of(town.mei)
    a_visit_of(town.mei)
    with town.mei.store.writing() as unit:
        for peer in unit.peers.all():
            unit.peers.put(replace(peer, confirmed=received + 1))
    return town.hand_in(town.mei, "late.gkb")


def test_a_line_is_handed_in_once_more(worker, tmp_path):
    town = worker.town
    a_visit_of(town.mei)
    town.hand_in(town.mei)
    table = worker.page.batches.table
    worker.qtbot.waitUntil(lambda: table.rowCount() == 2, timeout=20_000)
    worker.settle()
    worker.page.batches.choose(next(row for row in (0, 1) if table.line(row).outgoing))
    button, _undo = foot_of(worker.page.batches).buttons
    assert button.isEnabled()
    worker.page.hand_over.place.use(tmp_path)

    button.click()

    worker.dialog(HandedDialog).reject()
    worker.settle()
