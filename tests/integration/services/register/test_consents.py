"""What people have agreed to: recorded, taken back, and asked of guardians."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.register.consents import ConsentService
from gridkeeper.services.views.dossiers import DossierService
from tests.helpers.towns import record, where

CHILD = {"name": "张小宝", "sex": "1", "birth": "2015-05-01", "household_id": "3-2-501"}


@pytest.fixture
def child(town):
    return record(town.office, kinds.PERSON, **CHILD)


def agreed(town, person, **facts):
    usual = {"matter": "单独同意", "given_on": "2026-10-01", "way": "书面签字"}
    return record(town.office, kinds.CONSENT, person_id=person.id, **usual | facts)


def said_of(town, kind, facts):
    return [one.code for one in RecordingService(town.office).check(kind, facts) if one.warning]


def test_a_consent_that_is_taken_back_says_what_follows(town):
    zhang = town.only(kinds.PERSON, name="张三")
    consent = agreed(town, zhang)

    done = ConsentService(town.office).withdraw(consent.id)

    assert done.consent.withdrawn_on == date(2026, 10, 8)
    assert done.duties[0] == "从今天起，不再使用凭这份同意收集的信息。"
    related = DossierService(town.office).of(kinds.PERSON, zhang.id).related
    (link,) = next(group.links for group in related if group.label == "告知同意")
    assert (link.id, link.chip) == (consent.id, "已终止")
    UndoService(town.office).undo()
    assert where(town.office, kinds.CONSENT)[0].withdrawn_on is None


def test_another_consent_stays_in_force(town):
    zhang = town.only(kinds.PERSON, name="张三")
    consent = agreed(town, zhang)
    agreed(town, zhang)

    assert ConsentService(town.office).withdraw(consent.id).duties[0].startswith("此人另有")


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ({"matter": "已告知"}, date(2026, 10, 8)),
        ({"withdrawn_on": "2026-10-02"}, date(2026, 10, 8)),
        ({}, date(2026, 10, 9)),
        ({}, date(2026, 9, 30)),
    ],
)
def test_what_cannot_be_taken_back_is_refused(town, child, facts, day):
    consent = agreed(town, child, **facts)

    with pytest.raises(InputInvalidError):
        ConsentService(town.office).withdraw(consent.id, day)


def test_what_is_not_there_is_not_taken_back(town):
    with pytest.raises(RecordUnknownError):
        ConsentService(town.office).withdraw("none")


def test_for_a_child_the_guardian_is_asked_until_it_is_recorded(town, child):
    service = RecordingService(town.office)
    assert "person.guardian_consent" in said_of(town, kinds.PERSON, CHILD)

    changed = service.check(kinds.PERSON, {"birth": "2015-05-02"}, child.id)
    assert "person.guardian_consent" in [one.code for one in changed]
    agreed(town, child, matter="监护人同意", guardian="张三")
    changed = service.check(kinds.PERSON, {"birth": "2015-05-02"}, child.id)
    assert "person.guardian_consent" not in [one.code for one in changed]


@pytest.mark.parametrize(("matter", "warned"), [("单独同意", True), ("监护人同意", False)])
def test_a_child_cannot_agree_by_herself(town, child, matter, warned):
    facts = {"person_id": child.id, "matter": matter, "given_on": "2026-10-01"}

    assert ("consent.of_a_child" in said_of(town, kinds.CONSENT, facts)) is warned
