"""What some forms do by themselves: last time's answers, what an ID number says."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer

from gridkeeper.domain import codes, identity_numbers, ids
from gridkeeper.texts import _, pick
from gridkeeper.ui.forms.assignees import AssigneeLine
from gridkeeper.ui.forms.references import ReferenceBox
from gridkeeper.ui.forms.residents import fill_from_residents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.progress import Progress
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.frame import Frame

_PAST = (
    *("outcome", "situation", "demands", "measures", "conclusion", "kind", "form", "reason"),
    *("result", "satisfaction", "companions", "place"),
)
_ASSIGNMENT = ("unit", "handler")
_GATHER_MS = 300


class LastTime(QObject):
    """Shows in grey what was written when the household was visited last."""

    def __init__(self, frame: Frame, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._frame = frame
        self._sheet = sheet
        self._shown = ""
        self._past: Mapping[str, str] = {}
        box = sheet.editors["household_id"]
        assert isinstance(box, ReferenceBox)  # noqa: S101 - the field refers to a record
        self._box = box
        box.chosen.connect(self.look)
        box.changed.connect(self.look)
        sheet.unfolded.connect(self._say)

    def look(self) -> None:
        """Ask for the household that stands in the form now."""
        household = self._box.value()
        if household == self._shown:
            return
        self._shown = household
        if not ids.is_id(household):
            self._show((household, {}))
            return
        references = self._frame.desk.references

        def work(_progress: Progress) -> object:
            return household, references.last_visit(household)

        self._frame.ask("", work, self._show)

    def _show(self, result: object) -> None:
        household, past = cast("tuple[str, Mapping[str, str]]", result)
        if household != self._shown:
            return
        self._past = past
        self._say()
        said = ""
        if past:
            parts = [past.get(name, "") for name in ("visited_on", "outcome", "visitor")]
            facts = pick("，", ", ").join(part for part in parts if part)
            said = _("Visited last: {facts}").format(facts=facts)
        elif ids.is_id(household):
            said = _("Not visited before")
        self._box.hint(said)

    def _say(self) -> None:
        for name in _PAST:
            if name in self._sheet.editors:
                text = self._past.get(name, "")
                said = _("last time: {text}").format(text=text) if text else ""
                self._sheet.editors[name].set_past(said)


class IdentityFills(QObject):
    """Fills in birthday and sex from an ID number, as long as nobody wrote something else."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._filled: dict[str, str] = {}
        sheet.editors["id_number"].changed.connect(self.fill)

    def fill(self) -> None:
        """Look at the number, and fill in what is empty or came from another number."""
        number = identity_numbers.cleaned(self._sheet.editors["id_number"].value())
        if not identity_numbers.is_card(number):
            return
        sex = codes.table("sex").text(identity_numbers.sex_of(number))
        said = {"birth": str(identity_numbers.birth_of(number)), "sex": sex}
        for name, value in said.items():
            if name not in self._sheet.editors:
                continue
            one = self._sheet.editors[name]
            if one.value() in {"", self._filled.get(name, "")}:
                one.set_value(value)
                self._filled[name] = value


class Reaching(QObject):
    """Says so where a case goes to somebody whom nobody knows, and so to nobody's day list."""

    def __init__(self, frame: Frame, sheet: Sheet, usual: str = "") -> None:
        """Watch the fields of a sheet that say whom a case goes to.

        Args:
            frame: The window around it.
            sheet: Of a case.
            usual: What stands under the field otherwise.
        """
        super().__init__(sheet)
        self._frame = frame
        self._sheet = sheet
        self._usual = usual
        self._watched: set[str] = set()
        self._asked = 0
        self._timer = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._timer.timeout.connect(self._pause)
        sheet.unfolded.connect(self._watch)
        self._watch()

    def look(self) -> None:
        """Ask whether anybody is called what stands there."""
        if "unit" not in self._sheet.editors:
            return
        self._asked += 1
        editors = self._sheet.editors
        said = [editors[name].value() for name in _ASSIGNMENT if name in editors]
        asked, assignees = self._asked, self._frame.desk.assignees

        def work(_progress: Progress) -> object:
            return asked, bool(said[0].strip()) and assignees.unknown(said)

        self._frame.ask("", work, self._show)

    def _watch(self) -> None:
        for name in _ASSIGNMENT:
            if name in self._sheet.editors and name not in self._watched:
                self._watched.add(name)
                one = self._sheet.editors[name]
                one.changed.connect(self._changed)
                one.left.connect(self.look)
        if "unit" in self._watched:
            self._sheet.editors["unit"].hint(self._usual)

    def _changed(self) -> None:
        self._asked += 1
        self._sheet.editors["unit"].hint(self._usual)
        self._timer.start()

    def _pause(self) -> None:
        one = self._sheet.editors["unit"]
        # As long as somebody may be chosen, what is typed is not all of a name.
        if not (isinstance(one, AssigneeLine) and one.is_open):
            self.look()

    def _show(self, result: object) -> None:
        asked, unknown = cast("tuple[int, bool]", result)
        if asked != self._asked:
            return
        one = self._sheet.editors["unit"]
        text = _(
            "No worker or grid is called “{name}”: the case will not appear on anybody's Today page"
        )
        said = text.format(name=one.value().strip()) if unknown else self._usual
        one.hint(said, caution=unknown)


def give_habits(frame: Frame, sheet: Sheet) -> None:
    """Let a form do by itself what its kind wants."""
    if sheet.kind.name == "visit":
        LastTime(frame, sheet)
    if sheet.kind.case:
        Reaching(frame, sheet)
    if "id_number" in sheet.editors:
        IdentityFills(sheet)
    fill_from_residents(sheet)
