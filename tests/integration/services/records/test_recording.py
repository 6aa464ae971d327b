"""Recording: what is typed in a form or stands in a JSON document."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import RecordInvalidError
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.store.stores import StoreService
from tests.helpers.towns import ZHANG_SAN, record, rename, where

VISIT = {"household_id": "H001", "visited_on": "2026-10-07", "outcome": "01"}
DISPUTE = {"title": "楼道堆物", "found_on": "2026-10-06", "grid_id": "第一网格"}
HAZARD = {
    "category": "02",
    "level": "1",
    "found_on": "2026-10-06",
    "content": "灭火器过期",
    "grid_id": "WG01",
}
REQUEST = {"title": "路灯不亮", "received_on": "2026-10-07", "grid_id": "WG01"}


def refusal(session, kind, *facts):
    """Record what is refused, and return the sentence; nothing may be kept."""
    before = StoreService(session).facts().changes
    with pytest.raises(RecordInvalidError) as refused:
        RecordingService(session).record(kind, facts)
    assert StoreService(session).facts().changes == before
    return str(refused.value)


def test_a_visit_gets_its_number_its_visitor_and_the_place_behind_the_door(town):
    visit = record(town.mei, kinds.VISIT, **VISIT)

    assert visit.number == "走访〔2026〕第01-001号"
    assert visit.visitor == "李梅"
    assert visit.place == "晨光花园3幢2单元501室"
    assert visit.grid_id == town.only(kinds.GRID, code="WG01").id
    assert visit.state == "30"


@pytest.mark.parametrize(("outcome", "state"), [("03", "35"), ("04", "36"), ("02", "30")])
def test_how_a_visit_ended_says_where_it_stands(town, outcome, state):
    assert record(town.mei, kinds.VISIT, **VISIT | {"outcome": outcome}).state == state


@pytest.mark.parametrize(
    ("kind", "facts", "number"),
    [
        (kinds.DISPUTE, DISPUTE, "纠纷〔2026〕第02-001号"),
        (kinds.HAZARD, HAZARD, "隐患〔2026〕第02-001号"),
        (kinds.REQUEST, REQUEST, "诉求〔2026〕第02-001号"),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_a_case_gets_its_number_its_state_and_its_community(town, kind, facts, number):
    case = record(town.gang, kind, **facts)

    assert case.number == number
    assert case.state == "20"
    assert (case.community, case.street) == ("晨光社区", "晨光街道")


def test_a_hazard_gets_its_deadline(town):
    assert record(town.gang, kinds.HAZARD, **HAZARD).deadline is not None


def test_a_deadline_that_is_given_stands(town):
    case = record(town.gang, kinds.HAZARD, **HAZARD, deadline="2026-10-20")

    assert case.deadline.isoformat() == "2026-10-20"


def test_numbers_go_on_within_a_year(town):
    numbers = [record(town.mei, kinds.VISIT, **VISIT).number for _again in range(2)]

    assert numbers == ["走访〔2026〕第01-001号", "走访〔2026〕第01-002号"]


@pytest.mark.parametrize(
    "reference", ["H001", "3-2-501", "晨光花园3幢2单元501室", "3号楼2单元501室"]
)
def test_a_household_is_known_by_its_number_or_its_door(town, reference):
    visit = record(town.mei, kinds.VISIT, **VISIT | {"household_id": reference})

    assert visit.household_id == town.only(kinds.HOUSEHOLD).id


@pytest.mark.parametrize(
    ("name", "reference"),
    [("person_id", ZHANG_SAN), ("person_id", "张三"), ("premises_id", "晨光超市")],
)
def test_people_and_premises_are_known_by_name_or_number(town, name, reference):
    facts = {"visited_on": "2026-10-07", "outcome": "01", name: reference}

    assert getattr(record(town.mei, kinds.VISIT, **facts), name)


def test_labels_and_aliases_name_fields_as_well(town):
    facts = {"走访户": "H001", "Visited on": "2026-10-07", "走访结果": "01", "情况": "都好"}

    assert record(town.mei, kinds.VISIT, **facts).situation == "都好"


def test_numbers_and_yes_of_json_are_taken(town):
    facts = {"amount": 1200.5, "involved": 2, "success": True, "risk": None}

    dispute = record(town.gang, kinds.DISPUTE, **DISPUTE | facts)

    assert (dispute.amount, dispute.involved, dispute.success) == (Decimal("1200.50"), 2, True)


def test_a_worker_with_several_grids_has_to_say_which(town):
    facts = {name: value for name, value in REQUEST.items() if name != "grid_id"}

    assert record(town.gang, kinds.REQUEST, **facts).grid_id is None
    assert record(town.mei, kinds.REQUEST, **facts).grid_id is not None


def test_what_a_visit_gives_birth_to_is_recorded_with_it(town):
    found = {
        "disputes": [{"title": "噪声", "parties": [{"side": "1", "name": "张三"}]}],
        "hazards": [
            {
                "category": "02",
                "level": "1",
                "content": "灭火器过期",
                "rechecks": [{"checked_on": "2026-10-08", "passed": "是"}],
            }
        ],
        "requests": [{"title": "路灯不亮"}],
    }

    kept = RecordingService(town.mei).record(kinds.VISIT, [VISIT | found])

    by_kind = {one.kind.name: one.record for one in kept}
    visit = by_kind["visit"]
    assert [one.kind.name for one in kept] == [
        "visit", "dispute", "dispute_party", "hazard", "recheck", "request",
    ]  # fmt: skip
    assert by_kind["hazard"].visit_id == visit.id
    assert by_kind["hazard"].place == visit.place
    assert by_kind["hazard"].household_id == visit.household_id
    assert by_kind["request"].received_on == visit.visited_on
    assert by_kind["dispute_party"].dispute_id == by_kind["dispute"].id
    assert by_kind["recheck"].hazard_id == by_kind["hazard"].id
    assert {one.grid_id for one in by_kind.values()} == {visit.grid_id}
    assert kept[2].number == by_kind["dispute_party"].id


def test_parties_stand_on_their_sides(town):
    parties = [{"side": "1", "name": "张三", "phone": "13800001111"}, {"side": "2", "name": "李四"}]

    record(town.gang, kinds.DISPUTE, **DISPUTE, parties=parties)

    found = where(town.gang, kinds.DISPUTE_PARTY)
    assert [(one.side, one.name) for one in found] == [("1", "张三"), ("2", "李四")]


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"visited_on": None}, "走访日期"),
        ({"visited_on": "2026-13-40"}, "走访日期"),
        ({"visited_on": "2026-10-09"}, "走访日期"),
        ({"outcome": "77"}, "走访结果"),
        ({"tries": "-1"}, "敲门次数"),
        ({"tries": "一些"}, "敲门次数"),
        ({"tries": float("nan")}, "敲门次数"),
        ({"household_id": "9-9-999"}, "走访户"),
        ({"household_id": "张三"}, "走访户"),
        ({"situation": "好" * 2001}, "走访情况"),
        ({"situation": ["list"]}, "走访情况"),
        ({"visitor": True}, "走访人"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
def test_an_error_names_its_field(town, change, label):
    said = refusal(town.mei, kinds.VISIT, VISIT | change)

    assert said.startswith("走访")
    assert label in said
    assert "\n" not in said


def test_all_that_is_wrong_is_said_at_once(town):
    said = refusal(town.mei, kinds.VISIT, VISIT | {"outcome": "77", "tries": "x"})

    assert "走访结果" in said
    assert "敲门次数" in said


def test_of_several_all_are_kept_or_none(town):
    said = refusal(town.mei, kinds.VISIT, VISIT, VISIT | {"outcome": "77"})

    assert "走访 2" in said or "走访2" in said
    assert where(town.mei, kinds.VISIT) == []
    assert record(town.mei, kinds.VISIT, **VISIT).number.endswith("001号")


def test_what_is_wrong_inside_is_found_by_its_place(town):
    said = refusal(town.mei, kinds.VISIT, VISIT | {"hazards": [{"category": "02", "level": "1"}]})

    assert "隐患描述" in said
    assert said.startswith("走访")
    assert where(town.mei, kinds.VISIT) == []


@pytest.mark.parametrize("given", ["text", [1], {"title": "噪声"}], ids=str)
def test_records_inside_stand_in_a_list(town, given):
    assert "disputes" in refusal(town.mei, kinds.VISIT, VISIT | {"disputes": given})


def test_an_old_number_is_a_warning_only(town):
    party = {"side": "1", "name": "张三", "id_number": "110101491001001"}

    kept = RecordingService(town.gang).record(kinds.DISPUTE, [{**DISPUTE, "parties": [party]}])

    assert [warning.field for warning in kept[1].warnings] == ["id_number"]


def test_a_door_with_two_households_is_not_clear(town):
    home = town.only(kinds.HOUSEHOLD, town.mei)
    with town.mei.writing("register") as work:
        from dataclasses import replace  # noqa: PLC0415 - beside its only use

        work.create(replace(home, id=town.mei.new_id(), number="H002"))

    assert "走访户" in refusal(town.mei, kinds.VISIT, VISIT | {"household_id": "3-2-501"})


def test_a_deleted_household_is_not_visited(town):
    rename(town.mei, kinds.HOUSEHOLD, town.only(kinds.HOUSEHOLD, town.mei), deleted=True)

    assert "走访户" in refusal(town.mei, kinds.VISIT, VISIT)


def test_nothing_to_record_is_no_error(town):
    assert RecordingService(town.mei).record(kinds.VISIT, []) == []


def test_a_household_without_a_door_has_no_place(town):
    home = town.only(kinds.HOUSEHOLD, town.mei)
    rename(town.mei, kinds.HOUSEHOLD, home, dwelling_id=None, grid_id=None)

    visit = record(town.mei, kinds.VISIT, **VISIT)

    assert visit.place is None
    assert visit.grid_id is not None


def test_a_reference_may_be_named_without_its_ending(town):
    session = town.mei
    with session.store.reading() as unit:
        grid = next(unit.listing.all(kinds.GRID))

    (kept,) = RecordingService(session).record(
        kinds.REQUEST, [{"title": "路灯不亮", "received_on": "2026-10-08", "grid": grid.name}]
    )

    assert kept.record.grid_id == grid.id


def test_what_names_a_record_and_stays_without_it_is_counted(town):
    service = RecordingService(town.mei)
    record(town.mei, kinds.VISIT, **VISIT)
    head = town.only(kinds.PERSON, town.mei, name="张三")
    (party,) = service.record(kinds.DISPUTE, [DISPUTE | {"parties": []}])
    record(town.mei, kinds.DISPUTE_PARTY, side="1", dispute_id=party.number, person_id=head.id,
           name="张三")  # fmt: skip

    def left(kind):
        (one,) = (head,) if kind is kinds.PERSON else where(town.mei, kind)
        return service.left_behind(kind, one.id)

    assert left(kinds.HOUSEHOLD) == {"person": 2, "visit": 1}
    assert left(kinds.DWELLING) == {"household": 1}
    assert left(kinds.BUILDING) == {"dwelling": 1}
    assert left(kinds.PERSON) == {"household": 1, "dispute_party": 1}
    assert left(kinds.DISPUTE) == {}  # its parties go with it


def test_the_number_of_a_card_fills_birthday_and_sex(town):
    facts = {"name": "王小明", "id_number": ZHANG_SAN, "sex": "未知", "household_id": "3-2-501"}

    person = record(town.mei, kinds.PERSON, **facts)

    assert (str(person.birth), person.sex) == ("1949-10-01", "1")
    assert person.grid_id == town.only(kinds.GRID, code="WG01").id


def test_where_there_is_one_grid_everything_lies_in_it(town):
    second = town.only(kinds.GRID, code="WG02")
    RecordingService(town.office).delete(second)

    person = record(town.office, kinds.PERSON, name="王小明")

    assert person.grid_id == town.only(kinds.GRID).id
