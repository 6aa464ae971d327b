"""To and fro: a worker hands in, her office takes it in, settles, asks, takes back, and answers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.gallery.film_stock import MEI, Street
from tests.helpers.desktops import until
from tests.helpers.stories import leaves, names_file, sits_down

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gallery.filming import Film
    from tests.helpers.desktops import Program


def play(film: Film, folder: Path) -> None:
    """Play the story and take the pictures."""
    street = Street(folder).made()
    film.program = sits_down(film.desktop, street.mei)
    _hand_in(film, street.stick)
    film.program = sits_down(film.desktop, street.office)
    _rehearse(film, street.stick)
    _take_in(film)
    _settle(film)
    _ask_for_what_is_missing(film)
    _take_back(film)
    _send_down(film)
    film.program = sits_down(film.desktop, street.mei)
    _take_the_answer(film, _brought(street))


def _hand_in(film: Film, stick: Path) -> None:
    program = film.program
    program.keys("ctrl+7")
    program.focus("诉求", "table")
    film.take("her-list-before")
    film.hands_over("handed-in", stick)
    program.keys("ctrl+7")
    program.focus("诉求", "table")
    program.sees("已导出", "label")
    film.take("her-list-exported")
    leaves(program)


def _rehearse(film: Film, stick: Path) -> None:
    program = film.program
    program.sees("已逾期", "label")
    film.take("office-today")
    program.keys("ctrl+8")
    program.sees("选文件夹")
    film.take("office-exchange")
    program.keys("alt+d")
    names_file(program, stick)
    program.focus("收取 1 个文件")
    film.take("rehearsed-and-refused-for-a-gap")
    program.tab_to("文件", "table")
    program.keys("Up")
    program.sees("走访 3", "label")
    film.take("rehearsed-what-would-change")


def _take_in(film: Film) -> None:
    program = film.program
    program.tab_to("收取 1 个文件")
    program.keys("Return")
    program.focus("完成")
    film.take("taken-in")


def _settle(film: Film) -> None:
    program = film.program
    program.keys("alt+s")
    program.focus("冲突", "table")
    film.take("conflicts")
    program.keys("1")
    program.sees("同类 3 条也这样")
    film.take("one-settled-by-a-key")
    program.keys("alt+s")
    program.sees("裁定这 4 条")
    program.keys("2")
    film.take("the-same-for-all-like-it")
    program.keys("alt+s")
    program.sees_not("裁定这 4 条")
    program.focus("冲突", "table")
    film.take("the-last-conflict")
    program.keys("1")
    program.sees("没有冲突")
    film.take("no-conflicts")


def _ask_for_what_is_missing(film: Film) -> None:
    program = film.program
    program.focus("冲突", "page tab")
    program.keys("Left", "Left")
    program.tab_to("网格员", "table")
    program.keys("Down")
    film.take("gap")
    program.keys("alt+c")
    program.sees("请补发", "push button")
    film.take("gap-in-full")
    program.keys("alt+a")
    program.sees_not("请补发", "push button")
    _line_says(program, "网格员", "已请补发")
    film.take("asked-to-send-again")


def _take_back(film: Film) -> None:
    program = film.program
    program.tab_to("网格员", "page tab", key="shift+Tab")
    program.keys("Right")
    program.tab_to("历史", "table")
    _down_to(program, "历史", "已收取", " 02-")
    film.take("history")
    for name, word in (("taken-back", "已撤销"), ("counts-again", "已收取")):
        program.keys("alt+z")
        program.sees("取消", "push button")
        film.take(f"{name}-rehearsed")
        program.keys("alt+z")  # Enter would leave everything as it is
        program.sees_not("取消", "push button")
        _line_says(program, "历史", word)
        film.take(name)


def _line(program: Program, table: str) -> str:
    """Return what stands in the line of a table that the keyboard is on."""
    return " ".join(program.focus(table, "table").chosen_cells)


def _line_says(program: Program, table: str, word: str) -> None:
    """Wait until a word stands in the line of a table that the keyboard is on."""
    until(lambda: word in _line(program, table))


def _down_to(program: Program, table: str, *words: str) -> None:
    """Go down a table until the line that the keyboard is on says all of these."""

    def is_there() -> bool:
        said = _line(program, table)
        if all(word in said for word in words):
            return True
        program.keys("Down")
        return False

    until(is_there)


def _send_down(film: Film) -> None:
    program = film.program
    film.hands_over("sent-down")
    film.take("office-is-done")
    leaves(program)


def _brought(street: Street) -> Path:
    """Bring the worker what the office has for her, in a folder of its own."""
    (answer,) = street.stick.glob(f"下发_给{MEI}_*.gkb")
    folder = street.folder / "answer"
    folder.mkdir()
    shutil.copy(answer, folder)
    return folder


def _take_the_answer(film: Film, folder: Path) -> None:
    program = film.program
    program.keys("ctrl+8")
    program.sees("选文件夹")
    program.keys("alt+d")
    names_file(program, folder)
    program.focus("收取 1 个文件")
    film.take("answer-rehearsed")
    program.keys("Return")
    program.focus("完成")
    program.keys("Return")
    program.keys("ctrl+7")
    program.focus("诉求", "table")
    program.sees("已送达", "label")
    film.take("her-list-delivered-and-answered")
    leaves(program)
