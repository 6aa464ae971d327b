"""What a screen reader gets to know: each control of each page has a name and a role."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.ui.pages import pages_of
from tests.helpers.desktops import Program
from tests.helpers.stories import given, leaves, names_file, sits_down, unlocks
from tests.helpers.towns import OFFICE, WORKER_1, WORKER_2, a_visit_of, record, rename, take

if TYPE_CHECKING:
    from tests.helpers.atspi import Accessible

pytestmark = [pytest.mark.end2end, pytest.mark.slow]

# What scrolls is a "filler" to Qt; it has a name, and is told by that.
_NOTHING = {"", "unknown", "invalid", "redundant object"}
_LETTER = re.compile(r"\(([A-Z0-9])\)")
HAZARD = {"content": "lou dao dui wu", "category": "03", "level": "2", "found_on": "2026-10-07"}
DISPUTE = {"title": "zao sheng", "found_on": "2026-10-07"}
REQUEST = {"title": "lu deng", "received_on": "2026-10-07"}
TITLES = {"disputes": "矛盾纠纷", "hazards": "安全隐患"}
"""What a page calls itself where it is more than the navigation calls it."""

KEYS = {"settings": "ctrl+comma", "doors": "ctrl+d"}
"""Pages that may be farther down than Ctrl+9 reaches."""


class Reader:
    """Goes through what is shown, and keeps what it could not make sense of."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.controls: Counter[str] = Counter()
        self.wrong: list[str] = []

    def reads(self, place: str, first: str, role: str = "") -> None:
        """Read everything once something that belongs to a place is shown."""
        self.program.sees(first, role)
        self._read(place, self._shown())

    def reads_tabs(self, place: str) -> None:
        """Press one other tab after the other, the innermost first; read what stands behind it."""
        tabs = [one for one in self._shown() if one.role == "page tab"]
        for name in reversed([one.name for one in tabs if not one.is_selected]):
            tab = self.program.tree.find(name, "page tab")
            if tab is not None:  # a person has no steps
                tab.press()
                self._read(f"{place}/{name}", self._shown())

    def reads_dialog(self, place: str, first: str, *keys: str) -> None:
        """Open a dialog by keys, read it, and close it."""
        self.program.keys(*keys)
        self.reads(place, first)
        self.program.keys("Escape")
        self.program.sees_not(first, "dialog")

    def reads_pages(self, role: Role) -> None:
        """Go to every page of a role, and read it with all that its tabs show."""
        for place, entry in enumerate(pages_of(role), 1):
            title = TITLES.get(entry.name, entry.label.zh)
            self.program.keys(KEYS.get(entry.name, f"ctrl+{place}"))
            if entry.name == "papers":
                self.program.sees("第 1 页", "label")
            if any(kind in KINDS for kind in entry.kinds):
                self.program.sees("详情", "page tab")
            self.reads(title, title, "label")
            self.reads_tabs(title)

    def has_understood(self, least: int) -> str:
        """Check that nothing was wrong with all there was; say how much there was."""
        assert not self.wrong, "\n".join(self.wrong)
        told = ", ".join(f"{place} {count}" for place, count in self.controls.items())
        assert self.controls.total() >= least, told
        return f"{self.controls.total()} controls, each with a name and a role ({told})"

    def _shown(self) -> list[Accessible]:
        return self.program.tree.named(self.program.stands_still())

    def _read(self, place: str, shown: list[Accessible]) -> None:
        letters: Counter[str] = Counter()
        dialogs = [at for at, one in enumerate(shown) if one.role == "dialog"]
        for one in shown[dialogs[-1] if dialogs else 0 :]:
            letters.update(_LETTER.findall(one.name) if one.role != "list item" else ())
            if one.role in {"table", "tree table"}:
                self._read_table(place, one)
            if one.is_focusable or one.role == "page tab":
                self.controls[place] += 1
                if not one.name.strip() or one.role in _NOTHING:
                    self.wrong.append(f"{place}: {one.role} {one.name!r} {one.description!r}")
        self.wrong += [f"{place}: Alt+{one} twice" for one, n in letters.items() if n > 1]

    def _read_table(self, place, table):
        if not all(name.strip() for name in table.headings):
            self.wrong.append(f"{place}: headings {table.headings}")
        if table.chosen_cells and not any(name.strip() for name in table.chosen_cells):
            self.wrong.append(f"{place}: cells {table.chosen_cells}")


@pytest.fixture
def filled(town):
    """A town in which something of each kind was written down, and one thing told differently."""
    lamp = record(town.gang, kinds.REQUEST, **REQUEST)
    for session in (town.mei, town.gang):
        a_visit_of(session)
        record(session, kinds.HAZARD, **HAZARD)
        record(session, kinds.DISPUTE, **DISPUTE)
    record(town.mei, kinds.REQUEST, **REQUEST)
    take(town.office, town.hand_in(town.gang, "first.gkb"))
    rename(town.office, kinds.REQUEST, lamp, remark="xiu hao le")
    rename(town.gang, kinds.REQUEST, lamp, remark="hai mei liang")
    take(town.office, town.hand_in(town.gang, "second.gkb"))
    return town


def test_everything_at_the_gate(program, record_property):
    reader = Reader(program)
    reader.reads("doors", "欢迎使用", "label")
    for key, title in (("1", "一次性口令"), ("2", "填报单位")):
        program.keys(key)
        reader.reads(title, title, "text")
        program.keys("Escape")
        program.sees("欢迎使用", "label")

    record_property("at the gate", reader.has_understood(25))


def test_every_page_of_a_worker(desktop, filled, record_property):
    reader = Reader(sits_down(desktop, given(filled, WORKER_1)))

    reader.reads_pages(Role.WORKER)

    record_property("pages of a worker", reader.has_understood(400))


def test_every_form_and_dialog_of_a_worker(desktop, filled, record_property):
    program = sits_down(desktop, given(filled, WORKER_1))
    reader = Reader(program)
    forms = ("登记走访", "登记巡查", "登记矛盾纠纷", "登记安全隐患", "登记诉求", "登记居民")
    for place, title in enumerate(forms, 1):
        program.keys("ctrl+n", str(place))
        reader.reads(title, title, "label")
        program.keys("Escape")
    program.keys("ctrl+5")
    program.sees("zao sheng", "label")
    program.keys("F2")
    reader.reads("修改", "纠纷名称", "text")
    program.keys("Escape")
    program.focus("矛盾纠纷", "table")
    reader.reads_dialog("step", "下一步", "ctrl+j")
    reader.reads_dialog("search", "搜索与命令", "ctrl+k")
    reader.reads_dialog("help", "帮助", "F1")

    record_property("forms and dialogs of a worker", reader.has_understood(200))


def test_handing_in_as_a_worker_hears_it(desktop, filled, tmp_path, record_property):
    stick = tmp_path / "stick"
    stick.mkdir()
    program = sits_down(desktop, given(filled, WORKER_1))
    reader = Reader(program)
    program.keys("ctrl+e")
    names_file(program, stick)
    reader.reads("handed in", "可以拔出")

    record_property("handing in", reader.has_understood(3))


def test_every_page_of_an_office(desktop, filled, record_property):
    reader = Reader(sits_down(desktop, given(filled, OFFICE)))

    reader.reads_pages(Role.OFFICE)
    reader.program.keys("ctrl+8")
    reader.reads_dialog("enrol", "新网格员", "alt+w")

    assert any("冲突" in place for place in reader.controls)
    record_property("pages of an office", reader.has_understood(400))


def test_taking_in_as_an_office_hears_it(desktop, filled, record_property):
    a_visit_of(filled.gang, situation="deng pao huai le")
    batch = filled.hand_in(filled.gang, "third.gkb")
    filled.close(WORKER_2)
    program = sits_down(desktop, given(filled, OFFICE))
    reader = Reader(program)
    program.keys("ctrl+i")
    names_file(program, batch)
    reader.reads("rehearsed", "收取 1 个文件", "push button")
    program.focus("收取 1 个文件")
    program.keys("Return")
    reader.reads("taken in", "已收取")

    record_property("taking in", reader.has_understood(10))


def test_every_page_of_a_supervisor(desktop, filled, record_property):
    leaves(sits_down(desktop, given(filled, OFFICE)))
    program = Program(desktop)
    program.focus("密码")
    program.tab_to("只看")
    program.keys("space")
    program.keys("alt+p")
    unlocks(program)
    reader = Reader(program)

    reader.reads_pages(Role.SUPERVISOR)

    record_property("pages of a supervisor", reader.has_understood(300))
