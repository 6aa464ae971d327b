"""Who of a visited household a visit has something new to say of; or who is new there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from typing_extensions import override

from gridkeeper.domain import kinds
from gridkeeper.texts import _
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.references import ReferenceBox
from gridkeeper.ui.forms.suggestions import Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.records import Kind
    from gridkeeper.progress import Progress
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.frame import Frame

_NAME = "name"


class MemberLine(ReferenceBox):
    """Offers who lives in the household that is visited; any other name is of somebody new."""

    def __init__(self, frame: Frame, about: Field, home: Callable[[], str]) -> None:
        """Make it.

        Args:
            frame: The window around it.
            about: The name of a person.
            home: Returns the household that stands in the form of the visit now.
        """
        super().__init__(frame, about)
        self._home = home
        self.set_past(_("Choose, or write a new name"))

    @property
    @override
    def kind(self) -> Kind:
        return kinds.PERSON

    @override
    def finding(self, text: str) -> Callable[[], Sequence[Suggestion]]:
        members, home = self.frame.desk.members, self._home()

        def find() -> Sequence[Suggestion]:
            return [Suggestion(one.id, one.title, one.detail) for one in members.found(home, text)]

        return find

    @override
    def unfound(self) -> str:
        return _("Nobody here is called so; saved as somebody new.")

    @override
    def is_marked(self, text: str) -> bool:
        return text.isascii()  # a name may stand as it is: somebody new may be called so

    @override
    def focus(self) -> None:
        super().focus()
        if not self.value():
            self.look("")


class MemberTells(QObject):
    """Shows in grey what the register has of whoever is chosen in a row."""

    def __init__(self, frame: Frame, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._frame, self._sheet = frame, sheet
        self._line = cast("MemberLine", sheet.editors[_NAME])
        self._line.chosen.connect(self._look)

    def _look(self) -> None:
        held, members = self._line.holds, self._frame.desk.members
        if held is None:
            self._say({})
            return
        person_id = held.value

        def look(_progress: Progress) -> object:
            return person_id, members.texts(person_id)

        self._frame.ask("", look, self._show)

    def _show(self, result: object) -> None:
        person_id, texts = cast("tuple[str, Mapping[str, str]]", result)
        held = self._line.holds
        if held is not None and held.value == person_id:
            self._say(texts)

    def _say(self, texts: Mapping[str, str]) -> None:
        for name, one in self._sheet.editors.items():
            if name != _NAME:
                text = texts.get(name, "")
                one.set_past(_("now: {text}").format(text=text) if text else "")


def member_editor(visit: Sheet, frame: Frame, about: Field) -> Editor:
    """Return an editor of a row about somebody who lives where a visit is made."""
    if about.name == _NAME:
        return MemberLine(frame, about, partial(_home_of, visit))
    return editor(frame, about)


def _home_of(visit: Sheet) -> str:
    return visit.facts()["household_id"]
