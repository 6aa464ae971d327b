"""All ledgers of a period at once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from gridkeeper.domain import periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.progress import CancelledError
from gridkeeper.ui.forms.reasons import ReasonDialog
from gridkeeper.ui.papers import all_ledgers
from gridkeeper.ui.papers.all_ledgers import Wanted
from tests.helpers.windows import because, the_frame

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]
OCTOBER = periods.parse("2026-10")
LONG = 20_000


@pytest.fixture
def frame(window):
    """The open store with its window."""
    return the_frame(window)


def saved(qtbot, frame):
    qtbot.waitUntil(lambda: "本台账存到" in frame.notices.text, timeout=4 * LONG)


def test_all_ledgers_of_the_days_are_saved_at_once(qtbot, frame, tmp_path):
    (out := tmp_path / "out").mkdir()
    all_ledgers.write(frame, Wanted(OCTOBER, Profile.MASKED), out)
    saved(qtbot, frame)

    (folder,) = out.iterdir()
    names = {path.name for path in folder.iterdir()}
    assert len(names) == len(frame.desk.ledgers.titles())
    assert any("走访" in name and "2026" in name for name in names)


def test_for_the_board_there_is_no_ledger(frame):
    assert frame.desk.ledgers.titles_for(Profile.PUBLIC) == {}


def test_a_cancelled_row_of_ledgers_leaves_nothing(qtbot, frame, tmp_path, monkeypatch):
    def stop(*_about):
        def work(_progress):
            raise CancelledError

        return work

    monkeypatch.setattr("gridkeeper.ui.papers.all_ledgers.in_child", stop)
    (out := tmp_path / "out").mkdir()
    all_ledgers.write(frame, Wanted(OCTOBER, Profile.MASKED), out)
    qtbot.waitUntil(lambda: frame.jobs.is_idle, timeout=LONG)

    assert list(out.iterdir()) == []


def test_in_full_they_are_saved_once_somebody_said_what_for(qtbot, window, frame, tmp_path):
    all_ledgers.choose(frame, Wanted(OCTOBER, Profile.FULL))
    because(window.findChild(ReasonDialog))
    dialog = window.findChild(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.accept()
    saved(qtbot, frame)

    looks = frame.desk.audits.looks()
    assert {one.what for one in looks} == {"导出了台账"}
    assert {one.reason for one in looks} == {"签字或归档"}
