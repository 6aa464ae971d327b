"""Claims about one record in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridkeeper.domain.changes import DELETED
from gridkeeper.domain.edits import columns
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, references, text_of
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.changes import Change
    from gridkeeper.domain.fields import Field, Stored
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.unit import Unit


class Words:
    """Puts claims about one record into words.

    Attributes:
        hidden: Whether a mask hid anything so far.
    """

    def __init__(self, unit: Unit, kind: Kind, record: Record, profile: Profile) -> None:
        self._unit = unit
        self._kind = kind
        self._record = record
        self._profile = profile
        self.hidden = False

    def of(self, group: str, values: Mapping[str, Stored]) -> tuple[str, ...]:
        """Return what a claim says of each field of a group."""
        return self._texts(self._kind.groups.get(group, ()), values)

    def of_deletion(self, head: Change) -> tuple[str, ...]:
        """Return what somebody did to a record that somebody else has deleted; or that she did."""
        if head.value(DELETED):
            return (of_deletion(deleted=True),)
        values = columns(self._kind, {name: head.sets[name] for name in head.sets})
        fields = [one for one in self._kind.fields if one.name in values and one.name != DELETED]
        if head.creates or not fields:
            return (of_deletion(deleted=False),)
        told = zip(fields, self._texts(fields, values), strict=True)
        changed = _(", ").join(
            _("{field} “{value}”").format(field=about.label, value=text or _("(empty)"))
            for about, text in told
        )
        return (_("Keep the record; changed: {fields}").format(fields=changed),)

    def _texts(self, fields: Sequence[Field], values: Mapping[str, Stored]) -> tuple[str, ...]:
        restored = {one.name: one.restore(values.get(one.name)) for one in fields}
        said = replace(self._record, **restored)  # type: ignore[arg-type]
        full = texts(self._unit, fields, said, Profile.FULL)
        if self._profile is Profile.FULL:
            return full
        (veiled,) = naming.veiled(self._unit, [said])
        masked = texts(self._unit, fields, veiled, self._profile)
        self.hidden = self.hidden or masked != full
        return masked


def of_deletion(*, deleted: bool) -> str:
    """Return what it means that a record is deleted, or is not, as people say it."""
    return _("Delete the record") if deleted else _("Keep the record")


def texts(unit: Unit, fields: Sequence[Field], record: Record, profile: Profile) -> tuple[str, ...]:
    """Return what a record says in some fields, as a profile may see it."""
    values = [(about, getattr(record, about.name)) for about in fields]
    # To look others up takes long, and hardly any conflict is about who or what is meant.
    refers = any(about.type is Type.RECORD for about in fields)
    named = Named(unit, references(kind_of(record), [record])) if refers else None
    return tuple(
        ""
        if value is None
        else named.text(about, value, profile)
        if named is not None
        else shown(text_of(about, value), about.mask, profile)
        for about, value in values
    )
