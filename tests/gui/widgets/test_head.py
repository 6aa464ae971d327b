"""The head of a page gives way in a planned order, and cuts nothing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from gridkeeper import texts
from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.look.tokens import TextSize
from gridkeeper.ui.widgets.head import Head
from gridkeeper.ui.widgets.pieces import button
from tests.helpers.seeing import faults

LONG, SHORT = "12 records, 3 of them open", "12 records"


@pytest.fixture
def theme(qapp):
    texts.use(texts.ENGLISH)
    made = Theme(qapp)
    made.use(None, TextSize.NORMAL)
    yield made
    made.use(None, TextSize.NORMAL)


@pytest.fixture
def head(qtbot, theme):
    imports = button(theme, "&Import …", lambda: None, "import")
    record = button(theme, "Record a &hazard", lambda: None, "add", "primary")
    made = Head(theme, "Hazards", (imports, record), folding=(imports,))
    around = QWidget()  # a window of its own would not become as narrow as it is asked to
    qtbot.addWidget(around)
    made.setParent(around)
    made.imports = imports
    made.say(LONG, SHORT)
    made.resize(900, 40)
    around.show()
    made.show()
    made.around = around
    return made


def said(head):
    return head.findChild(QLabel, "count").text()


def looks(head):
    """How it looks from wide to narrow, each look once."""
    found = []
    for wide in range(900, 300, -5):
        head.resize(wide, 40)
        now = (said(head), bool(head.imports.text()))
        if not found or found[-1] != now:
            found.append(now)
    return found


def test_it_gives_way_step_by_step(head):
    assert looks(head) == [(LONG, True), (SHORT, True), (SHORT, False), ("", False)]


def test_what_has_given_way_comes_back(head):
    head.resize(300, 40)
    head.resize(900, 40)

    assert (said(head), head.imports.text()) == (LONG, " &Import …")


@pytest.mark.parametrize("size", list(TextSize))
def test_nothing_is_ever_cut(head, theme, size):
    theme.use(None, size)
    least = round(330 * size.factor)

    wrong = {}
    for wide in range(900, least, -10):
        head.resize(wide, 60)
        if found := faults(head):
            wrong[wide] = found

    assert not wrong


def test_what_has_folded_keeps_its_name_and_its_key(head):
    head.resize(240, 40)

    assert not head.imports.text()
    assert head.imports.accessibleName() == "Import …"
    assert head.imports.toolTip() == "Import …"
    assert head.imports.shortcut() == QKeySequence("Alt+I")


def test_words_that_went_can_still_be_read(head):
    head.resize(240, 40)

    title = next(one for one in head.findChildren(QLabel) if one.text() == "Hazards")
    assert title.toolTip() == LONG
