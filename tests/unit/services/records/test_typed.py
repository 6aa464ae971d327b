"""What a person would type: read again, it means the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper import texts
from gridkeeper.domain import codes, parsing
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.records.typed import text

TODAY = date(2026, 10, 8)
FIELDS = [
    (kind.name, about)
    for kind in KINDS.values()
    for about in kind.fields
    if about.type is not Type.RECORD
]

_VALUES = {
    Type.DAY: st.dates(date(1850, 1, 1), date(2199, 12, 31)),
    Type.MOMENT: st.datetimes(datetime(1851, 1, 1), datetime(2199, 1, 1)).map(  # noqa: DTZ001 - aware below
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    ),
    Type.NUMBER: st.integers(-(10**12), 10**12),
    Type.AMOUNT: st.integers(-(10**14), 10**14).map(lambda hundredths: Decimal(hundredths) / 100),
    Type.YES_NO: st.booleans(),
}


@pytest.mark.parametrize("language", texts.LANGUAGES)
@given(data=st.data())
def test_what_is_typed_is_read_as_it_was(language, data):
    texts.use(language)
    _kind, about = data.draw(st.sampled_from([one for one in FIELDS if one[1].type in _VALUES]))
    value = data.draw(_VALUES[about.type])

    assert parsing.parse(about, text(about, value), TODAY) == value


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_code_is_typed_by_a_name_that_means_it(language):
    texts.use(language)
    for _kind, about in FIELDS:
        if about.type is Type.CODE:
            for code in codes.table(about.codes).labels:
                assert parsing.parse(about, text(about, code), TODAY) == code


def test_most_codes_are_typed_by_their_names():
    table = codes.table("visit_outcome")
    about = KINDS["visit"].field("outcome")

    assert [text(about, code) for code in table.labels] == [
        str(label) for label in table.labels.values()
    ]


def test_whole_minutes_are_typed_without_seconds():
    about = KINDS["case_step"].field("at")

    assert text(about, datetime(2026, 10, 8, 1, 30, tzinfo=UTC)) == "2026-10-08 09:30"
    assert text(about, datetime(2026, 10, 8, 1, 30, 5, tzinfo=UTC)) == "2026-10-08 09:30:05"
