from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import names


@pytest.mark.parametrize("dot", "•‧・\uff0e.。·")
def test_every_false_dot_becomes_the_one_of_identity_cards(dot):
    assert names.cleaned(f" 买买提 {dot} 艾力 ") == "买买提·艾力"


def test_stray_spaces_go():
    assert names.cleaned("张 三　丰") == "张三丰"


def test_a_latin_name_keeps_its_spaces():
    assert names.cleaned("John  A. Smith") == "John A. Smith"


@pytest.mark.parametrize(
    "name", ["张三", "𠮷野㛃䶮", "钟𬭛", "买买提·艾力", "John A. Smith", "李\ue1f1"]
)
def test_a_good_name_has_no_fault(name):
    assert names.fault(name) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [("张", "两个字"), ("张3", "数字"), ("张三·", "开头"), ("·张三", "开头"), ("张*", "只能")],
)
def test_a_bad_name_is_told_why(name, said):
    assert said in names.fault(name)


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("单晓燕", "shanxiaoyan"),
        ("曾国华", "zengguohua"),
        ("解放", "xiefang"),
        ("仇英", "qiuying"),
        ("查良镛", "zhaliangyong"),
        ("区志明", "ouzhiming"),
        ("朴素", "piaosu"),
        ("尉迟恭", "yuchigong"),
        ("单于月", "chanyuyue"),
        ("吕布", "lvbu"),
        ("𠮷野", "jiye"),
        ("钟𬭛", "zhongbo"),
        ("买买提·艾力", "maimaitiaili"),
        ("Li", "li"),
    ],
)
def test_a_name_is_spelled_as_it_is_said(name, spelled):
    assert names.pinyin(name)[0] == spelled


@pytest.mark.parametrize(
    ("name", "both"),
    [
        ("覃晓", {"qinxiao", "tanxiao"}),
        ("盖丽", {"geli", "gaili"}),
        ("单于婷", {"chanyuting", "shanyuting"}),
    ],
)
def test_a_surname_with_two_readings_has_both(name, both):
    assert both <= set(names.pinyin(name))


def test_a_character_with_two_readings_has_both():
    assert {"wangle", "wangyue"} <= set(names.pinyin("王乐"))


def test_initials_are_the_first_letters():
    assert names.initials("单晓燕") == ("sxy",)
    assert names.initials("欧阳明") == ("oym",)
    assert {"wl", "wy"} <= set(names.initials("王乐"))


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("上官婉儿", "上官"),
        ("司马光", "司马"),
        ("欧阳", "欧"),  # with nothing behind it, it is a surname and a given name
        ("张小明", "张"),
        ("", ""),
    ],
)
def test_a_compound_surname_has_two_characters_before_a_given_name(name, surname):
    assert names.surname(name) == surname


@pytest.mark.parametrize("name", ["", "·", "☆"])
def test_what_nobody_can_read_has_no_spelling(name):
    assert names.pinyin(name) == ()
    assert names.initials(name) == ()


@given(st.text(max_size=12))
def test_spellings_are_few_and_plain(name):
    for spelled in (*names.pinyin(name), *names.initials(name)):
        assert spelled.isascii()
        assert spelled == spelled.lower()
    assert len(names.pinyin(name)) <= 8


@pytest.mark.parametrize("found", [None, type("Spec", (), {"submodule_search_locations": None})()])
def test_a_missing_table_is_said(monkeypatch, found):
    monkeypatch.setattr(names, "find_spec", lambda _name: found)
    with pytest.raises(ModuleNotFoundError):
        names._table.__wrapped__()


@pytest.mark.parametrize("typed", ["zhang", "zhangw", "zhangwei", "zs", "zsy", "x" * 40])
def test_what_may_be_spelled_in_full_or_in_initials_is_no_mixture(typed):
    assert names.begun_in_full(typed) == ()


def test_a_surname_in_full_is_told_from_the_initials_behind_it():
    assert ("zhou", "zsy") in names.begun_in_full("zhousy")
