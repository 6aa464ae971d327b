"""What hangs under a line while it suggests something."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridkeeper.domain import kinds
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.suggestions import SuggestionList
from gridkeeper.ui.widgets import pieces
from tests.helpers.forms import KEY, commit, press


def test_suggestions_stay_inside_the_card_of_their_form(stage):
    card, down = pieces.card()
    one = editor(stage.frame, kinds.VISIT.field("outcome"))
    down.addWidget(one)
    card.setFixedWidth(200)
    page = QWidget()
    across = QHBoxLayout(page)
    across.addWidget(card)
    across.addStretch(1)
    stage.show(page)
    one.focus()

    commit(one.line, "jian")

    found = stage.window.findChild(SuggestionList)
    left = card.mapTo(stage.window, QPoint(0, 0)).x()
    assert left <= found.x()
    assert found.geometry().right() <= left + card.width()


def test_a_digit_means_the_code_where_each_code_is_a_digit(stage):
    one = editor(stage.frame, kinds.PERSON.field("sex"))
    stage.show(one)
    one.focus()

    press(one.line, KEY.Key_1)
    assert one.value() == "男"
    press(one.line, KEY.Key_2)
    assert one.value() == "女"
