"""Who is to be visited by when, and why: the rules of the office, merged for each home.

A rule is due so many days after what it asks for was done last; `contacts` says what counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, policies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from gridkeeper.domain.contacts import Contact
    from gridkeeper.domain.policies import Cycle

LIVES_ELSEWHERE = "07"
GONE_CLASSES = ("08", "09")
"""Codes of `resident_class`: registered here and away; dead, moved out."""

EMPTY = "04"
"""The code of `dwelling_use` of a dwelling where nobody lives."""

NAMED_BY_VISIT, NAMED_FOR_HOME, OF_PERSON = "visit", "home", "person"
"""What stands as a reason instead of a rule: a day that the last visit or the household names, a
rhythm that is set for one person alone."""

EARLY_DAYS = 7
"""So many days before a day that was named, a visit was the one that was meant."""

_EARLIEST_RECORD = 2000
_WHOLE = frozenset({policies.HOUSEHOLD, policies.DWELLING})


@dataclass(frozen=True, slots=True)
class Care:
    """A care group that somebody belongs to."""

    tag: str
    cycle_days: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household who is alive and has not moved out.

    Attributes:
        since: When the register came to know her.
    """

    id: str
    birth: date | None = None
    resident_class: str = ""
    cares: tuple[Care, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """What is visited: a household, or premises, with what rules ask about it.

    Attributes:
        premises_kind: None of a household.
        deserted: Whether people are known of it and none of them is there any more.
        next_visit: The day that the household itself names.
        since: When the register came to know it.
    """

    id: str
    use: str = ""
    premises_kind: str | None = None
    members: tuple[Member, ...] = ()
    deserted: bool = False
    next_visit: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a home is to be visited by a day.

    Attributes:
        rule: The rule's id, or one of `NAMED_BY_VISIT`, `NAMED_FOR_HOME`, `OF_PERSON`.
        name: What the rule is called; of `OF_PERSON` the code of the care group.
        days: How often; 0 where a day was named.
        person_id: Whom it is for; "" for the whole home.
        last: When it was done last; None for never.
        earliest: From when on a visit counts as the one that was due.
        risk: How much each day of being late weighs.
    """

    rule: str
    name: str
    days: int
    day: date
    earliest: date
    risk: int
    person_id: str = ""
    last: date | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same of it when time goes by."""
        return self.rule, self.name, self.person_id

    def weight(self, today: date) -> int:
        """Return risk times days late."""
        return self.risk * max((today - self.day).days, 0)


@dataclass(frozen=True, slots=True)
class Planned:
    """The one visit that is due at a home, whatever rules ask for it.

    Attributes:
        day: The last day on which no rule is broken.
        earliest: From when on it may be made for the reason that is due first.
        reasons: All that hold; the first is due first.
    """

    home: Home
    day: date
    earliest: date
    weight: int
    reasons: tuple[Reason, ...]

    @property
    def risk(self) -> int:
        """The greatest of its reasons."""
        return max(one.risk for one in self.reasons)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many homes were to be visited in some days, and how many of these were (走访率).

    Attributes:
        homes: All households that any rule holds for (网格总户数).
        seen: Those of all that were visited.
        premises: All premises that any rule holds for.
        entered: Those of all that were visited.
    """

    due: int
    done: int
    homes: int
    seen: int
    premises: int = 0
    entered: int = 0


def registered_on(record_id: str) -> date | None:
    """Return the day on which a record was born, as its id says; None if the id does not say."""
    born = datetime.fromtimestamp(int(record_id[:12], 16) / 1000, UTC)
    return clock.local_date(born) if born.year > _EARLIEST_RECORD else None


@dataclass(frozen=True, slots=True)
class Book:
    """Rules in force, by what they are asked of; `book` makes one for many homes.

    Attributes:
        whole: For households and dwellings; `premises`, for premises.
        tagged: For people of a care group; `people`, for all others.
    """

    whole: tuple[Cycle, ...]
    premises: tuple[Cycle, ...]
    tagged: Mapping[str, tuple[Cycle, ...]]
    people: tuple[Cycle, ...]


def book(rules: Iterable[Cycle]) -> Book:
    """Return the rules that are in force."""
    held = [rule for rule in rules if rule.days and not rule.stopped]
    of_people = [rule for rule in held if rule.subject == policies.PERSON]
    tagged: dict[str, tuple[Cycle, ...]] = {}
    for rule in of_people:
        if rule.tag:
            tagged[rule.tag] = (*tagged.get(rule.tag, ()), rule)
    return Book(
        whole=tuple(one for one in held if one.subject in _WHOLE),
        premises=tuple(one for one in held if one.subject == policies.PREMISES),
        tagged=tagged,
        people=tuple(rule for rule in of_people if not rule.tag),
    )


def planned(home: Home, rules: Book, contacts: Sequence[Contact], today: date) -> Planned | None:
    """Return the visit that is due at a home; None where there is nothing to be due."""
    if home.deserted or home.use == EMPTY:
        return None
    return merged(home, reasons(home, rules, contacts, today), today)


def merged(home: Home, found: Iterable[Reason], today: date) -> Planned | None:
    """Make one visit of several reasons, in whatever order they come."""
    ordered = sorted(found, key=lambda one: (one.day, -one.risk, one.key, one.earliest))
    if not ordered:
        return None
    first = ordered[0].day
    earliest = min(one.earliest for one in ordered if one.day == first)
    weight = max(one.weight(today) for one in ordered)
    return Planned(home, first, earliest, weight, tuple(ordered))


def reasons(home: Home, rules: Book, contacts: Sequence[Contact], today: date) -> Iterator[Reason]:
    """Yield each reason to visit a home, with its day, in no order."""
    done = [one for one in contacts if one.done]
    for rule in rules.whole if home.premises_kind is None else rules.premises:
        if _suits(rule, home, today):
            last = max((one.day for one in done if _counts(rule, one)), default=None)
            yield _reason(rule, rule.days or 0, last or home.since or today, last)
    for member in home.members:
        yield from _of_member(member, rules, home, done, today)
    yield from _named(home, contacts)


def coverage(
    before: Iterable[Planned],
    after: Iterable[Planned],
    seen: Iterable[str],
    days: tuple[date, date],
) -> Coverage:
    """Return how far the visits of some days cover what was due in them.

    A day that was named is due as a rule's is, and kept once somebody was met.

    Args:
        before: The plan as it was on the eve of the first day.
        after: The plan with the visits of the days.
        seen: Ids of homes at which somebody was reached in the days.
        days: The first and the last of them.
    """
    first, last = days
    lasts = {one.home.id: {why.key: why.last for why in one.reasons} for one in after}
    reached, due, done = set(seen), 0, 0
    homes, premises = set[str](), set[str]()
    for one in before:
        (homes if one.home.premises_kind is None else premises).add(one.home.id)
        asked = [why for why in one.reasons if why.day <= last]
        if asked:
            found = lasts.get(one.home.id, {})
            made = [found.get(why.key) for why in asked if why.days]
            kept = one.home.id in reached or all(why.days for why in asked)
            due += 1
            done += kept and all(day is not None and day >= first for day in made)
    return Coverage(
        due, done, len(homes), len(homes & reached), len(premises), len(premises & reached)
    )


def _of_member(
    member: Member, rules: Book, home: Home, contacts: Sequence[Contact], today: date
) -> Iterator[Reason]:
    for rule in rules.people:
        if _suits_place(rule, home) and _suits_member(rule, member, today):
            yield _for_member(rule, rule.days or 0, home, (member, None), contacts, today)
    for care in member.cares:
        for rule in rules.tagged.get(care.tag, (_own_rhythm(care),)):
            if _suits_place(rule, home) and _suits_member(rule, member, today):
                days = rule.days if care.cycle_days is None else care.cycle_days
                if days:
                    yield _for_member(rule, days, home, (member, care), contacts, today)


def _own_rhythm(care: Care) -> Cycle:
    """Return what stands in for a rule where none speaks of a care group."""
    return policies.Cycle(id=OF_PERSON, name=care.tag, tag=care.tag)


def _for_member(
    rule: Cycle,
    days: int,
    home: Home,
    whom: tuple[Member, Care | None],
    contacts: Sequence[Contact],
    today: date,
) -> Reason:
    member, care = whom
    met = [one.day for one in contacts if one.reached(member.id) and _counts(rule, one)]
    last, since = max(met, default=None), care.since if care else None
    # Whoever was met before she came to need care is due so long after she came to need it.
    start = _latest(last, since) if last else _latest(home.since, member.since, since)
    return _reason(rule, days, start or today, last, member.id)


def _reason(rule: Cycle, days: int, start: date, last: date | None, person_id: str = "") -> Reason:
    """Return a reason that is due so many days after a start."""
    day = start + timedelta(days)
    early = timedelta(min(rule.early_days or 0, days - 1))
    risk = 1 if rule.weight is None else rule.weight
    return Reason(rule.id, rule.name or "", days, day, day - early, risk, person_id, last)


def _latest(*days: date | None) -> date | None:
    return max((one for one in days if one is not None), default=None)


def _counts(rule: Cycle, contact: Contact) -> bool:
    return bool(rule.phone_counts) or not contact.remote


def _suits(rule: Cycle, home: Home, today: date) -> bool:
    """Whether a rule that is not about single people holds for a home."""
    if not _suits_place(rule, home):
        return False
    asks = rule.tag or rule.resident_class or rule.youngest is not None
    if not asks and not home.members:
        return True
    return any(_suits_member(rule, one, today) for one in home.members)


def _suits_place(rule: Cycle, home: Home) -> bool:
    return (not rule.use or rule.use == home.use) and (
        not rule.premises_kind or rule.premises_kind == home.premises_kind
    )


def _suits_member(rule: Cycle, member: Member, today: date) -> bool:
    """Whether somebody is as a rule asks; who is away is visited only by rules that say so."""
    if rule.resident_class:
        if rule.resident_class != member.resident_class:
            return False
    elif member.resident_class == LIVES_ELSEWHERE:
        return False
    if rule.tag and all(one.tag != rule.tag for one in member.cares):
        return False
    return rule.youngest is None or _is_of_age(member.birth, rule.youngest, today)


def _is_of_age(birth: date | None, years: int, today: date) -> bool:
    if birth is None:
        return False
    had = (today.month, today.day) >= (birth.month, birth.day)
    return today.year - birth.year - (not had) >= years


def _named(home: Home, contacts: Sequence[Contact]) -> Iterator[Reason]:
    """Yield the day that the last visit named, or else the one that the household names itself.

    Who was not met leaves a day as it was named, unless that visit names another.
    """
    telling = [one for one in contacts if one.done or one.named]
    last = max(telling, key=lambda one: (one.day, one.named or one.day), default=None)
    if last is not None and last.named is not None:
        yield _on(NAMED_BY_VISIT, last.named, last.day)
    own = home.next_visit
    if own is not None and not (
        last is not None and (last.named is not None or last.day >= own - timedelta(EARLY_DAYS))
    ):
        yield _on(NAMED_FOR_HOME, own, last.day if last else None)


def _on(rule: str, day: date, last: date | None) -> Reason:
    earliest = day - timedelta(EARLY_DAYS)
    if last is not None:
        # On the day itself of a visit nobody is to be reminded of the next.
        earliest = max(earliest, min(last + timedelta(1), day))
    return Reason(rule, "", 0, day, earliest, 1, last=last)
