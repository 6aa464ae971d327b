"""An editor of names that offers those who are known, and what follows from taking one."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from gridkeeper.domain import ids, kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import _
from gridkeeper.ui.forms.asking import MOST, AskingLine
from gridkeeper.ui.forms.seeing import note_seen
from gridkeeper.ui.forms.suggestions import Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.records import Kind
    from gridkeeper.progress import Progress
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.frame import Frame


@dataclass(frozen=True, slots=True)
class Naming:
    """A field that names somebody, and what else a form says of her.

    Attributes:
        kinds: Whose names are offered.
        fills: The fields that hold her phone, her door and the like, by what it is.
    """

    kinds: tuple[Kind, ...]
    fills: Mapping[str, str]


def _of_people(*more: Kind, **fills: str) -> Naming:
    return Naming((kinds.PERSON, *more), MappingProxyType(fills))


NAMINGS: Mapping[Field, Naming] = MappingProxyType(
    {
        kinds.DISPUTE_PARTY.field("name"): _of_people(
            phone="phone", address="address", id="person_id"
        ),
        kinds.REQUEST.field("reporter"): _of_people(phone="reporter_phone", address="place"),
        kinds.HAZARD.field("responsible"): _of_people(kinds.PREMISES, phone="responsible_phone"),
    }
)
"""The fields in which somebody is named who may be known."""


class ResidentLine(AskingLine):
    """Takes any name; a name, pinyin or the end of a number finds those who are known.

    Signals:
        taken: What is known of whoever was chosen, as `ReferenceService.contact` says it, and her
            `id`.
    """

    taken = Signal(object)

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self.set_past(_("Name, pinyin or phone"))

    @override
    def finding(self, text: str) -> Callable[[], Sequence[Suggestion]]:
        references, offered = self.frame.desk.references, NAMINGS[self.about].kinds

        def find() -> Sequence[Suggestion]:
            return [
                Suggestion(f"{kind.name}/{one.id}", one.title, one.detail)
                for kind in offered
                for one in references.candidates(kind, text, MOST)
            ][:MOST]

        return find

    @override
    def unfound(self) -> str:
        return _("Not in the register; saved as it is written.")

    @override
    def is_marked(self, text: str) -> bool:
        # Letters and digits stand for somebody; a name may stand as it is, whoever is called so.
        return text.isascii()

    @override
    def choose(self, one: Suggestion) -> None:
        self._asked += 1
        asked, references = self._asked, self.frame.desk.references
        kind, record_id = one.value.split("/")

        def look(_progress: Progress) -> object:
            return asked, (kind, record_id), references.contact(KINDS[kind], record_id)

        self.frame.ask("", look, self._take)

    def _take(self, result: object) -> None:
        asked, whom, facts = cast("tuple[int, tuple[str, str], Mapping[str, str]]", result)
        if asked != self._asked or not facts:
            return
        self.set_value(facts["name"])
        self.changed.emit()
        self.taken.emit({**facts, "id": whom[1]})
        kind, record_id = whom
        note_seen(self.frame, KINDS[kind], record_id)


class ResidentFills(QObject):
    """Fills in what is known of whoever was taken, where nobody wrote something else."""

    def __init__(self, sheet: Sheet, line: ResidentLine) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._fills = NAMINGS[line.about].fills
        self._name = line.about.name
        self._filled: dict[str, str] = {}
        line.changed.connect(self._forget)
        line.taken.connect(self._fill)

    def _fill(self, facts: Mapping[str, str]) -> None:
        now = self._sheet.facts()
        for what, name in self._fills.items():
            if now.get(name, "") in {"", self._filled.get(name, "")}:
                self._sheet.put(name, facts[what])
                self._filled[name] = facts[what]
        self._sheet.changed.emit(self._name)

    def _forget(self) -> None:
        """Whoever is called otherwise is somebody else; what was filled in of her may stay."""
        if "id" in self._fills:
            self._sheet.put(self._fills["id"], "")


class KnownPhone(QObject):
    """Shows in grey the phone that the register has of who is meant, and no phone is typed.

    She may be known without having been chosen here, as by a quick line; papers say her phone.
    """

    def __init__(self, frame: Frame, sheet: Sheet, line: ResidentLine) -> None:
        super().__init__(sheet)
        self._frame, self._sheet = frame, sheet
        fills = NAMINGS[line.about].fills
        self._person, self._phone = fills["id"], fills["phone"]
        self._shown = ""
        sheet.filled.connect(self._look)
        sheet.changed.connect(self._look)

    def _look(self) -> None:
        person, members = self._sheet.facts().get(self._person, ""), self._frame.desk.members
        if person == self._shown:
            return
        self._shown = person

        def look(_progress: Progress) -> object:
            return person, members.texts(person) if ids.is_id(person) else {}

        self._frame.ask("", look, self._show)

    def _show(self, result: object) -> None:
        person, texts = cast("tuple[str, Mapping[str, str]]", result)
        if person == self._shown and self._phone in self._sheet.editors:
            phone = texts.get("phone", "")
            said = _("in the register: {text}").format(text=phone) if phone else ""
            self._sheet.editors[self._phone].set_past(said)


def fill_from_residents(frame: Frame, sheet: Sheet) -> None:
    """Let a sheet take over what is known of those whom its fields name."""
    for one in sheet.editors.values():
        if isinstance(one, ResidentLine):
            ResidentFills(sheet, one)
            if "id" in NAMINGS[one.about].fills:
                KnownPhone(frame, sheet, one)
