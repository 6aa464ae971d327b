"""What is shown when the program has a fault."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from gridkeeper.domain import codes
from gridkeeper.errors import FileUnwritableError
from gridkeeper.ui.crash import details
from gridkeeper.ui.jobs.child import ChildBrokenError
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.windows import a_window


@pytest.fixture
def window(tmp_path):
    """The window at the gate."""
    with a_window(tmp_path) as opened:
        yield opened


@pytest.fixture
def hooks():
    """What the crash screen replaces, put back afterwards."""
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def a_fault(text="13800001111 张三"):
    """Return a fault whose message says what nobody else should read."""
    try:
        codes.table(text)
    except KeyError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def screen(window):
    return next(iter(window.findChildren(Dialog)), None)


def test_an_error_that_says_what_to_do_is_no_fault(window, hooks):
    window.install_crash_screen()
    error = FileUnwritableError(file=Path("a.pdf"), reason="满了")

    sys.excepthook(type(error), error, None)

    assert screen(window) is None
    assert "a.pdf" in window.around.notices.text


def test_details_say_where_and_never_what():
    said = details(*a_fault())

    assert "KeyError" in said
    assert '"test_crash.py"' in said
    assert "a_fault" in said
    assert "张三" not in said
    assert "raise KeyError" not in said


def test_details_keep_where_it_is_installed_to_themselves():
    with pytest.raises(KeyError) as caught:
        codes.table("no such table")
    said = details(caught.type, caught.value, caught.tb)

    assert 'File "gridkeeper/domain/codes.py"' in said
    assert str(Path(codes.__file__).parent) not in said


def test_a_broken_child_says_where_it_broke():
    error = ChildBrokenError("ledgers/workbook.py line 12")

    assert "ledgers/workbook.py line 12" in details(ChildBrokenError, error, None)


def test_a_fault_is_shown_and_its_details_can_be_copied(qtbot, window):
    window.around.messages.crash.caught(*a_fault())
    qtbot.waitUntil(lambda: screen(window) is not None)
    dialog = screen(window)
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    buttons[" 复制详情(&D)"].click()

    assert QGuiApplication.clipboard().text() == dialog.findChild(QPlainTextEdit).toPlainText()
    buttons["继续(&G)"].click()
    assert dialog.isHidden()


def test_many_faults_are_shown_once_at_a_time(qtbot, window):
    crash = window.around.messages.crash
    crash.caught(*a_fault())
    crash.caught(*a_fault())
    qtbot.waitUntil(lambda: screen(window) is not None)

    assert len(window.findChildren(Dialog)) == 1
    screen(window).close()


def test_after_one_was_closed_the_next_is_shown(qtbot, window):
    crash = window.around.messages.crash
    crash.caught(*a_fault())
    screen(window).close()
    qtbot.waitUntil(lambda: screen(window) is None)
    crash.caught(*a_fault())

    assert screen(window) is not None
    screen(window).close()


@pytest.mark.usefixtures("hooks")
def test_a_fault_on_any_thread_is_shown(qtbot, window):
    window.around.messages.crash.install()
    thread = threading.Thread(target=lambda: {}["no such key"])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: screen(window) is not None)

    assert "KeyError" in screen(window).findChild(QPlainTextEdit).toPlainText()
    screen(window).close()


def test_what_a_person_can_mend_is_said_in_a_sentence(window):
    error = FileUnwritableError(file="台账.xlsx", reason="磁盘已满")
    window.around.messages.failed(error)

    assert window.around.notices.text == f"{error}。"
    assert screen(window) is None


def test_a_fault_of_a_job_goes_to_the_crash_screen(qtbot, window):
    window.around.messages.failed(a_fault()[1])

    qtbot.waitUntil(lambda: screen(window) is not None)
    screen(window).close()
