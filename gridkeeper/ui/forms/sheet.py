"""The fields of one record, one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gridkeeper.texts import _
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.facts import without_empty
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QPushButton

    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.records import Kind
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.forms.layouts import Section
    from gridkeeper.ui.frame import Frame

_LABEL = 104


class Sheet(QWidget):
    """Editors with their labels, under headings; rarely used ones are folded away.

    Signals:
        changed: Something else is typed now; the field's name.
        left: The keyboard has left a field.
    """

    changed = Signal(str)
    left = Signal()

    def __init__(
        self, frame: Frame, kind: Kind, sections: Sequence[Section], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.editors: dict[str, Editor] = {}
        self._frame = frame
        self._folds: list[tuple[QPushButton, list[str]]] = []
        self._labels: dict[str, QLabel] = {}
        self._problems: Mapping[str, Problem] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(tokens.SPACE)
        self._grid.setColumnStretch(1, 1)
        for section in sections:
            self._add_section(section)
        frame.theme.follow(self, self._measure)

    def facts(self) -> dict[str, str]:
        """Return what is typed, by field name; empty fields too."""
        return {name: one.value() for name, one in self.editors.items()}

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Show typed values; fields that are not named are emptied."""
        for name, one in self.editors.items():
            one.set_value(facts.get(name, ""))
        said = without_empty(self.facts())
        for toggle, names in self._folds:
            if any(name in said for name in names):
                toggle.setChecked(True)

    def show_problems(
        self, problems: Sequence[Problem], *, strict: bool, here: Editor | None
    ) -> None:
        """Say what is wrong under the fields.

        Args:
            problems: Of this record; the first of a field is said.
            strict: Whether missing values are said too, and what is being typed.
            here: The editor that has the keyboard: it is not scolded for what is half typed.
        """
        first: dict[str, Problem] = {}
        for problem in problems:
            first.setdefault(problem.field, problem)
        for name, one in self.editors.items():
            found = first.get(name)
            missing = found is not None and found.code == "required"
            early = one is here and not one.problem and found is not None and not found.warning
            if found is None or (not strict and (missing or early)):
                one.say_problem("")
            else:
                text = _("Required") if missing else found.text
                one.say_problem(text, warning=found.warning)
                self._unfold(name)

    def first_wrong(self, problems: Sequence[Problem]) -> Editor | None:
        """Return the first editor in reading order that is refused."""
        wrong = {problem.field for problem in problems if not problem.warning}
        return next((one for name, one in self.editors.items() if name in wrong), None)

    def here(self) -> Editor | None:
        """Return the editor that has the keyboard."""
        return next((one for one in self.editors.values() if one.has_focus()), None)

    def _add_section(self, section: Section) -> None:
        names = [name for name in section.fields if name in self.kind.by_name]
        grid = self._grid
        if section.folded:
            self._add_fold(names)
        elif section.title:
            heading = label(_(section.title), "strong")
            heading.setContentsMargins(0, tokens.SPACE, 0, 0)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for name in names:
            self._add_row(name)
        self._fold()

    def _add_fold(self, names: list[str]) -> None:
        toggle = button(self._frame.theme, _("&More fields"), lambda: None, kind="link")
        toggle.setCheckable(True)
        toggle.toggled.connect(self._fold)
        at = Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(toggle, self._grid.rowCount(), 0, 1, 2, at)
        self._folds.append((toggle, names))
        self._frame.theme.follow(toggle, self._draw_folds)

    def _add_row(self, name: str) -> None:
        made = editor(self._frame, self.kind.field(name))
        said = label(str(made.about.label), "label", wraps=True)
        said.setBuddy(made.control)
        row = self._grid.rowCount()
        self._grid.addWidget(said, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(made, row, 1)
        self.editors[name] = made
        self._labels[name] = said
        made.changed.connect(self._changed)
        made.left.connect(self.left)

    def _changed(self) -> None:
        sender = self.sender()
        self.changed.emit(next((n for n, one in self.editors.items() if one is sender), ""))

    def _fold(self, _checked: bool = False) -> None:
        for toggle, names in self._folds:
            for name in names:
                if name not in self._labels:
                    continue
                self._labels[name].setVisible(toggle.isChecked())
                self.editors[name].setVisible(toggle.isChecked())
            toggle.setText(_("&Fewer fields") if toggle.isChecked() else _("&More fields"))
        self._draw_folds()

    def _draw_folds(self) -> None:
        theme = self._frame.theme
        for toggle, _names in self._folds:
            icon = "choose" if toggle.isChecked() else "expand"
            toggle.setIcon(theme.icon(icon, theme.colours.accent))

    def _unfold(self, name: str) -> None:
        for toggle, names in self._folds:
            if name in names:
                toggle.setChecked(True)

    def _measure(self) -> None:
        theme = self._frame.theme
        for said in self._labels.values():
            said.setFixedWidth(theme.px(_LABEL))
            # The first line of a label stands level with the text in the field.
            above = max((theme.px(tokens.CONTROL) - said.fontMetrics().height()) // 2, 0)
            said.setContentsMargins(0, above, 0, 0)
