"""Photos by keys alone: chosen from a camera with a form, killed, back again, saved, looked at."""

from __future__ import annotations

import signal

import pytest

from gridkeeper.domain import kinds
from tests.helpers.attachments import a_photo
from tests.helpers.desktops import Program
from tests.helpers.stories import given, looked_into, saves, sits_down, unlocks, writes_a_visit
from tests.helpers.towns import WORKER_1, where

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


def goes_on(program):
    """Go on with the visit that was being written when the program was killed."""
    program.sees("还没写完：新登记走访")
    program.keys("alt+e")


def test_a_photo_survives_a_killed_program_and_is_looked_at(desktop, town, tmp_path):
    camera = tmp_path / "camera"
    camera.mkdir()
    a_photo(camera / "door.jpg", size=(640, 480))
    store = given(town, WORKER_1)
    program = sits_down(desktop, store)
    writes_a_visit(program, "deng pao huai le")
    program.keys("alt+o")
    program.sees("照片在哪个文件夹？")
    program.focus("", "text")
    program.keys("ctrl+a")
    program.type(str(camera))
    program.keys("Return")
    program.focus("door.jpg", "list item")
    program.keys("space")
    program.sees("添加 1 张", "push button")
    program.keys("Return")
    program.sees("已添加 1 个文件")

    program.process.send_signal(signal.SIGKILL)
    program.process.wait()
    (camera / "door.jpg").unlink()
    again = Program(desktop)
    unlocks(again)
    again.keys("ctrl+n", "1")
    goes_on(again)
    again.sees("上次没写完的内容已恢复：")
    again.sees("door.jpg", "list item")
    saves(again)

    again.sees("照片和文件", "page tab")
    again.tab_to("详情", role="page tab")
    again.keys("Right", "Right")
    again.tab_to("door.jpg", role="list item")
    again.keys("Return")
    again.focus("照片：door.jpg")
    again.keys("plus", "0", "Escape")
    again.focus("door.jpg", "list item")
    again.keys("ctrl+q")
    again.ends()
    with looked_into(store) as session:
        (made,) = where(session, kinds.ATTACHMENT)
        assert session.store.contents.is_sound(made.sha256)
