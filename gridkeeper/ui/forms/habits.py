"""What some forms do by themselves: what an ID number says, whom a case reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer

from gridkeeper.domain import codes, identity_numbers
from gridkeeper.services.records.keeping import HOMED
from gridkeeper.texts import _
from gridkeeper.ui.forms.assignees import AssigneeLine
from gridkeeper.ui.forms.checks import offer_checks
from gridkeeper.ui.forms.phrases import offer_phrases
from gridkeeper.ui.forms.references import ReferenceBox
from gridkeeper.ui.forms.residents import fill_from_residents
from gridkeeper.ui.forms.visit_fields import fit_to_visit

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.frame import Frame

_ASSIGNMENT = ("unit", "handler")
_GATHER_MS = 300


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
            "No worker or grid is called “{name}”: the case will not appear on "
            "anybody's Today page."
        )
        said = text.format(name=one.value().strip()) if unknown else self._usual
        one.hint(said, caution=unknown)


def give_habits(frame: Frame, sheet: Sheet, *, is_new: bool = False) -> None:
    """Let a form do by itself what its kind wants.

    Args:
        frame: The window around it.
        sheet: The fields of the form.
        is_new: Whether it is the form of a new record, and not inside another one.
    """
    home = sheet.editors.get("household_id")
    if isinstance(home, ReferenceBox):
        home.makes_home = is_new and sheet.kind in HOMED
    if sheet.kind.case:
        Reaching(frame, sheet)
    if "id_number" in sheet.editors:
        IdentityFills(sheet)
    fill_from_residents(frame, sheet)
    offer_phrases(frame, sheet)
    offer_checks(frame, sheet)
    fit_to_visit(sheet)
