"""A line in the search box that reads as something to be recorded opens its form, filled in."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.records.unsaved import UnsavedService
from gridkeeper.ui.search.answers import ANSWER
from gridkeeper.ui.search.dialog import SearchDialog
from tests.helpers.forms import KEY, commit
from tests.helpers.searching import headings, lines, write
from tests.helpers.towns import where


def chosen(qtbot, window, box, text):
    """Type a line, press Enter, and return the form."""
    write(box, text)
    qtbot.keyClick(box.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: getattr(window.workspace.page, "panel", None) is not None)
    panel = window.workspace.page.panel
    qtbot.waitUntil(lambda: panel.form is not None and panel.form.surface.is_restored)
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    return panel.form


def test_a_dispute_is_offered_first_and_enter_opens_it_filled_in_and_unsaved(qtbot, window, box):
    text = "3-2-501 张三 漏水 楼上602 纠纷"
    write(box, text)
    qtbot.waitUntil(lambda: headings(box)[:1] == ["一句话登记"])
    first = lines(box)[0]
    assert first.title == "登记矛盾纠纷"
    assert first.detail == "3幢2单元501室 · 张三 · 用水排水通行通风采光 · 3幢2单元602室"
    assert box.list.currentItem().data(ANSWER) == first

    box.field.clear()
    form = chosen(qtbot, window, box, text)

    assert window.workspace.shown == "disputes"
    facts = form.facts()
    assert (facts["title"], facts["content"]) == ("漏水纠纷", "漏水，楼上602")
    assert (facts["parties/0/name"], facts["parties/1/address"]) == ("张三", "3幢2单元602室")
    assert where(window.frame.desk.session, kinds.DISPUTE) == []
    # Nothing is missing: it is checked from above.
    assert window.focusWidget() is form.sheet.editors["title"].control


def test_who_is_not_in_the_register_is_shown_so_and_stands_as_a_party_that_can_be_changed(
    qtbot, window, box
):
    text = "3-2-501 王小明 漏水 楼上602 纠纷"
    write(box, text)
    qtbot.waitUntil(lambda: headings(box)[:1] == ["一句话登记"])
    assert " · 王小明（未登记） · " in lines(box)[0].detail

    box.field.clear()
    form = chosen(qtbot, window, box, text)

    name = form.inside["parties"].sheets[0].editors["name"]
    assert name.value() == "王小明"
    name.line.selectAll()
    commit(name.control, "王晓明")
    assert form.facts()["parties/0/name"] == "王晓明"


def test_the_line_is_a_draft_before_anything_is_typed_and_survives_leaving(qtbot, window, box):
    text = "3-2-501 张三 未遇"
    form = chosen(qtbot, window, box, text)
    assert form.facts()["outcome"] == "未遇"
    assert form.surface.back == f"已按“{text}”填好，请核对后保存。"
    home = form.facts()["household_id"]
    assert home == where(window.frame.desk.session, kinds.HOUSEHOLD)[0].id

    commit(form.sheet.editors["situation"].box, "门口有快递")
    form.leave()
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    unsaved = UnsavedService(window.frame.desk.session)
    (one,) = unsaved.all()
    kept = unsaved.kept(one.form)
    assert (kept["@line"], kept["outcome"], kept["situation"]) == (text, "未遇", "门口有快递")


def test_what_was_begun_before_is_not_written_over_by_a_line(qtbot, window, box):
    unsaved = UnsavedService(window.frame.desk.session)
    unsaved.keep("visit:new", {"situation": "以前写的"}, unsaved.writer())

    chosen(qtbot, window, box, "3-2-501 未遇 昨天")

    kept = {unsaved.kept(one.form)["situation"] for one in unsaved.all() if "#" not in one.form}
    assert kept == {"以前写的"}
    assert len(unsaved.all()) == 2


def test_discarding_it_leaves_an_empty_form_and_no_draft(qtbot, window, box):
    form = chosen(qtbot, window, box, "3-2-501 未遇")

    form.give_up()
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    assert form.facts()["outcome"] == ""
    assert UnsavedService(window.frame.desk.session).all() == []


@pytest.mark.parametrize("text", ["3-2-501", "张三", "3-2-501 张三", "漏水", "灯泡 漏水"])
def test_what_only_asks_for_somebody_is_no_line(qtbot, box, text):
    write(box, text)
    qtbot.waitUntil(lambda: box._answered == box._asked)

    assert "一句话登记" not in headings(box)


def test_a_number_that_was_typed_is_not_repeated_in_full(qtbot, box):
    write(box, "3-2-501 张三 13800001111 漏水 诉求")
    qtbot.waitUntil(lambda: headings(box)[:1] == ["一句话登记"])

    assert "13800001111" not in lines(box)[0].text


@pytest.mark.parametrize(
    ("text", "title"),
    [("导出批次", "上交"), ("daochupici", "上交"), ("导入批次", "收取")],
)
def test_what_other_programs_call_it_is_understood(qtbot, box, text, title):
    write(box, text)
    qtbot.waitUntil(lambda: box._answered == box._asked)

    assert lines(box)[0].title.startswith(title)


def test_a_door_is_opened_by_saying_so(qtbot, window, box):
    write(box, "打开3-2-501")
    qtbot.keyClick(box.field, KEY.Key_Return)

    qtbot.waitUntil(lambda: window.workspace.shown == "people")


def test_a_visit_is_begun_at_a_door_by_saying_so(qtbot, window, box):
    form = chosen(qtbot, window, box, "登记走访 3-2-501")

    assert (window.workspace.shown, form.kind.name) == ("visits", "visit")
    assert form.repeating.isVisible()


def test_who_only_looks_is_offered_no_line(qtbot, leaders_box):
    write(leaders_box, "3-2-501 张三 漏水 楼上602 纠纷")
    qtbot.waitUntil(lambda: leaders_box._answered == leaders_box._asked)

    assert "一句话登记" not in headings(leaders_box)


def test_a_line_that_was_left_and_is_typed_again_goes_on_with_its_form(qtbot, window, box):
    text = "3-2-501 张三 未遇"
    form = chosen(qtbot, window, box, text)
    commit(form.sheet.editors["situation"].box, "门口有快递")
    form.leave()
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    window.actions_["search"].trigger()
    box = next(one for one in window.findChildren(SearchDialog) if one.isVisible())
    again = chosen(qtbot, window, box, text)

    assert again.facts()["situation"] == "门口有快递"
    assert len(UnsavedService(window.frame.desk.session).all()) == 1


@pytest.mark.parametrize("word", ["巡查", "巡逻"])
def test_a_line_of_a_patrol_opens_the_form_of_a_patrol_filled_in(qtbot, window, box, word):
    text = f"{word} 3幢楼道 灯不亮"
    write(box, text)
    qtbot.waitUntil(lambda: headings(box)[:1] == ["一句话登记"])
    assert lines(box)[0].title == "登记巡查"

    box.field.clear()
    form = chosen(qtbot, window, box, text)

    facts = form.facts()
    assert (facts["kind"], facts["place"], facts["situation"]) == ("巡查", "3幢楼道", "灯不亮")
    assert facts["outcome"] == "未见异常"
    assert form.surface._title.text() == "登记巡查"
