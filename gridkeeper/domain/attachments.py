"""Photos and documents that hang on a record; their contents lie beside the store, by hash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Check, Mask, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

PICTURES = frozenset({"image/jpeg", "image/png"})
"""What photos are kept as; everything else is a document."""

BEFORE, AFTER = "1", "2"
"""Codes of `attachment_purpose`: how it looked, and how it looks now."""

TAKEN_BY = frozenset(
    {"visit", "dispute", "hazard", "request", "premises", "building", "dwelling", "household"}
)
"""Kinds of records on which something is hung at the screen; of people no photos are kept."""

LIMIT = 20 * 1024 * 1024
"""The most bytes of one content, wherever it comes from."""

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A photo or document of a record; what is in it never changes, only what is said of it.

    `taken_at` is what the camera noted; nothing else of what it noted is kept.
    """

    owner_kind: str | None = about(
        "所属记录种类", "Kind of record", group="content", required=True, longest=20
    )
    owner_id: str | None = about(
        "所属记录", "Record", Type.RECORD, refers="", group="content", required=True
    )
    sha256: str | None = about("内容校验码", "Checksum", group="content", required=True, longest=64)
    file_name: str | None = about(
        "文件名",
        "File name",
        group="content",
        required=True,
        privacy=Privacy.PERSONAL,
        mask=Mask.PROSE,
    )
    media_type: str | None = about("文件类型", "File type", group="content", longest=100)
    size_bytes: int | None = about(
        "大小（字节）",
        "Size (bytes)",
        Type.NUMBER,
        group="content",
        required=True,
        checks=(Check.NOT_NEGATIVE,),
    )
    taken_at: datetime | None = about("拍摄时间", "Taken at", Type.MOMENT, group="content")
    purpose: str | None = about("用途", "Purpose", Type.CODE, codes="attachment_purpose")
    note: str | None = about("说明", "Note", Type.PROSE, longest=1000)


def is_hash(text: object) -> bool:
    """Whether this is the SHA-256 of something, in lower-case hexadecimal digits."""
    return isinstance(text, str) and _HASH.fullmatch(text) is not None


def pairs(several: Iterable[Attachment]) -> list[tuple[Attachment, Attachment]]:
    """Return the photos of how it looked, each beside the one of how it looks now, in order."""
    photos = [one for one in several if one.media_type in PICTURES]
    before, after = (
        [one for one in photos if one.purpose == purpose] for purpose in (BEFORE, AFTER)
    )
    return list(zip(before, after, strict=False))
