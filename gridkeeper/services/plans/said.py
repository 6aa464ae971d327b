"""Why a visit is due, in sentences that explain themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import codes, kinds, plans
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.showing import days
from gridkeeper.texts import N_, _, joined, pick, plural, small

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from gridkeeper.domain.plans import Planned, Reason
    from gridkeeper.storage.unit import Unit

_RESTRICTED = "B"
_LONG_DAYS = 300
"""A day as far away as that is said with its year."""

_RHYTHMS = (
    (range(1, 2), N_("every day")),
    (range(7, 8), N_("once a week")),
    (range(14, 15), N_("every two weeks")),
    (range(28, 32), N_("once a month")),
    (range(89, 93), N_("once a quarter")),
    (range(180, 185), N_("twice a year")),
    (range(365, 367), N_("once a year")),
)


def rhythm(every: int) -> str:
    """Return how often something is done that is done every so many days: `每周一次`."""
    for some, text in _RHYTHMS:
        if every in some:
            return _(text)
    return plural("every {n} day", "every {n} days", every).format(n=every)


def names(
    unit: Unit, found: Iterable[Planned], profile: Profile = Profile.MASKED
) -> Mapping[str, str]:
    """Return the names of those whom reasons are for, where there are several at home."""
    wanted = {
        why.person_id
        for one in found
        if len(one.home.members) > 1
        for why in one.reasons
        if why.person_id
    }
    people = unit.listing.some(kinds.PERSON, wanted) if wanted else {}
    mask = kinds.PERSON.field("name").mask
    return {one.id: shown(getattr(one, "name", ""), mask, profile) for one in people.values()}


def sentence(why: Reason, today: date, names_: Mapping[str, str]) -> str:
    """Return why a home is to be visited by a day."""
    if not why.days:
        return days.to_visit(why.day, today)
    who = names_.get(why.person_id, "")
    text = (
        _("{rule} ({who}), {rhythm}: {last}; {due}")
        if who
        else _("{rule}, {rhythm}: {last}; {due}")
    )
    return text.format(
        rule=called(why),
        who=who,
        rhythm=rhythm(why.days),
        last=_last(why, today),
        due=small(days.due(why.day, today)),
    )


def why(planned: Planned, today: date, names_: Mapping[str, str]) -> str:
    """Return the reason that is due first, and how many others are due as well."""
    first = sentence(planned.reasons[0], today, names_)
    more = sum(one.days > 0 and one.day <= today for one in planned.reasons[1:])
    if not more:
        return first
    text = plural("{n} more rule is due", "{n} more rules are due", more).format(n=more)
    return joined((first, text))


def sentences(planned: Planned, today: date, names_: Mapping[str, str]) -> Sequence[str]:
    """Return all the reasons, that which is due first at the beginning."""
    return [sentence(one, today, names_) for one in planned.reasons]


def with_hour(at: tuple[date, str] | None, today: date, why: str) -> str:
    """Return why a home is to be visited, behind the hour for which it is told to expect it.

    That a visit is to be made on a day to come is not said again behind an hour of that day.
    """
    if at is None:
        return why
    day, hour = at[0], shown(at[1], Mask.WORDS, Profile.MASKED)
    text = _("Appointed for {hour}") if day == today else _("Appointed for {hour} on {day}")
    said = text.format(hour=hour, day=days.said(day))
    again = day > today and why == days.to_visit(day, today)
    return said if again else joined((said, why))


def window(planned: Planned) -> str:
    """Return from when until when it may be made: `可办 3月1日至10日`."""
    first, last = planned.earliest, planned.day
    if first == last:
        return _("may be made on {day}").format(day=days.said(last))
    until = days.said(last)
    if (first.year, first.month) == (last.year, last.month):
        until = pick(f"{last.day}日", until)
    return _("may be made from {first} to {last}").format(first=days.said(first), last=until)


def open_days(planned: Planned, at: tuple[date, str] | None) -> str:
    """Return the same where it is more than the day that is said anyhow; "" elsewhere."""
    is_said = planned.earliest == planned.day or (at is not None and at[0] == planned.day)
    return "" if is_said else window(planned)


def called(why_: Reason) -> str:
    """Return what a rule is called; of restricted classes nothing is said."""
    if why_.rule != plans.OF_PERSON:
        return why_.name
    if why_.name.startswith(_RESTRICTED):
        return _("set for this person")
    return codes.table("person_tag").text(why_.name)


def _last(why_: Reason, today: date) -> str:
    if why_.last is None:
        return _("never met since the registration") if why_.person_id else _("never visited")
    far = (today - why_.last).days > _LONG_DAYS
    day = days.in_full(why_.last) if far else days.said(why_.last)
    text = _("last met on {day}") if why_.person_id else _("last visited on {day}")
    return text.format(day=day)
