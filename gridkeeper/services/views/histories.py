"""Who said what about a record, when, and how it came here: read from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.changes import DELETED
from gridkeeper.domain.edits import columns
from gridkeeper.domain.privacy import Profile, veiled
from gridkeeper.domain.veils import Names
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, references, text_of
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.fields import Field, Stored
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.unit import Unit

_MOST = 500


@dataclass(frozen=True, slots=True)
class Said:
    """One value that somebody gave to one field.

    Attributes:
        at: Her clock, stamped.
        label: The field's; "" of the line that the record came into being.
        before: Masked as the dossier is; "" for none.
        batch: Number of the batch that brought it; "" for what was written here.
    """

    at: str
    who: str
    label: str
    before: str
    after: str
    batch: str


def history(unit: Unit, kind: Kind, record_id: str, profile: Profile) -> tuple[Said, ...]:
    """Return what was said of a record, the newest first."""
    entries = unit.journal.history(record_id, kind)[-_MOST:]
    known: dict[str, Stored] = {}
    states = []
    for entry in entries:
        before = dict(known)
        known |= columns(kind, entry.change.sets)
        states.append((entry, before, dict(known)))
    restored = [kind.record.restored(record_id, side) for _e, *sides in states for side in sides]
    names = Names()
    if profile is not Profile.FULL and restored:
        names = naming.of_case(unit, restored[-1])
    words = _Words(kind, Named(unit, references(kind, restored)), profile, names)
    numbers = {batch.id: batch.number for batch in unit.peers.batches()}
    found: list[Said] = []
    for entry, before, after in states:
        about = (entry.change.claimed_at, entry.change.author)
        batch = numbers.get(entry.batch_id, "")
        if entry.change.creates:
            found.append(Said(*about, "", "", _("Recorded"), batch))
            continue
        for label, old, new in words.differences(record_id, before, after):
            found.append(Said(*about, label, old, new, batch))
    return tuple(reversed(found))


class _Words:
    """Turns stored values of one kind into words."""

    def __init__(self, kind: Kind, named: Named, profile: Profile, names: Names) -> None:
        self._kind = kind
        self._names = names
        self._named = named
        self._profile = profile

    def differences(
        self, record_id: str, before: Mapping[str, Stored], after: Mapping[str, Stored]
    ) -> list[tuple[str, str, str]]:
        """Return label, old and new text of each field that differs."""
        sides = [self._kind.record.restored(record_id, side) for side in (before, after)]
        if self._profile is not Profile.FULL:
            sides = [veiled(one, (), self._names) for one in sides]
        old, new = sides
        return [
            (str(about.label), self._text(about, old), self._text(about, new))
            for about in self._kind.fields
            if before.get(about.name) != after.get(about.name)
        ]

    def _text(self, about: Field, record: Record) -> str:
        value = getattr(record, about.name)
        if about.name == DELETED:
            return text_of(about, bool(value))
        return "" if value is None else self._named.text(about, value, self._profile)
