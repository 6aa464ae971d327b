"""What takes the room that its content needs, and what it does where there is less."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.fitted import EDGE, Fitted, keep_edge
from gridkeeper.ui.widgets.pieces import label
from tests.helpers.windows import a_window

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]

LONG = "两个人改了同一项，说法不一时，会并排列在这里，由您定。" * 6


@pytest.fixture
def theme(qtbot, tmp_path):
    """The look in force."""
    with a_window(tmp_path) as window:
        yield window.around.theme


def column(*parts):
    made = QWidget()
    down = QVBoxLayout(made)
    for part in parts:
        down.addWidget(part)
    return made


class TestFitted:
    @pytest.fixture
    def page(self, qtbot, theme):
        page = QWidget()
        down = QVBoxLayout(page)
        page.area = Fitted(column(label(LONG, wraps=True)))
        page.foot = QPushButton("保存")
        down.addWidget(page.area)
        down.addWidget(page.foot)
        down.addStretch(1)
        qtbot.addWidget(page)
        page.resize(400, 600)
        page.show()
        return page

    def test_where_there_is_room_nothing_scrolls(self, qtbot, page):
        qtbot.waitUntil(lambda: page.area.height() > 100)

        assert page.area.verticalScrollBar().maximum() == 0
        assert page.area.height() < 400  # and it takes no more than it needs

    def test_its_bar_stands_apart_from_the_fields(self, qtbot, page):
        usual = QScrollArea()
        qtbot.addWidget(usual)
        page.resize(400, 160)
        qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)

        bar = page.area.verticalScrollBar()
        assert bar.sizeHint().width() >= usual.verticalScrollBar().sizeHint().width() + 6

    def test_where_there_is_none_it_scrolls_and_what_follows_stays(self, qtbot, page):
        page.resize(400, 160)

        qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)
        assert page.foot.visibleRegion().boundingRect() == page.foot.rect()

    def test_it_grows_with_what_comes_to_it(self, qtbot, page):
        qtbot.waitUntil(lambda: page.area.height() > 100)
        before = page.area.height()

        page.area.widget().layout().addWidget(label(LONG, wraps=True))

        qtbot.waitUntil(lambda: page.area.height() > before + 50)
        assert page.area.verticalScrollBar().maximum() == 0

    def test_a_bar_that_was_there_for_a_moment_does_not_keep_itself(self, qtbot, page):
        qtbot.waitUntil(lambda: page.area.height() > 100)
        needed = page.area.height()

        for height in (needed - 40, needed):
            page.area.setFixedHeight(height)
            qtbot.waitUntil(lambda high=height: page.area.height() == high)

        bar = page.area.verticalScrollBar()
        qtbot.waitUntil(lambda: not bar.isVisible())
        assert page.area.viewport().width() == page.area.width()


class TestDialog:
    @pytest.fixture
    def dialog(self, qtbot, theme):
        dialog = Dialog(theme, "改什么", None, "一句话。")
        dialog.add_button("保存", dialog.accept, kind="primary")
        dialog.open()
        yield dialog
        dialog.close()

    def test_it_is_no_higher_than_what_it_says(self, dialog):
        assert dialog.height() == dialog.layout().totalHeightForWidth(dialog.width())

    def test_it_goes_with_what_comes_and_goes(self, qtbot, dialog):
        before = dialog.height()
        said = label(LONG, wraps=True)

        dialog.body.addWidget(said)
        qtbot.waitUntil(lambda: dialog.height() > before + 50)
        said.hide()

        qtbot.waitUntil(lambda: dialog.height() < before + 50)

    def test_it_is_lower_than_what_it_stands_above(self, qtbot, theme):
        above = QWidget()
        above.resize(800, 500)
        qtbot.addWidget(above)
        dialog = Dialog(theme, "看什么", above)
        high = QTextEdit()
        high.setMinimumHeight(100)
        high.sizeHint = lambda: QSize(400, 900)
        dialog.body.addWidget(high)
        kept = dialog.add_button("关闭", dialog.accept)

        dialog.open()

        assert dialog.height() == 450
        assert dialog.rect().contains(kept.geometry())
        dialog.close()

    def test_who_made_it_larger_keeps_it_so(self, qtbot, dialog):
        dialog.resize(700, 500)
        said = label("又一句。")

        dialog.body.addWidget(said)
        qtbot.waitUntil(lambda: said.isVisible() and said.height() > 0)

        assert (dialog.width(), dialog.height()) == (700, 500)


@pytest.mark.parametrize("size", TextSize)
def test_a_box_that_is_too_narrow_ends_in_dots(qtbot, theme, size, monkeypatch):
    theme.use(Scheme.LIGHT, size)
    box = Box()
    box.addItem("安全隐患排查整治台账 · 2026年11月")
    qtbot.addWidget(box)
    box.resize(120, box.sizeHint().height())
    box.show()
    drawn = []
    real = Box.initStyleOption

    def seen(self, option):
        real(self, option)
        drawn.append(option)

    monkeypatch.setattr(Box, "initStyleOption", seen)
    box.grab()

    shown = [option.currentText for option in drawn if option.currentText.endswith("…")]
    assert shown
    assert box.fontMetrics().horizontalAdvance(shown[-1]) < 120
    assert box.currentText() == "安全隐患排查整治台账 · 2026年11月"


def test_labels_of_a_dialog_are_read_to_their_end(qtbot, theme):
    dialog = Dialog(theme, "问题", None, LONG)
    dialog.open()

    cut = [
        one.text()
        for one in dialog.findChildren(QLabel)
        if one.wordWrap() and one.heightForWidth(one.width()) > one.height() + 2
    ]
    dialog.close()

    assert not cut


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("many", [1, 40])
def test_a_page_ends_where_it_does_whether_it_scrolls_or_not(qtbot, theme, size, many):
    theme.use(Scheme.LIGHT, size)
    inside = column(*(QPushButton(str(number)) for number in range(many)))
    inside.layout().setContentsMargins(0, 0, 0, 0)
    area = QScrollArea(widgetResizable=True)
    area.setWidget(inside)
    area.verticalScrollBar().rangeChanged.connect(lambda: keep_edge(area))
    keep_edge(area)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    first = inside.layout().itemAt(0).widget()

    qtbot.waitUntil(lambda: bool(area.verticalScrollBar().maximum()) is (many > 1))
    qtbot.waitUntil(lambda: first.geometry().right() == 400 - EDGE - 1)
