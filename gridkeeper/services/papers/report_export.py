"""Reports: figures and lines out of the store, checked against each other, onto paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import boards, kinds, workflow
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import shown
from gridkeeper.domain.replicas import Role
from gridkeeper.domain.tallies import TALLIES, count
from gridkeeper.errors import InputInvalidError, PaperInconsistentError
from gridkeeper.services.papers.figures import ever, figures, so_far
from gridkeeper.services.papers.household_cards import card
from gridkeeper.services.papers.sheets import cut_off, heading
from gridkeeper.services.papers.titles import FORM, FORMS, REPORT, REPORTS, Paper
from gridkeeper.services.records.earlier_visits import newest_first
from gridkeeper.services.session import find
from gridkeeper.services.showing.paper_lines import LineMaker
from gridkeeper.texts import _

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.domain.hazards import Hazard
    from gridkeeper.domain.lines import HazardLine, Heading, VisitLine
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.domain.tallies import Counts, Figures
    from gridkeeper.domain.visits import Visit
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

PERIODICAL = tuple(REPORTS)
SINGLE = tuple(FORMS)
_KINDS = {
    "visits": kinds.VISIT,
    "disputes": kinds.DISPUTE,
    "hazards": kinds.HAZARD,
    "requests": kinds.REQUEST,
}


class ReportExportService:
    """Writes reports and forms."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def write(
        self, name: str, period: Period, path: Path, profile: Profile, progress: Progress
    ) -> Figures:
        """Write a report about a period; return the figures that stand in it.

        A period that is not over is reported up to today, beside as many days of the one before.
        Every figure is counted twice, by the database and over the records one by one, in one
        transaction.

        Args:
            name: One of `PERIODICAL`.
            period: Which days.
            path: A PDF file; one that is there is replaced when the new one is complete.
            profile: Who it is for.
            progress: Steps are rows or sections.

        Raises:
            InputInvalidError: No such report.
            PaperInconsistentError: Figures do not add up.
            FileUnwritableError: The file cannot be written.
            StoreUnloggedError: Who has it made in full cannot be noted.
        """
        if name not in PERIODICAL:
            raise InputInvalidError(where=name, reason=_("there is no such report"))
        self._session.check_seeing(profile)
        days, past = so_far(period, self._session.today())
        head = heading(self._session, period, profile, days.last)
        with self._session.store.reading() as unit:
            found = figures(unit, days, cut_off(self._session, period), past)
            _count_again(unit, found, name)
            _write(name, unit, path, found, (head, profile, progress))
        self._session.note_seeing("report", profile, **Paper(REPORT, name, profile, days).detail())
        return found

    def rows(self, name: str, period: Period) -> int:
        """Return how many records a report lists one by one; 0 of one that lists none."""
        if name not in _KINDS:
            return 0
        days, _past = so_far(period, self._session.today())
        with self._session.store.reading() as unit:
            return unit.listing.count(_KINDS[name], days)

    def form(self, name: str, reference: str, path: Path, profile: Profile) -> None:
        """Write the form of one record.

        Args:
            name: One of `SINGLE`: the record of a visit, the notice of a hazard, or the file of
                a household.
            reference: The record's number or id, or the door of a household.
            path: A PDF file; one that is there is replaced when the new one is complete.
            profile: Who it is for.

        Raises:
            InputInvalidError: No such form, or it is asked for the board, where no person belongs.
            RecordUnknownError: No such record.
            FileUnwritableError: The file cannot be written.
        """
        # reportlab takes a tenth of a second to import: only those who print pay for it.
        from gridkeeper.reports import household_card, notice, visit_form  # noqa: PLC0415

        if name not in SINGLE:
            raise InputInvalidError(where=name, reason=_("there is no such report"))
        if refused := boards.refusal(FORM, profile):
            raise InputInvalidError(where=name, reason=refused)
        self._session.check_seeing(profile)
        head = heading(self._session, None, profile)
        with self._session.store.reading() as unit:
            maker = LineMaker(unit, profile)
            if name == "notice":
                record = find(unit, kinds.HAZARD, reference)
                line = cast("HazardLine", maker.one(kinds.HAZARD, record))
                notice.write(path, line, heading=head, profile=profile)
            elif name == "household":
                told = card(unit, maker, reference, self._session.today())
                if not told.worker and self._session.replica.role is not Role.OFFICE:
                    # Who keeps the store goes there; an office is nobody who does.
                    told = replace(told, worker=head.author)
                record = told.household
                household_card.write(path, told, heading=head, profile=profile)
            else:
                record = visit = cast("Visit", find(unit, kinds.VISIT, reference))
                home = visit.household_id or ""
                visitor = shown(visit.visitor, kinds.VISIT.field("visitor").mask, profile)
                visit_form.write(
                    path,
                    cast("VisitLine", maker.one(kinds.VISIT, visit)),
                    household=maker.household(home, visit.visited_on) if home else (),
                    previous=_previous(unit, maker, visit),
                    heading=replace(head, author=visitor or head.author),
                    profile=profile,
                )
        paper = Paper(FORM, name, profile, record=record.id)
        self._session.note_seeing("form", profile, **paper.detail())


def _write(
    name: str, unit: Unit, path: Path, found: Figures, rest: tuple[Heading, Profile, Progress]
) -> None:
    # reportlab takes a tenth of a second to import: only those who print pay for it.
    from gridkeeper.reports import disputes, hazards, month, requests, visits  # noqa: PLC0415

    head, profile, progress = rest
    about: dict[str, Any] = {"heading": head, "profile": profile, "progress": progress}
    maker = LineMaker(unit, profile)
    if name == "month":
        month.write(path, found, _open_hazards(unit, maker, found), **about)
        return
    papers = {"visits": visits, "disputes": disputes, "hazards": hazards, "requests": requests}
    write: Any = papers[name].write
    write(path, found, maker.lines(_KINDS[name], found.period), **about)


def _open_hazards(unit: Unit, maker: LineMaker, found: Figures) -> list[HazardLine]:
    """Return the hazards that `Figures.left` counts, those due first at the top."""
    still = _left_open(unit, found)
    lines = cast("list[HazardLine]", list(maker.of_kind(kinds.HAZARD, still)))
    return sorted(lines, key=lambda line: (str(line.hazard.deadline or "9999"), line.hazard.id))


def _left_open(unit: Unit, found: Figures) -> list[Hazard]:
    """Return the hazards found up to the end of a period that were open then, by their workflow."""
    flow, last = workflow.of(kinds.HAZARD.name), found.period.last
    return [
        cast("Hazard", one)
        for one in unit.listing.all(kinds.HAZARD, ever(last))
        if flow.is_open(one) or (found.is_past and flow.closed_after(one, last))
    ]


def left_again(unit: Unit, found: Figures) -> list[tuple[str, int, int]]:
    """Count the open hazards once more, record by record: each figure as printed and as stored."""
    if found.left is None:
        return []
    still, first = _left_open(unit, found), found.period.first
    earlier = sum(one.found_on is not None and one.found_on < first for one in still)
    overdue = sum(one.deadline is not None and one.deadline < found.cut_off for one in still)
    return [
        (_("Open hazards"), found.left.open, len(still)),
        (_("Open hazards found before"), found.left.earlier, earlier),
        (_("Hazards overdue"), found.left.overdue, overdue),
        (
            _("Hazards closed since"),
            found.left.since,
            sum(one.closed_on is not None for one in still),
        ),
    ]


def _count_again(unit: Unit, found: Figures, name: str) -> None:
    """Count every tally over the records one by one, and compare.

    Raises:
        PaperInconsistentError: The database counts something else.
    """
    kinds_here = {_KINDS[name].name} if name in _KINDS else {tally.kind for tally in TALLIES}
    left = left_again(unit, found) if kinds.HAZARD.name in kinds_here else []
    for figure, printed, stored in left:
        if printed != stored:
            raise PaperInconsistentError(paper=name, figure=figure, printed=printed, stored=stored)
    for kind_name in sorted(kinds_here):
        records = list(unit.listing.all(KINDS[kind_name], found.period))
        for tally in TALLIES:
            if tally.kind == kind_name:
                again = _without_nothing(count(tally, records, found.cut_off))
                if again != _without_nothing(found.counts[tally.name]):
                    raise PaperInconsistentError(
                        paper=name,
                        figure=tally.label,
                        printed=sum(found.counts[tally.name].values()),
                        stored=sum(again.values()),
                    )


def _without_nothing(counts: Counts) -> dict[str, int]:
    """Return counts without the groups whose sum is nothing."""
    return {key: number for key, number in counts.items() if number}


def _previous(unit: Unit, maker: LineMaker, visit: Visit) -> Visit | None:
    """Return the visit to the same household before this one."""
    day = visit.visited_on
    if not visit.household_id or day is None:
        return None
    others = newest_first(unit, visit.household_id, day)
    last = next((one for one in others if (one.visited_on, one.id) < (day, visit.id)), None)
    return cast("Visit", maker.veiled([last])[0]) if last is not None else None
