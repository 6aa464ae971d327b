"""An editor of references: a door, a name, pinyin or the end of a number finds a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from typing_extensions import override

from gridkeeper.domain import ids
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import _
from gridkeeper.ui.forms.asking import MOST, AskingLine
from gridkeeper.ui.forms.suggestions import Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.records import Kind
    from gridkeeper.progress import Progress
    from gridkeeper.services.views.finding import Found
    from gridkeeper.ui.frame import Frame

_BY_DOOR = frozenset({"household", "dwelling"})


class ReferenceBox(AskingLine):
    """Shows what another record is called; what is typed and not chosen is resolved when saved.

    Attributes:
        makes_home: Whether a home that is new is made when this is saved.
    """

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self.makes_home = False
        by_name = _("Name or kind, or their pinyin") if about.refers == "premises" else ""
        self.set_past(_("Such as 3-2-501") if about.refers in _BY_DOOR else by_name)

    @property
    def kind(self) -> Kind:
        """What is looked for."""
        return KINDS[self.about.refers]

    @override
    def set_value(self, typed: str) -> None:
        super().set_value(typed)
        if ids.is_id(typed):
            # What it is called comes in a moment; an id means nothing to a person.
            self._holds = Suggestion(typed, "")
            self.line.setText("")
            self.frame.ask("", self._naming(typed), self._named)

    @override
    def unfound(self) -> str:
        if self.makes_home:
            return _("Not in the register; added when saved.")
        return _("Not in the register: record it first, or choose another.")

    @override
    def finding(self, text: str) -> Callable[[], Sequence[Suggestion]]:
        kind, references = self.kind, self.frame.desk.references

        def find() -> Sequence[Suggestion]:
            found = references.candidates(kind, text, MOST)
            return [Suggestion(one.id, one.title, one.detail) for one in found]

        return find

    def _naming(self, record_id: str) -> Callable[[Progress], object]:
        kind, references = self.kind, self.frame.desk.references

        def work(_progress: Progress) -> object:
            return references.named(kind, record_id)

        return work

    def _named(self, result: object) -> None:
        found = cast("Found | None", result)
        held = self.holds
        if held is None or held.text or (found is not None and found.id != held.value):
            return
        name = found.title if found is not None else _("(no longer there)")
        self.hold(Suggestion(held.value, name, found.detail if found is not None else ""))
        if self.window().focusWidget() is self.line:
            self.line.selectAll()  # as if it had stood there when the keyboard came
        self.chosen.emit()
