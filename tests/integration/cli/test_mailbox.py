"""A shared folder as a mailbox, on the command line."""

from __future__ import annotations

import pytest

from tests.helpers.towns import OFFICE, WORKER_1, a_visit_of


@pytest.fixture
def folder(town):
    made = town.folder / "共用"
    made.mkdir()
    a_visit_of(town.mei)
    town.close_all()
    return made


def test_a_batch_goes_through_the_folder_that_both_have_chosen(shell, folder):
    for store in (WORKER_1, OFFICE):
        said = shell.well("mailbox", "set", "共用", "--store", store).out
        assert said == f"共用文件夹：{folder}\n"
    shell.well("batch", "export", "--store", WORKER_1)

    look = shell.well("mailbox", "look", "--store", OFFICE).out
    assert look == f"共用文件夹 {folder} 里有 1 个新批次\n"
    rehearsed = shell.well("mailbox", "take", "--rehearse", "--store", OFFICE).out
    assert "预演：没有保存任何内容。" in rehearsed
    assert "走访" in shell.well("mailbox", "take", "--store", OFFICE).out
    assert shell.well("mailbox", "look", "--store", OFFICE, "--json").json == {
        "new": [],
        "batches": 0,
        "unread": [],
    }
    assert len(list(folder.glob("*.gkb"))) == 1


def test_what_was_taken_in_is_put_away_where_the_office_asks_for_that(shell, folder):
    said = shell.well("mailbox", "set", "共用", "--move", "--store", OFFICE).out
    assert "另放一个文件夹" in said
    shell.well("batch", "export", "--out", "共用/", "--store", WORKER_1)
    (folder / "半个.gkb").write_bytes(b"PK")

    shell.well("mailbox", "take", "--rehearse", "--store", OFFICE)
    assert len(list(folder.glob("上交*.gkb"))) == 1
    said = shell.well("mailbox", "take", "--store", OFFICE).out

    assert "半个.gkb：现在还读不了" in said
    assert "移走了 1 个文件" in said
    assert not list(folder.glob("上交*.gkb"))
    assert len(list(folder.glob("已收取/上交*.gkb"))) == 1


def test_a_folder_is_shown_and_done_without_again(shell, folder):
    assert shell.well("mailbox", "show", "--store", OFFICE).out == "没有选共用文件夹。\n"
    shell.well("mailbox", "set", folder, "--store", OFFICE)
    assert shell.well("mailbox", "show", "--store", OFFICE, "--json").json == {
        "folder": str(folder),
        "moves": False,
    }

    assert shell.well("mailbox", "off", "--store", OFFICE).out == "没有选共用文件夹。\n"


def test_what_cannot_be_done_is_said_in_one_line(shell, folder):
    assert "还没有选共用文件夹" in shell("mailbox", "look", "--store", OFFICE).line
    assert "共用文件夹打不开" in shell("mailbox", "set", "没有", "--store", OFFICE).line
    assert "mailbox set" in shell("batch", "export", "--store", WORKER_1).line
    assert "街道办" in shell("mailbox", "set", folder, "--move", "--store", WORKER_1).line
    shell.well("mailbox", "set", folder, "--store", WORKER_1)
    folder.rmdir()
    assert "共用文件夹打不开" in shell("batch", "export", "--store", WORKER_1).line
