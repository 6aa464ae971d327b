"""What stands above a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import _

if TYPE_CHECKING:
    from gridkeeper.domain.records import Kind


def heading(kind: Kind, record_id: str, number: str = "") -> str:
    """Return what a form is about.

    Args:
        kind: Of the record.
        record_id: "" for a new one.
        number: Of one that has a number; numbers of cases and visits say their kind.
    """
    if not record_id:
        return _("Record {what}").format(what=kind.one)
    return _("Edit {what}").format(what=number if number and kind.letter else str(kind.label))
