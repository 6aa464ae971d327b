"""What was looked at in a visit: the items of a checklist that fits, and what else was found."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain import checks, codes
from gridkeeper.domain.checks import Mark, Result
from gridkeeper.services.plans.checklists import Asked
from gridkeeper.texts import _
from gridkeeper.ui.forms.check_lines import WORDS, CheckLine
from gridkeeper.ui.forms.editor import Editor
from gridkeeper.ui.forms.lines import ProseBox
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, label
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.policies import Checklist
    from gridkeeper.progress import Progress
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.frame import Frame

FIELD = "checks"
_ASKED = ("kind", "household_id", "premises_id", "visited_on")


class ChecksBox(Editor):
    """Takes down what was found, item by item; its value is the text that anybody can read.

    What stands there and is none of the list's items has lines of its own, or stands below them as
    it was written. As long as nobody says anything here, the value is what it was.

    Attributes:
        lines: The items, from above.
        finds: Whether what is wrong can be recorded as a hazard beside it.

    Signals:
        shown: Another value stands here, which nobody typed.
        found: What is wrong is to be recorded as a hazard; a `Result`.
    """

    is_wide = True
    shown = Signal()
    found = Signal(object)

    def __init__(self, frame: Frame, about: Field) -> None:
        panel = QWidget()
        self.lines: list[CheckLine] = []
        self.finds = False
        self._lists: Sequence[Checklist] = ()
        self._chosen = ""
        self._typed: str | None = ""
        self.choice = Box()
        self.choice.setAccessibleName(_("Checklist"))
        self._title = label("", "strong", wraps=True)
        self.all_fine = button(frame.theme, _("All else O&K"), self._say_rest)
        self.all_fine.setToolTip(_("What has no answer yet is in order; other answers stay."))
        self._keys = label("", "small", wraps=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.more = ProseBox(frame, about)
        self.more.set_past(_("What else was found"))
        super().__init__(frame, about, panel)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes None
        down = QVBoxLayout(panel)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        self._top = Flow(self._title, self.choice, self.all_fine)
        down.addWidget(self._top)
        down.addWidget(self._keys)
        down.addLayout(self._rows)
        down.addWidget(self.more)
        self.choice.activated.connect(self._choose)
        self.more.changed.connect(self._changed)
        self.more.left.connect(self.left)
        self._fill(())

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to be said or read here."""
        return bool(self._lists) or bool(self.value())

    @override
    def value(self) -> str:
        return checks.written(self._results()) if self._typed is None else self._typed

    @override
    def set_value(self, typed: str) -> None:
        self._typed = typed
        self._fill(checks.read(typed, self._known()))
        self.shown.emit()

    def offer(self, lists: Sequence[Checklist]) -> None:
        """Offer the checklists that fit; what was said already stays."""
        if lists == self._lists:
            return
        self._lists = lists
        results = self._read()
        said = {one.item for one in results if one.mark is not None}
        if self._chosen not in {one.id for one in lists}:
            best = max(lists, key=lambda one: len(said & set(_items(one))), default=None)
            self._chosen = best.id if best is not None else ""
        self._fill(results)

    @property
    @override
    def here(self) -> QWidget:
        return self.lines[0].here if self.lines else self.more.control

    @override
    def inputs(self) -> list[QWidget]:
        above: list[QWidget] = [self.choice, self.all_fine]
        return [*above, *(part for one in self.lines for part in one.inputs()), self.more.control]

    @override
    def has_focus(self) -> bool:
        return self.isAncestorOf(self.window().focusWidget())

    def _known(self) -> frozenset[str]:
        return frozenset(item for one in self._lists for item in _items(one))

    def _read(self) -> tuple[Result, ...]:
        return checks.read(self.value(), self._known())

    def _results(self) -> list[Result]:
        """Return what is said, item by item, and then what else is written."""
        said = [one.result for one in self.lines if one.is_said]
        more = self.more.value().strip()
        return [*said, *([Result(more)] if more else [])]

    def _fill(self, results: Sequence[Result]) -> None:
        """Show the items of the chosen list, others that something is said of, and the rest."""
        chosen = next((one for one in self._lists if one.id == self._chosen), None)
        shown = {item: Result(item) for item in (_items(chosen) if chosen else ())}
        rest = []
        for one in results:
            stands = shown.get(one.item)
            if one.mark is not None and (stands is None or stands.mark is None):
                shown[one.item] = one
            else:
                rest.append(one)  # what is no item, or is said of one a second time
        while self._rows.count():
            old = self._rows.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        self.lines = [self._line(one) for one in shown.values()]
        self.more.set_value(checks.written(rest))
        self._say_list(chosen)
        for before, after in pairwise(self.inputs()):
            QWidget.setTabOrder(before, after)

    def _say_list(self, chosen: Checklist | None) -> None:
        self._title.setText((chosen.name or "") if chosen else "")
        self._title.setVisible(len(self._lists) == 1)
        self.choice.setVisible(len(self._lists) > 1)
        self.choice.clear()
        for one in self._lists:
            self.choice.addItem(one.name or "", one.id)
        self.choice.setCurrentIndex(self.choice.findData(self._chosen))
        self.all_fine.setVisible(bool(self.lines))
        keys = [f"{key} {mark} {_(words)}" for key, (mark, words) in enumerate(WORDS.items(), 1)]
        keys += [_("H Record a hazard (×)")] if self.finds else []
        # A key does not part from its word where the line ends.
        self._keys.setText("　".join(one.replace(" ", "\N{NO-BREAK SPACE}") for one in keys))
        self._keys.setVisible(bool(self.lines))
        self._top.updateGeometry()

    def _line(self, result: Result) -> CheckLine:
        made = CheckLine(self.frame, result, finds=self.finds)
        made.changed.connect(self._changed)
        made.moved.connect(partial(self._move, made))
        made.answered.connect(partial(self._go_on, made))
        made.found.connect(lambda: self.found.emit(made.result))
        self._rows.addWidget(made)
        made.show()  # at once, and not when Qt comes to it: it may get the keyboard
        return made

    def _move(self, line: CheckLine, by: int) -> None:
        at = self.lines.index(line) + by
        if 0 <= at < len(self.lines):
            target: QWidget = self.lines[at].here
        else:
            target = self.more.control if by > 0 else line.here
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, line: CheckLine) -> None:
        """Go to the next item of which nothing is said, or to what follows them all."""
        behind = self.lines[self.lines.index(line) + 1 :]
        waiting = next((one for one in behind if not one.is_said), None)
        target = self.more.control if waiting is None else waiting.here
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, at: int) -> None:
        self._chosen = self.choice.itemData(at)
        self._fill(self._read())

    def _say_rest(self) -> None:
        for one in self.lines:
            if not one.is_said:
                one.say(Mark.FINE)

    def _changed(self) -> None:
        self._typed = None
        self.changed.emit()


class Offering(QObject):
    """Looks which checklists fit a visit as its form stands, and shows the field only then."""

    def __init__(self, frame: Frame, sheet: Sheet, box: ChecksBox) -> None:
        super().__init__(sheet)
        self._frame, self._sheet, self._box = frame, sheet, box
        self._asked: Asked | None = None
        self._soon = Soon(self, self._look)
        sheet.changed.connect(self._changed)
        box.shown.connect(self._soon.start)
        self._show_box()

    def _changed(self, name: str) -> None:
        if name not in _ASKED:
            return
        facts = self._sheet.facts()
        kind = codes.table("visit_kind").code(facts["kind"])
        if name == "kind" and kind == checks.CHECK and not facts["household_id"].strip():
            self._sheet.unfold()  # which premises are checked stands there
        self._soon.start()

    def _look(self) -> None:
        self._show_box()
        facts = self._sheet.facts()
        kind, home, premises, day = (facts.get(name, "").strip() for name in _ASKED)
        asked = Asked(kind, bool(home), premises, day)
        if asked == self._asked:
            return
        self._asked = asked
        checklists = self._frame.desk.checklists

        def work(_progress: Progress) -> object:
            return asked, checklists.fitting(asked)

        self._frame.ask("", work, self._show)

    def _show(self, result: object) -> None:
        asked, lists = cast("tuple[Asked, Sequence[Checklist]]", result)
        if asked == self._asked:
            self._box.offer(lists)
            self._show_box()

    def _show_box(self) -> None:
        self._sheet.show_row(FIELD, on=self._box.is_needed)


def offer_checks(frame: Frame, sheet: Sheet) -> None:
    """Let the form of a visit offer the checklists that fit it."""
    box = sheet.editors.get(FIELD)
    if isinstance(box, ChecksBox):
        Offering(frame, sheet, box)


def hazard(result: Result) -> dict[str, str]:
    """Return what a hazard says that a check has found."""
    text = (
        _("{note} (failed in the check: {item})")
        if result.note
        else _("Failed in the check: {item}")
    )
    category = codes.table("hazard_category").text(checks.hazard_category(result.item))
    return {"content": text.format(item=result.item, note=result.note), "category": category}


def _items(one: Checklist) -> tuple[str, ...]:
    return checks.items(one.items or "")
