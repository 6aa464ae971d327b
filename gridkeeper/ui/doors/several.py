"""One visit's values for many doors: what they are, how many doors, then all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from gridkeeper.domain import contacts, kinds
from gridkeeper.errors import GridKeeperError
from gridkeeper.services.matrix.values import about, in_order
from gridkeeper.texts import _, pick, plural
from gridkeeper.ui.forms.choices import ChoiceBox
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.layouts import beginning
from gridkeeper.ui.look import tokens
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.fitted import Fitted, Scrolled
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.progress import Progress
    from gridkeeper.services.matrix.values import Door
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.frame import Frame

_FIELDS = ("visited_on", "outcome", "kind", "situation", "measures", "next_due")
_NAMED = 16


class SeveralDialog(Dialog):
    """Asks for a visit to many doors.

    Signals:
        answered: The doors, and what was typed by field name.
    """

    answered = Signal(object, object)

    def __init__(self, frame: Frame, doors: Sequence[Door]) -> None:
        self._doors = in_order(doors)
        many = sum(len(door.called_at) for door in doors)
        title = plural("Record {n} visit", "Record {n} visits", many).format(n=many)
        super().__init__(frame.theme, title, frame.messages.window)
        self._frame = frame
        self.body.addWidget(label(self._preview(), "soft", wraps=True))
        self._editors: dict[str, Editor] = {}
        inside = Scrolled()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(tokens.SPACE)
        begins = beginning("visit", frame.desk.session.today())
        for row, name in enumerate(_FIELDS):
            field = kinds.VISIT.field(name)
            made = editor(frame, field)
            if name == "outcome" and isinstance(made, ChoiceBox):
                made.offer(contacts.outcomes(is_patrol=False))
            made.set_value(begins.get(name, ""))
            said = label(str(field.label), "label")
            said.setBuddy(made.control)
            said.setMinimumHeight(frame.theme.px(tokens.CONTROL))  # level with a field of one line
            grid.addWidget(said, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(made, row, 1)
            self._editors[name] = made
        self.body.addWidget(Fitted(inside))
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_cancel()
        text = plural("&Record {n} visit", "&Record {n} visits", many).format(n=many)
        self.save_by_keys(self.add_button(text, self._answer, icon="save", kind="primary"))
        self.setMinimumWidth(frame.theme.px(520))
        self._editors["outcome"].focus()

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        return self._editors[name]

    def values(self) -> dict[str, str]:
        """Return what is typed, by field name."""
        for made in self._editors.values():
            made.settle()
        return {name: text for name, made in self._editors.items() if (text := made.value())}

    def _preview(self) -> str:
        """Return which doors it will be."""
        several = [f"{door.unit}-{door.room}".lstrip("-") for door in self._doors]
        said = pick("、", ", ").join(several[:_NAMED])
        if len(several) > _NAMED:
            said = _("{doors} and others, {whole} doors in all").format(
                doors=said, whole=len(several)
            )
        unknown = sum(1 for door in self._doors if not door.home)
        if unknown:
            text = plural(
                "{n} of them has no household and is recorded by its place.",
                "{n} of them have no household and are recorded by their place.",
                unknown,
            ).format(n=unknown)
            said = said + pick("。", ". ") + text
        more = sum(len(door.called_at) - 1 for door in self._doors)
        if more:
            text = plural(
                "At one door two households live: each gets its own visit.",
                "At some doors several households live: each gets its own visit.",
                more,
            )
            said = said + pick("" if said.endswith("。") else "。", " " if unknown else ". ") + text
        return said

    def _answer(self) -> None:
        """Check what is typed for the first door as its form would; then it holds for all."""
        values, first = self.values(), self._doors[0]
        recording = self._frame.desk.recording

        def look(_progress: Progress) -> object:
            try:
                return recording.check(kinds.VISIT, about(first) | values)
            except GridKeeperError as error:
                return error

        self._frame.ask("", look, self._checked)

    def _checked(self, result: object) -> None:
        if isinstance(result, GridKeeperError):
            self._say_problem(sentence(str(result)))
            return
        wrong = [one for one in result if not one.warning]  # type: ignore[attr-defined]
        if wrong:
            self._say_problem(wrong[0].text)
            if wrong[0].field in self._editors:
                self._editors[wrong[0].field].focus()
            return
        values = self.values()
        self.accept()
        self.answered.emit(self._doors, values)

    def _say_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()
