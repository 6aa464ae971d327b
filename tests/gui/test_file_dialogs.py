"""Qt's own dialog of files speaks the language of the screen, whatever the system speaks."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime

import pytest
from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QTreeView

from gridkeeper.errors import FileUnwritableError
from gridkeeper.ui.widgets.file_columns import size
from tests.helpers.windows import a_window

pytestmark = pytest.mark.gui
_THEN = datetime(2026, 10, 8, 9, 30).astimezone()


@contextmanager
def listing(qtbot, tmp_path, place, rows):
    """Show a dialog over a folder with so many files and folders."""
    with a_window(tmp_path) as window:
        dialog = window.around.messages.open_files("选", "所有文件 (*)", lambda _files: None)
        dialog.setDirectory(QDir(str(place)))
        dialog.setViewMode(QFileDialog.ViewMode.Detail)
        view = dialog.findChild(QTreeView, "treeView")
        qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) == rows)
        yield view
        dialog.reject()


@pytest.fixture
def listed(qtbot, tmp_path):
    """A dialog over a folder with a folder and a file in it."""
    place = tmp_path / "place"
    (place / "里面").mkdir(parents=True)
    (place / "a.xlsx").write_bytes(bytes(3000))
    for one in place.iterdir():
        os.utime(one, (_THEN.timestamp(), _THEN.timestamp()))
    with listing(qtbot, tmp_path, place, 2) as view:
        yield view


def row(view: QAbstractItemView, name: str) -> list[str]:
    model, root = view.model(), view.rootIndex()
    for place in range(model.rowCount(root)):
        found = [model.index(place, column, root).data() for column in range(4)]
        if found[0] == name:
            return found
    raise AssertionError(name)


def test_a_folder_is_called_so(listed):
    assert row(listed, "里面") == ["里面", "", "文件夹", "2026-10-08 09:30"]


def test_a_file_has_its_size_and_day(listed):
    name, how_large, _type, changed = row(listed, "a.xlsx")

    assert (name, how_large, changed) == ("a.xlsx", "2.9 KB", "2026-10-08 09:30")


def test_the_heads_are_chinese(listed):
    heads = [listed.model().headerData(place, Qt.Orientation.Horizontal) for place in range(4)]

    assert not any(letter.isascii() for letter in "".join(heads))
    assert heads[1] == "大小"


def test_the_folder_that_enter_would_take_stands_in_the_title(tmp_path):
    inside = tmp_path / "里面"
    inside.mkdir()
    with a_window(tmp_path) as window:
        messages = window.around.messages
        window.around.preferences.keep_folder("batches", tmp_path)
        dialog = messages.folder("交到哪里", lambda _folder: None, "batches")
        assert dialog.windowTitle() == f"交到哪里：{tmp_path}"

        dialog.directoryEntered.emit(str(inside))
        assert dialog.windowTitle() == f"交到哪里：{inside}"
        assert dialog.labelText(QFileDialog.DialogLabel.Accept) == "就用这个文件夹"
        dialog.reject()


def test_where_nothing_could_be_written_nothing_is_saved_next(tmp_path):
    good, bad = tmp_path / "好", tmp_path / "坏"
    for place in (good, bad):
        place.mkdir()
    with a_window(tmp_path) as window:
        messages, preferences = window.around.messages, window.around.preferences
        preferences.keep_folder("papers", good)

        def saved(place):
            dialog = messages.save_file(
                "另存", "a.pdf", "PDF (*.pdf)", lambda _file: None, "papers"
            )
            dialog.filesSelected.emit([str(place / "a.pdf")])
            dialog.reject()

        saved(bad)
        messages.failed(FileUnwritableError(file=tmp_path / "elsewhere" / "b", reason="满"))
        assert preferences.folder("papers") == bad
        messages.failed(FileUnwritableError(file=bad / "a.pdf", reason="满"))
        assert preferences.folder("papers") == good
        saved(bad)
        assert preferences.folder("papers") == bad


@pytest.mark.skipif(sys.platform == "win32", reason="there, locks belong to handles")
def test_no_file_is_opened_to_be_listed(qtbot, tmp_path):
    import fcntl  # noqa: PLC0415 - not on Windows

    file = tmp_path / "place" / "office.gkdb"
    file.parent.mkdir()
    file.write_bytes(os.urandom(3000))
    grab = f"import fcntl; fcntl.lockf(open({str(file)!r}, 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    with file.open("rb") as stream:
        fcntl.lockf(stream, fcntl.LOCK_SH)

        with listing(qtbot, tmp_path, file.parent, 1) as view:
            qtbot.waitUntil(lambda: bool(row(view, file.name)[2]))
        tried = subprocess.run([sys.executable, "-c", grab], capture_output=True, check=False)  # noqa: S603 - ours

    assert b"BlockingIOError" in tried.stderr, "the dialog made the program lose its lock"


@pytest.mark.parametrize(
    ("size_bytes", "said"),
    [
        (0, "不到 1 KB"),
        (1023, "不到 1 KB"),
        (2048, "2.0 KB"),
        (5 << 20, "5.0 MB"),
        (3 << 30, "3.0 GB"),
        (5 << 40, "5120.0 GB"),
    ],
)
def test_a_size_is_said_as_people_say_it(size_bytes, said):
    assert size(size_bytes) == said
