"""Policies in a store: what is added stands together, what is written once is written once."""

from __future__ import annotations

from contextlib import closing

from gridkeeper.domain import kinds
from gridkeeper.domain.cases import CaseStep
from gridkeeper.domain.fields import Merge
from gridkeeper.domain.ids import new_id
from gridkeeper.storage import projection, schema
from tests.helpers.stores import a_person, change_of, edit, receive, save, verified


def two_notes(unit):
    """Let two people add to the note on a person."""
    person = a_person(remark="独居")
    (creation,) = save(unit, person)
    notes = ("独居\n女儿在外地", "独居\n每周送餐")
    receive(unit, [change_of(creation, sets={"remark": note}) for note in notes])
    return person


def test_notes_that_two_add_to_are_not_in_conflict(store):
    with store.writing() as unit:
        person = two_notes(unit)
        held = unit.listing.held(kinds.PERSON, person.id)

    assert set(held.record.remark.split("\n")) == {"独居", "女儿在外地", "每周送餐"}
    assert held.conflicts == 0
    assert verified(store).problems == []


def test_a_step_stays_as_it_was_written(store):
    step = CaseStep(id=new_id(), case_kind="hazard", action="settle", note="已整改")
    with store.writing() as unit:
        (creation,) = save(unit, step)
        over = {"case_kind": "hazard", "action": "settle", "note": "另一说"}
        receive(unit, [change_of(creation, sets={"step": over})])
        edit(unit, CaseStep(id=step.id, case_kind="hazard", action="settle", note="又一说"))

        assert unit.listing.get(kinds.CASE_STEP, step.id).note == "已整改"
        assert len(unit.journal.history(step.id)) == 3
    assert verified(store).problems == []


def test_a_store_that_an_older_program_kept_is_folded_by_the_policies_of_today(store, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(projection, "policies", lambda kind: dict.fromkeys(kind.groups, Merge.LATEST))
        with store.writing() as unit:
            person = two_notes(unit)
            assert unit.listing.held(kinds.PERSON, person.id).conflicts == 1
    known = schema.revisions()
    monkeypatch.setattr(schema, "revisions", lambda: [*known, "9999"])
    monkeypatch.setattr(schema, "bring_up", lambda _connection, _path: None)

    with closing(type(store).open_with(store.access())) as opened, opened.reading() as unit:
        assert unit.listing.held(kinds.PERSON, person.id).conflicts == 0
        assert unit.listing.contended() == []
    assert verified(store).problems == []
