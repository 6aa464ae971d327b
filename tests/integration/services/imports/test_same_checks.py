"""A roster is no easier way in than the form: what the one takes, the other would not refuse."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridkeeper.domain import kinds
from gridkeeper.services.records.recording import RecordingService
from tests.helpers.platform_forms import form_called, write
from tests.helpers.platform_rows import card, dirty, old_card
from tests.helpers.rosters import roster
from tests.helpers.towns import where

MESSY = st.text("0123456789-/.年月日 男女是否无张三户主xXEe+*·，、\u3000", max_size=14)
DAYS = [
    "1985-03-07",
    "1985.3.7",
    "19850307",
    "2999-01-01",
    "1985-02-30",
    "85-3-7",
    "1985年",
    "31113",
]
NUMBERS = [card(1), old_card(1), card(2)[:-1] + "0", "1.10101E+17", f" {card(3)} ", "E12345678"]
PHONES = ["13900000001", "0571-88888888", "88888888", "12", "1.39E+10", "+86 139 0000 0001"]
NAMES = ["张三", "阿卜杜拉·买买提", "张", "3", "*三", ""]

OF_PERSON = {
    "姓名": NAMES,
    "身份证号": ["", *NUMBERS],
    "证件类型": ["", "居民身份证", "护照", "外星人"],
    "性别": ["男", "女", "不明", "1"],
    "出生日期": DAYS,
    "联系电话": PHONES,
    "与户主关系": ["户主", "配偶", "外星人"],
    "文化程度": ["初中", "高中\\中专", "外星人"],
    "迁入日期": ["2001-01-01", *DAYS],
    "迁出日期": ["", *DAYS],
    "死亡日期": ["", *DAYS],
    "人户一致": ["是", "否", "也许"],
}
OF_UNIT = {
    "单位名称": ["晨光超市", "", "店" * 300],
    "统一社会信用代码": ["", "91350100M000100Y43", "9135", "1.1E+17"],
    "场所类型": ["小餐饮", "私营企业", "外星人"],
    "负责人": NAMES,
    "负责人电话": PHONES,
    "从业人数": ["3", "三", "-3", "2.5"],
    "最近检查日期": DAYS,
}
OF_DOOR = {
    "室": ["101", "1" * 30],
    "单元": ["1", "一单元", "9" * 30],
    "房屋用途": ["自住", "集体宿舍", "外星人"],
    "建筑面积": ["88.5", "-1", "很大"],
    "房主姓名": NAMES,
    "房主电话": PHONES,
    "核实日期": DAYS,
}


def rows_of(cells):
    """Return rows that are in order but for some cells: else hardly one would be taken in."""
    usual = {heading: texts[0] for heading, texts in cells.items()}
    wrong = st.one_of(
        st.tuples(st.just(heading), st.sampled_from(texts) | MESSY)
        for heading, texts in cells.items()
    )
    row = st.lists(wrong, max_size=3).map(lambda some: {**usual, **dict(some)})
    return st.lists(row, min_size=10, max_size=10)


@pytest.mark.parametrize(
    ("kind", "cells"),
    [(kinds.PERSON, OF_PERSON), (kinds.PREMISES, OF_UNIT), (kinds.DWELLING, OF_DOOR)],
    ids=["person", "premises", "dwelling"],
)
def test_nothing_is_taken_in_that_the_form_would_refuse(town, take, tmp_path, kind, cells):
    form = RecordingService(town.office)
    fates = Counter()

    @settings(
        max_examples=max(4, settings().max_examples // 10),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        deadline=None,
    )
    @given(rows_of(cells))
    def holds(rows):
        done = take(roster(tmp_path / "r.csv", rows), rehearse=True)
        out = {one.row for one in done.refused}
        fates.update(out=len(out), taken=done.rows - len(out))
        for number, row in enumerate(rows, 2):
            if number not in out:
                problems = form.check(kind, {name: cell for name, cell in row.items() if cell})
                assert [one.text for one in problems if not one.warning] == []

    holds()
    assert min(fates["out"], fates["taken"]) > fates.total() // 10


@pytest.mark.parametrize("name", ["户籍人口登记表", "房屋信息登记表", "消防安全重点登记表"])
def test_whatever_stands_in_the_register_afterwards_the_form_would_keep(town, take, tmp_path, name):
    form = form_called(name)
    rows, _fates = dirty(form, 14)
    write(tmp_path / "r.xlsx", form, rows)
    take(tmp_path / "r.xlsx", doubles=True)
    service = RecordingService(town.office)

    for kind in (kinds.PERSON, kinds.DWELLING, kinds.BUILDING, kinds.PREMISES):
        for one in where(town.office, kind):
            problems = service.check(kind, service.typed(kind, one))
            assert [problem.text for problem in problems if not problem.warning] == []
