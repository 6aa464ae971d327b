"""Figures in words: numbers, shares, changes against the period before.

What cannot be said is said so: "—" where something would be divided by zero, "no data" where
nothing was counted. A rate above 100 % is printed with a star, and the paper explains the star.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import codes
from gridkeeper.domain.comparing import change
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.portions import portions
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.domain.tallies import TALLIES
from gridkeeper.errors import PaperInconsistentError
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.tallies import Counts, Figures, Tally

NONE = "—"
STAR = " *"
_BY_NAME = {tally.name: tally for tally in TALLIES}


def tally(name: str) -> Tally:
    """Return a tally's definition by its name."""
    return _BY_NAME[name]


def number(value: int) -> str:
    """Return a number with its thousands set apart."""
    return f"{value:,}"


def share(part: int, whole: int) -> str:
    """Return a rate with one decimal; above 100 % with a star.

    What is not all never reads as 100.0 %, and what is something never as 0.0 %. Of groups that
    make a whole, `shares_of` says what each is.
    """
    if not whole:
        return NONE
    rate = part / whole
    if 0 < part < whole:
        rate = min(max(rate, 0.001), 0.999)
    return f"{rate:.1%}" + (STAR if part > whole else "")


@dataclass(frozen=True, slots=True)
class Parts:
    """What part of a whole some numbers are.

    Attributes:
        texts: One for each of them; together they say 100.0 %.
        levelled: Whether for that any says another share than a calculator shows.
    """

    texts: Sequence[str]
    levelled: bool


def shares_of(parts: Sequence[int]) -> Parts:
    """Return what part of their sum each number is; the one way for papers and statistics."""
    if not any(parts):
        return Parts([NONE] * len(parts), levelled=False)
    found = portions(parts)
    said = [_share(part, tenth) for part, tenth in zip(parts, found.tenths, strict=True)]
    return Parts(said, found.levelled)


def levelled() -> str:
    """Return the note that goes with shares that were levelled."""
    return _("Shares are levelled in their last digit, so that they add up to 100 %.")


def _share(part: int, tenth: int) -> str:
    return "<0.1%" if part and not tenth else f"{tenth // 10}.{tenth % 10}%"


def known(figures: Figures, name: str) -> bool:
    """Whether a tally was counted for this period."""
    return name in figures.counts


def has_any(figures: Figures, name: str) -> bool:
    """Whether a tally was counted for this period and found anything."""
    return known(figures, name) and figures.total(name) > 0


def total(figures: Figures, name: str) -> str:
    """Return a tally's number, or that there is none."""
    return number(figures.total(name)) if known(figures, name) else _("no data")


def against_before(figures: Figures, name: str) -> tuple[str, str]:
    """Return the number of the period before and the change against it, in a few words each."""
    if name not in figures.before or not known(figures, name):
        return _("before: no data"), ""
    now, before = figures.total(name), figures.total_before(name)
    return (
        _("before: {before}").format(before=number(before)),
        _("change: {change}").format(change=change(now, before)),
    )


def key_text(figures: Figures, grouped: Tally, key: str) -> str:
    """Return what a group of a tally is called."""
    if not key:
        return _("not filled in")
    if grouped.instead and key == grouped.instead.key:
        return str(grouped.instead.label)
    field = KINDS[grouped.kind].field(grouped.by)
    if field.codes:
        return codes.table(field.codes).text(key)
    # A paper of figures is for everybody: what a group is called holds nobody's number.
    return figures.names.get(key) or shown(key, field.mask, Profile.PUBLIC)


@dataclass(frozen=True, slots=True)
class Share:
    """One group of a tally, now and before; `rest` stands for all that have no row of their own."""

    label: str
    now: int
    before: int
    rest: bool = False


def shares(figures: Figures, name: str, whole: str, most: int = 0) -> Sequence[Share]:
    """Return the groups of a tally that had anything in either period, the most frequent first.

    Groups of as many records stand in the order of their code table. What is not filled in comes
    last, and is never one of the others.

    Args:
        figures: All figures of the paper.
        name: The tally.
        whole: The tally that counts the same records without groups.
        most: Put all groups after so many into one, "others"; 0 keeps them all.

    Raises:
        PaperInconsistentError: The groups do not add up to the whole.
    """
    grouped = tally(name)
    now, before = figures.counts.get(name, {}), figures.before.get(name, {})
    if sum(now.values()) != figures.total(whole):
        raise PaperInconsistentError(
            paper=figures.period.text(),
            figure=str(grouped.label),
            printed=sum(now.values()),
            stored=figures.total(whole),
        )
    keys = ordered(grouped, now, before)
    found = [
        Share(key_text(figures, grouped, key), now.get(key, 0), before.get(key, 0)) for key in keys
    ]
    blank = found[-1:] if "" in keys else []
    named = found[: len(found) - len(blank)]
    if most and len(named) > most + 1:
        rest = named[most:]
        label = _("{count} others").format(count=len(rest))
        others = Share(
            label, sum(one.now for one in rest), sum(one.before for one in rest), rest=True
        )
        named = [*named[:most], others]
    return [*named, *blank]


def ordered(grouped: Tally, now: Counts, before: Counts) -> Sequence[str]:
    """Return the keys of the groups that had anything, in the order of `shares`."""
    keys = sorted(key for key in {**now, **before} if now.get(key) or before.get(key))
    name = KINDS[grouped.kind].field(grouped.by).codes
    places = {code: place for place, code in enumerate(codes.table(name).labels if name else ())}
    end = len(places)
    return sorted(keys, key=lambda key: (not key, -now.get(key, 0), places.get(key, end)))
