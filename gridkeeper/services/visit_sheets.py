"""Printed visit sheets, and keying in what was ticked on them, in the same order.

What stands on a sheet is kept in the audit under its code: ids only, for as long as the store is
kept. So a sheet of last week is found, whatever was visited or moved since; but only in the store
in which it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import addresses, clock, codes, kinds
from gridkeeper.domain.ids import new_code
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.drafts import Surroundings
from gridkeeper.services.keeping import Keeping
from gridkeeper.services.lists import Named
from gridkeeper.services.papers import heading
from gridkeeper.services.plans import PlanService
from gridkeeper.storage import audit
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from gridkeeper.services.keeping import Facts, Recorded
    from gridkeeper.services.plans import Told
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

TICKS = ("01", "02", "03", "04", "05")
"""The outcomes that a sheet offers, of the table `visit_outcome`."""

MOST = 300
"""So many homes a sheet has at most, the weightiest; nobody visits more in a day."""

_PRINTED, _KEYED = "visit sheet", "visit sheet keyed"
_CODE_LETTERS = 8

_ELSEWHERE = {
    "household": ("其他住户", "Other households"),
    "premises": ("单位场所", "Premises"),
}
"""Under what stands what is in no building."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet; texts are masked.

    Attributes:
        kind: The name of the kind of the home.
        visit_id: The visit that was keyed in for it; "" for none yet.
    """

    number: int
    kind: str
    home: str
    title: str
    who: str
    visit_id: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was printed."""

    code: str
    printed_on: date
    lines: tuple[Line, ...]


class VisitSheetService:
    """Prints sheets and keys them in."""

    def __init__(self, session: Session, codes_: Callable[[int], str] = new_code) -> None:
        self._session = session
        self._new_code = codes_

    def write(self, path: Path, grid_id: str = "") -> Sheet:
        """Print the visits that are due as a PDF, in the order of the way.

        Args:
            path: A PDF file; one that is there is replaced when the new one is complete.
            grid_id: Only of this grid.

        Raises:
            FileUnwritableError: The file cannot be written.
            StoreUnloggedError: It cannot be kept what stands on the sheet.
        """
        # reportlab takes a tenth of a second to import: only those who print pay for it.
        from gridkeeper.reports import visit_sheet  # noqa: PLC0415

        code, today = self._new_code(_CODE_LETTERS), self._session.today()
        told = PlanService(self._session).walk(grid_id, MOST)
        rows = (visit_sheet.Row(number, *_texts(one, today)) for number, one in enumerate(told, 1))
        homes = [[one.stop.kind, one.stop.home] for one in told]
        with self._session.writing(_PRINTED, sheet=code, homes=homes):
            paper = visit_sheet.Sheet(
                title=_("Visit sheet"),
                code=code,
                ticks=[codes.table("visit_outcome").text(tick) for tick in TICKS],
                rows=list(rows),
            )
            visit_sheet.write(path, paper, heading(self._session, None, Profile.MASKED))
        lines = (
            Line(number, one.stop.kind, one.stop.home, one.stop.title, one.stop.who, "")
            for number, one in enumerate(told, 1)
        )
        return Sheet(code, today, tuple(lines))

    def found(self, code: str) -> Sheet:
        """Return a sheet by its code, its lines in the order in which they were printed.

        Raises:
            InputInvalidError: No such sheet was made in this store.
        """
        with self._session.store.reading() as unit:
            return _found(unit, code)

    def key(self, code: str, answers: Sequence[Facts]) -> list[Recorded]:
        """Keep what was ticked, in the order of the sheet: all of it or nothing.

        Args:
            code: Of the sheet.
            answers: The facts of a visit for each line, as in `RecordingService.record`, without
                whom it went to. Facts may name their `line`; those that do not stand for the line
                of their own place. Of a line without a tick there are none. No day means today.

        Raises:
            InputInvalidError: No such sheet or line, or a line that was keyed in before.
            RecordInvalidError: A value is not understood.
        """
        kept: list[Recorded] = []
        visits: dict[str, str] = {}
        with self._session.writing(_KEYED, sheet=_plain(code), visits=visits) as work:
            sheet = _found(work.unit, code)
            keeping = Keeping(work, Surroundings(work.unit, work.today), make_home=False)
            for line, facts in _paired(sheet, answers):
                if line.visit_id or str(line.number) in visits:
                    reason = _("line {n} was keyed in before").format(n=line.number)
                    raise InputInvalidError(where=sheet.code, reason=reason)
                where = _("line {n}").format(n=line.number)
                whom = {f"{line.kind}_id": line.home}
                usual = {"visited_on": work.today.isoformat()}
                made = keeping.keep(kinds.VISIT, usual | facts | whom, where)
                visits[str(line.number)] = made[0].record.id
                kept += made
        return kept


def _texts(one: Told, today: date) -> tuple[str, str, str, str]:
    """Return under what a home stands on a sheet, its door, its head, and when and why."""
    stop = one.stop
    if stop.building:
        stairs = addresses.text(addresses.Door(unit=stop.unit))
        place, door = stop.building + stairs, stop.title.removeprefix(stop.building)
        door = door.removeprefix(stairs) or stop.title
    else:
        place, door = pick(*_ELSEWHERE[stop.kind]), stop.title
    said = (one.window, one.why[0]) if stop.planned.day >= today else one.why[:1]
    return place, door, stop.who, pick("；", "; ").join(said)


def _paired(sheet: Sheet, answers: Sequence[Facts]) -> list[tuple[Line, dict[str, object]]]:
    """Return each answer with its line."""
    found = []
    for place, given in enumerate(answers, 1):
        facts = dict(given)
        number = facts.pop("line", place)
        if facts:
            if not isinstance(number, int) or not 1 <= number <= len(sheet.lines):
                reason = _("the sheet has no line {n}").format(n=number)
                raise InputInvalidError(where=sheet.code, reason=reason)
            found.append((sheet.lines[number - 1], facts))
    return found


def _found(unit: Unit, code: str) -> Sheet:
    keyed: dict[str, str] = {}
    wanted = _plain(code)
    for one in audit.noted(unit.connection, (_PRINTED, _KEYED)):
        if _plain(str(one.detail.get("sheet", ""))) != wanted:
            continue
        if one.action == _KEYED:
            keyed = cast("dict[str, str]", one.detail["visits"]) | keyed
            continue
        homes = cast("list[tuple[str, str]]", one.detail["homes"])
        day = clock.local_date(clock.moment(one.at))
        return Sheet(str(one.detail["sheet"]), day, tuple(_lines(unit, homes, keyed)))
    reason = _("no sheet with this code was printed from this store")
    raise InputInvalidError(where=code, reason=reason)


def _lines(unit: Unit, homes: Sequence[tuple[str, str]], keyed: Mapping[str, str]) -> list[Line]:
    named = Named(
        unit,
        {
            name: [home for kind, home in homes if kind == name]
            for name in ("household", "premises")
        },
    )
    living = unit.listing.some(kinds.VISIT, set(keyed.values()))
    made = []
    for number, (kind, home) in enumerate(homes, 1):
        visit = living.get(keyed.get(str(number), ""))
        who = named.head(home) if KINDS[kind] is kinds.HOUSEHOLD else ""
        visit_id = visit.id if visit is not None and not visit.deleted else ""
        made.append(Line(number, kind, home, named.name(kind, home), who, visit_id))
    return made


def _plain(code: str) -> str:
    """Return a code without what people write differently."""
    return "".join(one for one in code.upper() if one.isalnum())
