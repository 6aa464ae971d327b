"""Where batches go: sticks first, then the last folder, then any other."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from gridkeeper.services import removable


@pytest.fixture
def stick(tmp_path, monkeypatch):
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    monkeypatch.setattr(removable, "places", lambda: [folder])
    return folder


def texts(box) -> list[str]:
    return [box.itemText(row) for row in range(box.count())]


def test_a_stick_is_offered_before_everything_else(stick, worker):
    box = worker.page.hand_over.place

    assert texts(box) == ["U盘 KINGSTON", "其他文件夹…"]
    assert box.place == stick


def test_the_last_folder_is_remembered(worker, tmp_path):
    box = worker.page.hand_over.place
    box.use(tmp_path)

    box.look()
    worker.settle()

    assert texts(box) == [f"{tmp_path.name} · {tmp_path.parent}", "其他文件夹…"]
    assert box.place == tmp_path


def test_a_stick_that_is_plugged_in_later_does_not_change_the_choice(worker, tmp_path, monkeypatch):
    box = worker.page.hand_over.place
    box.use(tmp_path)
    later = tmp_path / "later"
    monkeypatch.setattr(removable, "places", lambda: [later])

    box.look()
    worker.settle()

    assert texts(box)[0] == "U盘 later"
    assert box.place == tmp_path


def test_another_folder_is_asked_for(worker, tmp_path):
    box = worker.page.hand_over.place

    box.activated.emit(box.count() - 1)
    dialog = worker.dialog(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path)])
    dialog.close()

    assert box.place == tmp_path
    assert not list(tmp_path.glob("*.gkb"))  # picking alone writes nothing
