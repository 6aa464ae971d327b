"""Grids that go from one worker to another, with all that lies in them."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError, RecordUnknownError, RoleRefusedError
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange import unsent
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_history import BatchHistoryService
from gridkeeper.services.exchange.entrusting import EntrustingService
from tests.helpers.stores import verified
from tests.helpers.towns import QUIET, a_visit_of, record, rename, take, where


def send_down(town, name, to="李梅"):
    (answer,) = BatchExportService(town.office).export(town.folder / f"{name}.gkb", QUIET, to)
    return answer


def entrust(town, *grids, name="李梅", **wishes):
    return EntrustingService(town.office).entrust(name, grids, **wishes)


def peer(town, name="李梅"):
    with town.office.store.reading() as unit:
        return next(one for one in unit.peers.all() if one.name == name)


@pytest.fixture
def shop(town):
    """A shop of the second grid, recorded long before; everybody has what is theirs."""
    two = town.only(kinds.GRID, code="WG02")
    made = record(town.office, kinds.PREMISES, name="水果店", grid_id=two.id)
    rename(town.office, kinds.PREMISES, made, phone="13900004444")
    take(town.office, town.hand_in(town.mei, "m0.gkb"))
    take(town.mei, send_down(town, "a0").path)
    take(town.office, town.hand_in(town.mei, "m1.gkb"))
    assert where(town.mei, kinds.PREMISES, name="水果店") == []
    return made


def test_with_a_grid_comes_all_that_lies_in_it_and_its_past(town, shop):
    done = entrust(town, "第一网格", "WG02")

    (outcome,) = take(town.mei, send_down(town, "a1").path)

    assert (done.gained, done.lost, done.shared) == (("第二网格",), (), ("第二网格",))
    assert (outcome.gained, outcome.lost) == (("第二网格",), ())
    assert [one.id for one in where(town.mei, kinds.PREMISES, name="水果店")] == [shop.id]
    with town.mei.store.reading() as unit:
        assert len(unit.journal.history(shop.id)) == 2
    assert verified(town.mei.store).problems == []


def test_it_is_owed_until_she_has_it_and_not_sent_again(town, shop):
    entrust(town, "第一网格", "WG02")
    send_down(town, "lost")

    found = send_down(town, "a1")
    assert found.cover.counts["premises"] == 2
    take(town.mei, found.path)
    take(town.office, town.hand_in(town.mei, "m2.gkb"))

    assert peer(town).owed == ()
    assert "premises" not in send_down(town, "a2").cover.counts


def test_what_is_owed_counts_as_unsent_until_it_is_written(town, shop):
    def count():
        with town.office.store.reading() as unit:
            return unsent.of_peer(unit, peer(town)).records

    assert count() == 0
    entrust(town, "第一网格", "WG02")
    assert count() == 2  # the shop, and the grid: the name of its worker changed
    send_down(town, "a1")
    assert count() == 0


def test_a_change_is_to_be_told_until_it_is_written(town, shop):
    def moved():
        return [one.moved for one in BatchHistoryService(town.office).peers()]

    assert moved() == [False, False]
    entrust(town, "WG02")
    assert moved() == [True, False]
    entrust(town, "WG01")  # as it was before
    assert moved() == [False, False]
    entrust(town, "WG02")
    send_down(town, "a1")
    assert moved() == [False, False]


def test_a_rehearsal_says_which_grids_come_and_go(town, shop):
    entrust(town, "WG02", "WG01")
    first = send_down(town, "a1")
    (outcome,) = take(town.mei, first.path, rehearse=True)
    assert (outcome.gained, outcome.keeps) == (("第二网格",), True)
    take(town.mei, first.path)
    EntrustingService(town.office).hand_over("李梅", "赵刚")

    (outcome,) = take(town.mei, send_down(town, "a2").path, rehearse=True)

    assert outcome.lost == ("第一网格", "第二网格")
    assert not outcome.keeps


def test_what_is_not_hers_any_more_is_not_shown_to_her(town, shop):
    entrust(town, "WG02")

    (outcome,) = take(town.mei, send_down(town, "a1").path)

    assert (outcome.gained, outcome.lost) == (("第二网格",), ("第一网格",))
    assert where(town.mei, kinds.PERSON, name="张三") == []
    assert town.only(kinds.PERSON, name="张三", session=town.gang)


def test_what_both_wrote_late_about_the_grid_lands(town, shop):
    """She does not know yet that it is another's; neither does he that it is his alone."""
    entrust(town, "WG02")
    zhang = town.only(kinds.PERSON, name="张三")
    visit = a_visit_of(town.mei)
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    two = town.only(kinds.GRID, code="WG02")
    rename(town.mei, kinds.PREMISES, town.only(kinds.PREMISES, name="晨光超市"), grid_id=two.id)
    rename(town.gang, kinds.PERSON, zhang, remark="搬走")

    taken = take(town.office, town.hand_in(town.mei, "m2.gkb"), town.hand_in(town.gang, "g.gkb"))

    assert [(one.refused, one.quarantined) for one in taken] == [("", ()), ("", ())]
    after = town.only(kinds.PERSON, name="张三")
    assert (after.phone, after.remark) == ("13911110001", "搬走")
    take(town.gang, send_down(town, "a1", "赵刚").path)
    assert town.only(kinds.VISIT, town.gang).id == visit.id
    assert town.only(kinds.PERSON, town.gang, name="张三").phone == "13911110001"


def test_the_grid_says_who_looks_after_it_now(town, shop):
    rename(town.office, kinds.GRID, town.only(kinds.GRID, code="WG01"), worker_phone="13800000009")

    entrust(town, "WG02")

    one, two = (town.only(kinds.GRID, code=code) for code in ("WG01", "WG02"))
    assert (one.worker, one.worker_phone) == ("赵刚", None)
    assert two.worker == "李梅、赵刚"


def test_a_rehearsal_keeps_nothing(town, shop):
    assert entrust(town, "WG02", rehearse=True).lost == ("第一网格",)

    assert len(peer(town).grids) == 1
    assert town.only(kinds.GRID, code="WG01").worker is None


def test_the_same_grids_change_nothing(town, shop):
    with town.office.store.reading() as unit:
        before = unit.journal.last_arrival
    done = entrust(town, "WG01")
    with town.office.store.reading() as unit:
        assert (done.gained, done.lost, unit.journal.last_arrival) == ((), (), before)


def test_a_worker_without_a_grid_would_see_all_of_them(town):
    with pytest.raises(InputInvalidError):
        entrust(town)


def test_only_an_office_entrusts_and_only_with_what_there_is(town, shop):
    with pytest.raises(RoleRefusedError):
        EntrustingService(town.mei).entrust("李梅", ["WG01"])
    with pytest.raises(RecordUnknownError):
        entrust(town, "第九网格")
    with pytest.raises(InputInvalidError):
        entrust(town, "WG01", name="周洋")


def test_a_grid_that_comes_back_brings_what_happened_meanwhile(town, shop):
    entrust(town, "WG02")
    take(town.mei, send_down(town, "a1").path)
    take(town.office, town.hand_in(town.mei, "m2.gkb"))
    rename(town.office, kinds.PERSON, town.only(kinds.PERSON, name="张三"), remark="新")
    take(town.mei, send_down(town, "a2").path)
    entrust(town, "WG01")

    take(town.mei, send_down(town, "a3").path)

    assert town.only(kinds.PERSON, town.mei, name="张三").remark == "新"
    assert where(town.mei, kinds.PREMISES, name="水果店") == []


def test_all_grids_of_a_worker_who_leaves_go_to_another_in_one_step(town):
    visit = a_visit_of(town.mei, remark="交接之前")
    service = EntrustingService(town.office)
    take(town.office, town.hand_in(town.mei))

    rehearsed = service.hand_over("李梅", "赵刚", rehearse=True)
    gave, took = service.hand_over("李梅", "赵刚")

    assert rehearsed == (gave, took)
    assert (gave.lost, gave.peer.grids, took.gained) == (("第一网格",), (), ())
    assert gave.others == {"第一网格": ("赵刚",)}
    rename(town.mei, kinds.VISIT, visit, remark="迟到的话")
    late = town.hand_in(town.mei)
    (told,) = take(town.mei, send_down(town, "late").path)
    assert told.lost == ("第一网格",)
    assert where(town.mei, kinds.VISIT) == []
    (landed,) = take(town.office, late)
    assert (landed.new, landed.refused) == (1, "")
    assert town.only(kinds.VISIT).remark == "迟到的话"


def test_her_day_list_says_once_that_her_grids_have_changed(town):
    take(town.office, town.hand_in(town.mei))
    EntrustingService(town.office).entrust("李梅", ["第二网格"])
    take(town.mei, send_down(town, "late").path)
    today = TodayService(town.mei)

    (section,) = [one for one in today.today().sections if one.name == "own_grids"]

    assert [line.title for line in section.lines] == [
        "您今后负责：第二网格",
        "您不再负责第一网格，列表中不再显示其中的内容",
    ]
    town.clock.pass_days(1)
    assert "own_grids" not in [one.name for one in today.today().sections]


@pytest.mark.parametrize(
    ("giver", "taker", "said"),
    [("李梅", "李梅", "不能移交给自己"), ("李梅", "周琳", "没有"), ("孙晓", "李梅", "没有")],
)
def test_nothing_is_handed_over_to_nobody(town, giver, taker, said):
    with pytest.raises(InputInvalidError, match=said):
        EntrustingService(town.office).hand_over(giver, taker)


def test_who_has_handed_all_over_has_nothing_to_hand_over(town):
    service = EntrustingService(town.office)
    take(town.office, town.hand_in(town.mei))
    service.hand_over("李梅", "赵刚")

    with pytest.raises(InputInvalidError, match="名下没有网格"):
        service.hand_over("李梅", "赵刚")
    assert service.entrust("李梅", ["第一网格"]).gained == ("第一网格",)
