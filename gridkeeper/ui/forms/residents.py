"""An editor of names that offers residents who are known, and what follows from taking one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from gridkeeper.domain import kinds
from gridkeeper.texts import _
from gridkeeper.ui.forms.asking import MOST, AskingLine
from gridkeeper.ui.forms.suggestions import Suggestion
from gridkeeper.ui.jobs.runner import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gridkeeper.domain.fields import Field
    from gridkeeper.progress import Progress
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.frame import Frame


class ResidentLine(AskingLine):
    """Takes any name; a name, pinyin or the end of a number finds residents who are known.

    Signals:
        taken: What is known of the resident who was chosen, by field name, as it would be typed.
    """

    taken = Signal(object)

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self.set_past(_("name, pinyin or end of a phone number"))

    @override
    def finding(self, text: str) -> Callable[[], Sequence[Suggestion]]:
        references = self.frame.desk.references

        def find() -> Sequence[Suggestion]:
            found = references.candidates(kinds.PERSON, text, MOST)
            return [Suggestion(one.id, one.title, one.detail) for one in found]

        return find

    @override
    def is_marked(self, text: str) -> bool:
        # Letters and digits stand for somebody; a name may stand as it is, whoever is called so.
        return text.isascii()

    @override
    def choose(self, one: Suggestion) -> None:
        self._asked += 1
        asked, references = self._asked, self.frame.desk.references

        def look(_progress: Progress) -> object:
            return asked, references.as_party(one.value)

        self.frame.ask("", look, self._take)

    def _take(self, result: object) -> None:
        asked, facts = cast("tuple[int, Mapping[str, str]]", result)
        if asked != self._asked or not facts:
            return
        self.set_value(facts["name"])
        self.changed.emit()
        self.taken.emit(facts)
        self._note_seen(facts["person_id"])

    def _note_seen(self, person_id: str) -> None:
        """Let the audit say who saw here in full what is masked elsewhere."""
        recording = self.frame.desk.recording

        def note(_progress: Progress) -> object:
            recording.note_seen(kinds.PERSON, person_id)
            return None

        self.frame.ask("", note, lambda _nothing: None, Lane.WORK)


class ResidentFills(QObject):
    """Fills in what is known of a resident who was taken, where nobody wrote something else."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._filled: dict[str, str] = {}
        line = sheet.editors["name"]
        assert isinstance(line, ResidentLine)  # noqa: S101 - the field is a name of a resident
        line.changed.connect(self._forget)
        line.taken.connect(self._fill)

    def _fill(self, facts: Mapping[str, str]) -> None:
        now = self._sheet.facts()
        for name, value in facts.items():
            if name != "name" and now.get(name, "") in {"", self._filled.get(name, "")}:
                self._sheet.put(name, value)
                self._filled[name] = value
        self._sheet.changed.emit("name")

    def _forget(self) -> None:
        """Whoever is called otherwise is somebody else; what was filled in of her may stay."""
        self._sheet.put("person_id", "")
