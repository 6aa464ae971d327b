"""The daily backup."""

from __future__ import annotations

import pytest

from gridkeeper.progress import Quiet
from gridkeeper.services.changes import Changed

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]
PATIENCE = 20_000


def backups(window):
    return sorted(window.frame.desk.backups.usual_folder().glob("*.gkbak"))


def idle(qtbot, backing):
    qtbot.waitUntil(lambda: not backing.is_busy, timeout=PATIENCE)


def test_it_is_made_by_itself_and_told_to_the_status_line(window, qtbot):
    window.workspace.back_up_daily()
    idle(qtbot, window.workspace._backing)

    assert len(backups(window)) == 1
    status = window.workspace._status.backup
    qtbot.waitUntil(lambda: "备份" in status.text() and "还没有" not in status.text())


def test_a_key_makes_one_at_once_and_says_where_it_is(window, qtbot):
    window.actions_["back_up"].trigger()

    qtbot.waitUntil(lambda: "已备份" in window.around.notices.text, timeout=PATIENCE)
    (made,) = backups(window)
    assert made.name in window.around.notices.text


def test_there_is_one_a_day(window, qtbot):
    window.frame.desk.backups.make(None, Quiet())

    window.workspace.back_up_daily()
    idle(qtbot, window.workspace._backing)

    assert len(backups(window)) == 1


def test_another_is_looked_for_some_minutes_after_something_is_written(window, qtbot):
    window.frame.desk.backups.make(None, Quiet())
    window.workspace.back_up_daily()
    backing = window.workspace._backing
    idle(qtbot, backing)
    assert not backing._soon.isActive()

    window.frame.desk.changes.tell(Changed(frozenset({"visit"})))

    qtbot.waitUntil(backing._soon.isActive)


def test_who_only_looks_makes_none(window, qtbot):
    window.frame.viewing = True

    window.workspace.back_up_daily()

    assert not window.workspace._backing.is_busy


def test_it_does_not_begin_twice(window, qtbot):
    window.workspace.back_up_daily()

    window.workspace._backing.look()

    idle(qtbot, window.workspace._backing)
    assert len(backups(window)) == 1


def test_a_failure_is_told_once(window, qtbot):
    window.frame.desk.backups.usual_folder().write_text("in the way")
    window.workspace.back_up_daily()
    qtbot.waitUntil(lambda: "今天的备份没有做成" in window.around.notices.text, timeout=PATIENCE)
    idle(qtbot, window.workspace._backing)
    window.around.notices.clear()

    window.workspace._backing.look()
    idle(qtbot, window.workspace._backing)

    assert window.around.notices.text == ""


def test_what_nobody_foresaw_goes_to_the_crash_screen(window, qtbot):
    shown = []
    crash = window.around.messages.crash
    crash.happened.disconnect(crash._show)
    crash.happened.connect(shown.append)
    window.workspace.back_up_daily()

    window.workspace._backing._failed(ValueError("x"))

    assert "ValueError" in shown[0]
    idle(qtbot, window.workspace._backing)


def test_locking_leaves_it(window, qtbot):
    window.workspace.back_up_daily()
    folder = window.frame.desk.backups.usual_folder()

    window.lock()
    qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=PATIENCE)

    assert not list(folder.glob("*"))
    assert window.around.notices.text == ""
    assert window.frame is None
