"""Photos and documents for tests, and what becomes of them between stores."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

from PIL import Image

from gridkeeper.services.attachments.hanging import AttachmentService
from gridkeeper.services.exchange.batch_export import BatchExportService
from tests.helpers.towns import QUIET

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.domain.attachments import Attachment
    from gridkeeper.domain.records import Record
    from gridkeeper.services.exchange.batch_export import HandedOut
    from gridkeeper.services.session import Session


def a_photo(
    path: Path, *, size: tuple[int, int] = (40, 30), seed: int = 1, form: str = "JPEG", **exif: int
) -> Path:
    """Write a photo that differs from all others; `exif` are numbers and values of its notes."""
    noise = Image.frombytes("RGB", (8, 6), random.Random(seed).randbytes(8 * 6 * 3))  # noqa: S311
    notes = Image.Exif()
    for tag, value in exif.items():
        notes[int(tag[1:])] = value
    stream = io.BytesIO()
    noise.resize(size).save(stream, form, exif=notes)
    path.write_bytes(stream.getvalue())
    return path


def a_document(path: Path, text: str = "调解协议书") -> Path:
    """Write a document."""
    path.write_text(text, encoding="utf-8")
    return path


def attach(session: Session, owner: Record, *files: Path, **how: str) -> list[Attachment]:
    """Attach files to a record."""
    return AttachmentService(session).attach(owner, files, **how)


def hashes(session: Session) -> set[str]:
    """Return the hashes of all contents that are here and sound, of what a store knows."""
    with session.store.reading() as unit:
        return {one for one in unit.attachments.named() if session.store.contents.is_sound(one)}


def hand_over(session: Session, folder: Path, to: str = "") -> HandedOut:
    """Export one batch."""
    return BatchExportService(session).export(folder, QUIET, to)[0]
