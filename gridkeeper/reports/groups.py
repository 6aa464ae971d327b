"""Figures by group: as tables with the period before beside them, as bars, as one row a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gridkeeper.domain.charts import Bar, Bars
from gridkeeper.domain.comparing import change
from gridkeeper.errors import PaperInconsistentError
from gridkeeper.reports import styles, tables
from gridkeeper.reports.columns import Column, Table
from gridkeeper.reports.page import Align
from gridkeeper.reports.wording import key_text, levelled, number, share, shares, shares_of, tally
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.tallies import Figures
    from gridkeeper.reports.page import Paper

TOP = 10
_DETAILED = 2  # kinds of work for which a table of places has room to say more
_NUMBERED = re.compile(r"(\D*)(\d*)")


def has(figures: Figures, name: str) -> bool:
    """Whether any record of this period has a value to group by."""
    return any(key and count for key, count in figures.counts.get(name, {}).items())


def table(figures: Figures, name: str, whole: str, most: int = 0) -> Table:
    """Return the groups of a tally as a table; `shares` says how they are ordered and cut."""
    found = shares(figures, name, whole, most)
    now, before = figures.total(whole), sum(one.before for one in found)
    right, parts = Align.RIGHT, shares_of([one.now for one in found])
    return Table(
        columns=(
            Column(_("Group"), 36),
            Column(_("Now"), 13, right),
            Column(_("Share"), 18, right),
            Column(_("Before"), 18, right),
            Column(_("Change"), 20, right),
        ),
        rows=[
            (
                one.label,
                number(one.now),
                part,
                number(one.before),
                change(one.now, one.before),
            )
            for one, part in zip(found, parts.texts, strict=True)
        ],
        total=(_("Total"), number(now), share(now, now), number(before), change(now, before)),
        caption=_caption(str(tally(name).label), any(one.rest for one in found)),
        note=levelled() if parts.levelled else "",
        style=styles.SMALL_CELL,
    )


def bars(figures: Figures, name: str, whole: str, most: int = TOP) -> Bars:
    """Return the groups of a tally as bars with their shares."""
    found = [one for one in shares(figures, name, whole, most) if one.now]
    parts = shares_of([one.now for one in found])
    return Bars(
        [
            Bar(one.label, one.now, part, rest=one.rest)
            for one, part in zip(found, parts.texts, strict=True)
        ],
        levelled=parts.levelled,
    )


def draw(paper: Paper, found: Sequence[Table], across: int = 2) -> None:
    """Draw tables in rows of so many side by side."""
    for at in range(0, len(found), across):
        tables.beside(paper, found[at : at + across], across)


def places(figures: Figures, wholes: Sequence[str], by: str) -> Table:
    """Return one row for each grid or community with its numbers of each kind.

    Places stand in the order of `figures.names`, others by their names; they are not ranked.

    Args:
        figures: All figures of the paper.
        wholes: The tallies whose groups stand side by side.
        by: The end of the tallies' names: `grid` or `community`.

    Raises:
        PaperInconsistentError: A column does not add up to its total.
    """
    names = [f"{whole}_by_{by}" for whole in wholes]
    counted = {key for name in names for key in figures.counts[name]}
    order = {
        key: None
        for key in (*figures.names, *sorted(counted, key=_natural))
        if key and (by == "grid" or key in counted)  # a grid where nothing was done says so
    }
    keys = [*order, *([""] if "" in counted else [])]
    for name, whole in zip(names, wholes, strict=True):
        _check(figures, name, whole)
    parts = [shares_of([figures.counts[name].get(key, 0) for key in keys]) for name in names]
    has_shares = len(wholes) <= _DETAILED
    return Table(
        note=levelled() if has_shares and any(one.levelled for one in parts) else "",
        columns=(
            Column(_("Grid") if by == "grid" else _("Community"), 40),
            *(column for whole in wholes for column in _columns(whole, len(wholes))),
        ),
        rows=[
            (
                key_text(figures, tally(names[0]), key),
                *(
                    cell
                    for name, said in zip(names, parts, strict=True)
                    for cell in _numbers(
                        figures.counts[name].get(key, 0),
                        said.texts[at],
                        figures.before.get(name, {}).get(key, 0),
                        len(wholes),
                    )
                ),
            )
            for at, key in enumerate(keys)
        ],
        total=(
            _("Total"),
            *(
                cell
                for name, whole in zip(names, wholes, strict=True)
                for cell in _numbers(
                    figures.total(whole),
                    share(figures.total(whole), figures.total(whole)),
                    sum(figures.before.get(name, {}).values()),
                    len(wholes),
                )
            ),
        ),
    )


def _columns(whole: str, kinds: int) -> Sequence[Column]:
    """Return the columns of one kind of work; two kinds leave room for shares and the past."""
    label = Column(str(tally(whole).label), 20, Align.RIGHT)
    if kinds > _DETAILED:
        return (label,)
    return (label, Column(_("Share"), 16, Align.RIGHT), Column(_("Before"), 16, Align.RIGHT))


def _numbers(now: int, part: str, before: int, kinds: int) -> Sequence[str]:
    return (number(now),) if kinds > _DETAILED else (number(now), part, number(before))


def _natural(name: str) -> list[tuple[str, int]]:
    """Return by what names are put in order, so that 第2社区 comes before 第10社区."""
    return [(text, int(number_ or 0)) for text, number_ in _NUMBERED.findall(name)]


def _check(figures: Figures, name: str, whole: str) -> None:
    if figures.total(name) != figures.total(whole):
        raise PaperInconsistentError(
            paper=figures.period.text(),
            figure=str(tally(name).label),
            printed=figures.total(name),
            stored=figures.total(whole),
        )


def _caption(label: str, cut: object) -> str:
    return _("{label} (the most frequent {most})").format(label=label, most=TOP) if cut else label
