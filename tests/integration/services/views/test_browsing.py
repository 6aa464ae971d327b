"""Long lists: what they hold, in which order, and what their rows say."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

import pytest

from gridkeeper import texts
from gridkeeper.domain import kinds, periods
from gridkeeper.domain.queries import Query, Way
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import InputInvalidError
from gridkeeper.progress import CancelledError, Quiet
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.showing.receipts import CONFIRMED, SENT, UNSENT
from gridkeeper.services.views.browsing import ADDRESS, HEAD, PEOPLE, BrowseService
from gridkeeper.storage import statements
from tests.helpers.towns import ZHANG_SAN, a_visit_of, record, rename, take

VISITS = Query("visit")


class Watcher:
    """Progress that can be stopped at its nth report."""

    def __init__(self, stop_at: int = 0) -> None:
        self.reports, self._stop_at = 0, stop_at

    def report(self, done: int, total: int) -> None:
        self.reports += 1
        if self.reports == self._stop_at:
            raise CancelledError


def browse(session):
    return BrowseService(session)


def shown(session, query, *columns):
    """Return the rows of a whole list, in its order."""
    service = browse(session)
    places = service.places(query, Quiet())
    found = service.rows(query, places, columns)
    return [found[place] for place in places]


def ids(session, query):
    service = browse(session)
    return service.ids(query, service.places(query, Quiet()))


def three_visits(session):
    return [
        a_visit_of(session, visited_on=day, situation="灯泡不亮").id
        for day in ("2026-09-30", "2026-10-01", "2026-10-07")
    ]


def test_the_newest_come_first(town):
    visits = three_visits(town.office)

    assert ids(town.office, VISITS) == visits[::-1]


def test_a_long_list_says_what_a_short_one_does(town):
    three_visits(town.mei)
    columns = [name for name in kinds.VISIT.by_name if name != "deleted"]

    long, short = shown(town.mei, VISITS, *columns), ListService(town.mei).list(kinds.VISIT)

    assert [row.texts for row in long] == [
        tuple(row.values.get(name, "") for name in columns) for row in short
    ]
    assert [(row.id, row.way, row.conflicts) for row in long] == [
        (row.id, row.way, row.conflicts) for row in short
    ]


def test_what_is_personal_is_masked(town):
    query = Query("person", equal=(("name", "张三"),))

    (row,) = shown(town.office, query, "name", "id_number", "phone")

    assert row.texts[0] == "张*"
    assert ZHANG_SAN not in row.texts
    assert "13800001111" not in row.texts


def test_a_household_shows_its_door_its_head_and_its_people(town):
    (row,) = shown(town.office, Query("household"), "number", ADDRESS, HEAD, PEOPLE)

    assert row.texts == ("H001", "晨光花园3幢2单元501室", "张*", "2")


@pytest.mark.parametrize("gone", ["moved_out", "died_on"])
def test_who_died_or_moved_out_is_not_counted_among_the_people_of_a_household(town, gone):
    home = town.only(kinds.HOUSEHOLD, town.mei).id
    record(town.mei, kinds.PERSON, name="李四", household_id=home, **{gone: "2026-10-01"})

    (row,) = shown(town.mei, Query("household"), PEOPLE)

    assert row.texts == ("2",)


def test_a_visit_without_a_household_shows_the_premises_or_the_place(town):
    shop = record(town.mei, kinds.PREMISES, name="便民超市")
    for where in ({"premises_id": shop.id}, {"place": "晨光花园4幢1单元302室（空置）"}):
        record(town.mei, kinds.VISIT, visited_on="2026-10-02", outcome="房屋空置", **where)

    rows = shown(town.mei, VISITS, "household_id")

    assert {row.texts[0] for row in rows} == {"便民超市", "晨光花园4幢1单元302室（空置）"}


def test_a_place_in_the_stead_of_a_household_names_nobody(town):
    zhang = town.only(kinds.PERSON, town.mei, name="张三")
    about = {"person_id": zhang.id, "place": "张三家"}
    record(town.mei, kinds.VISIT, visited_on="2026-10-02", outcome="未遇", **about)

    (row,) = shown(town.mei, VISITS, "household_id")

    assert row.texts == ("张*家",)


@pytest.mark.parametrize("kind", ["person", "dwelling"])
def test_people_show_where_they_live_as_dwellings_show_where_they_are(town, kind):
    rows = shown(town.office, Query(kind), ADDRESS)

    assert {row.texts for row in rows} == {("晨光花园3幢2单元501室",)}


def test_a_household_without_a_door_has_no_address_nor_anybody_in_it(town):
    home = town.only(kinds.HOUSEHOLD)
    rename(town.office, kinds.HOUSEHOLD, home, dwelling_id=None, head_id=None)
    for person in (town.only(kinds.PERSON, name=name) for name in ("张三", "𠮷小花")):
        rename(town.office, kinds.PERSON, person, household_id=None)

    assert shown(town.office, Query("household"), ADDRESS, HEAD, PEOPLE)[0].texts == ("", "", "0")
    assert {row.texts for row in shown(town.office, Query("person"), ADDRESS)} == {("",)}


@pytest.mark.parametrize(("kind", "column"), [("person", HEAD), ("visit", ADDRESS), ("visit", "x")])
def test_a_column_that_a_kind_does_not_have_is_a_mistake(town, kind, column):
    a_visit_of(town.office)

    with pytest.raises(KeyError):
        shown(town.office, Query(kind), column)


def test_codes_stand_beside_their_words(town):
    a_visit_of(town.office, outcome="01")

    (row,) = shown(town.office, VISITS, "outcome")

    assert row.states == {"outcome": "01", "state": "30"}
    assert row.texts == ("见到本人",)


def test_a_page_is_in_the_language_in_force(town):
    a_visit_of(town.office, outcome="01")
    texts.use(texts.LANGUAGES[-1])

    assert "见到本人" not in shown(town.office, VISITS, "outcome")[0].texts


def a_hazard_of(session, **facts):
    usual = {"category": "05", "level": "2", "found_on": "2026-09-01", "content": "堆物"}
    return record(session, kinds.HAZARD, **usual | facts)


def test_a_case_is_overdue_from_the_day_after_its_deadline(town):
    case = a_hazard_of(town.office)
    deadline = case.deadline
    on_the_day = Query("hazard", overdue_on=deadline)
    (row,) = shown(town.office, Query("hazard"))

    assert ids(town.office, on_the_day) == []
    assert row.overdue
    place = browse(town.office).place_of("hazard", case.id)
    assert not browse(town.office).rows(on_the_day, [place], [])[place].overdue


def test_a_settled_case_is_neither_open_nor_overdue(town):
    case = a_hazard_of(town.office)
    assert ids(town.office, Query("hazard", open_only=True)) == [case.id]
    rename(town.office, kinds.HAZARD, case, state="70", closed_on=date(2026, 10, 7))

    (row,) = shown(town.office, Query("hazard"))

    assert not row.overdue
    assert ids(town.office, Query("hazard", open_only=True)) == []
    assert ids(town.office, Query("hazard", overdue_on=date(2026, 12, 1))) == []


def test_a_case_without_a_deadline_is_never_overdue(town):
    case = a_hazard_of(town.office)
    rename(town.office, kinds.HAZARD, case, deadline=None)

    assert not shown(town.office, Query("hazard"))[0].overdue


def test_the_way_of_a_record_leads_from_the_worker_to_the_office(town):
    unsent = Query("visit", way=Way.UNSENT)
    visit = a_visit_of(town.mei)
    assert ids(town.mei, unsent) == [visit.id]
    assert [row.way for row in shown(town.mei, VISITS)] == [UNSENT]

    batch = town.hand_in(town.mei)
    assert ids(town.mei, unsent) == []
    assert [row.way for row in shown(town.mei, VISITS)] == [SENT]

    take(town.office, batch)
    take(town.mei, answered(town))
    assert [row.way for row in shown(town.mei, VISITS)] == [CONFIRMED]


def answered(town):
    from gridkeeper.services.exchange.batch_export import BatchExportService  # noqa: PLC0415

    made = BatchExportService(town.office).export(town.folder / "out", Quiet())
    return next(one.path for one in made if one.recipient == "李梅")


def test_an_office_hands_nothing_in(town):
    a_visit_of(town.office)

    assert ids(town.office, Query("visit", way=Way.UNSENT)) == []
    assert [row.way for row in shown(town.office, VISITS)] == [""]
    assert town.office.replica.role is Role.OFFICE


def test_records_in_conflict_are_found(town):
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    rename(town.office, kinds.PERSON, zhang, phone="13911110002")
    take(town.office, town.hand_in(town.mei))

    rows = shown(town.office, Query("person", contended=True))

    assert [(row.id, row.conflicts) for row in rows] == [(zhang.id, 1)]


@pytest.mark.parametrize("query", ["张三", "zs", "1111"])
def test_a_text_asks_the_search_index(town, query):
    zhang = town.only(kinds.PERSON, name="张三")

    assert ids(town.office, Query("person", text=query)) == [zhang.id]
    assert browse(town.office).count(Query("person", text=query)) == 1


def test_a_text_of_nothing_but_signs_finds_nothing(town):
    assert ids(town.office, Query("person", text="，。")) == []


def test_the_search_index_follows_before_it_is_asked(town):
    with town.office.store.writing() as unit:
        unit.settings.set("indexed", "0")

    assert len(ids(town.office, Query("person", text="张三"))) == 1


def test_people_have_no_period(town):
    query = Query("person", period=periods.parse("2026-10"))

    with pytest.raises(InputInvalidError):
        browse(town.office).places(query, Quiet())
    with pytest.raises(InputInvalidError):
        browse(town.office).count(query)


def test_a_place_and_an_id_mean_each_other(town):
    visit = a_visit_of(town.office)
    service = browse(town.office)

    assert service.id_of("visit", service.place_of("visit", visit.id)) == visit.id
    assert service.place_of("visit", "0" * 32) is None
    assert service.id_of("visit", 10_000) is None


def test_what_was_deleted_meanwhile_is_left_out(town):
    visits = three_visits(town.office)
    service = browse(town.office)
    places = service.places(VISITS, Quiet())
    rename(town.office, kinds.VISIT, town.only(kinds.VISIT, id=visits[1]), deleted=True)

    assert service.rows(VISITS, places, []).keys() == {places[0], places[2]}
    assert service.ids(VISITS, places) == [visits[2], visits[0]]
    assert service.place_of("visit", visits[1]) is None
    assert service.count(VISITS) == 2


@contextmanager
def asked_often(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(statements, "_WATCHED_EVERY", 2)
        yield


@pytest.mark.parametrize("query", [VISITS, Query("visit", sort="place"), Query("visit", text="灯")])
@pytest.mark.parametrize("stop_at", [1, 2, 5])
def test_a_list_that_is_not_wanted_any_more_is_broken_off(town, monkeypatch, query, stop_at):
    visits = three_visits(town.office)
    watcher = Watcher(stop_at)

    with asked_often(monkeypatch), pytest.raises(CancelledError):
        browse(town.office).places(query, watcher)

    assert watcher.reports == stop_at
    assert sorted(ids(town.office, VISITS)) == sorted(visits)
    assert watcher.reports == stop_at
