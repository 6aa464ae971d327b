"""The names of everybody whom a store knows, so that no text that is shown masked holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from gridkeeper.domain import privacy
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.veils import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gridkeeper.storage.unit import Unit

_MOST_AT_ONCE = 2_000

_FIELDS: Mapping[str, tuple[str, ...]] = {
    kind.name: names
    for kind in KINDS.values()
    if (names := tuple(about.name for about in kind.fields if about.mask is Mask.NAME))
}

_known: WeakKeyDictionary[object, tuple[int, Names]] = WeakKeyDictionary()


def of_everybody(unit: Unit) -> Names:
    """Return the names that stand in any field of names of a store, also of what was deleted.

    They are read once; afterwards only what came since. None is forgotten while the store is open:
    a text may still hold the name that a record had an hour ago.
    """
    last = unit.journal.last_arrival
    upto, names = _known.get(unit.listing.origin, (-1, Names()))
    if upto == last:
        return names
    touched = unit.journal.touched(upto, _MOST_AT_ONCE) if 0 <= upto < last else None
    if touched is None:
        names = Names()
        for kind, fields in _FIELDS.items():
            for field in fields:
                _learn(names, unit.listing.values(KINDS[kind], field))
    else:
        for kind, ids in touched.items():
            fields = _FIELDS.get(kind, ())
            for record in unit.listing.some(KINDS[kind], ids).values() if fields else ():
                _learn(names, filter(None, (getattr(record, field) for field in fields)))
    # What is being written may come to nothing, and something else may come in its place.
    if unit.listing.is_settled:
        _known[unit.listing.origin] = (last, names)
    return names


def _learn(names: Names, fields: Iterable[str]) -> None:
    for text in fields:
        # The name of an office or a shop is no secret; no text has to hide it.
        if privacy.shown(text, Mask.NAME, Profile.MASKED) != text:
            names.learn(text)
