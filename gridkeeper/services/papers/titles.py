"""What papers are called, and what the audit says of one that was seen or left the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import periods
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.privacy import Profile

REPORTS = {
    "month": N_("Report on grid work"),
    "visits": N_("Visit report"),
    "disputes": N_("Dispute report"),
    "hazards": N_("Hazard report"),
    "requests": N_("Request report"),
}
FORMS = {
    "visit": N_("Record of a visit"),
    "notice": N_("Notice of a hazard"),
    "household": N_("Household file"),
}
"""The papers of one record each."""
SHEETS = {"visit_sheet": N_("Visit sheet")}

LEDGER, REPORT, FORM, SHEET = "ledger", "report", "form", "paper"
_TITLES = {REPORT: REPORTS, FORM: FORMS, SHEET: REPORTS | FORMS | SHEETS}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, and how much of people it shows.

    Attributes:
        sort: One of the four above; a sheet is for nobody but who goes with it.
        name: Within its sort.
        period: None where it is not about days.
        record: The id of the one that a form is about.
        reason: Why it was made in full, as whoever wanted it said; "" where nobody is asked.
    """

    sort: str
    name: str
    profile: Profile
    period: Period | None = None
    record: str = ""
    reason: str = ""

    def detail(self) -> dict[str, object]:
        """Return what the audit says of it; `called` reads it."""
        days = self.period
        told = {"days": f"{days.first}..{days.last}"} if days is not None else {}
        whose = {"record": self.record} if self.record else {}
        why = {"reason": self.reason} if self.reason else {}
        return {self.sort: self.name, "profile": self.profile.value, **told, **whose, **why}


def called(detail: Mapping[str, object], ledgers: Mapping[str, str]) -> str:
    """Return what a line of the audit calls a paper, with its days; "" if it is about none.

    Args:
        detail: Of the line.
        ledgers: The titles of the ledgers, by name.
    """
    sort = next((one for one in (LEDGER, *_TITLES) if one in detail), "")
    if not sort:
        return ""
    name = str(detail[sort])
    titles = _TITLES.get(sort, {})
    title = _(titles[name]) if name in titles else ledgers.get(name, name)
    days = periods.parse(str(detail["days"])).text() if "days" in detail else ""
    return " · ".join(filter(None, (title, days)))
