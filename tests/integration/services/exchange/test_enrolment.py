"""Enrolment: a package and a code told by voice."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.errors import (
    BatchDamagedError,
    EnrolmentCodeError,
    FileExistsAlreadyError,
    InputInvalidError,
    RecordUnknownError,
    RoleRefusedError,
)
from gridkeeper.progress import CancelledError
from gridkeeper.services.exchange import enrolment
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.store.stores import Place, StoreService
from tests.helpers.stores import CHEAP, PASSWORD
from tests.helpers.towns import QUIET, a_visit_of, hand_in, take, where

pytestmark = pytest.mark.usefixtures("quick_codes")


def joined(town, package, code, name="new.gkdb", progress=QUIET):
    place = Place(town.folder / name, PASSWORD, CHEAP)
    session, _key = enrolment.join(package, code, place, town.clock, new_id, progress)
    town.sessions[name] = session
    return session


def a_package(town, **wishes):
    usual = {"name": "孙丽", "grids": ["第一网格"], "path": town.folder / "p.gkb"}
    return EnrolmentService(town.office).enrol(**usual | wishes, progress=QUIET)


def test_a_worker_who_joins_has_the_register_of_her_grids(town):
    made = a_package(town)

    session = joined(town, made.path, made.code)

    assert session.replica == made.worker
    assert (session.replica.series, session.replica.unit) == ("03", "晨光街道")
    assert [person.name for person in where(session, kinds.PERSON)] == ["张三", "𠮷小花"]
    assert where(session, kinds.GRID, name="第二网格") == []
    assert StoreService(session).facts().unsent == 0


def test_what_she_records_reaches_the_office(town):
    made = a_package(town)
    session = joined(town, made.path, made.code)
    a_visit_of(session)

    (outcome,) = take(town.office, hand_in(session, town.folder))

    assert (outcome.sender, outcome.created) == ("孙丽", {"visit": 1})


def test_a_code_may_be_typed_in_lower_case_with_spaces(town):
    made = a_package(town)

    assert joined(town, made.path, made.code.lower().replace("-", " ")).replica == made.worker


def test_the_wrong_code_opens_nothing(town):
    made = a_package(town)

    with pytest.raises(EnrolmentCodeError, match="一次性口令打不开") as refused:
        joined(town, made.path, "0000-0000-0000")

    assert "p.gkb" in str(refused.value)
    assert not (town.folder / "new.gkdb").exists()


def test_a_damaged_package_makes_no_store(town):
    made = a_package(town)
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    made.path.write_bytes(content)

    with pytest.raises(BatchDamagedError, match="已损坏"):
        joined(town, made.path, made.code)

    assert not list(town.folder.glob("new.gkdb*"))


def test_joining_that_is_cancelled_leaves_nothing_behind(town):
    made = a_package(town)

    class Cancelled:
        def report(self, done, total):
            raise CancelledError

    with pytest.raises(CancelledError):
        joined(town, made.path, made.code, progress=Cancelled())

    assert not list(town.folder.glob("new.gkdb*"))
    assert joined(town, made.path, made.code).replica == made.worker


def test_a_store_is_never_joined_over_another(town):
    made = a_package(town)

    with pytest.raises(FileExistsAlreadyError):
        joined(town, made.path, made.code, "office.gkdb")


def test_a_batch_is_no_package(town):
    a_visit_of(town.mei)
    batch = town.hand_in(town.mei, "batch.gkb")

    with pytest.raises(InputInvalidError, match=r"batch\.gkb.*gridkeeper batch import"):
        joined(town, batch, "0000-0000-0000")


def test_a_package_is_no_batch(town):
    made = a_package(town)

    (outcome,) = take(town.office, made.path)

    assert (outcome.code, outcome.for_others) == ("batch.package", True)
    assert "在网格员的电脑上用“加入街道”打开" in outcome.refused


def test_a_package_that_two_computers_used_is_refused_for_the_second(town):
    made = a_package(town)
    first, second = (joined(town, made.path, made.code, name) for name in ("1.gkdb", "2.gkdb"))
    for session in (first, second):
        a_visit_of(session)
    assert not take(town.office, hand_in(first, town.folder / "1.gkb"))[0].refused

    (outcome,) = take(town.office, hand_in(second, town.folder / "2.gkb"))

    assert outcome.code == "batch.enrolment_twice"
    assert outcome.refused.startswith("2.gkb：孙丽用同一个开通包")
    assert "没有丢" in outcome.refused
    assert len(where(town.office, kinds.VISIT)) == 1


def test_series_are_given_once(town):
    numbers = {a_package(town, path=town.folder / f"{n}.gkb").worker.series for n in range(3)}

    assert numbers == {"03", "04", "05"}


def test_a_grid_is_known_by_name_code_or_id(town):
    grid = town.only(kinds.GRID, code="WG02")

    made = a_package(town, grids=["第二网格", "WG02", grid.id])

    assert made.worker.grids == (grid.id,)


@pytest.mark.parametrize("wish", [{"grids": []}, {"name": "  "}], ids=str)
def test_a_name_and_a_grid_are_needed(town, wish):
    with pytest.raises(InputInvalidError):
        a_package(town, **wish)

    assert not (town.folder / "p.gkb").exists()


def test_an_unknown_grid_is_named(town):
    with pytest.raises(RecordUnknownError, match="第九网格"):
        a_package(town, grids=["第九网格"])


def test_only_an_office_enrols(town):
    with pytest.raises(RoleRefusedError, match=r"worker-1\.gkdb"):
        EnrolmentService(town.mei).enrol("孙丽", ["第一网格"], town.folder / "p.gkb", QUIET)
