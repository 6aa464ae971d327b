"""The first half hour of somebody who looks at the sample: one click, then keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.stories import names_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gallery.filming import Film


def play(film: Film, folder: Path) -> None:
    """Play the story and take the pictures."""
    stick = folder / "stick"
    stick.mkdir()
    film.begins()
    _look_round(film)
    _write_a_visit(film)
    film.hands_over("handed-over", stick)
    _print_it(film)


def _look_round(film: Film) -> None:
    door = film.program.sees("看看示例社区", "push button")
    film.take("doors")
    film.program.desktop.click(*door.middle)
    film.program.focus("登记走访")
    film.take("sample")


def _write_a_visit(film: Film) -> None:
    program = film.program
    program.keys("ctrl+n")
    film.take("what-to-record")
    program.keys("1")
    program.focus("走访户")
    program.type("3-2-501")
    program.sees("3幢2单元501室", "list item")
    film.take("door-found")
    program.keys("Return")
    program.focus("走访结果")
    program.type("jdbr")
    film.take("outcome-by-pinyin")
    program.keys("Return")
    program.fill("走访情况", "老人身体尚好，楼道灯不亮，已报物业。")
    film.take("visit-written")
    program.keys("ctrl+s")
    program.sees("已保存")
    program.focus("登记走访")
    film.take("visit-saved")


def _print_it(film: Film) -> None:
    program = film.program
    program.keys("ctrl+4")
    program.focus("走访", "table")
    program.keys("ctrl+p")
    program.focus("签字或归档")
    program.keys("space")
    film.take("why-in-full")
    program.keys("Return")
    program.sees("第 1 页", "label")
    film.take("as-it-is-printed")
    program.keys("alt+s")
    names_file(program, film.out / "visit.pdf")
    program.sees("visit.pdf")
    film.take("on-paper")
