"""What is said of batches and of peers."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.services.exchange.batch_history import PeerLine
from gridkeeper.services.exchange.batch_moving import Undone
from gridkeeper.services.exchange.batch_outcomes import Outcome
from gridkeeper.services.exchange.differences import Difference
from gridkeeper.ui.exchange.history import counted, peer_columns
from gridkeeper.ui.exchange.outcomes import sentences, state, steps, summary
from gridkeeper.ui.exchange.undoing import foreseen
from gridkeeper.ui.look.tokens import Tone


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"refused": "坏了"}, "拒收"),
        ({"refused": "是给别人的", "code": "batch.for_other"}, "不是给您的"),
        ({"refused": "是开通包", "code": "batch.package"}, "不是给您的"),
        ({"seen": True}, "以前收过"),
        ({"seen": True, "same": "b.gkb"}, "与另一个相同"),
        ({"new": 3, "conflicts": (("person", "1", "phone"),)}, "有冲突"),
        ({"new": 3, "quarantined": ((7, "birth"),)}, "部分待查"),
        ({}, "没有新内容"),
        ({"new": 3}, "可以收取"),
    ],
)
def test_each_outcome_has_a_word(facts, word):
    assert state(Outcome("a.gkb", **facts), rehearsed=True)[0] == word


def test_what_is_put_aside_is_named_with_its_field():
    said = sentences(Outcome("a.gkb", new=1, quarantined=((7, "birth"),)), rehearsed=True)

    assert said == ["有一处内容另存待查：“birth”一项的内容不对。"]


def test_what_came_another_way_is_counted():
    said = sentences(Outcome("a.gkb", new=1, known=2), rehearsed=True)

    assert said == ["文件里共有 3 处改动，其中 2 处以前已经收到过。"]


@pytest.mark.parametrize("rehearsed", [True, False])
def test_the_files_that_are_told_of_add_up(rehearsed):
    kinds = {"new": 1}, {"new": 2}, {"seen": True}, {"seen": True, "same": "1"}, {"refused": "坏"}
    outcomes = [Outcome(str(n), **facts) for n, facts in enumerate(kinds)]

    said = summary(outcomes, rehearsed=rehearsed)

    whole, *parts = (int(number) for number in re.findall(r"\d+", said))
    assert (whole, parts) == (5, [2, 2, 1])
    assert "2 个文件以前收过。1 个文件拒收。" in said


def test_files_for_others_are_told_of_calmly():
    other = Outcome("a.gkb", refused="是给别人的", code="batch.for_other")

    assert state(other, rehearsed=True)[1] is Tone.NEUTRAL
    assert "1 个文件不是给您的。" in summary([other], rehearsed=True)
    assert "拒收" not in summary([other], rehearsed=True)


def test_volumes_that_wait_for_others_are_not_refused():
    waits = Outcome("a.gkb", refused="缺第 2 卷", code="batch.volumes_missing")

    assert state(waits, rehearsed=True) == ("卷不齐", Tone.WARNING)
    assert "1 个文件的分卷还不齐。" in summary([waits], rehearsed=True)
    assert "拒收" not in summary([waits], rehearsed=True)


@pytest.mark.parametrize("undone", [True, False])
def test_why_nothing_would_change_is_said(undone):
    said = foreseen(
        Undone("01-20261120-005", "林晓梅"), imported=False, undone=undone, role=Role.OFFICE
    )

    assert said.startswith("这一批的内容后来都被改过或裁定过")


def test_of_an_imported_file_it_is_said_what_would_be_there_again():
    found = Undone("花名册.xlsx", "", back={"person": 2}, changed={"person": 3})

    said = foreseen(found, imported=True, undone=True, role=Role.ALONE)

    assert said == "将重新计入：居民 2 条。\n将再次采用文件里的内容：居民 3 条。"


def test_grids_that_come_and_go_are_something_new():
    came = Outcome("a.gkb", gained=("第二网格",), keeps=True)
    went = Outcome("b.gkb", lost=("第二网格",))

    assert sentences(came, rehearsed=True) == ["您今后另外负责：第二网格。"]
    assert sentences(went, rehearsed=True) == ["您不再负责第二网格，列表中不再显示其中的内容。"]
    assert [state(one, rehearsed=True)[0] for one in (came, went)] == ["可以收取", "可以收取"]


def test_a_receipt_in_a_batch_is_told():
    outcome = Outcome("a.gkb", sender="李梅", confirmed=1200, confirmed_on=date(2026, 11, 20))

    said = "李梅已收到您在2026年11月20日及以前给的全部记录。"
    assert sentences(outcome, rehearsed=False) == [said]


def test_why_a_file_is_refused_is_said_without_its_path_which_stands_above():
    outcome = Outcome("a.gkb", refused="/media/stick/a.gkb：不是交接文件，请核对")

    assert sentences(outcome, rehearsed=True) == ["不是交接文件，请核对。"]


def test_a_batch_without_anything_says_so():
    assert sentences(Outcome("a.gkb"), rehearsed=True) == ["里面没有新内容。"]


def test_kinds_of_a_newer_program_are_counted_by_their_names():
    assert counted({"person": 1200, "drone": 2}) == "居民 1,200 条、drone 2 条"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "全部收到"),
        ({"sent": 9, "confirmed": 4}, "等待回执"),
        ({"waiting": 3}, "3 条待下发"),
        ({"sent": 9, "confirmed": 4, "waiting": 3}, "等待回执、3 条待下发"),
        ({"standing": Standing.INVITED}, "等待第一次上交"),
    ],
)
def test_how_far_a_worker_has_come(facts, said):
    line = PeerLine(
        **{
            "id": "1",
            "name": "李梅",
            "role": Role.WORKER,
            "series": "01",
            "standing": Standing.ACTIVE,
        }
        | facts
    )

    assert peer_columns()[-1].text(line) == said


def test_all_that_is_counted_stands_in_the_table():
    changed = Difference("person", "a", {}, {}, "张*", (("联系电话", "1", "2"), ("备注", "", "3")))
    same = Difference("person", "b", {}, {}, "李*")
    outcome = Outcome(
        "a.gkb",
        created={"visit": 3},
        changed={"person": 2},
        differences=(changed, same),
        arrived=(("visit", "晨光花园"),),
    )

    found = [one.record for one in steps(outcome)]

    assert found == ["居民 张*", "", "居民 李*（无变化）", "走访 晨光花园（新增）", "另外还有 2 条"]
