"""A district whose workers are streets: the same batches, one level up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.places import Grid
from gridkeeper.domain.replicas import Peer, Role
from gridkeeper.errors import GridKeeperError, InputInvalidError, RoleRefusedError
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange import enrolment, streams
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.services.exchange.streets import DistrictService
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place
from gridkeeper.storage.journal import Source
from tests.helpers.hands import at_work, change_ids, contended, differences
from tests.helpers.levels import DISTRICT, STREET, joined
from tests.helpers.stores import CHEAP, PASSWORD
from tests.helpers.towns import OFFICE, QUIET, WORKER_1, WORKER_2, WORKER_3, FixedClock

BESIDE = "beside.gkdb"
AT_ONCE = 1

pytestmark = pytest.mark.usefixtures("quick_codes")


@pytest.fixture
def hands(levels, tmp_path):
    with at_work(levels, tmp_path / "town") as opened:
        yield opened


def remark(hands, name):
    (found,) = {one.remark for _kind, one in hands.records(name)}
    return found


def test_what_a_worker_wrote_reaches_the_district_and_its_decision_reaches_her(hands):
    hands.create(WORKER_1, hands.grids()[0], visit=True)
    hands.heal(AT_ONCE)
    hands.change(DISTRICT, 0, remark="区里已阅")
    hands.heal(AT_ONCE)
    assert {remark(hands, name) for name in (DISTRICT, OFFICE, WORKER_1, WORKER_2)} == {"区里已阅"}
    assert hands.records(WORKER_3) == []
    assert differences(hands) == []


def news_from_above(hands, name):
    sections = TodayService(hands.open(name)).today().sections
    return [line.record_id for one in sections if one.name == "above" for line in one.lines]


def test_what_the_district_says_of_a_case_is_news_at_the_street_until_it_is_looked_at(hands):
    hands.create(WORKER_1, hands.grids()[0], visit=False)
    hands.heal(AT_ONCE)
    assert news_from_above(hands, OFFICE) == []

    ((_kind, case),) = hands.records(DISTRICT)
    hands.change(DISTRICT, 0, result="区里已协调")
    hands.heal(AT_ONCE)

    assert news_from_above(hands, OFFICE) == [case.id]
    assert news_from_above(hands, DISTRICT) == []
    TodayService(hands.open(OFFICE)).looked_at("request", case.id)
    assert news_from_above(hands, OFFICE) == []


def test_a_conflict_of_street_and_district_is_settled_for_all_three_levels(hands):
    hands.create(WORKER_1, hands.grids()[0], visit=True)
    hands.heal(AT_ONCE)
    hands.change(OFFICE, 0, situation="街道说")
    hands.change(DISTRICT, 0, situation="区里说")
    hands.heal(AT_ONCE)
    assert all(contended(hands.open(name)) for name in (DISTRICT, OFFICE, WORKER_1))
    desk = ConflictService(hands.open(DISTRICT))
    (conflict,) = desk.open()
    chosen = next(one for one in conflict.claims if one.author == "王芳")
    desk.settle(conflict, chosen.change_id)
    hands.heal(AT_ONCE)
    for name in (DISTRICT, OFFICE, WORKER_1, WORKER_2):
        assert not contended(hands.open(name))
        assert [one.situation for _kind, one in hands.records(name)] == ["街道说"]
    assert differences(hands) == []


def test_what_a_street_has_said_does_not_come_back_to_it(hands):
    hands.create(OFFICE, hands.grids()[0], visit=True)
    hands.hand_over(OFFICE)
    (came,) = hands.take(DISTRICT, *hands.files)
    assert came.new == 1
    hands.hand_over(DISTRICT)
    (answer,) = hands.take(OFFICE, hands.files[-1])
    assert (answer.new, answer.known, answer.refused) == (0, 0, "")


def test_a_district_that_was_set_back_is_given_everything_again(hands):
    hands.copy(DISTRICT, "kept")
    hands.create(WORKER_1, hands.grids()[0], visit=True)
    hands.heal()
    hands.change(DISTRICT, 0, remark="之前")
    hands.heal()
    hands.close(DISTRICT)
    hands.copy("kept", DISTRICT)
    hands.heal()
    assert remark(hands, DISTRICT) == "之前"
    assert differences(hands) == []


def test_a_street_that_was_set_back_is_given_everything_again(hands):
    hands.copy(OFFICE, "kept")
    hands.create(OFFICE, hands.grids()[0], visit=True)
    hands.heal()
    hands.change(DISTRICT, 0, remark="之前")
    hands.heal()
    said = change_ids(hands.open(DISTRICT), own=False)
    hands.close(OFFICE)
    hands.copy("kept", OFFICE)
    hands.heal()
    assert change_ids(hands.open(OFFICE), own=False) >= said
    assert differences(hands) == []


def test_what_lies_in_one_street_is_not_told_to_another(hands):
    beside(hands)
    hands.create(WORKER_1, hands.grids()[0], visit=True)
    hands.heal(AT_ONCE)
    hands.change(DISTRICT, 0, remark="只给晨光")
    hands.heal(AT_ONCE)
    with hands.open(BESIDE).store.reading() as unit:
        assert [one.name for one in unit.listing.where(kinds.GRID)] == ["邻街网格"]
        assert unit.listing.count(kinds.VISIT) == 0
    with hands.open(DISTRICT).store.reading() as unit:
        assert len(unit.listing.where(kinds.GRID)) == 3
        streets = {one.name: len(one.grids) for one in unit.peers.all()}
    assert streets == {STREET: 2, "邻街": 1}


def test_a_record_that_moves_to_another_street_takes_its_history_along(hands):
    grid = beside(hands)
    hands.create(WORKER_1, hands.grids()[0], visit=True)
    hands.heal(AT_ONCE)
    hands.change(WORKER_1, 0, remark="之前")
    hands.heal(AT_ONCE)
    hands.change(DISTRICT, 0, grid_id=grid)
    hands.heal(AT_ONCE)
    assert remark(hands, BESIDE) == "之前"
    assert {one.grid_id for _kind, one in hands.records(WORKER_1)} == {grid}


def test_a_street_moves_nothing_that_never_lay_in_its_grids(hands):
    grid = beside(hands)
    hands.create(WORKER_1, hands.grids()[0], visit=True)
    hands.heal(AT_ONCE)
    ((_kind, visit),) = hands.records(DISTRICT)
    with hands.open(BESIDE).writing("edit") as work:
        work.pen.edit(visit, replace(visit, grid_id=grid), {"*": [visit.id]})
    hands.hand_over(BESIDE)
    outcomes = hands.take(DISTRICT, hands.files[-1])
    assert [one.quarantined[0][1] for one in outcomes] == ["grid_id"]
    assert hands.records(DISTRICT)[0][1].grid_id == visit.grid_id


def test_a_package_is_good_for_one_street(hands):
    district, street = hands.open(DISTRICT), hands.open(OFFICE)
    package = hands.folder / "second.gkb"
    made = EnrolmentService(district).enrol("邻街", [], package, QUIET, Role.OFFICE)
    for name in ("one", "two"):
        office = an_office(hands.folder, f"{name}.gkdb", name)
        joins = DistrictService(office).join(package, made.code, QUIET)
        assert (joins.name, joins.is_above, joins.is_street) == ("江北区", True, False)
        hands.sessions[name] = office
        hands.hand_over(name)
    first, second = hands.take(DISTRICT, *hands.files[-2:])
    assert not first.refused
    assert second.code == "batch.enrolment_stale"
    with pytest.raises(InputInvalidError, match="已经加入江北区"):
        DistrictService(street).join(package, made.code, QUIET)


def test_an_office_that_nobody_asked_is_a_stranger(hands):
    hands.copy(DISTRICT, "kept")
    stranger = an_office(hands.folder, "stranger.gkdb", "外街")
    joined(hands.open(DISTRICT), stranger, hands.folder, "外街")
    hands.sessions["stranger"] = stranger
    hands.hand_over("stranger")
    hands.close(DISTRICT)
    hands.copy("kept", DISTRICT)
    (outcome,) = hands.take(DISTRICT, hands.files[-1])
    assert outcome.code == "batch.from_stranger"


def test_a_package_opens_only_for_whom_it_is(hands, tmp_path):
    district, street = hands.open(DISTRICT), hands.open(OFFICE)
    package = tmp_path / "package.gkb"
    made = EnrolmentService(district).enrol("邻街", [], package, QUIET, Role.OFFICE)
    place = Place(tmp_path / "worker.gkdb", PASSWORD, CHEAP)
    with pytest.raises(InputInvalidError, match="给街道办的开通包"):
        enrolment.join(package, made.code, place, FixedClock(), new_id, QUIET)
    with pytest.raises(InputInvalidError, match="本单位或下级单位"):
        DistrictService(district).join(package, made.code, QUIET)
    with pytest.raises(RoleRefusedError):
        DistrictService(hands.open(WORKER_1)).join(package, made.code, QUIET)
    worker = tmp_path / "worker.gkb"
    made = EnrolmentService(street).enrol("孙晓", ["WG01"], worker, QUIET)
    with pytest.raises(InputInvalidError, match="给网格员的开通包"):
        DistrictService(district).join(worker, made.code, QUIET)


def test_which_grids_are_a_streets_it_says_itself(hands):
    with pytest.raises(InputInvalidError, match="由它自己登记"):
        EntrustingService(hands.open(DISTRICT)).entrust(STREET, [hands.grids()[0]])


def beside(hands):
    """Let another street join, which has one grid; return the grid's id."""
    office = an_office(hands.folder, BESIDE, "邻街")
    grid = Grid(id=new_id(), name="邻街网格", code="LJ01")
    with office.writing("register") as work:
        work.create(grid)
    joined(hands.open(DISTRICT), office, hands.folder, "邻街")
    hands.sessions[BESIDE] = office
    hands.alive.append(BESIDE)
    hands.heal(AT_ONCE)
    return grid.id


def an_office(folder, name, unit):
    replica = stores.new_replica(new_id(), Role.OFFICE, "赵敏", unit)
    return stores.make(Place(folder / name, PASSWORD, CHEAP), replica, FixedClock(), new_id)[0]


def nothing_is_said_again_after_a_loss(patch):
    whole = streams.moved_on

    def moved_on(unit, peer, *facts):
        moved = whole(unit, peer, *facts)
        return replace(moved, confirmed=peer.confirmed, sent=peer.sent, held=peer.held)

    patch.setattr(streams, "moved_on", moved_on)


def who_passed_something_on_is_forgotten(patch):
    def passed_on(_unit, file, _peer, now):
        return Source(file.cover.batch_id, now)

    patch.setattr(streams, "_passed_on", passed_on)


def everything_is_told_to_every_street(patch):
    patch.setattr(Peer, "scope", ())


@pytest.mark.no_cover  # the stories are measured above
@pytest.mark.parametrize(
    ("bug", "story"),
    [
        (
            nothing_is_said_again_after_a_loss,
            test_a_district_that_was_set_back_is_given_everything_again,
        ),
        (
            who_passed_something_on_is_forgotten,
            test_what_a_street_has_said_does_not_come_back_to_it,
        ),
        (everything_is_told_to_every_street, test_what_lies_in_one_street_is_not_told_to_another),
    ],
    ids=lambda one: one.__name__,
)
def test_a_planted_bug_is_found(hands, monkeypatch, bug, story):
    bug(monkeypatch)
    with pytest.raises((AssertionError, GridKeeperError)):
        story(hands)
