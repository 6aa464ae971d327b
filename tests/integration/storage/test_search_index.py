"""Finding records in a real store, beside a plain look through all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import search
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import PERSON, VISIT
from gridkeeper.domain.people import PersonTag
from gridkeeper.storage import search_index
from tests.helpers.stores import a_person, a_visit, created, edit, receive, save

pytestmark = pytest.mark.no_cover


@pytest.fixture
def unit(store):
    with store.rehearsing() as opened:
        yield opened


def indexed(unit, *records):
    save(unit, *records)
    unit.search.catch_up()


def found(unit, query, **limits):
    return [record for _, record in unit.search.ask(query, **limits)]


VISIT_TEXT = "老人身体尚可，厨房灯泡不亮；已更换\uff2c\uff25\uff24灯泡"


@pytest.mark.parametrize(
    "query",
    [
        "灯", "亮", "灯泡", "灯泡不", "厨房灯泡", "厨房灯泡不", "厨房灯泡不亮",  # 1 to 6 characters
        "可 厨房", "灯泡 老人", "尚可，厨房", "led", "\uff2c\uff25\uff24灯", "LE", "3幢2单元501",
        "501", "走访 003", "第01-003", "2026",
    ],
)  # fmt: skip
def test_a_visit_is_found_by(unit, query):
    visit = a_visit(situation=VISIT_TEXT, number="走访〔2026〕第01-003号")
    indexed(unit, visit, a_visit(place=None, situation="没人在家"))
    assert found(unit, query) == [visit.id]


@pytest.mark.parametrize(
    "query", ["灯亮", "泡灯", "亮灯泡不", "已更换灯泡", "丁", "02", "edl", " ，", ""]
)
def test_a_visit_is_not_found_by(unit, query):
    indexed(unit, a_visit(situation=VISIT_TEXT, place=None))
    assert found(unit, query) == []


@pytest.mark.parametrize(
    "query",
    [
        "单", "单雄信", "雄信", "shan", "shanxiongxin", "SHANXIONG", "sx", "sxx", "138",
        "13800001234", "1234", "234", "33010219900101123x", "123X", "𠮷田", "田\U00031350",
        "\U00031350",
    ],
)  # fmt: skip
def test_a_person_is_found_by(unit, query):
    person = a_person(
        name="单雄信",
        former_name="𠮷田\U00031350",
        phone="13800001234",
        id_number="33010219900101123X",
    )
    indexed(unit, person, a_person(name="李四", phone="13911115678"))
    assert found(unit, query) == [person.id]


@pytest.mark.parametrize("query", ["danxiongxin", "0000", "34", "xiongxin", "雄"])
def test_a_person_is_found_only_by_what_begins_or_ends_there(unit, query):
    indexed(unit, a_person(name="单雄信", phone="13800001234"))
    assert bool(found(unit, query)) == (query == "雄")


def test_what_was_indexed_last_comes_first_up_to_the_limit(unit):
    people = [a_person() for _ in range(5)]
    for person in people:
        indexed(unit, person)
    assert found(unit, "张三", limit=2) == [people[4].id, people[3].id]


def test_one_kind_can_be_asked_for(unit):
    person, visit = a_person(), a_visit(situation="张三在家")
    indexed(unit, person, visit)
    assert unit.search.ask("张三", PERSON) == [("person", person.id)]
    assert unit.search.ask("张三", VISIT) == [("visit", visit.id)]
    assert len(unit.search.ask("张三")) == 2


def test_an_edit_is_found_by_its_new_text_only(unit):
    visit = a_visit(situation="灯泡不亮")
    indexed(unit, visit)
    edit(unit, replace(visit, situation="煤气漏气"))
    unit.search.catch_up()
    assert found(unit, "煤气") == [visit.id]
    assert found(unit, "灯泡") == []


def test_a_deleted_record_is_not_found_until_it_comes_back(unit):
    person = a_person()
    indexed(unit, person)
    edit(unit, replace(person, deleted=True))
    unit.search.catch_up()
    assert found(unit, "张三") == []
    edit(unit, replace(person, deleted=False))
    unit.search.catch_up()
    assert found(unit, "张三") == [person.id]


def test_the_index_follows_a_large_import_later(unit, monkeypatch):
    monkeypatch.setattr(search_index, "_CHUNK", 3)
    people = [a_person(name=f"张{'一二三四五六七'[number]}") for number in range(7)]
    receive(unit, created(*people))
    assert (unit.search.backlog(), found(unit, "张")) == (7, [])
    unit.search.catch_up()
    assert (unit.search.backlog(), len(found(unit, "张"))) == (0, 7)
    unit.search.catch_up()
    assert len(found(unit, "张")) == 7


def test_kinds_that_are_not_searched_or_not_known_do_not_stop_the_index(unit):
    (drone,) = created(a_visit())
    receive(unit, [replace(drone, kind="drone", sets={})])
    person = a_person()
    indexed(unit, PersonTag(id=new_id(), tag="A01"), person)
    assert (unit.search.backlog(), found(unit, "张三")) == (0, [person.id])


_ALPHABET = "灯泡坏厨房𠮷\U00031350，\uff133a "


@given(
    st.lists(st.text(_ALPHABET, max_size=10), min_size=1, max_size=6),
    st.text("灯泡坏厨房𠮷\U00031350", min_size=1, max_size=6),
)
def test_chinese_is_found_exactly_where_a_plain_look_finds_it(two_stores, texts, query):
    with two_stores[0].rehearsing() as unit:
        visits = [a_visit(place=None, situation=text) for text in texts]
        indexed(unit, *visits)
        plain = [v.id for v in visits if v.situation and query in search.normalised(v.situation)]
        assert found(unit, query) == plain[::-1]


@given(
    st.lists(st.text("0123", min_size=1, max_size=9), min_size=1, max_size=6),
    st.text("0123", min_size=1, max_size=6),
)
def test_numbers_are_found_by_how_they_begin_or_end(two_stores, numbers, query):
    with two_stores[0].rehearsing() as unit:
        people = [a_person(name=None, phone=number) for number in numbers]
        indexed(unit, *people)
        plain = [
            person.id
            for person in people
            if person.phone.startswith(query) or (len(query) >= 3 and person.phone.endswith(query))
        ]
        assert found(unit, query) == plain[::-1]
