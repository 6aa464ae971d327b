"""That what the register says is so: when somebody asked last, and when that is long ago."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.records.verifying import VerifyService
from gridkeeper.services.views.dossiers import DossierService

MET = {"household_id": "3-2-501", "visited_on": "2026-10-07", "outcome": "01"}


def verified(town):
    kinds_ = (kinds.PERSON, kinds.HOUSEHOLD, kinds.DWELLING)
    found = (
        town.only(kind, **({"name": "张三"} if kind is kinds.PERSON else {})) for kind in kinds_
    )
    return [(one.verified_on, one.verified_by) for one in found]


def test_somebody_is_verified_and_it_can_be_taken_back(town):
    zhang = town.only(kinds.PERSON, name="张三")
    VerifyService(town.office).verify(kinds.PERSON, [zhang.id])

    assert verified(town)[0] == (date(2026, 10, 8), "王芳")
    assert UndoService(town.office).undo().sentence.startswith("已撤销：核实居民")
    assert verified(town)[0] == (None, None)


def test_a_visit_that_finds_nothing_changed_verifies_the_home(town):
    RecordingService(town.office).record(kinds.VISIT, [MET], unchanged=True)

    day = (date(2026, 10, 7), "王芳")
    assert verified(town) == [(None, None), day, day]


@pytest.mark.parametrize("facts", [{"outcome": "03"}, {"household_id": "", "place": "门口"}])
def test_a_visit_that_met_nobody_there_verifies_nothing(town, facts):
    RecordingService(town.office).record(kinds.VISIT, [MET | facts], unchanged=True)

    assert verified(town)[1:] == [(None, None)] * 2


def test_an_earlier_day_does_not_hide_a_later_one(town):
    home, service = town.only(kinds.HOUSEHOLD), VerifyService(town.office)
    service.verify(kinds.HOUSEHOLD, [home.id], date(2026, 10, 5))
    service.verify(kinds.HOUSEHOLD, [home.id], date(2026, 10, 1))

    assert verified(town)[1][0] == date(2026, 10, 5)


def test_nothing_is_verified_in_the_future_or_that_is_not_there(town):
    service = VerifyService(town.office)
    with pytest.raises(InputInvalidError):
        service.verify(kinds.HOUSEHOLD, [town.only(kinds.HOUSEHOLD).id], date(2026, 10, 9))
    with pytest.raises(RecordUnknownError):
        service.verify(kinds.HOUSEHOLD, ["none"])


@pytest.mark.parametrize(
    ("day", "ago", "said"),
    [
        (date(2023, 10, 9), "2 年前", True),
        (date(2025, 9, 3), "13 个月前", True),
        (date(2025, 10, 8), "12 个月前", False),
        (date(2026, 8, 9), "60 天前", False),
        (date(2026, 8, 8), "2 个月前", False),
    ],
)
def test_what_was_verified_says_how_long_ago_and_is_marked_after_a_year(town, day, ago, said):
    home = town.only(kinds.HOUSEHOLD)
    VerifyService(town.office).verify(kinds.HOUSEHOLD, [home.id], day)

    verified = DossierService(town.office).of(kinds.HOUSEHOLD, home.id).verified
    found = RecordingService(town.office).check(kinds.VISIT, MET | {"visited_on": "2026-10-08"})
    assert verified.text == f"核实于 {day}，{ago} · 王芳"
    assert verified.stale is said
    assert ("home.stale" in [one.code for one in found]) is said
