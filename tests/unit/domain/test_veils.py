"""Names are found in a text wherever they stand, however many there are."""

from __future__ import annotations

import pytest

from gridkeeper.domain.veils import Names


def learnt(*fields, base=None):
    names = Names(base=base)
    for field in fields:
        names.learn(field)
    return names


@pytest.mark.parametrize(
    ("fields", "text", "found"),
    [
        (["王春丽"], "王春丽家漏水", {"王春丽"}),
        (["王春丽"], "找到王春丽", {"王春丽"}),
        (["刘雪"], "刘雪莹来了", {"刘雪"}),
        (["王春", "王春丽"], "王春丽在家", {"王春", "王春丽"}),
        (["王春丽", "王春花"], "王春花、王春丽都在", {"王春丽", "王春花"}),
        (["高兴"], "老人很高兴", {"高兴"}),
        (["𠮷野㛃䶮"], "𠮷野㛃䶮的孩子", {"𠮷野㛃䶮"}),
        (["迪丽拜尔·买买提"], "迪丽拜尔·买买提搬走", {"迪丽拜尔·买买提", "迪丽拜尔", "买买提"}),
        (["张丽、李强"], "李强到场", {"李强"}),
        (["张丽（女儿）"], "张丽说女儿在外地", {"张丽"}),
        (["王"], "王家老人", set()),
        (["房东", "本人"], "房东说见到本人", set()),
        (["王春丽"], "王春和王丽", set()),
        (["王春丽"], "", set()),
        ([], "王春丽", set()),
        (["努尔江·麦麦提"], "努尔江先生说", {"努尔江"}),
    ],
)
def test_the_names_in_a_text(fields, text, found):
    assert set(learnt(*fields).within(text)) == found


def test_names_beside_others_are_found_with_them():
    both = learnt("史敏", base=learnt("陈刚"))
    assert set(both.within("陈刚与史敏")) == {"陈刚", "史敏"}


def test_whether_there_are_any():
    assert not learnt("本人")
    assert not learnt(base=learnt())
    assert learnt("史敏")
    assert learnt(base=learnt("史敏"))
