"""People who stand in the register twice: found, merged, told apart."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.register.duplicates import DuplicateService
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.views.dossiers import DossierService
from gridkeeper.services.views.finding import FindingService
from tests.helpers.towns import QUIET, ZHANG_SAN, a_visit_of, record, where

PASSPORT = {"id_type": "护照", "id_number": "E12345678"}


@pytest.fixture
def zhang(town):
    return town.only(kinds.PERSON, name="张三")


@pytest.fixture
def twin(town):
    return record(
        town.office, kinds.PERSON, name="张叁", household_id="3-2-501", phone="13800002222"
    )


@pytest.fixture
def duplicates(town):
    return DuplicateService(town.office)


def groups(town, person):
    found = DossierService(town.office).of(kinds.PERSON, person.id).related
    return {group.label: [link.id for link in group.links] for group in found}


def names(session):
    return sorted(one.name for one in where(session, kinds.PERSON))


def test_who_is_typed_is_told_whom_she_may_be_and_why(town, zhang):
    facts = {"name": "张叁", "household_id": "3-2-501"}
    said = RecordingService(town.office).check(kinds.PERSON, facts)

    (one,) = [problem for problem in said if problem.code == "person.may_be"]
    assert one.refers == ("person", zhang.id)
    assert one.warning
    assert one.text.endswith("姓名同音，门牌相同")
    assert "张三" not in one.text


@pytest.mark.parametrize(
    ("facts", "field", "why"),
    [
        ({"name": "张三", "phone": "13800001111"}, "phone", "姓名和电话相同"),
        ({"name": "张三", "phone": "13800010111"}, "phone", "前后颠倒"),
    ],
)
def test_each_reason_stands_beside_its_field(town, facts, field, why):
    said = RecordingService(town.office).check(kinds.PERSON, facts)

    assert any(one.field == field and why in one.text for one in said)


def test_the_number_of_a_passport_has_no_check_digit_and_may_be_a_slip(town):
    record(town.office, kinds.PERSON, name="李四", **PASSPORT)
    slip = {"name": "李思", **PASSPORT, "id_number": "E12345687"}

    said = RecordingService(town.office).check(kinds.PERSON, slip)

    assert any(one.field == "id_number" and "前后颠倒" in one.text for one in said)


def test_who_is_told_of_already_is_not_told_of_again(town):
    facts = {"name": "张三", "id_number": ZHANG_SAN, "household_id": "3-2-501"}
    said = RecordingService(town.office).check(kinds.PERSON, facts)

    assert [one.code for one in said if one.refers[0]] == [
        "person.number_known",
        "person.name_known",
    ]


def test_the_whole_store_is_gone_through(duplicates, zhang, twin):
    found = duplicates.all()

    assert found.count == 1
    (pair,) = found.pairs
    assert {pair.id, pair.other_id} == {zhang.id, twin.id}
    assert pair.reasons == ("姓名同音，门牌相同",)
    assert pair.who.startswith("张*，")


def test_who_is_merged_is_left_out_and_what_refers_to_her_is_at_the_other(
    town, duplicates, zhang, twin
):
    visit = a_visit_of(town.office, person_id=twin.id, household_id="", place="门口")
    tag = record(town.office, kinds.PERSON_TAG, person_id=twin.id, tag="独居老人")

    duplicates.same_as(twin.id, zhang.id)

    assert "张叁" not in names(town.office)
    shown = groups(town, zhang)
    assert shown["走访"] == [visit.id]
    assert shown["人群类别"] == [tag.id]
    assert shown["并入的登记"] == [twin.id]
    (held,) = where(town.office, kinds.VISIT)
    assert held.person_id == twin.id


def test_who_is_searched_for_by_what_was_merged_is_found(town, duplicates, zhang, twin):
    duplicates.same_as(twin.id, zhang.id)

    found = [one.id for one in FindingService(town.office).find("张叁") if one.kind == "person"]
    listed = [one.id for one in ListService(town.office).list(kinds.PERSON, "张叁")]
    assert (found, listed) == ([zhang.id], [zhang.id])


def test_the_page_of_who_was_merged_says_so(town, duplicates, zhang, twin):
    duplicates.same_as(twin.id, zhang.id)

    page = DossierService(town.office).of(kinds.PERSON, twin.id)
    assert "已并入" in [chip.text for chip in page.chips]
    assert zhang.id in groups(town, twin)["所在"]


@pytest.mark.parametrize("how", ["undo", "apart"])
def test_a_merge_is_taken_back(town, duplicates, zhang, twin, how):
    duplicates.same_as(twin.id, zhang.id)
    if how == "undo":
        assert UndoService(town.office).undo().sentence.startswith("已撤销：合并居民")
    else:
        duplicates.apart(twin.id)

    assert "张叁" in names(town.office)
    with pytest.raises(InputInvalidError, match="没有并入"):
        duplicates.apart(twin.id)


def test_people_who_are_one_are_not_merged_again(duplicates, zhang, twin):
    duplicates.same_as(twin.id, zhang.id)

    with pytest.raises(InputInvalidError, match="已经是同一人"):
        duplicates.same_as(zhang.id, twin.id)
    with pytest.raises(RecordUnknownError):
        duplicates.same_as(zhang.id, "nobody")


def test_two_who_are_not_the_same_are_never_asked_about_again(town, duplicates, zhang, twin):
    duplicates.not_same(zhang.id, twin.id)

    assert duplicates.all().count == 0
    assert duplicates.of(twin) == duplicates.of(zhang) == []
    with pytest.raises(InputInvalidError):
        duplicates.not_same(zhang.id, zhang.id)
    UndoService(town.office).undo()
    assert duplicates.all().count == 1


def test_a_visit_that_comes_weeks_later_lands_at_the_survivor(town, duplicates, zhang, twin):
    down(town)
    visit = a_visit_of(town.mei, person_id=twin.id)
    duplicates.same_as(twin.id, zhang.id)

    BatchImportService(town.office).take([town.hand_in(town.mei)], QUIET)

    assert visit.id in groups(town, zhang)["走访"]


def test_two_who_merge_the_other_way_round_see_the_same_survivor(town, duplicates, zhang, twin):
    down(town)
    duplicates.same_as(twin.id, zhang.id)
    DuplicateService(town.mei).same_as(zhang.id, twin.id)
    assert names(town.mei) != names(town.office)

    BatchImportService(town.office).take([town.hand_in(town.mei)], QUIET)
    down(town)

    assert names(town.mei) == names(town.office)
    assert "张三" in names(town.mei)
    assert "张叁" not in names(town.mei)


def test_that_two_are_not_the_same_is_known_to_all(town, duplicates, zhang, twin):
    duplicates.not_same(zhang.id, twin.id)
    down(town)

    assert DuplicateService(town.mei).all().count == 0


def down(town):
    """Let the office send to its workers what it knows, and 李梅 take it in."""
    BatchImportService(town.office).take([town.hand_in(town.mei)], QUIET)
    folder = town.folder / f"down-{len(list(town.folder.iterdir()))}"
    folder.mkdir()
    done = BatchExportService(town.office).export(folder, QUIET)
    own = [one.path for one in done if one.cover.recipient.replica == town.mei.replica.id]
    BatchImportService(town.mei).take(own, QUIET)


def test_two_people_stand_side_by_side_with_what_would_go_along(town, duplicates, zhang, twin):
    a_visit_of(town.office, person_id=twin.id, household_id="", place="门口")

    found = duplicates.compare(zhang.id, twin.id)

    lines = {line.label: (line.one, line.other, line.differs) for line in found.lines}
    assert lines["姓名"] == ("张*", "张*", True)
    assert ZHANG_SAN not in str(found)
    assert found.other == "走访 1 条"
