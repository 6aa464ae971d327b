"""A program in which somebody fills in a visit, key by key, until it is killed.

After each key, as soon as nothing is being kept any more, it says what stands in the form, and
waits for a line before the next key. What lies on the disk then is what a killed program leaves.
"""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gridkeeper.domain.clock import SystemClock
from gridkeeper.services.desk import Desk
from gridkeeper.services.session import Session
from gridkeeper.storage.store import Store
from gridkeeper.ui.forms.facts import without_empty
from gridkeeper.ui.forms.record_form import RecordForm
from gridkeeper.ui.frame import Frame
from tests.helpers.forms import KEY, commit, press
from tests.helpers.stores import PASSWORD
from tests.helpers.windows import a_window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    _Key = tuple[Callable[[], bool], Callable[[], object]]


def main(store: Path) -> None:
    """Press one key after the other."""
    application = QApplication([])
    session = Session(Store.open(store, PASSWORD), SystemClock())
    with a_window(store.parent) as window:
        frame = Frame(Desk(session), window.around)
        form = RecordForm(frame, "visit")
        window.centralWidget().addWidget(form)
        window.centralWidget().setCurrentWidget(form)
        timer = QTimer(interval=1)
        keys = _keys(form)
        waiting: list[_Key] = []
        pressed: list[int] = []

        def go_on() -> None:
            if not (form.is_ready and window.isActiveWindow() and frame.jobs.is_idle):
                return
            if not waiting:
                if pressed:
                    _say(form)
                waiting.append(next(keys))
            is_time, key = waiting[0]
            if is_time():
                waiting.clear()
                pressed.append(1)
                key()

        timer.timeout.connect(go_on)
        timer.start()
        application.exec()


def _say(form: RecordForm) -> None:
    sys.stdout.write(json.dumps(without_empty(form.facts())) + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


def _keys(form: RecordForm) -> Iterator[_Key]:
    """Yield when each key can be pressed, and what presses it."""
    door, outcome = form.sheet.editors["household_id"], form.sheet.editors["outcome"]
    told, tick = form.sheet.editors["situation"], form.repeating.confirmed
    form.focus()
    for one in "3-2-501":
        yield _now, partial(QTest.keyClicks, door.line, one)
    yield (lambda: door.is_open), partial(press, door.line, KEY.Key_Return)
    yield outcome.has_focus, partial(press, outcome.line, KEY.Key_1)
    yield tick.isVisible, partial(press, tick, KEY.Key_Space)
    told.focus()
    for one in "老人身体尚可":
        yield _now, partial(commit, told.box, one)
    yield _now, partial(press, told.box, KEY.Key_Backspace)
    yield _now, partial(form.add_inside, "disputes")
    (inside,) = form.inside["disputes"].sheets
    for one in "楼上漏水":
        yield _now, partial(commit, inside.editors["title"].line, one)
    while True:
        yield _now, partial(commit, told.box, "网")


def _now() -> bool:
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
