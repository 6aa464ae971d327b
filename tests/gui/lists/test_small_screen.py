"""On the smallest screen, with the largest text, in the language with the longest words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from gridkeeper import texts
from gridkeeper.domain import kinds
from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.preferences import Preferences
from tests.helpers.listing import Stand
from tests.helpers.seeing import faults
from tests.helpers.towns import record, where
from tests.helpers.windows import a_window

pytestmark = pytest.mark.no_cover

ABOUT = {
    "dispute": {"title": "楼上漏水", "type": "03"},
    "hazard": {"content": "堆物", "category": "01", "level": "2"},
    "request": {"title": "楼道灯不亮", "category": "01"},
}
PAGES = ("people", "visits", "disputes", "hazards", "requests")


@pytest.fixture(params=["worker", "office", "viewing"])
def small(qtbot, town, tmp_path, request):
    """A window of 960 by 600 pixels over some records."""
    preferences = Preferences(tmp_path / "preferences.ini")
    preferences.set("language", texts.ENGLISH)
    preferences.set("scheme", Scheme.DARK.value)
    preferences.set("text_size", TextSize.LARGEST.value)
    session = town.mei if request.param == "worker" else town.office
    for kind, day in (("dispute", "found_on"), ("hazard", "found_on"), ("request", "received_on")):
        for _again in range(12):
            record(session, kinds.KINDS[kind], **ABOUT[kind], **{day: "2026-10-01"})
    with a_window(tmp_path, session, viewing=request.param == "viewing") as window:
        window.resize(960, 600)
        yield Stand(window, session, qtbot)
        qtbot.waitUntil(lambda: window.jobs.is_idle)


def test_nothing_is_cut_on_a_page_of_records(small):
    wrong = {}
    for name in PAGES:
        small.page(name)
        wrong[name] = faults(small.window)

    assert texts.language() == texts.ENGLISH
    assert small.window.frame.theme.size is TextSize.LARGEST
    assert not any(wrong.values()), wrong


def test_a_list_does_not_scroll_sideways(small):
    bars = {name: small.page(name).side.view.horizontalScrollBar() for name in PAGES}

    assert {name: bar.maximum() for name, bar in bars.items()} == dict.fromkeys(PAGES, 0)


def test_what_is_chosen_to_filter_by_is_read_whole(small):
    bar = small.page("visits").side.bar
    box = bar.findChild(QComboBox, "outcome")
    longest = max(range(box.count()), key=lambda place: len(box.itemText(place)))

    box.setCurrentIndex(longest)
    box.activated.emit(longest)

    need = box.fontMetrics().horizontalAdvance(box.currentText())
    arrow = small.window.frame.theme.px(28)
    small.qtbot.waitUntil(lambda: box.width() > need + arrow)


def test_a_record_that_covers_its_list_leaves_no_doors_of_the_list(small):
    page = small.page("people")
    person = where(small.session, kinds.PERSON)[0]

    page.open("person", person.id)
    small.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    small.settled(page)

    assert page.panel.isVisible()
    assert not page.side.bar.isVisible()
    assert faults(small.window) == []
