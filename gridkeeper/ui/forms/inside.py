"""Records that are written in the form of another one, as small forms inside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gridkeeper.services.records.keeping import INSIDE
from gridkeeper.services.records.members import LIST
from gridkeeper.texts import _
from gridkeeper.ui.forms.checks import FIELD, ChecksBox, hazard
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.facts import rows_of, without_empty
from gridkeeper.ui.forms.habits import give_habits
from gridkeeper.ui.forms.layouts import Section, begins_inside
from gridkeeper.ui.forms.members import MemberTells, member_editor
from gridkeeper.ui.forms.sheet import Sheet
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, icon_button, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.parsing import Problem
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.forms.layouts import Inside
    from gridkeeper.ui.frame import Frame

_AWAY = "Alt+Del"
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Rows(QWidget):
    """The records of one list inside a form.

    A row in which nothing was typed but what it began with is not saved.

    Signals:
        changed: Something else is typed now, or a row came or went.
        left: The keyboard has left a field.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, frame: Frame, outer: Sheet, inside: Inside, parent: QWidget) -> None:
        super().__init__(parent)
        self.inside = inside
        self.kind = INSIDE[outer.kind.name][inside.name][0]
        self._frame = frame
        self._are_members = inside.name == LIST
        self._make = partial(member_editor, outer) if self._are_members else editor
        self._rows: list[tuple[QFrame, Sheet, dict[str, str]]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.SPACE)
        self.begin()

    @property
    def sheets(self) -> list[Sheet]:
        """The small forms, from above."""
        return [sheet for _card, sheet, _begun in self._rows]

    def begin(self) -> None:
        """Have the rows with which a new form begins."""
        for sheet in self.sheets:
            self._drop(sheet)
        for _place in range(self.inside.begin):
            self.add()
        self._count()

    def add(self, facts: Mapping[str, str] = _NOTHING) -> Sheet:
        """Add a row with some facts; one that says the same already is the one."""
        for sheet in self.sheets if facts else ():
            if all(sheet.facts()[name] == value for name, value in facts.items()):
                return sheet
        place = len(self._rows)
        made = QFrame()
        made.setProperty("kind", "inside")
        away = QShortcut(QKeySequence(_AWAY), made)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        layout = QGridLayout(made)
        layout.setContentsMargins(12, 8, 12, 12)
        sheet = Sheet(self._frame, self.kind, (Section("", self.inside.fields),), self._make)
        sheet.carry(*self.inside.carries)
        if self._are_members:
            MemberTells(self._frame, sheet)
        give_habits(self._frame, sheet)
        # The fields come before the button above them: Tab goes through a layout in this order.
        layout.addWidget(sheet, 1, 0)
        layout.addLayout(self._head(sheet), 0, 0)
        begun = begins_inside(self.inside.name, place)
        sheet.set_facts(begun)
        begun = sheet.facts()
        sheet.want(on=False)
        sheet.changed.connect(self._changed)
        sheet.left.connect(self.left)
        away.activated.connect(lambda: self.take_away(sheet))
        self._rows.append((made, sheet, begun))
        self._box.addWidget(made)
        self._count()
        if facts:
            sheet.set_facts({**begun, **facts})
            self._changed("")
        return sheet

    def facts(self) -> dict[str, str]:
        """Return what is typed, flat, with the name of the list before each name."""
        found: dict[str, str] = {}
        for place, sheet in enumerate(self._filled()):
            for name, value in without_empty(sheet.facts()).items():
                found[f"{self.inside.name}/{place}/{name}"] = value
        return found

    def set_facts(self, flat: Mapping[str, str]) -> None:
        """Show typed values; there are as many rows as it takes, and those it begins with."""
        self.begin()
        for place, row in enumerate(rows_of(flat, self.inside.name)):
            sheet = self.sheets[place] if place < len(self._rows) else self.add()
            sheet.set_facts(row)
        self._want()

    def show_problems(
        self, problems: Sequence[Problem], *, strict: bool, here: Editor | None
    ) -> None:
        """Say what is wrong in each row; see `Sheet.show_problems`."""
        for sheet, own in self._own(problems):
            sheet.show_problems(own, strict=strict, here=here)

    def first_wrong(self, problems: Sequence[Problem]) -> Editor | None:
        """Return the first editor in reading order with one of these problems."""
        found = (sheet.first_wrong(own) for sheet, own in self._own(problems))
        return next((one for one in found if one is not None), None)

    def here(self) -> Editor | None:
        """Return the editor that has the keyboard."""
        return next((one for sheet in self.sheets if (one := sheet.here())), None)

    def _own(self, problems: Sequence[Problem]) -> list[tuple[Sheet, list[Problem]]]:
        found = []
        for place, sheet in enumerate(self._filled()):
            before = f"{self.inside.name}/{place}/"
            own = [
                replace(one, field=one.field.removeprefix(before))
                for one in problems
                if one.field.startswith(before)
            ]
            found.append((sheet, own))
        return found

    def _filled(self) -> list[Sheet]:
        return [sheet for _card, sheet, begun in self._rows if sheet.facts() != begun]

    def _head(self, sheet: Sheet) -> QHBoxLayout:
        head = QHBoxLayout()
        said = label("", "strong")
        said.setObjectName("heading")
        head.addWidget(said)
        head.addStretch(1)
        name = _("Remove {what} (Alt+Del)").format(what=_(self.inside.title))
        cross = icon_button(self._frame.theme, name, "close", lambda: self.take_away(sheet))
        cross.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # who fills in by Tab stops at no deleting
        head.addWidget(cross)
        return head

    def _count(self) -> None:
        self.setVisible(bool(self._rows))
        several = len(self._rows) > 1
        for place, (made, _sheet, _begun) in enumerate(self._rows, 1):
            title = _(self.inside.title)
            for said in made.findChildren(QLabel, "heading"):
                said.setText(f"{title} {place}" if several else title)

    def take_away(self, sheet: Sheet) -> None:
        """Remove a row; the keyboard goes on in the one that takes its place, or before it."""
        place, had_keyboard = self.sheets.index(sheet), sheet.isAncestorOf(self.focusWidget())
        self._drop(sheet)
        self._count()
        if had_keyboard:
            following = [*self.sheets[place:], *reversed(self.sheets[:place])][:1]
            for one in following:
                next(iter(one.editors.values())).focus()
        self.changed.emit()

    def _drop(self, sheet: Sheet) -> None:
        for row in list(self._rows):
            if row[1] is sheet:
                self._rows.remove(row)
                row[0].hide()
                self._box.removeWidget(row[0])
                row[0].deleteLater()

    def _changed(self, _name: str) -> None:
        self._want()
        self.changed.emit()

    def _want(self) -> None:
        """Ask for what a row needs once something stands in it: empty rows are not saved."""
        filled = self._filled()
        for sheet in self.sheets:
            sheet.want(on=sheet in filled)


class Together(QWidget):
    """Everything that is saved together with the record of a form, and the buttons that add more.

    Attributes:
        lists: The records of each list, by its name.

    Signals:
        changed: Something else is typed now, or a row came or went.
        left: The keyboard has left a field.
        chosen: The name of the list that is to get one more, and the facts it begins with.
    """

    changed = Signal()
    left = Signal()
    chosen = Signal(str, object)

    def __init__(self, frame: Frame, outer: Sheet, several: Sequence[Inside]) -> None:
        super().__init__()
        self.lists: dict[str, Rows] = {}
        self._below = several[0].below
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        doors = Doors(frame)
        for inside in several:
            rows = Rows(frame, outer, inside, self)
            rows.changed.connect(self.changed)
            rows.left.connect(self.left)
            self.lists[inside.name] = rows
            down.addWidget(rows)
            doors.offer(_(inside.add), inside.name)
        doors.chosen.connect(lambda name: self.chosen.emit(name, {}))
        box = outer.editors.get(FIELD)
        if isinstance(box, ChecksBox):
            box.finds = True
            box.found.connect(lambda found: self.chosen.emit("hazards", hazard(found)))
        if len(several) > 1:
            down.addWidget(label(_("Record at the same time"), "strong"))
        down.addWidget(doors)

    def stand(self, sheet: Sheet, fields: QVBoxLayout) -> None:
        """Take its place: below a field of the sheet, or below all of it."""
        if self._below:
            sheet.stand_below(self._below, self)
        else:
            fields.addWidget(self)


class Doors(Flow):
    """The buttons that add records inside a form, as many side by side as there is room for.

    Signals:
        chosen: The name of the list that gets one more.
    """

    chosen = Signal(str)

    def __init__(self, frame: Frame) -> None:
        super().__init__(spacing=tokens.SPACE)
        self._frame = frame

    def offer(self, text: str, name: str) -> None:
        """Add a button for a list."""
        self.add(button(self._frame.theme, text, lambda: self.chosen.emit(name), "add"))
