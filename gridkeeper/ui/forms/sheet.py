"""The fields of one record, one under the other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain.validation import SUBJECT
from gridkeeper.texts import _
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.facts import without_empty
from gridkeeper.ui.forms.row import Row
from gridkeeper.ui.look import tokens
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.pieces import button, label
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.records import Kind
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.forms.layouts import Section
    from gridkeeper.ui.frame import Frame

_NARROW = 320
# What has a value in almost every record, so that it is no reason to show all the rest.
_USUAL = frozenset({"grid_id"})
_MISSING = frozenset({"required", SUBJECT})
"""Codes of problems of what was not filled in yet, which are said when it is saved."""


class Sheet(QWidget):
    """Editors with their labels, under headings; rarely used ones are folded away.

    Signals:
        changed: Something else is typed now; the field's name.
        filled: Values stand here that nobody typed now.
        left: The keyboard has left a field.
        unfolded: The rarely used editors are there now.
    """

    changed = Signal(str)
    filled = Signal()
    left = Signal()
    unfolded = Signal()

    def __init__(
        self,
        frame: Frame,
        kind: Kind,
        sections: Sequence[Section],
        make: Callable[[Frame, Field], Editor] = editor,
    ) -> None:
        """Put it together; `make` makes the editor of a field."""
        super().__init__()
        self.kind = kind
        self._make = make
        self.editors: dict[str, Editor] = {}
        self._frame = frame
        self._toggle: QPushButton | None = None
        self._folded: tuple[str, ...] = ()
        self._away: frozenset[str] = frozenset()
        self._headings: Mapping[str, str] = {}
        self._heads: list[QWidget] = []
        self._resting: dict[str, str] = {}
        self._carried: dict[str, str] = {}
        self._rows: dict[str, Row] = {}
        self._homes: dict[str, QWidget] = {}  # of fields that stand elsewhere, what was above them
        self._lasts: dict[str, str] = {}  # the last field of each field's section
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.SPACE)
        for section in sections:
            self._add_section(section)
        frame.theme.follow(self, self._measure)

    def facts(self) -> dict[str, str]:
        """Return what is typed, by field name; empty fields too."""
        return (
            {name: one.value() for name, one in self.editors.items()}
            | self._resting
            | self._carried
        )

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Show typed values; fields that are not named are emptied."""
        self._carried = {name: facts.get(name, "") for name in self._carried}
        self._resting = {name: facts.get(name, "") for name in self._resting}
        if without_empty(self._resting).keys() - _USUAL:
            self.unfold()
        for name, one in self.editors.items():
            one.set_value(facts.get(name, ""))
        self.filled.emit()

    def carry(self, *names: str) -> None:
        """Hold values of fields that nobody types here, because they follow from others."""
        self._carried |= dict.fromkeys(names, "")

    def put(self, name: str, value: str) -> None:
        """Let a field have a value, whether it is shown or not; `changed` is not emitted."""
        if name in self.editors:
            self.editors[name].set_value(value)
        for hidden in (self._resting, self._carried):
            if name in hidden:
                hidden[name] = value
        self.filled.emit()

    def stand_below(self, name: str, widget: QWidget, *, at_once: bool = False) -> None:
        """Let something else stand below the section with a field, or at once below the field."""
        above = self._rows[name if at_once else self._lasts[name]]
        self._box.insertWidget(self._box.indexOf(above) + 1, widget)

    def bring_below(self, name: str, fields: Sequence[str], *, on: bool) -> None:
        """Let neighbouring fields stand below another one, or again where they stood at first."""
        first, moved = fields[0], [self._rows[one] for one in fields]
        if on is (first in self._homes):
            return
        if on:
            before = self._box.itemAt(self._box.indexOf(moved[0]) - 1).widget()
            assert before is not None  # noqa: S101 - the layout holds widgets only
            self._homes[first] = before
        above = self._rows[name] if on else self._homes.pop(first)
        for row in moved:
            self._box.removeWidget(row)
        at = self._box.indexOf(above) + 1
        for place, row in enumerate(moved, at):
            self._box.insertWidget(place, row)
        tab_in_reading_order(self)

    def unfold(self) -> None:
        """Show the rarely used fields too."""
        if self._toggle is not None:
            self._toggle.setChecked(True)

    def show_row(self, name: str, *, on: bool) -> None:
        """Show a field with its label, or leave it away; a rarely used one is folded as well."""
        self._away = self._away - {name} if on else self._away | {name}
        is_open = self._toggle is None or self._toggle.isChecked()
        self._rows[name].setVisible(on and (is_open or name not in self._folded))

    def want(self, *, on: bool) -> None:
        """Say softly which fields have to be filled in, or say nothing of it."""
        for one in self.editors.values():
            one.want(on=on and one.about.required)

    def show_problems(
        self, problems: Sequence[Problem], *, strict: bool, here: Editor | None
    ) -> None:
        """Say what is wrong under the fields.

        Args:
            problems: Of this record; the first of a field is said.
            strict: Whether missing values are said too.
            here: The editor that has the keyboard: it is not scolded for what is half typed, also
                not again when what was refused in it is being typed anew.
        """
        first: dict[str, Problem] = {}
        for problem in problems:
            first.setdefault(problem.field, problem)
        if self._resting.keys() & first.keys():
            self.unfold()
        for name, one in self.editors.items():
            found = first.get(name)
            missing = found is not None and found.code in _MISSING
            early = one is here and not one.problem and found is not None and not found.warning
            if found is None or early or (missing and not strict):
                one.say_problem("")
            else:
                text = _("Required") if found.code == "required" else sentence(found.text)
                one.say_problem(text, warning=found.warning, refers=found.refers)

    def first_wrong(self, problems: Sequence[Problem]) -> Editor | None:
        """Return the first editor in reading order with one of these problems."""
        wrong = {problem.field for problem in problems}
        return next((one for name, one in self.editors.items() if name in wrong), None)

    def first_to_fill(self, *, required: bool = False) -> Editor:
        """Return the first editor that is shown and empty; where none is, the first of all.

        Args:
            required: Look at those only that have to be filled in.
        """
        shown = [one for name, one in self.editors.items() if not self._rows[name].isHidden()]
        empty = (one for one in shown if not one.value().strip())
        return next((one for one in empty if one.about.required or not required), shown[0])

    @property
    def first(self) -> Editor:
        """The first editor that is shown."""
        return next(one for name, one in self.editors.items() if not self._rows[name].isHidden())

    def here(self) -> Editor | None:
        """Return the editor that has the keyboard."""
        return next((one for one in self.editors.values() if one.has_focus()), None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _add_section(self, section: Section) -> None:
        if section.folded:
            self._add_fold(section)
            return
        if section.title:
            self._add_heading(section.title)
        for name in section.fields:
            self._add_row(name)
            self._lasts[name] = section.fields[-1]

    def _add_heading(self, title: str) -> QWidget:
        heading = label(_(title), "strong")
        heading.setContentsMargins(0, tokens.SPACE, 0, 0)
        self._box.addWidget(heading)
        return heading

    def _add_fold(self, section: Section) -> None:
        toggle = button(self._frame.theme, "", lambda: None, kind="link")
        toggle.setCheckable(True)
        toggle.toggled.connect(self._fold)
        self._box.addWidget(toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self._toggle = toggle
        self._folded = section.fields
        self._headings = section.headings
        self._resting = dict.fromkeys(section.fields, "")
        self._frame.theme.follow(toggle, self._draw_toggle)

    def _build(self) -> None:
        """Make the folded editors; most forms never need them, and they take their time."""
        resting, self._resting = self._resting, {}
        parts: list[QWidget] = [self._toggle] if self._toggle is not None else []
        for name in resting:
            if name in self._headings:
                self._heads.append(self._add_heading(self._headings[name]))
            made = self._add_row(name)
            made.set_value(resting[name])
            parts += made.inputs()
        for part, following in pairwise(parts):
            QWidget.setTabOrder(part, following)
        self._measure()
        self.unfolded.emit()

    def _add_row(self, name: str) -> Editor:
        made = self._make(self._frame, self.kind.field(name))
        row = Row(self._frame, made)
        self._box.addWidget(row)
        self._rows[name] = row
        self.editors[name] = made
        made.changed.connect(self._changed)
        made.left.connect(self.left)
        return made

    def _changed(self) -> None:
        sender = self.sender()
        found = ((n, one) for n, one in self.editors.items() if one is sender)
        name, one = next(found, ("", None))
        if one is not None:
            one.say_problem("")  # it was about what stood there before
        self.changed.emit(name)

    def _fold(self, shown: bool) -> None:
        if shown and self._resting:
            self._build()
        for name in self._folded:
            self._rows[name].setVisible(shown and name not in self._away)
        for head in self._heads:
            head.setVisible(shown)
        self._draw_toggle()

    def _draw_toggle(self) -> None:
        if self._toggle is not None:
            shown, theme = self._toggle.isChecked(), self._frame.theme
            self._toggle.setText(_("&Fewer fields") if shown else _("&More fields"))
            self._toggle.setIcon(theme.icon("choose" if shown else "expand", theme.colours.accent))

    def _measure(self) -> None:
        narrow = self.width() < self._frame.theme.px(_NARROW)
        for row in self._rows.values():
            row.measure(narrow=narrow)
