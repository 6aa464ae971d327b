from __future__ import annotations

import typing

import pytest

from gridkeeper.domain import lines
from gridkeeper.domain.kinds import KINDS


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (lines.VisitLine, "visit"),
        (lines.DisputeLine, "dispute"),
        (lines.HazardLine, "hazard"),
        (lines.RequestLine, "request"),
        (lines.PersonLine, "person"),
    ],
)
def test_a_line_holds_its_record_and_says_nothing_else_until_asked(line, kind):
    record = KINDS[kind].record(id="1")
    made = line(**{kind: record})
    assert line in typing.get_args(lines.AnyLine)
    rest = [getattr(made, name) for name in line.__dataclass_fields__ if name != kind]
    assert all(value in {"", ()} for value in rest)
