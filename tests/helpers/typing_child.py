"""A program in which somebody types into a form until it is killed; it says what is safe so far."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gridkeeper.domain.clock import SystemClock
from gridkeeper.services.desk import Desk
from gridkeeper.services.session import Session
from gridkeeper.storage.store import Store
from gridkeeper.ui.forms.record_form import RecordForm
from gridkeeper.ui.frame import Frame
from tests.helpers.forms import commit
from tests.helpers.stores import PASSWORD
from tests.helpers.windows import a_window


def main(store: Path) -> None:
    """Type one character after the other."""
    application = QApplication([])
    session = Session(Store.open(store, PASSWORD), SystemClock())
    with a_window(store.parent) as window:
        frame = Frame(Desk(session), window.around)
        form = RecordForm(frame, "visit")
        window.centralWidget().addWidget(form)
        box = form.sheet.editors["situation"].box
        timer = QTimer(interval=1)

        def type_one() -> None:
            if form.is_ready and frame.jobs.is_idle:
                sys.stdout.write(f"{len(box.toPlainText())}\n")
                sys.stdout.flush()
            commit(box, "网")

        timer.timeout.connect(type_one)
        timer.start()
        application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
