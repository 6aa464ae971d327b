"""What a screen reader gets to know: each control of each page has a name and a role."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from gridkeeper.domain import kinds
from tests.helpers.desktops import Program
from tests.helpers.stories import given, leaves, sits_down, unlocks
from tests.helpers.towns import OFFICE, WORKER_1, a_visit_of, record

pytestmark = [pytest.mark.end2end, pytest.mark.slow]

# What scrolls is a "filler" to Qt; it has a name, and is told by that.
_NOTHING = {"", "unknown", "invalid", "redundant object"}
_LETTER = re.compile(r"\(([A-Z0-9])\)")
HAZARD = {"content": "lou dao dui wu", "category": "03", "level": "2", "found_on": "2026-10-07"}
DISPUTE = {"title": "zao sheng", "found_on": "2026-10-07"}
REQUEST = {"title": "lu deng", "received_on": "2026-10-07"}


class Reader:
    """Goes through what is shown, and keeps what it could not make sense of."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.controls = 0
        self.wrong: list[str] = []

    def reads(self, place: str, first: str, role: str = "") -> None:
        """Read everything once something that belongs to a place is shown."""
        self.program.sees(first, role)
        self.program.stands_still()
        letters: Counter[str] = Counter()
        shown = list(self.program.tree.walk())
        dialogs = [at for at, one in enumerate(shown) if one.role == "dialog"]
        for one in shown[dialogs[-1] if dialogs else 0 :]:
            letters.update(_LETTER.findall(one.name) if one.role != "list item" else ())
            if one.role in {"table", "tree table"}:
                self._read_table(place, one)
            if one.is_focusable:
                self.controls += 1
                if not one.name.strip() or one.role in _NOTHING:
                    self.wrong.append(f"{place}: {one.role} {one.name!r} {one.description!r}")
        self.wrong += [f"{place}: Alt+{one} twice" for one, n in letters.items() if n > 1]

    def _read_table(self, place, table):
        if not all(name.strip() for name in table.headings):
            self.wrong.append(f"{place}: headings {table.headings}")
        if table.chosen_cells and not any(name.strip() for name in table.chosen_cells):
            self.wrong.append(f"{place}: cells {table.chosen_cells}")

    def reads_dialog(self, place: str, first: str, *keys: str) -> None:
        """Open a dialog by keys, read it, and close it."""
        self.program.keys(*keys)
        self.reads(place, first)
        self.program.keys("Escape")
        self.program.sees_not(first, "dialog")

    def has_understood(self, least: int) -> None:
        """Check that nothing was wrong with all there was."""
        assert not self.wrong, "\n".join([f"{self.controls} controls", *self.wrong])
        assert self.controls >= least, f"{self.controls} controls"


@pytest.fixture
def filled(town):
    """A town in which something of each kind was written down."""
    a_visit_of(town.mei)
    for kind, facts in (
        (kinds.HAZARD, HAZARD),
        (kinds.DISPUTE, DISPUTE),
        (kinds.REQUEST, REQUEST),
    ):
        record(town.mei, kind, **facts)
    return town


def test_everything_at_the_gate(program):
    reader = Reader(program)
    reader.reads("doors", "欢迎使用", "label")
    for key, title in (("1", "一次性口令"), ("2", "填报单位")):
        program.keys(key)
        reader.reads(title, title, "text")
        program.keys("Escape")
        program.sees("欢迎使用", "label")

    reader.has_understood(25)


def test_everything_that_a_worker_sees(desktop, filled):
    program = sits_down(desktop, given(filled, WORKER_1))
    reader = Reader(program)
    pages = ("今日", "居民", "走访", "矛盾纠纷", "安全隐患", "诉求", "交接", "台账报表", "设置")
    for place, title in enumerate(pages, 1):
        program.keys(f"ctrl+{place}")
        reader.reads(title, title, "label")
    forms = ("登记走访", "登记矛盾纠纷", "登记安全隐患", "登记诉求", "登记居民")
    for place, title in enumerate(forms, 1):
        program.keys("ctrl+n", str(place))
        reader.reads(title, title, "label")
        program.keys("Escape")
    program.keys("ctrl+4")
    program.sees("zao sheng", "label")
    reader.reads_dialog("step", "下一步", "ctrl+j")
    reader.reads_dialog("search", "搜索与命令", "ctrl+k")
    reader.reads_dialog("help", "帮助", "F1")

    reader.has_understood(300)


def test_everything_that_an_office_sees(desktop, filled):
    program = sits_down(desktop, given(filled, OFFICE))
    reader = Reader(program)
    for place, title in ((1, "今日"), (2, "统计"), (8, "交接")):
        program.keys(f"ctrl+{place}")
        reader.reads(title, title, "label")
    reader.reads_dialog("enrol", "新网格员", "alt+w")

    reader.has_understood(60)


def test_everything_that_a_supervisor_sees(desktop, filled):
    leaves(sits_down(desktop, given(filled, OFFICE)))
    program = Program(desktop)
    program.focus("密码")
    program.tab_to("只看")
    program.keys("space")
    program.keys("alt+p")
    unlocks(program)
    reader = Reader(program)
    for place, title in enumerate(("统计", "居民", "走访", "矛盾纠纷"), 1):
        program.keys(f"ctrl+{place}")
        reader.reads(title, title, "label")

    reader.has_understood(60)
