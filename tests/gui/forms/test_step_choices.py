"""What the dialog of a step begins with, what it refuses, and how wide it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton

from gridkeeper.domain.kinds import DISPUTE, HAZARD, REQUEST
from gridkeeper.services.records.casework import Told
from gridkeeper.ui.look.tokens import Scheme, TextSize
from tests.helpers.forms import commit
from tests.helpers.steps import a_hazard, a_request, opened
from tests.helpers.towns import record

SAME = "复查人不能与排查人员是同一人"


def a_dispute(town, *names):
    parties = [{"side": str(place), "name": name} for place, name in enumerate(names, 1)]
    return record(town.mei, DISPUTE, title="噪声", found_on="2026-10-07", parties=parties)


def mended(stage, town):
    """Return a hazard that waits for somebody to look at it again."""
    case, casework = a_hazard(town, finder="李梅"), stage.frame.desk.casework
    told = Told(values={"responsible": "张三", "measure": "清走"})
    for action, said in (("notify", told), ("fix", Told())):
        case = casework.take(case, action, said)
    return case


def test_what_ends_a_case_is_not_chosen_to_begin_with(stage, town):
    dialog = opened(stage, a_dispute(town, "张三"), DISPUTE)

    assert dialog.needs is None
    assert "请选择下一步。" in [
        one.text() for one in dialog.findChildren(QLabel) if one.isVisible()
    ]
    stage.qtbot.waitUntil(lambda: isinstance(dialog.focusWidget(), QRadioButton))
    dialog.take()
    assert stage.records("dispute")[0].state != "47"
    dialog.choose("end")
    assert dialog.needs.step.action == "end"
    dialog.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_where_nothing_is_chosen_the_first_arrow_or_enter_chooses(stage, town, qtbot, key):
    dialog = opened(stage, a_dispute(town, "张三"), DISPUTE)
    stage.qtbot.waitUntil(lambda: isinstance(dialog.focusWidget(), QRadioButton))
    first = dialog.focusWidget()

    qtbot.keyClick(first, key)

    assert first.isChecked()
    assert dialog.needs is not None
    assert dialog.isVisible()
    dialog.reject()


def test_a_recheck_that_would_close_a_hazard_is_chosen_by_whoever_looked(stage, town):
    dialog = opened(stage, mended(stage, town), HAZARD)

    assert dialog.needs is None
    dialog.reject()


def test_what_was_asked_for_is_chosen_even_if_it_ends_the_case(stage, town):
    dialog = opened(stage, a_dispute(town, "张三"), DISPUTE, "end")

    assert dialog.needs.step.action == "end"
    dialog.reject()


def test_what_follows_when_a_case_is_closed_is_chosen_as_before(stage, town):
    case, casework = a_request(town), stage.frame.desk.casework
    for action, told in (
        ("accept", Told()),
        ("assign", Told(values={"unit": "物业"})),
        ("start", Told()),
        ("settle", Told(values={"result": "已修好"})),
    ):
        case = casework.take(case, action, told)
    dialog = opened(stage, case, REQUEST)

    assert dialog.needs is not None
    dialog.reject()


def test_a_refusal_is_looked_at_anew_when_the_name_is_another(stage, town, qtbot):
    dialog = opened(stage, mended(stage, town), HAZARD, "recheck_pass")
    actor = dialog.needs.actor
    commit(actor.line, "李梅")
    dialog.take()
    qtbot.waitUntil(lambda: SAME in dialog.needs.said)

    commit(actor.line, " ")
    stage.settle()
    assert SAME in dialog.needs.said
    commit(actor.line, "芳")
    qtbot.waitUntil(lambda: dialog.needs.said == "")
    with qtbot.waitSignal(dialog.taken):
        dialog.take()


def test_a_refusal_goes_when_the_step_is_not_filled_in_any_more(stage, town, qtbot):
    dialog = opened(stage, mended(stage, town), HAZARD, "recheck_pass")
    commit(dialog.needs.actor.line, "李梅")
    dialog.take()
    qtbot.waitUntil(lambda: SAME in dialog.needs.said)

    dialog.needs.actor.line.selectAll()
    qtbot.keyClick(dialog.needs.actor.line, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: dialog.needs.said == "")
    dialog.reject()


def test_whoever_is_told_of_a_hazard_is_told_by_when(stage, town, qtbot):
    case = a_hazard(town, deadline="2026-10-09")
    dialog = opened(stage, case, HAZARD, "notify")
    editors = dialog.needs.sheet.editors
    assert editors["deadline"].value() == "2026-10-09"

    commit(editors["responsible"].line, "张三")
    commit(editors["measure"].box, "清走堆物")
    editors["deadline"].set_value("2026-10-12")
    with qtbot.waitSignal(dialog.taken):
        dialog.take()

    (after,) = stage.records("hazard", id=case.id)
    assert str(after.deadline) == "2026-10-12"


def test_a_hazard_without_a_day_gets_that_of_the_rules(stage, town):
    case = a_hazard(town)
    recording = stage.frame.desk.recording
    known = recording.opened(HAZARD, case.id)
    recording.amend(known.record, {"deadline": ""}, known.heads, "")
    dialog = opened(stage, case, HAZARD, "notify")

    deadline = dialog.needs.sheet.editors["deadline"]
    assert deadline.value() == "2026-10-14"
    assert "7" in deadline._hint.text()
    dialog.reject()


@pytest.mark.parametrize("size", [(1024, 768), (960, 600)])
def test_a_step_is_never_wider_than_the_window(stage, town, qtbot, size):
    theme = stage.frame.theme
    theme.use(Scheme.LIGHT, TextSize.LARGEST)
    stage.window.resize(*size)
    dialog = opened(stage, a_dispute(town, "张三"), DISPUTE, "end")
    qtbot.waitUntil(dialog.isVisible)

    assert dialog.width() <= stage.window.width()
    dialog.reject()
    theme.use(Scheme.LIGHT, TextSize.NORMAL)
