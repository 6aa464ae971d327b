from __future__ import annotations

import json

import pytest

from gridkeeper import resources
from gridkeeper.domain import codes
from gridkeeper.texts import ENGLISH, use

NAMES = sorted(file.stem for file in resources.path("codes").glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_names_in_both_languages(name):
    table = codes.table(name)
    assert table.source
    assert table.label.zh
    assert table.label.en.isascii()
    for code, label in table.labels.items():
        assert code.isascii()
        assert label.zh
        assert label.en


@pytest.mark.parametrize("name", NAMES)
def test_every_code_and_name_leads_back_to_its_code(name):
    table = codes.table(name)
    for code, label in table.labels.items():
        assert table.code(code) == code
        assert table.code(label.zh) == code


@pytest.mark.parametrize("name", NAMES)
def test_aliases_and_closed_codes_name_codes_of_the_table(name):
    table = codes.table(name)
    assert set(table.aliases.values()) | table.closed <= table.labels.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_named_for_its_table(name):
    data = json.loads(resources.text(f"codes/{name}.json"))
    assert data["table"] == name
    assert len({code for code, _zh, _en in data["values"]}) == len(data["values"])


@pytest.mark.parametrize(
    ("name", "wording", "code"),
    [
        ("dispute_type", "婚姻家庭纠纷", "01"),
        ("dispute_type", "邻里", "02"),
        ("dispute_type", "其他", "99"),
        ("dispute_type", "物业管理", "0402"),
        ("dispute_method", "人民调解", "0103"),
        ("request_source", "12345", "09"),
        ("request_source", "12319", "09"),
        ("request_source", "政府信箱", "06"),
        ("request_source", "固话投诉", "03"),
        ("request_source", "@坪山", "06"),
        ("request_source", "美丽深圳", "06"),
        ("request_nature", "求决", "4"),
        ("sex", " 男 ", "1"),
        ("sex", "FEMALE", "2"),
        ("resident_class", "流动人口（未办证）", "04"),
        ("resident_class", "流动人口(未办证)", "04"),
        ("education", "大专", "30"),
    ],
)
def test_local_wordings_are_understood(name, wording, code):
    assert codes.table(name).code(wording) == code


def test_an_unknown_wording_means_nothing():
    assert codes.table("sex").code("xx") is None


def test_the_rest_of_a_class_is_named_with_its_class():
    table = codes.table("dispute_type")
    assert table.text("0199") == "婚恋家庭纠纷（其他）"
    assert table.code("婚恋家庭纠纷（其他）") == "0199"


def test_a_code_that_is_not_in_the_table_is_shown_as_it_is():
    assert codes.table("sex").text("7") == "7"


def test_a_missing_code_is_shown_as_nothing():
    assert codes.table("sex").text(None) == ""


def test_a_name_follows_the_language_in_force():
    use(ENGLISH)
    assert codes.table("sex").text("1") == "Male"


def test_restricted_classes_are_understood_but_not_offered():
    table = codes.table("person_tag")
    assert table.code("社区矫正对象") == "B01"
    assert "A01" in table.offered
    assert not {"B01", "B02", "B03", "B04"} & table.offered.keys()


def test_there_is_no_table_by_a_name_that_is_not_one():
    with pytest.raises(KeyError):
        codes.table("nonsense")


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("request_state", "10 20 30 40 50 55 60 65 70 80 90 95 99"),
        ("dispute_state", "10 20 30 35 40 42 45 47 49 50 55 60 70 75 80 85 90 99"),
        ("hazard_state", "10 20 30 40 45 48 50 55 60 65 70 90 95 99"),
        ("visit_state", "10 20 30 35 36 40 90 98"),
    ],
)
def test_the_states_are_those_that_stores_and_batches_hold(name, states):
    assert " ".join(codes.table(name).labels) == states
