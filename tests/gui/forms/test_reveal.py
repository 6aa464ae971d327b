"""Showing a record in full."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLabel

from gridkeeper.domain.kinds import PERSON
from gridkeeper.ui.forms.reveal import RevealDialog
from tests.helpers.forms import KEY, commit, press
from tests.helpers.towns import ZHANG_SAN
from tests.helpers.windows import because

SEEN = "这里显示完整信息，已记入查看记录。"


def shown(form):
    return [one.text() for one in form.findChildren(QLabel) if one.isVisible()]


def asked(stage, then):
    """Ask to see 张三 in full."""
    (person,) = stage.records(PERSON.name, id_number=ZHANG_SAN)
    look = partial(stage.frame.desk.dossiers.reveal, PERSON, person.id)
    dialog = RevealDialog(stage.frame, look, then, stage.window)
    dialog.open()
    return dialog


def test_a_usual_reason_shows_the_record_in_full(stage, qtbot):
    shown = []
    dialog = asked(stage, shown.append)

    because(dialog)
    qtbot.waitUntil(lambda: shown != [])

    assert ZHANG_SAN in [fact.text for fact in shown[0].facts]


def test_own_words_are_a_reason(stage):
    dialog = asked(stage, lambda _full: None)

    commit(dialog.words, "社保窗口要核对")

    assert dialog.reason == "社保窗口要核对"
    dialog.reject()


def test_without_a_reason_nothing_is_shown(stage):
    shown = []
    dialog = asked(stage, shown.append)
    press(dialog.words, KEY.Key_X, KEY.Key_Backspace)

    dialog.show_full()

    assert dialog.words.hasFocus() or dialog.reason == ""
    assert dialog.isVisible()
    assert shown == []
    dialog.reject()


def test_a_digit_chooses_a_reason_wherever_it_is_pressed_but_in_the_words(stage, qtbot):
    dialog = asked(stage, lambda _full: None)

    press(dialog.focusWidget(), KEY.Key_2)
    assert dialog.reason == "核对或更正信息"
    press(dialog.focusWidget(), KEY.Key_4)
    assert dialog.reason == ""  # so that Enter asks for the words, and reveals nothing
    press(dialog.words, KEY.Key_1)
    assert dialog.reason == "1"
    dialog.reject()


def test_no_reason_is_chosen_before_somebody_chooses_it(stage, qtbot):
    seen = []
    dialog = asked(stage, seen.append)
    because(dialog, 2)
    qtbot.waitUntil(lambda: seen != [])

    again = asked(stage, seen.append)
    press(again.focusWidget(), KEY.Key_Return)

    assert again.reason == ""
    assert again.isVisible()
    assert len(seen) == 1
    again.reject()


def test_own_words_are_kept_until_the_window_closes_and_in_no_file(stage, qtbot):
    seen = []
    dialog = asked(stage, seen.append)
    commit(dialog.words, "社保窗口要核对")
    dialog.show_full()
    qtbot.waitUntil(lambda: seen != [])

    again = asked(stage, seen.append)
    assert (again.reason, again.words.text()) == ("", "社保窗口要核对")
    again.reject()
    stage.frame.own_words = ""
    later = asked(stage, seen.append)
    assert later.words.text() == ""
    later.reject()


def test_a_form_says_that_it_shows_in_full_what_is_masked_elsewhere(stage):
    (person,) = stage.records(PERSON.name, id_number=ZHANG_SAN)

    assert SEEN in shown(stage.form("person", record_id=person.id))
    assert SEEN not in shown(stage.form("person"))
