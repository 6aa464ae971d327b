"""The film strip: `python -m tests.gallery.film OUT`.

A screen of its own, the real program on it, and somebody who looks at the sample for the first
time: one click, then keys alone. Each picture is what stood on the screen. It needs the tools of
`tests.helpers.desktops` and ImageMagick's `import`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import count
from pathlib import Path

from tests.helpers.desktops import Desktop, Program
from tests.helpers.stories import names_file


class Film:
    """Takes numbered pictures of a program."""

    def __init__(self, program: Program, out: Path) -> None:
        self.program = program
        self._out = out
        self._numbers = count(1)

    def take(self, name: str) -> None:
        """Take a picture once everything stands still."""
        self.program.stands_still()
        self.program.desktop.picture(self._out / f"{next(self._numbers):02d}-{name}.png")


def main(arguments: list[str]) -> int:
    """Play the story and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery.film", description=__doc__)
    parser.add_argument("out", type=Path)
    wanted = parser.parse_args(arguments)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gridkeeper-film-") as folder:
        stick = Path(folder) / "stick"
        stick.mkdir()
        with Desktop(Path(folder)) as desktop:
            film = Film(Program(desktop), wanted.out)
            _look_round(film)
            _write_a_visit(film)
            _hand_it_in(film, stick)
            _print_it(film, wanted.out.absolute())
    return 0


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
    program.focus("走访", "table")
    film.take("visit-saved")


def _hand_it_in(film: Film, stick: Path) -> None:
    program = film.program
    program.keys("ctrl+e")
    names_file(program, stick)
    program.sees("可以拔出")
    film.take("handed-over")
    program.keys("Return")
    program.sees_not("可以拔出")


def _print_it(film: Film, out: Path) -> None:
    program = film.program
    program.keys("ctrl+3")
    program.focus("走访", "table")
    program.keys("ctrl+p")
    program.sees("第 1 页", "label")
    film.take("as-it-is-printed")
    program.keys("alt+s")
    names_file(program, out / "visit.pdf")
    program.sees("visit.pdf")
    film.take("on-paper")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
