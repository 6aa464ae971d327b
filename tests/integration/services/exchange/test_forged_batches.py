"""What an enrolled worker with a program of her own making can and cannot do to the office."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.wire import HIGHEST_LAMPORT
from gridkeeper.errors import FileExistsAlreadyError, StoreBusyError
from gridkeeper.services.exchange import batch_export
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.second_chance import QuarantineService
from gridkeeper.services.store.stores import StoreService
from gridkeeper.storage import admission
from tests.helpers.stores import STAMP, a_pen, verified
from tests.helpers.towns import (
    QUIET,
    a_visit_of,
    conflicts,
    dumped,
    hand_in,
    record,
    rename,
    take,
    where,
)


def says(worker, kind, record_id, sets, **facts):
    """Put a change of one's own making into a journal, as the next own one."""
    with worker.store.writing() as unit:
        usual = {
            "id": new_id(),
            "record": record_id,
            "kind": kind,
            "lamport": unit.journal.lamport + 1,
            "author": unit.replica.name,
            "office": False,
            "creates": False,
            "sets": sets,
            "bases": {},
        }
        made = a_pen().create(kinds.KINDS["visit"].record(id=record_id))
        unit.journal.append([replace(made, **usual | facts)], STAMP)


def handed_in(town, worker):
    (outcome,) = take(town.office, hand_in(worker, town.folder, f"{new_id()}.gkb"))
    assert outcome.refused == ""
    return outcome


@pytest.mark.parametrize(
    ("lie", "named"), [({"author": "赵刚"}, "author"), ({"office": True}, "office")], ids=str
)
def test_what_she_says_in_the_name_of_others_is_put_aside(town, lie, named):
    zhang = town.only(kinds.PERSON, name="张三")
    says(town.mei, "person", zhang.id, {"phone": "13911110001"}, **lie)

    outcome = handed_in(town, town.mei)

    assert [reason for _line, reason in outcome.quarantined] == [named]
    assert town.only(kinds.PERSON, name="张三").phone == zhang.phone


def test_she_cannot_pass_a_batch_off_as_what_others_wrote(town, monkeypatch):
    """A choice of lines names no author; only the office's batches are one."""
    a_visit_of(town.mei)
    usual = batch_export.Numbers
    monkeypatch.setattr(batch_export, "Numbers", lambda *fixed: usual(*fixed[:3], whole=False))
    monkeypatch.setattr(
        batch_export, "_lines", lambda unit, _peer, _numbers: unit.journal.own_lines(0, 99)
    )
    before = dumped(town.office)

    (outcome,) = take(town.office, town.hand_in(town.mei))

    assert outcome.code == "batch.damaged"
    assert dumped(town.office) == before


def test_the_highest_number_there_is_silences_nobody(town):
    zhang = town.only(kinds.PERSON, name="张三")
    says(town.mei, "person", zhang.id, {"work_unit": "甲"}, lamport=HIGHEST_LAMPORT)
    handed_in(town, town.mei)

    rename(town.office, kinds.PERSON, town.only(kinds.PERSON, id=zhang.id), work_unit="乙")
    rename(town.gang, kinds.PERSON, zhang, work_unit="丙")
    handed_in(town, town.gang)
    answer = BatchExportService(town.office).export(town.folder / "a.gkb", QUIET, "赵刚")[0]

    assert take(town.gang, answer.path)[0].refused == ""
    assert [group for group, _values in conflicts(town.office)] == ["work_unit"]
    assert verified(town.office.store).problems == []


@pytest.mark.parametrize("kind", ["visit", "kind_of_tomorrow"])
def test_the_id_of_a_person_under_another_kind_says_nothing_of_the_person(town, kind):
    zhang = town.only(kinds.PERSON, name="张三")
    says(town.mei, kind, zhang.id, {"birth": "no day", "phone": "1", "work_unit": "甲"})
    rename(town.mei, kinds.PERSON, zhang, work_unit="乙")
    rename(town.gang, kinds.PERSON, zhang, work_unit="丙")

    handed_in(town, town.mei)
    handed_in(town, town.gang)

    after = town.only(kinds.PERSON, id=zhang.id)
    assert (after.birth, after.phone) == (zhang.birth, zhang.phone)
    assert conflicts(town.office) == [("work_unit", ["丙", "乙"])]
    assert verified(town.office.store).problems == []


def test_an_id_under_another_kind_does_not_fetch_the_person_from_another_grid(town):
    (one, two) = (town.only(kinds.GRID, name=f"第{name}网格") for name in ("一", "二"))
    secret = record(
        town.office, kinds.REQUEST, title="密", grid_id=two.id, received_on="2026-10-07"
    )
    says(town.mei, "visit", secret.id, {"grid_id": one.id}, creates=True, grid=one.id)
    handed_in(town, town.mei)

    answer = BatchExportService(town.office).export(town.folder / "a.gkb", QUIET, "李梅")[0]
    take(town.mei, answer.path)

    assert where(town.mei, kinds.REQUEST) == []


@pytest.mark.parametrize("creates", [False, True])
def test_a_record_that_never_was_hers_cannot_be_moved_into_her_grid(town, creates):
    (one, two) = (town.only(kinds.GRID, name=f"第{name}网格") for name in ("一", "二"))
    secret = record(
        town.office, kinds.REQUEST, title="密", grid_id=two.id, received_on="2026-10-07"
    )
    says(town.mei, "request", secret.id, {"remark": "x"}, grid=one.id)
    handed_in(town, town.mei)
    says(town.mei, "request", secret.id, {"grid_id": one.id}, grid=one.id, creates=creates)

    assert [reason for _line, reason in handed_in(town, town.mei).quarantined] == ["grid_id"]

    answer = BatchExportService(town.office).export(town.folder / "a.gkb", QUIET, "李梅")[0]
    take(town.mei, answer.path)
    assert not any(one.title for one in where(town.mei, kinds.REQUEST))


def test_what_was_put_aside_for_a_while_does_not_make_a_record_hers(town, monkeypatch):
    (one, two) = (town.only(kinds.GRID, name=f"第{name}网格") for name in ("一", "二"))
    secret = record(
        town.office, kinds.REQUEST, title="密", grid_id=two.id, received_on="2026-10-07"
    )
    says(town.mei, "request", secret.id, {"remark": "x"}, grid=one.id)
    with monkeypatch.context() as patch:
        patch.setattr(admission, "fault", lambda *_facts: "remark")
        assert handed_in(town, town.mei).quarantined
    assert QuarantineService(town.office).retry() == (1, 0)

    says(town.mei, "request", secret.id, {"grid_id": one.id}, grid=one.id)

    assert [reason for _line, reason in handed_in(town, town.mei).quarantined] == ["grid_id"]
    assert verified(town.office.store).problems == []


def test_a_record_that_was_hers_may_be_moved_by_her_later(town):
    (one, two) = (town.only(kinds.GRID, name=f"第{name}网格") for name in ("一", "二"))
    zhang = town.only(kinds.PERSON, name="张三")
    shop = record(town.mei, kinds.PREMISES, name="水果店", grid_id=one.id)
    handed_in(town, town.mei)
    for kind, moved in ((kinds.PERSON, zhang), (kinds.PREMISES, shop)):
        rename(town.office, kind, moved, grid_id=two.id)
        rename(town.mei, kind, moved, grid_id=two.id)
        rename(town.mei, kind, moved, grid_id=one.id)

    assert handed_in(town, town.mei).quarantined == ()


def test_a_group_that_stands_for_all_groups_is_put_aside(town):
    zhang = town.only(kinds.PERSON, name="张三")
    says(town.mei, "person", zhang.id, {"*": "x"})

    assert [reason for _line, reason in handed_in(town, town.mei).quarantined] == ["*"]

    rename(town.office, kinds.PERSON, zhang, work_unit="乙")
    assert verified(town.office.store).problems == []
    assert conflicts(town.office) == []


def test_the_id_of_somebody_elses_batch_hides_nothing(town, monkeypatch):
    """It stands on the cover of a batch, which anyone who holds the stick can read."""
    a_visit_of(town.gang)
    made = BatchExportService(town.gang).export(town.folder / "gang.gkb", QUIET)[0]
    monkeypatch.setattr(town.mei, "new_id", lambda: made.cover.batch_id)
    a_visit_of(town.mei)
    take(town.office, hand_in(town.mei, town.folder, "mei.gkb"))

    (outcome,) = take(town.office, made.path)

    assert (outcome.seen, outcome.code) == (False, "batch.damaged")
    again = hand_in(town.gang, town.folder, "again.gkb")
    assert take(town.office, again)[0].created == {"visit": 1}


def test_a_batch_is_never_written_over_something_else(town):
    """`--out office.gkdb` would be the end of the store."""
    store = town.office.store.path

    with pytest.raises(FileExistsAlreadyError):
        BatchExportService(town.mei).export(store, QUIET)
    with pytest.raises(FileExistsAlreadyError):
        EnrolmentService(town.office).enrol("孙梅", ["第一网格"], store, QUIET)

    assert StoreService(town.office).facts().changes


def test_two_who_are_enrolled_at_once_never_share_a_series(town, quick_codes, monkeypatch):
    service = EnrolmentService(town.office)
    once = iter([True])

    def meanwhile(_session, *_roles, action):
        if next(once, False):
            path = town.folder / "first.gkb"
            monkeypatch.setattr(EnrolmentService, "_worker", usual)
            EnrolmentService(town.office).enrol("甲", ["第一网格"], path, QUIET)

    usual = EnrolmentService._worker

    def slow(self, unit, name, grids, role):
        worker = usual(self, unit, name, grids, role)
        meanwhile(self, action="")
        return worker

    monkeypatch.setattr(EnrolmentService, "_worker", slow)
    package = town.folder / "second.gkb"

    with pytest.raises(StoreBusyError):
        service.enrol("乙", ["第一网格"], package, QUIET)

    assert not package.exists()
    assert [peer["name"] for peer in StoreService(town.office).facts().peers] == [
        "李梅",
        "赵刚",
        "甲",
    ]
