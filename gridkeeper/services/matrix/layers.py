"""What the matrix of doors can show of each door: one layer at a time, never by colour alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridkeeper.domain.contacts import MOVED, NOBODY, REFUSED, VACANT
from gridkeeper.domain.labels import Label
from gridkeeper.domain.tones import Tone
from gridkeeper.storage.doors import knows_verified
from gridkeeper.texts import N_, _, pick, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from gridkeeper.services.matrix.facts import Facts

_RECENT, _QUARTER = 30, 90
_AGEING = 365
_RENTED, _SHARED, _EMPTY = "01", "03", "04"
_TENANT = "02"


def together(homes: Sequence[Facts], today: date) -> Facts:
    """Return what is known behind a door of several households: all care and all hazards.

    What is due is due by the first day, and of their last visits the one tells that is worst.
    """
    worst = max(homes, key=lambda one: (_WORSE.index(_of_days(one, today).tone), one.days or 0))
    return replace(
        worst,
        tags=sum(one.tags for one in homes),
        hazards=sum(one.hazards for one in homes),
        overdue=any(one.overdue for one in homes),
        due=min((one.due for one in homes if one.due), default=None),
        checked=min(one.checked for one in homes),
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """What a layer says of one door.

    Attributes:
        group: The line of the legend that it belongs to.
        letter: A few characters in the cell; "" where there is nothing to say.
        words: The same for who reads or hears it; "" where there is nothing to say.
    """

    group: str
    letter: str
    tone: Tone
    words: str


@dataclass(frozen=True, slots=True)
class Legend:
    """A line of the legend: how many doors are so."""

    group: str
    letter: str
    tone: Tone
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Layer:
    """One way to look at the doors.

    Attributes:
        groups: What its legend lists, in order: sample letter, tone and words by group.
        mark: Says it of one door on a day.
    """

    key: str
    label: Label
    groups: Mapping[str, tuple[Label, Tone, str]]
    mark: Callable[[Facts, date], Mark]

    def legend(self, marks: Iterable[Mark]) -> tuple[Legend, ...]:
        """Return the lines of the legend that some doors are in."""
        counts = Counter(mark.group for mark in marks)
        return tuple(
            Legend(group, str(letter), tone, _(words), counts[group])
            for group, (letter, tone, words) in self.groups.items()
            if counts[group]
        )


_NOTHING = Label("", "")
_SILENT = Mark("none", "", Tone.NEUTRAL, "")
_WORSE = (Tone.NEUTRAL, Tone.GOOD, Tone.INFO, Tone.WARNING, Tone.SERIOUS, Tone.BAD)


def _as_listed(groups: Mapping[str, tuple[Label, Tone, str]], group: str) -> Mark:
    """Return what the legend itself says of a group, for one door."""
    letter, tone, words = groups[group]
    return Mark(group, str(letter), tone, _(words))


_DAYS = {
    "recent": (Label("天", "d"), Tone.GOOD, N_("within 30 days")),
    "quarter": (Label("天", "d"), Tone.WARNING, N_("31 to 90 days ago")),
    "long": (Label("天", "d"), Tone.SERIOUS, N_("more than 90 days ago")),
    "never": (Label("无", "-"), Tone.BAD, N_("no visit yet")),
    "ahead": (Label("无", "-"), Tone.INFO, N_("no visit yet, not due either")),
    "tried": (Label("未", "N"), Tone.INFO, N_("nobody at home, or refused")),
    "empty": (Label("空", "E"), Tone.NEUTRAL, N_("nobody lives there")),
}


def _of_days(facts: Facts, today: date) -> Mark:
    group, letter = "recent", pick(f"{facts.days}天", f"{facts.days}d")
    said = _("visited {ago}")
    if facts.days == 0:
        letter = pick("今", "0d")
    if facts.days is None:
        group, letter, said = _unvisited(facts, today)
    elif facts.outcome in {VACANT, MOVED}:
        group, letter = "empty", pick("空", "E")
        said = _("found empty {ago}") if facts.outcome == VACANT else _("moved away")
    elif facts.outcome == REFUSED:
        group, letter = "tried", pick("拒", "R")
        said = _("refused {ago}")
    elif facts.outcome == NOBODY:
        group, letter = "tried", pick("未", "N") + (str(facts.tries) if facts.tries > 1 else "")
        said = plural(
            "nobody at home, {tries} try (last {ago})",
            "nobody at home, {tries} tries (last {ago})",
            max(facts.tries, 1),
        )
    elif facts.days > _QUARTER:
        group = "long"
    elif facts.days > _RECENT:
        group = "quarter"
    words = said.format(ago=_ago(facts.days or 0), tries=max(facts.tries, 1))
    return Mark(group, letter, _DAYS[group][1], words)


def _unvisited(facts: Facts, today: date) -> tuple[str, str, str]:
    """Return group, letter and words of a door where nobody was yet.

    Who has just been registered need not be visited at once: until her day it is not urgent.
    """
    if not facts.is_home:
        return "empty", pick("空", "E"), _("no household known")
    waits = facts.due is not None and facts.due > today
    return "ahead" if waits else "never", pick("无", "-"), _("no visit yet")


def _ago(days: int) -> str:
    """Return when it was: `今天`, `3 天前`."""
    return plural("{n} day ago", "{n} days ago", days).format(n=days) if days else _("today")


_DUE = {
    "late": (Label("逾N", "!N"), Tone.BAD, N_("overdue")),
    "now": (Label("今", "0"), Tone.SERIOUS, N_("today")),
    "soon": (Label("还N", "+N"), Tone.WARNING, N_("within 7 days")),
    "later": (Label("还N", "+N"), Tone.GOOD, N_("later")),
    "none": (_NOTHING, Tone.NEUTRAL, N_("no day set")),
}
_SOON = 7


def _of_due(facts: Facts, today: date) -> Mark:
    if facts.due is None:
        return _SILENT
    days = (facts.due - today).days
    if days < 0:
        group, letter = "late", pick(f"逾{-days}", f"!{-days}")
        said = plural("visit overdue by {n} day", "visit overdue by {n} days", -days)
    elif days == 0:
        return Mark("now", pick("今", "0"), _DUE["now"][1], _("visit due today"))
    else:
        group = "soon" if days <= _SOON else "later"
        letter = pick(f"还{days}", f"+{days}")
        said = plural("visit due in {n} day", "visit due in {n} days", days)
    return Mark(group, letter, _DUE[group][1], said.format(n=abs(days)))


_CARE = {
    "care": (Label("关", "C"), Tone.WARNING, N_("someone in care")),
    "none": (_NOTHING, Tone.NEUTRAL, N_("nobody in care")),
}


def _of_care(facts: Facts, _today: date) -> Mark:
    if not facts.tags:
        return _SILENT
    letter = pick("关", "C") + (str(facts.tags) if facts.tags > 1 else "")
    said = plural("{n} care group", "{n} care groups", facts.tags)
    return Mark("care", letter, Tone.WARNING, said.format(n=facts.tags))


_HAZARDS = {
    "late": (Label("逾", "!"), Tone.BAD, N_("a hazard overdue")),
    "open": (Label("患", "H"), Tone.SERIOUS, N_("a hazard open")),
    "none": (_NOTHING, Tone.NEUTRAL, N_("no open hazard")),
}


def _of_hazards(facts: Facts, _today: date) -> Mark:
    if not facts.hazards:
        return _SILENT
    group = "late" if facts.overdue else "open"
    letter = str(_HAZARDS[group][0]) + (str(facts.hazards) if facts.hazards > 1 else "")
    said = plural("{n} open hazard", "{n} open hazards", facts.hazards).format(n=facts.hazards)
    said += _(", overdue") if facts.overdue else ""
    return Mark(group, letter, _HAZARDS[group][1], said)


_RENT = {
    "shared": (Label("群", "S"), Tone.SERIOUS, N_("shared rental")),
    "let": (Label("租", "T"), Tone.INFO, N_("let")),
    "none": (_NOTHING, Tone.NEUTRAL, N_("not let")),
}


def _of_rent(facts: Facts, _today: date) -> Mark:
    if facts.use == _SHARED:
        return _as_listed(_RENT, "shared")
    if facts.use == _RENTED or facts.occupancy == _TENANT or facts.rent_use:
        return _as_listed(_RENT, "let")
    return _SILENT


_VACANT = {
    "empty": (Label("空", "E"), Tone.WARNING, N_("empty")),
    "moved": (Label("搬", "M"), Tone.SERIOUS, N_("moved away")),
    "unknown": (Label("无", "-"), Tone.INFO, N_("no household known")),
    "none": (_NOTHING, Tone.NEUTRAL, N_("lived in")),
}


def is_vacant(facts: Facts) -> bool:
    """Whether nobody lives there, by the register or by the last visit."""
    return facts.use == _EMPTY or facts.outcome in {VACANT, MOVED}


def _of_vacant(facts: Facts, _today: date) -> Mark:
    if facts.use == _EMPTY or facts.outcome == VACANT:
        return _as_listed(_VACANT, "empty")
    if facts.outcome == MOVED:
        return _as_listed(_VACANT, "moved")
    if not facts.is_home:
        return _as_listed(_VACANT, "unknown")
    return _SILENT


_CHECKED = {
    "never": (Label("未", "-"), Tone.WARNING, N_("not verified yet")),
    "old": (Label("旧", "O"), Tone.SERIOUS, N_("verified over a year ago")),
    "good": (Label("核", "V"), Tone.GOOD, N_("verified within a year")),
    "none": (_NOTHING, Tone.NEUTRAL, N_("no household known")),
}


def _of_checked(facts: Facts, today: date) -> Mark:
    if not facts.is_home:
        return _SILENT
    group = "never"
    if facts.checked:
        age = (today - type(today).fromisoformat(facts.checked[:10])).days
        group = "old" if age > _AGEING else "good"
    return _as_listed(_CHECKED, group)


_ALL = (
    Layer("days", Label("距上次走访", "Last visit"), _DAYS, _of_days),
    Layer("due", Label("到期", "Due"), _DUE, _of_due),
    Layer("care", Label("关爱", "Care"), _CARE, _of_care),
    Layer("hazards", Label("未结隐患", "Open hazards"), _HAZARDS, _of_hazards),
    Layer("rent", Label("出租", "Let"), _RENT, _of_rent),
    Layer("vacant", Label("空置", "Empty"), _VACANT, _of_vacant),
    Layer("checked", Label("待核实", "To be verified"), _CHECKED, _of_checked),
)


def layers() -> tuple[Layer, ...]:
    """Return the layers there are: that of verifying only where the register knows of it."""
    return _ALL if knows_verified() else _ALL[:-1]


def layer(key: str) -> Layer:
    """Return a layer by its key; the first one for a key that is none."""
    return next((one for one in layers() if one.key == key), _ALL[0])
