"""What many stories at the screen begin with: a store, and somebody who sits down at it."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.services.session import Session
from gridkeeper.services.store.passwords import change_password
from gridkeeper.storage.store import Store
from tests.helpers.desktops import Desktop, Program
from tests.helpers.stores import CHEAP, PASSWORD
from tests.helpers.towns import FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.towns import Town

KEY = "gate 2026 garden"
"""A password that can be typed on every keyboard."""


def given(town: Town, name: str) -> Path:
    """Return a closed store of a town, whose password is `KEY` from now on."""
    change_password(town.open(name), PASSWORD, KEY, cost=CHEAP)
    town.close(name)
    return town.folder / name


@contextmanager
def looked_into(store: Path) -> Iterator[Session]:
    """Open a store that a program has closed, to see what it did."""
    session = Session(Store.open(store, KEY), FixedClock())
    try:
        yield session
    finally:
        session.close()


def sits_down(desktop: Desktop, store: Path) -> Program:
    """Let somebody start the program with her store and unlock it; today is shown."""
    program = Program(desktop, "app", str(store))
    unlocks(program)
    return program


def unlocks(program: Program) -> None:
    """Type the password."""
    program.focus("密码")
    program.type(KEY)
    program.keys("Return")
    program.sees("页面", "list")


def begins_alone(program: Program) -> None:
    """Let somebody who works alone come through the second door, up to her first day."""
    program.sees("新建资料库", "push button")
    program.keys("2")
    program.focus("街道或社区")
    program.keys("Down")
    program.focus("一个人用")
    program.fill("姓名", "李梅")
    begins(program)


def begins(program: Program) -> None:
    """Choose a password for a new store and write the recovery key down; today is shown then."""
    program.fill("密码", KEY)
    program.fill("再输一遍", KEY)
    program.keys("Return")
    groups = program.sees("恢复密钥", "panel").description.split()
    asked = int(re.findall(r"\d+", program.sees("请照纸上输入", "text").name)[0])
    program.fill("请照纸上输入", groups[asked - 1])
    program.keys("Return")
    program.focus("登记走访")


def writes_a_visit(program: Program, situation: str) -> None:
    """Write down a visit to 3-2-501, by the address; it is not saved yet."""
    program.keys("ctrl+n", "1")
    program.focus("走访户")
    program.type("3-2-501")
    program.sees("3幢2单元501室", "list item")
    program.keys("Return")
    program.focus("走访结果")
    program.type("1")
    program.fill("走访情况", situation)


def saves(program: Program) -> None:
    """Save what is being written."""
    program.keys("ctrl+s")
    program.sees("已保存")


def names_file(program: Program, file: Path) -> None:
    """Type the name of a file or of a folder into the dialog that asks for one."""
    program.sees("查找范围")
    program.focus("", "text")
    program.keys("ctrl+a")
    program.type(str(file))
    program.keys("Return")
    program.sees_not("查找范围")


def hands_over(program: Program, folder: Path) -> Path:
    """Hand over to a folder, and see that it is written; return the newest file in it."""
    program.keys("ctrl+e")
    names_file(program, folder)
    program.sees("可以拔出")
    program.keys("Return")
    program.sees_not("可以拔出")
    return max(folder.glob("*.gkb"))


def takes_in(program: Program, file: Path) -> None:
    """Take a file in, after the rehearsal; under a name that is quick and safe to type."""
    plain = Path(tempfile.mkdtemp(dir=program.desktop.folder)) / "batch.gkb"
    shutil.copy(file, plain)
    program.keys("ctrl+i")
    names_file(program, plain)
    program.focus("收取 1 个文件")
    program.keys("Return")
    program.sees("已收取")
    program.focus("完成")


def chooses_the_visits_of_this_year(program: Program) -> None:
    """Show the ledger of visits of this year, in which there is one."""
    program.keys("ctrl+9")
    program.focus("网格工作报告", "combo box")
    program.keys(*["Down"] * 5)
    program.focus("走访台账")
    program.keys("alt+d")
    program.keys("Home", *["Down"] * 6)
    program.focus("今年")
    program.sees("共 1 条。")


def leaves(program: Program) -> None:
    """Quit, as one goes home."""
    program.keys("ctrl+q")
    assert program.ends() == 0
