"""Printed visit sheets, and keying in what was ticked on them, in the same order.

What stands on a sheet is kept in the audit under its code: ids only, for as long as the store is
kept. So a sheet of last week is found, whatever was visited or moved since; but only in the store
in which it was made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import clock, codes, kinds
from gridkeeper.domain.ids import new_code
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.papers.sheets import heading
from gridkeeper.services.papers.titles import SHEET, Paper
from gridkeeper.services.plans.day_visits import placed
from gridkeeper.services.plans.due import PlanService
from gridkeeper.services.records.earlier_visits import visited_on
from gridkeeper.services.records.keeping import Keeping
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.services.records.unsaved import note_saved
from gridkeeper.services.showing.lists import Named
from gridkeeper.storage import audit
from gridkeeper.texts import _, capital, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from gridkeeper.services.plans.due import Told
    from gridkeeper.services.records.keeping import Facts, Recorded
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

TICKS = ("01", "02", "03", "04", "05")
"""The outcomes that a sheet offers, of the table `visit_outcome`."""

MOST = 300
"""So many homes a sheet has at most, the weightiest; nobody visits more in a day."""

_HOMES = ("household", "premises")
NAME = DRAFT = "visit_sheet"
"""What the audit calls a sheet, and its draft that is keyed in; after a colon comes its code."""

_PRINTED, _KEYED = "visit sheet", "visit sheet keyed"
_CODE_LETTERS, _RECENT_DAYS, _MOST_RECENT = 8, 31, 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet; texts are masked.

    Attributes:
        kind: The name of the kind of the home.
        visit_id: The visit that was keyed in for it; "" for none yet.
        today: Whether a visit to it was recorded today, in whatever way.
    """

    number: int
    kind: str
    home: str
    title: str
    who: str
    visit_id: str
    today: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was printed."""

    code: str
    printed_on: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet that was drawn, which is found again once it is kept.

    Attributes:
        homes: Kind and id of each line.
    """

    code: str
    homes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet that was printed lately, and how many of its lines were keyed in."""

    code: str
    printed_on: date
    homes: int
    keyed: int


class VisitSheetService:
    """Prints sheets and keys them in."""

    def __init__(self, session: Session, codes_: Callable[[int], str] = new_code) -> None:
        self._session = session
        self._new_code = codes_

    def write(self, path: Path, grid_id: str = "", profile: Profile = Profile.MASKED) -> Sheet:
        """Print the visits that are due as a PDF, in the order of the way, and keep the sheet.

        Args:
            path: A PDF file; one that is there is replaced when the new one is complete.
            grid_id: Only of this grid.
            profile: Whether names are masked; in full they are for whoever goes there.

        Raises:
            FileUnwritableError: The file cannot be written.
            StoreUnloggedError: It cannot be kept what stands on the sheet.
        """
        drawn = self.draw(path, grid_id, profile)
        self.keep(drawn)
        return self.found(drawn.code)

    def draw(self, path: Path, grid_id: str = "", profile: Profile = Profile.MASKED) -> Drawn:
        """Print the same without keeping it: nobody may want the paper that is looked at.

        Raises:
            FileUnwritableError: The file cannot be written.
            StoreUnloggedError: Who has it made in full cannot be noted.
        """
        self._session.check_seeing(profile)
        told = PlanService(self._session).walk(grid_id, MOST, profile)
        homes = tuple((one.stop.kind, one.stop.home) for one in told)
        drawn = Drawn(self._new_code(_CODE_LETTERS), homes)
        self._draw(path, drawn.code, told, profile)
        if profile is Profile.FULL:  # masked, it is not worth a line of the audit
            paper = Paper(SHEET, NAME, profile)
            self._session.note_seeing("sheet", profile, **paper.detail())
        return drawn

    def keep(self, drawn: Drawn) -> None:
        """Keep what stands on a sheet that has left the program, so that it can be keyed in.

        Raises:
            StoreUnloggedError: Nothing can be written.
        """
        with self._session.writing(_PRINTED, sheet=drawn.code, homes=drawn.homes):
            pass

    def recent(self) -> list[Printed]:
        """Return the last sheets of some weeks that are not keyed in whole, the newest first."""
        first = self._session.today() - timedelta(_RECENT_DAYS)
        keyed: dict[str, dict[str, str]] = {}
        found: list[Printed] = []
        seen: set[str] = set()
        with self._session.store.reading() as unit:
            for one in audit.noted(unit.connection, (_PRINTED, _KEYED)):
                code, day = str(one.detail["sheet"]), clock.local_date(clock.moment(one.at))
                if day < first or len(found) == _MOST_RECENT:
                    break
                if one.action == _KEYED:
                    visits = cast("dict[str, str]", one.detail["visits"])
                    keyed[_plain(code)] = visits | keyed.get(_plain(code), {})
                elif code not in seen:
                    seen.add(code)
                    count = len(cast("list[object]", one.detail["homes"]))
                    made = _living(unit, keyed.get(_plain(code), {}))
                    if len(made) < count:
                        found.append(Printed(code, day, count, len(made)))
        return found

    def found(self, code: str) -> Sheet:
        """Return a sheet by its code, its lines in the order in which they were printed.

        Raises:
            InputInvalidError: No such sheet was made in this store.
        """
        with self._session.store.reading() as unit:
            sheet = _found(unit, code)
            seen = visited_on(unit, [one.home for one in sheet.lines], self._session.today())
            lines = (replace(one, today=one.home in seen) for one in sheet.lines)
            return replace(sheet, lines=tuple(lines))

    def key(self, code: str, answers: Sequence[Facts], form: str = "") -> list[Recorded]:
        """Keep what was ticked, in the order of the sheet: all of it or nothing.

        Args:
            code: Of the sheet.
            answers: The facts of a visit for each line, as in `RecordingService.record`, without
                whom it went to. Facts may name their `line`; those that do not stand for the line
                of their own place. Of a line without a tick there are none. No day means today.
            form: The writer of the draft that this saves, of `UnsavedService`.

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
            note_saved(work.unit, form)
        return kept

    def _draw(self, path: Path, code: str, told: Sequence[Told], profile: Profile) -> None:
        # reportlab takes a tenth of a second to import: only those who print pay for it.
        from gridkeeper.reports import visit_sheet  # noqa: PLC0415

        table = codes.table("visit_outcome")
        paper = visit_sheet.Sheet(
            title=_("Visit sheet"),
            code=code,
            # Each box has the number of the key with which it is keyed in.
            ticks=[f"{at} {capital(table.text(one))}" for at, one in enumerate(TICKS, 1)],
            rows=[visit_sheet.Row(number, *_texts(one)) for number, one in enumerate(told, 1)],
        )
        visit_sheet.write(path, paper, heading(self._session, None, profile))


def _texts(one: Told) -> tuple[str, str, str, str]:
    """Return under what a home stands on a sheet, its door, its head, and when and why."""
    place, door = placed(one.stop)
    said = (one.open_days, one.why[0]) if one.open_days else one.why[:1]
    return place, door, one.stop.who, capital(joined(said))


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
    wanted = {one: [home for kind, home in homes if kind == one] for one in _HOMES}
    named = Named(unit, wanted)
    living = _living(unit, keyed)
    made = []
    for number, (kind, home) in enumerate(homes, 1):
        who = named.head(home) if KINDS[kind] is kinds.HOUSEHOLD else ""
        title, visit = named.name(kind, home), living.get(str(number), "")
        made.append(Line(number, kind, home, title, who, visit))
    return made


def _living(unit: Unit, keyed: Mapping[str, str]) -> Mapping[str, str]:
    """Return the visits by line that are still there: what was undone may be keyed in again."""
    found = unit.listing.some(kinds.VISIT, set(keyed.values()))
    return {
        number: visit
        for number, visit in keyed.items()
        if visit in found and not found[visit].deleted
    }


def _plain(code: str) -> str:
    """Return a code without what people write or read differently; no code has an O, I or L."""
    plain = "".join(one for one in code.upper() if one.isalnum())
    return plain.translate(str.maketrans("OIL", "011"))
