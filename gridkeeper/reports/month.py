"""The report on the work of the grids (R3, R4), for a month or any other period.

Figures are frozen before drawing begins and never counted again here; groups that do not add up to
their total stop the report. Grids and communities stand in the order given and are never ranked.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from gridkeeper.domain.charts import Bar, Bars
from gridkeeper.domain.privacy import Profile
from gridkeeper.progress import Quiet
from gridkeeper.reports import cells, charts, groups, overview, page, story, styles, tables, trends
from gridkeeper.reports.columns import Cell, Column, Table
from gridkeeper.reports.page import Align, Paper
from gridkeeper.reports.wording import has_any, known, levelled, number, shares_of, tally
from gridkeeper.texts import N_, _, pick, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import HazardLine, Heading
    from gridkeeper.domain.tallies import Figures
    from gridkeeper.progress import Progress

_TITLES = {
    1: N_("{unit}: Monthly report on grid work, {period}"),
    3: N_("{unit}: Quarterly report on grid work, {period}"),
    12: N_("{unit}: Yearly report on grid work, {period}"),
}
_OTHER_TITLE = N_("{unit}: Report on grid work, {period}")
_BLOCK, _LINE = 170, 70
_TREND = 86.0
_TIGHT = 0.4
_FIRST_TABLES = {
    "visits": ("visits_by_kind", "visits_by_outcome"),
    "disputes": ("disputes_by_type", "disputes_by_state", "disputes_by_source"),
}
"""How much of a section stays with its heading, in points: the first tables, or one line."""
_NUMERALS = "一二三四五六七八"


def write(
    path: Path,
    figures: Figures,
    key_hazards: Iterable[HazardLine],
    *,
    heading: Heading,
    profile: Profile,
    progress: Progress,
) -> None:
    """Write the report.

    Args:
        path: Where to; an older file is replaced.
        figures: All tallies of the period and of the one before.
        key_hazards: All hazards that were open at the end of the period, found in it or before,
            overdue ones first.
        heading: Its unit and period stand in the title.
        profile: Who it is for; names are hidden accordingly.
        progress: Told the sections that are done.

    Raises:
        PaperInconsistentError: Figures do not add up; nothing was written.
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
        CancelledError: The progress was asked to stop.
    """
    text = _TITLES.get(heading.months or figures.period.months, _OTHER_TITLE)
    title = _(text).format(unit=heading.unit, period=heading.period)
    sections = (
        (_("Overview"), _overview, ""),
        (_("Visits"), _visits, "visits"),
        (_("Disputes"), _disputes, "disputes"),
        (_("Hazards"), _hazards, "hazards"),
        (_("Residents' requests"), _requests, "requests"),
        (_("Grids and communities"), _places, ""),
    )
    hazards = list(key_hazards)

    def draw(paper: Paper, ending: _Ending, progress: Progress) -> None:
        paper.loose = ending.loose
        story.title(paper, title, _under(figures, heading))
        story.cards(paper, overview.cards(figures))
        for done, (name, section, whole) in enumerate(sections):
            progress.report(done, len(sections) + 1)
            filled = known(figures, whole) and figures.total(whole)
            keep = _block(paper, figures, whole) if filled else _LINE
            if section is _places:
                if ending.apart:
                    paper.turn()
                first = _places_found(figures)[:1]
                keep = max((tables.beginning(paper, one, _LINE) for one in first), default=_LINE)
            story.heading(paper, _numbered(done + 1, name), keep=keep)
            section(paper, figures)
        _key_hazards(paper, figures, hazards, profile)
        story.signatures(paper, heading.author)

    def tried(ending: _Ending) -> Paper:
        paper = Paper(BytesIO(), title, heading, page.PORTRAIT)
        draw(paper, ending, Quiet())
        return paper

    with page.opened(path, title, heading) as paper:
        draw(paper, _ending(tried), progress)
        progress.report(len(sections) + 1, len(sections) + 1)


@dataclass(frozen=True, slots=True)
class _Ending:
    """How the report is set so that its last page is not nearly empty.

    Attributes:
        loose: As of `Paper`.
        apart: Whether the last two sections begin a page.
    """

    loose: float = 1
    apart: bool = False


def _ending(tried: Callable[[_Ending], Paper]) -> _Ending:
    """Return how the report is set: as usual, unless hardly anything were on its last page.

    Args:
        tried: Draws it for nobody to see.
    """
    usual, tight, apart = _Ending(), _Ending(_TIGHT), _Ending(apart=True)
    paper = tried(usual)
    if paper.page == 1 or paper.body - paper.room > paper.body / 4:
        return usual
    if tried(tight).page < paper.page:
        return tight
    return apart if tried(apart).page == paper.page else usual


def _block(paper: Paper, figures: Figures, whole: str) -> float:
    """Return the height of what stands first in a section, and is not torn from its heading."""
    found = _found(figures, whole, _FIRST_TABLES.get(whole, ()))
    tallest = tables.height_beside(paper, found[:2], 2) if found else _BLOCK
    return tallest if tallest < paper.body / 2 else _BLOCK


def _numbered(number_: int, name: str) -> str:
    return pick(f"{_NUMERALS[number_ - 1]}、{name}", f"{number_}. {name}")


def _under(figures: Figures, heading: Heading) -> str:
    """Return the line under the title: what the report is about."""
    parts = list(filter(None, [overview.days(figures, heading)]))
    held = figures.register.get
    texts = {
        "grid": plural("{count} grid", "{count} grids", held("grid", 0)),
        "household": plural("{count} household", "{count} households", held("household", 0)),
        "person": plural("{count} person", "{count} people", held("person", 0)),
    }
    parts += [
        text.format(count=number(figures.register[kind]))
        for kind, text in texts.items()
        if figures.register.get(kind)
    ]
    return "　·　".join(parts)


def _overview(paper: Paper, figures: Figures) -> None:
    for sentence in overview.sentences(figures):
        story.paragraph(paper, sentence)
    for name, unit in (("visits_by_day", _("visits")), ("requests_by_day", _("cases"))):
        if has_any(figures, name):
            story.subheading(paper, trends.called(figures, name), keep=138)
            charts.draw_trend(paper, trends.trend(figures, name, unit), _TREND)
    story.note(
        paper,
        _(
            "Settled, closed and in-time rates are shares of what was accepted or found in the "
            "period. The period before is {past}. — means there is nothing to divide by; * marks a "
            "rate above 100 %, to be checked."
        ).format(past=figures.compared.text())
        + pick("", " ")
        + overview.how_compared(),
    )


def _visits(paper: Paper, figures: Figures) -> None:
    if _empty(paper, figures, "visits", _("No visits in this period.")):
        return
    _tables(paper, figures, "visits", _FIRST_TABLES["visits"])
    story.note(paper, overview.who_counts_as_met())


def _disputes(paper: Paper, figures: Figures) -> None:
    if _empty(paper, figures, "disputes", _("No disputes in this period.")):
        return
    _tables(paper, figures, "disputes", _FIRST_TABLES["disputes"])
    story.subheading(paper, _("Outcomes of disputes"), keep=60)
    _outcomes(paper, figures)


def _hazards(paper: Paper, figures: Figures) -> None:
    if _empty(paper, figures, "hazards", _("No hazards in this period.")):
        return
    _bars(paper, figures, "hazards_by_category", "hazards", _("Hazards by category"))
    _tables(paper, figures, "hazards", ("hazards_by_class", "hazards_by_level", "hazards_by_state"))


def _requests(paper: Paper, figures: Figures) -> None:
    if _empty(paper, figures, "requests", _("No requests in this period.")):
        return
    name = (
        "requests_by_class" if groups.has(figures, "requests_by_class") else "requests_by_category"
    )
    _bars(paper, figures, name, "requests", _("What the requests are about"))
    story.subheading(paper, _("Settled in time"))
    _in_time(paper, figures)
    _tables(
        paper,
        figures,
        "requests",
        (
            "requests_by_category",
            "requests_by_type",
            "requests_by_state",
            "requests_by_unit",
            "requests_by_nature",
            "requests_by_source",
            "requests_by_channel",
        ),
    )
    if has_any(figures, "requests_followed_up"):
        story.note(paper, overview.who_counts_as_satisfied())


def _in_time(paper: Paper, figures: Figures) -> None:
    """Draw how many requests were settled in time, late, nobody knows, or not at all."""
    parts = (
        (_("in time"), figures.total("requests_in_time")),
        (_("late"), figures.total("requests_late")),
        (_("not known"), overview.time_unknown(figures)),
        (_("still open"), overview.still_open(figures)),
        (_("declined or void"), figures.total("requests_dropped")),
    )
    _draw(paper, _shares(parts))


def _outcomes(paper: Paper, figures: Figures) -> None:
    """Draw how many disputes were settled, could not be, are under way, or nobody knows."""
    names = ("disputes_settled", "disputes_failed", "disputes_open")
    parts = [(str(tally(name).label), figures.total(name)) for name in names]
    parts.append((_("Outcome not known"), overview.outcome_unknown(figures)))
    _draw(paper, _shares(parts))


def _shares(parts: Sequence[tuple[str, int]]) -> Bars:
    said = shares_of([part for _name, part in parts])
    found = zip(parts, said.texts, strict=True)
    return Bars([Bar(name, part, text) for (name, part), text in found], said.levelled)


def _draw(paper: Paper, bars: Bars) -> None:
    """Draw bars, and say so where their shares were levelled."""
    charts.draw_bars(paper, bars)
    if bars.levelled:
        story.note(paper, levelled())


def _places(paper: Paper, figures: Figures) -> None:
    found = _places_found(figures)
    for table in found:
        tables.draw(paper, table)
    if not found:
        story.nothing(paper, _("No records of this period name a grid or a community."))


def _places_found(figures: Figures) -> Sequence[Table]:
    """Return a table of the grids and one of the communities, where records name any."""
    return [
        groups.places(figures, [whole for whole in wholes if has_any(figures, whole)], by)
        for by, wholes in (
            ("grid", ("visits", "disputes", "hazards", "requests")),
            ("community", ("hazards", "requests")),
        )
        if any(groups.has(figures, f"{whole}_by_{by}") for whole in wholes)
    ]


def _key_hazards(
    paper: Paper, figures: Figures, lines: Iterable[HazardLine], profile: Profile
) -> None:
    """Draw the open hazards; the last of them stays with the signatures."""
    # The board reads of what sort it is: in somebody's words anybody may be named.
    what = _("Category") if profile is Profile.PUBLIC else _("Hazard")
    columns = (
        Column(_("No."), 6, Align.CENTRE),
        Column(_("Found on"), 13, Align.CENTRE),
        Column(_("Place"), 18),
        Column(what, 28),
        Column(_("Level"), 13, Align.CENTRE),
        Column(_("Responsible"), 13, Align.CENTRE, is_told=True),
        Column(_("Due on"), 13, Align.CENTRE),
        Column(_("State"), 14, Align.CENTRE),
    )
    rows = [_hazard_row(number_, line, figures, profile) for number_, line in enumerate(lines, 1)]
    note = _("{count} in all").format(count=len(rows)) if rows else ""
    keep = story.SIGNATURES_HEIGHT + (60 if rows else 32)
    table = Table(columns, rows, style=styles.SMALL_CELL, keep=story.SIGNATURES_HEIGHT)
    table = table.for_profile(profile)
    keep = tables.beginning(paper, table, keep) if rows else keep
    story.heading(paper, _numbered(7, _("Open hazards")), note, keep)
    if rows:
        tables.draw(paper, table)
    else:
        story.nothing(paper, _("No hazard is open at the end of this period."))


def _hazard_row(
    number_: int, line: HazardLine, figures: Figures, profile: Profile
) -> Sequence[Cell]:
    hazard = line.hazard
    return (
        str(number_),
        cells.text(hazard, "found_on", profile),
        cells.text(hazard, "place", profile) or line.grid or line.community,
        cells.text(hazard, "category" if profile is Profile.PUBLIC else "content", profile),
        cells.text(hazard, "level", profile),
        cells.text(hazard, "responsible", profile),
        cells.text(hazard, "deadline", profile),
        cells.hazard_word(hazard, figures.cut_off, is_past=figures.is_past),
    )


def _empty(paper: Paper, figures: Figures, whole: str, text: str) -> bool:
    """Say that there were none, if there were none."""
    if has_any(figures, whole):
        return False
    story.nothing(paper, text if known(figures, whole) else _("no data"))
    return True


def _tables(paper: Paper, figures: Figures, whole: str, names: Sequence[str]) -> None:
    groups.draw(paper, _found(figures, whole, names))


def _found(figures: Figures, whole: str, names: Sequence[str]) -> Sequence[Table]:
    return [
        groups.table(figures, name, whole, groups.TOP)
        for name in names
        if groups.has(figures, name)
    ]


def _bars(paper: Paper, figures: Figures, name: str, whole: str, text: str) -> None:
    if groups.has(figures, name):
        bars = groups.bars(figures, name, whole)
        story.subheading(paper, text, keep=15.0 * min(len(bars.bars), 6))
        _draw(paper, bars)
