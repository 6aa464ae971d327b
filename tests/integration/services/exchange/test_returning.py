"""What an office lost when it was set back to a backup comes back from its workers."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from gridkeeper.domain import kinds
from gridkeeper.exchange import marks
from gridkeeper.services.exchange import returning
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.storage import forgotten, tables
from tests.helpers.stores import verified
from tests.helpers.towns import OFFICE, QUIET, record, rename, take, where


def send_down(town, name, to="李梅"):
    (answer,) = BatchExportService(town.office).export(town.folder / f"{name}.gkb", QUIET, to)
    return answer.path


def given_back(town):
    with town.mei.store.reading() as unit:
        return unit.connection.scalar(select(func.count()).select_from(tables.forgotten))


@pytest.fixture
def lost(town):
    """A request that the office wrote and sent down, and lost with its store of those days."""
    take(town.office, town.hand_in(town.mei, "m0.gkb"))
    town.copy(OFFICE, "kept.gkdb")
    town.close("kept.gkdb")
    one = town.only(kinds.GRID, code="WG01")
    made = record(
        town.office, kinds.REQUEST, title="路灯不亮", grid_id=one.id, received_on="2026-10-07"
    )
    rename(town.office, kinds.REQUEST, made, remark="已报市政")
    assert take(town.mei, send_down(town, "a0"))[0].refused == ""
    town.close(OFFICE)
    town.copy("kept.gkdb", OFFICE)
    assert where(town.office, kinds.REQUEST, title="路灯不亮") == []
    return made


def test_it_is_back_after_the_office_was_heard_once(town, lost):
    take(town.office, town.hand_in(town.mei, "m1.gkb"))
    take(town.mei, send_down(town, "a1"))
    assert given_back(town) == 2

    (outcome,) = take(town.office, town.hand_in(town.mei, "m2.gkb"))

    assert (outcome.refused, outcome.returned) == ("", 2)
    assert outcome.created["request"] == 1
    again = town.only(kinds.REQUEST, title="路灯不亮")
    assert (again.id, again.remark) == (lost.id, "已报市政")
    with town.office.store.reading() as unit:
        assert {one.change.author for one in unit.journal.history(lost.id)} == {"王芳"}
    assert verified(town.office.store).problems == []


def test_it_is_given_back_until_the_office_has_it_and_no_longer(town, lost):
    take(town.office, town.hand_in(town.mei, "m1.gkb"))
    take(town.mei, send_down(town, "a1"))
    town.hand_in(town.mei, "lost.gkb")
    take(town.office, town.hand_in(town.mei, "m2.gkb"))
    assert given_back(town) == 2

    take(town.mei, send_down(town, "a2"))

    assert given_back(town) == 0
    (outcome,) = take(town.office, town.hand_in(town.mei, "m3.gkb"))
    assert (outcome.refused, outcome.returned) == ("", 0)


def test_what_a_batch_cannot_hold_comes_with_the_next(town, lost, monkeypatch):
    take(town.office, town.hand_in(town.mei, "m1.gkb"))
    take(town.mei, send_down(town, "a1"))
    monkeypatch.setattr(forgotten, "_MOST_BYTES", 1)
    got = []
    for number in range(2, 5):
        got.append(take(town.office, town.hand_in(town.mei, f"m{number}.gkb"))[0].returned)
        take(town.mei, send_down(town, f"a{number}"))

    assert got == [1, 1, 0]
    assert town.only(kinds.REQUEST, title="路灯不亮").remark == "已报市政"


def test_words_of_her_own_making_are_not_taken_for_the_offices(town, lost, monkeypatch):
    take(town.office, town.hand_in(town.mei, "m1.gkb"))
    take(town.mei, send_down(town, "a1"))
    with town.mei.store.writing() as unit:
        change = tables.change
        unit.connection.execute(
            change.update().where(change.c.mark != b"").values(mark=b"\1" * marks.SIZE)
        )

    (outcome,) = take(town.office, town.hand_in(town.mei, "m2.gkb"))

    assert (outcome.refused, outcome.returned) == ("", 0)
    assert where(town.office, kinds.REQUEST, title="路灯不亮") == []


def test_what_bears_the_mark_and_is_no_change_is_refused_whole(town, lost, monkeypatch):
    take(town.office, town.hand_in(town.mei, "m1.gkb"))
    take(town.mei, send_down(town, "a1"))
    monkeypatch.setattr(returning.Marker, "is_known", lambda *_facts: True)
    with town.mei.store.writing() as unit:
        change, gone = tables.change, tables.forgotten
        ids = select(gone.c.change_id)
        unit.connection.execute(change.update().where(change.c.id.in_(ids)).values(body=b"[]"))

    (outcome,) = take(town.office, town.hand_in(town.mei, "m2.gkb"))

    assert outcome.code == "batch.damaged"


def test_a_rehearsal_tells_it_and_keeps_nothing(town, lost):
    take(town.office, town.hand_in(town.mei, "m1.gkb"))
    take(town.mei, send_down(town, "a1"))
    batch = town.hand_in(town.mei, "m2.gkb")

    assert take(town.office, batch, rehearse=True)[0].returned == 2

    assert where(town.office, kinds.REQUEST, title="路灯不亮") == []
    assert take(town.office, batch)[0].returned == 2


def test_nothing_is_given_back_while_nothing_was_lost(town):
    take(town.office, town.hand_in(town.mei, "m0.gkb"))
    take(town.mei, send_down(town, "a0"))

    assert given_back(town) == 0
