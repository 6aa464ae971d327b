"""What a person may not have thought of while a visit is written down (DOMAIN §6.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock, kinds
from gridkeeper.domain.contacts import MET, NOBODY
from gridkeeper.domain.parsing import Problem
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.records import verifying
from gridkeeper.services.records.earlier_visits import missed, newest_first
from gridkeeper.services.showing.lists import text_of
from gridkeeper.texts import _, pick, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.storage.unit import Unit

LATELY, QUIET, MISSED = "visit.lately", "visit.quiet", "visit.missed"
STALE = "home.stale"

_LATELY_DAYS = 6
"""A home that is visited each week on the same day is not visited too often."""

_MORNING, _EVENING = 9, 21

_URGENT = frozenset({"04", "09", "10", "11"})
"""Reasons that do not wait, and what people have agreed to."""

_FOLLOWS = frozenset({"05", "06", "07"})
"""Reasons to come again soon."""

_FOLLOW_UP = "06"


def of_visit(unit: Unit, visit: Any) -> list[Problem]:  # noqa: ANN401 - a Visit
    """Return warnings about a visit that is not kept yet; they stop nothing."""
    before = []
    if visit.household_id and visit.visited_on:
        before = newest_first(unit, visit.household_id, visit.visited_on)
    return [
        *_at_rest(visit),
        *_visited_lately(visit, before),
        *_missed_again(visit, before),
        *_verified_long_ago(unit, visit),
    ]


def _at_rest(visit: Any) -> list[Problem]:  # noqa: ANN401 - a Visit
    if visit.started_at is None or visit.reason in _URGENT:
        return []
    if _MORNING <= clock.local(visit.started_at).hour < _EVENING:
        return []
    said = _(
        "People are at rest before {morning}:00 and after {evening}:00; "
        "if it was agreed or urgent, choose that as the reason"
    ).format(morning=_MORNING, evening=_EVENING)
    return [Problem("started_at", QUIET, said, warning=True)]


def _visited_lately(visit: Any, before: Sequence[Any]) -> list[Problem]:  # noqa: ANN401 - Visits
    if visit.reason in _URGENT | _FOLLOWS or visit.kind == _FOLLOW_UP:
        return []
    lately = [
        one
        for one in before
        if one.outcome in MET and (visit.visited_on - one.visited_on).days <= _LATELY_DAYS
    ]
    if not lately:
        return []
    facts = [_what_for(lately[0])]
    if len(lately) > 1:
        facts.append(_("{times} times within a week").format(times=len(lately)))
    days = (visit.visited_on - lately[0].visited_on).days
    text = plural(
        "This household was visited {days} day before: {facts}",
        "This household was visited {days} days before: {facts}",
        days,
    )
    text = text if days else _("This household was visited the same day: {facts}")
    said = text.format(days=days, facts=pick("，", ", ").join(facts))
    return [Problem("household_id", LATELY, said, warning=True)]


def _what_for(visit: Any) -> str:  # noqa: ANN401 - a Visit
    """Return what a visit was for and who went, as it was written down."""
    name = "reason" if visit.reason else "kind"
    value = getattr(visit, name)
    what = text_of(kinds.VISIT.field(name), value) if value else kinds.VISIT.one
    whom = shown(visit.visitor, kinds.VISIT.field("visitor").mask, Profile.MASKED)
    return _("{what} by {whom}").format(what=what, whom=whom) if whom else what


def _missed_again(visit: Any, before: Sequence[Any]) -> list[Problem]:  # noqa: ANN401 - Visits
    if visit.outcome != NOBODY:
        return []
    count = missed(before) + 1
    if count < 2:
        return []
    said = _("Nobody was at home {count} times in a row; try another time, or call first").format(
        count=count
    )
    return [Problem("outcome", MISSED, said, warning=True)]


def _verified_long_ago(unit: Unit, visit: Any) -> list[Problem]:  # noqa: ANN401 - a Visit
    home = unit.listing.get(kinds.HOUSEHOLD, visit.household_id)
    if home is None or not visit.visited_on:
        return []
    long_ago = verifying.stale(home, visit.visited_on)
    if not long_ago:
        return []
    said = _("{verified}: ask whether anything has changed").format(verified=long_ago)
    return [Problem("household_id", STALE, said, warning=True)]
