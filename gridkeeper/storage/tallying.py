"""Counting what `gridkeeper.domain.tallies` defines, over the columns it asks for.

All tallies of a kind are counted in one pass over the rows. What looks at the same columns is
counted together, so that a row costs a few steps, and conditions are looked at once for each
different group of values.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from gridkeeper.domain.tallies import Counts, Tally, Test, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.records import Kind
    from gridkeeper.storage.listing import Listing


def counted(
    listing: Listing, kind: Kind, tallies: Iterable[Tally], period: Period, cut_off: date
) -> dict[str, Counts]:
    """Return tallies of a period by their names.

    Args:
        listing: Of the caller's transaction.
        kind: Of all the tallies; it has a day.
        tallies: What to count.
        period: Which days.
        cut_off: What is due before this day counts as overdue.
    """
    shapes: dict[tuple[str, ...], list[Tally]] = defaultdict(list)
    for tally in tallies:
        shapes[_looks_at(tally) or (kind.day,)].append(tally)
    groups: dict[tuple[str, ...], Counter[tuple[Any, ...]]] = {shape: Counter() for shape in shapes}
    names = list(dict.fromkeys(name for shape in shapes for name in shape))
    for rows in listing.columns(kind, names, period):
        columns = dict(zip(names, zip(*rows, strict=True), strict=True))
        for shape, counter in groups.items():
            counter.update(zip(*(columns[name] for name in shape), strict=True))
    return {
        tally.name: _summed(tally, shape, groups[shape], cut_off)
        for shape, of_shape in shapes.items()
        for tally in of_shape
    }


def _looks_at(tally: Tally) -> tuple[str, ...]:
    other = tally.instead.field if tally.instead else ""
    named = (*(where.field for where in tally.where), tally.by, tally.sums, tally.distinct, other)
    return tuple(sorted({name for name in named if name}))


def _summed(
    tally: Tally, shape: Sequence[str], groups: Mapping[tuple[Any, ...], int], cut_off: date
) -> Counts:
    """Return a tally, from how many rows have each group of values of the columns it looks at."""
    places = {name: place for place, name in enumerate(shape)}
    met: Iterable[tuple[tuple[Any, ...], int]] = groups.items()
    for where in tally.where:
        met = [
            (values, number)
            for values, number in met
            if _holds(values[places[where.field]], where, cut_off)
        ]
    keyed = [(_key(tally, values, places), values, number) for values, number in met]
    if tally.distinct:
        place = places[tally.distinct]
        different = {(key, values[place]) for key, values, _number in keyed}
        return _ordered(Counter(key for key, value in different if value is not None))
    found: Counter[str] = Counter()
    for key, values, number in keyed:
        found[key] += (values[places[tally.sums]] or 0) * number if tally.sums else number
    return _ordered(found)


def _ordered(found: Counts) -> Counts:
    """Return counts by their keys in order, so that they look the same on every paper."""
    return dict(sorted(found.items()))


def _key(tally: Tally, values: Sequence[Any], places: Mapping[str, int]) -> str:
    value = values[places[tally.by]] if tally.by else None
    text = "" if value is None else str(value)
    other = tally.instead
    if other and not text and values[places[other.field]] == other.value:
        return other.key
    return text[: tally.level] if tally.level else text


def _holds(value: Any, where: Where, cut_off: date) -> bool:  # noqa: ANN401 - as it is stored
    match where.test:
        case Test.IN:
            return value in where.values
        case Test.GIVEN:
            return value is not None
        case Test.MISSING:
            return value is None
        case Test.BEFORE_CUT_OFF:
            return value is not None and value < cut_off.isoformat()
        case Test.FROM_CUT_OFF:
            return value is not None and value >= cut_off.isoformat()
