"""Which fields the form of a visit shows, by what kind of visit it is and how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.domain import checks, codes, contacts, hours
from gridkeeper.texts import _
from gridkeeper.ui.forms.choices import ChoiceBox
from gridkeeper.ui.forms.days import DayLine

if TYPE_CHECKING:
    from gridkeeper.ui.forms.sheet import Sheet

_HOME, _PLACE, _TRIES, _OUTCOME = "household_id", "place", "tries", "outcome"
_NEXT = ("next_due", "next_at")
_MIDNIGHT = "00:00"  # what a sheet writes behind a day that has no hour


class FittingFields(QObject):
    """Asks where a patrol was, and elsewhere to whom: the place of a home follows from it.

    Who rings somebody up knocks at no door: she is not asked how often. Who met nobody is asked
    next when she comes again: those fields stand below the outcome then.

    What is filled in is shown whatever the visit is, and nothing goes away below the keyboard. Who
    asks for the rarely used fields finds there what is not asked.
    """

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        for moment in (sheet.changed, sheet.filled, sheet.left, sheet.unfolded):
            moment.connect(self._fit)
        self._fit()

    def _fit(self, *_name: str) -> None:
        sheet = self._sheet
        is_patrol, is_open = is_of_patrol(sheet), _TRIES in sheet.editors
        has_home = bool(sheet.editors[_HOME].value().strip())
        self._offer(is_patrol=is_patrol)
        self._show(_HOME, wanted=not is_patrol or is_open)
        self._show(_PLACE, wanted=is_patrol or (is_open and not has_home))
        if is_open:
            self._show(_TRIES, wanted=not is_remote(sheet))
        if not any(sheet.editors[name].has_focus() for name in _NEXT):
            sheet.bring_below(_OUTCOME, _NEXT, on=self._is_to_return)

    @property
    def _is_to_return(self) -> bool:
        said = self._sheet.editors[_OUTCOME].value().strip()
        return codes.table("visit_outcome").code(said) in contacts.TO_RETURN

    def _offer(self, *, is_patrol: bool) -> None:
        """Offer what a visit of its kind can come to."""
        outcome = self._sheet.editors[_OUTCOME]
        assert isinstance(outcome, ChoiceBox)  # noqa: S101 - the field has codes
        outcome.offer(contacts.outcomes(is_patrol=is_patrol))

    def _show(self, name: str, *, wanted: bool) -> None:
        one = self._sheet.editors[name]
        self._sheet.show_row(name, on=wanted or bool(one.value().strip()) or one.has_focus())


class HourOfNext(QObject):
    """Puts the hour that is written behind the day of the next visit where it belongs."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        day, self._hour = (sheet.editors[name] for name in _NEXT)
        assert isinstance(day, DayLine)  # noqa: S101 - the field is a day
        day.timed.connect(self._take)
        self._hour.changed.connect(lambda: self._hour.hint(""))

    def _take(self, said: str) -> None:
        hour = hours.written(said)
        if self._hour.value().strip():
            return
        if hour is not None and hour != _MIDNIGHT:
            self._hour.set_value(hour)
            self._hour.changed.emit()
        elif hours.is_part_of_day(said):
            text = _("“{words}”: write the hour here, such as 19:30, or leave it empty.")
            self._hour.hint(text.format(words=said))


def is_of_patrol(sheet: Sheet) -> bool:
    """Return whether the form of a visit says that it is a patrol."""
    return codes.table("visit_kind").code(sheet.editors["kind"].value().strip()) == checks.ON_PATROL


def is_remote(sheet: Sheet) -> bool:
    """Return whether a form is of a visit at which nobody goes there, such as a call."""
    if sheet.kind.name != "visit":
        return False
    facts = sheet.facts()
    said = [codes.table(f"visit_{name}").code(facts[name].strip()) for name in ("form", "kind")]
    return contacts.is_remote(said[0] or "", said[1] or "")


def fit_to_visit(sheet: Sheet) -> None:
    """Let the form of a visit show what fits it."""
    if sheet.kind.name == "visit":
        FittingFields(sheet)
        HourOfNext(sheet)
