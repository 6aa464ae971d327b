"""An attachment as a list shows it: in words, masked, and whether its content is here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import privacy
from gridkeeper.domain.attachments import PICTURES, Attachment
from gridkeeper.domain.kinds import ATTACHMENT
from gridkeeper.domain.privacy import Profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.storage.unit import Unit

PURPOSE = "attachment_purpose"
"""The table of codes that say what an attachment is for."""

_BY_CAMERA = re.compile(
    r"(?:IMG|MVIMG|PXL|DSC|WIN|Screenshot|微信图片)?[_-]?"
    r"(?:20\d\d[01]\d[0-3]\d[_-]?\d{0,9}|\d{3,6})(?:[_-]\d{1,3})?\.\w+|mmexport\d{13}\.\w+"
)


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment as a list shows it, masked.

    Attributes:
        purpose: In words.
        is_here: Whether its content is here; else it comes with a later batch.
    """

    record: Attachment
    purpose: str
    is_here: bool

    @property
    def is_picture(self) -> bool:
        """Whether it can be looked at here."""
        return self.record.media_type in PICTURES


def of_record(unit: Unit, owner_id: str) -> list[Attachment]:
    """Return the attachments of a record, in the order in which they were attached."""
    found = cast("Sequence[Attachment]", unit.listing.where(ATTACHMENT, owner_id=owner_id))
    return sorted(found, key=lambda one: one.id)


def masked(one: Attachment) -> Attachment:
    """Return an attachment as a list shows it; what a camera calls its photos tells of nobody."""
    name = one.file_name or ""
    hidden = name if _BY_CAMERA.fullmatch(name) else _shown("file_name", name)
    return replace(one, file_name=hidden, note=_shown("note", one.note or "") or None)


def _shown(field: str, text: str) -> str:
    return privacy.shown(text, ATTACHMENT.field(field).mask, Profile.MASKED)
