"""Photos and documents of a record: attaching, listing, saving them elsewhere."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from gridkeeper.domain import codes, file_names, validation
from gridkeeper.domain.attachments import LIMIT, Attachment
from gridkeeper.domain.kinds import ATTACHMENT, GRID, KINDS, PLURALS, kind_of
from gridkeeper.errors import (
    FileExistsAlreadyError,
    InputInvalidError,
    RecordUnknownError,
    unreadable,
)
from gridkeeper.exchange import media
from gridkeeper.services import contents, naming
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from gridkeeper.domain.records import Record
    from gridkeeper.services.pictures import Picture
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

PICTURE_LIMIT = 64 * 1024 * 1024
"""The most bytes of a photo as the camera made it; what is kept of it is far less."""

_MIB = 1024 * 1024
_PURPOSE = "attachment_purpose"
_PHOTO, _DOCUMENT = "9", "3"
_UNKNOWN = "application/octet-stream"
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}


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


class AttachmentService:
    """Attaches files to records. Originals are only read, never altered or taken away."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def owner(self, reference: str) -> Record:
        """Return the one record that an id or a number means, of whatever kind.

        Raises:
            RecordUnknownError: None does, or several do.
        """
        with self._session.store.reading() as unit:
            found = [
                record
                for kind in KINDS.values()
                if kind is not ATTACHMENT
                for record in unit.listing.named(kind, reference.strip())
            ]
        if len(found) != 1:
            raise RecordUnknownError(reference=reference, kind=PLURALS["visit"])
        return found[0]

    def attach(
        self, owner: Record, files: Sequence[Path], purpose: str = "", note: str = ""
    ) -> list[Attachment]:
        """Attach files to a record, all of them or none.

        Photos are made smaller and lose what the camera noted but the time; documents stay as they
        are. The contents are on the disk before the records that name them.

        Args:
            owner: The record.
            files: Photos and documents.
            purpose: A code or name of `attachment_purpose`; by what the file is if left out.
            note: Said of each.

        Raises:
            InputInvalidError: A file is too large, empty or damaged, or the purpose is unknown.
            FileMissingError: A file is not there.
            FileUnwritableError: There is no room.
        """
        code = codes.table(_PURPOSE).code(purpose) if purpose else ""
        if code is None:
            offered = _(", ").join(map(str, codes.table(_PURPOSE).offered.values()))
            reason = _("no such purpose; there are: {purposes}").format(purposes=offered)
            raise InputInvalidError(where=purpose, reason=reason)
        read = [(file, *_read(file)) for file in files]
        kept = self._session.store.contents
        with self._session.writing("record", kind=ATTACHMENT.name) as work:
            made = [
                Attachment(
                    id=self._session.new_id(),
                    grid_id=owner.id if kind_of(owner) is GRID else owner.grid_id,
                    owner_kind=kind_of(owner).name,
                    owner_id=owner.id,
                    sha256=kept.keep(content),
                    file_name=_called(file, picture),
                    media_type=_media_type(file, picture),
                    size_bytes=len(content),
                    taken_at=picture.taken_at if picture else None,
                    purpose=code or (_PHOTO if picture else _DOCUMENT),
                    note=note.strip() or None,
                )
                for file, content, picture in read
            ]
            for one in made:
                _check(one, work.today)
                work.create(one)
        return made

    def of(self, owner_id: str) -> list[Attached]:
        """Return the attachments of a record, in the order in which they were attached."""
        kept = self._session.store.contents
        with self._session.store.reading() as unit:
            found = cast("list[Attachment]", naming.veiled(unit, of_record(unit, owner_id)))
        return [
            Attached(one, codes.table(_PURPOSE).text(one.purpose), kept.has(one.sha256 or ""))
            for one in found
        ]

    def save(self, attachment: Attachment, where: Path) -> Path:
        """Write the content of an attachment to a file, or into a folder under its own name.

        Raises:
            ContentMissingError: It is not here, or was damaged; it is asked for.
            FileExistsAlreadyError: The file is there already.
            FileUnwritableError: There is no room or no right.
        """
        content = contents.sound(self._session.store.contents, attachment.sha256 or "")
        target = where / _name(attachment) if where.is_dir() else where
        if target.exists():
            raise FileExistsAlreadyError(file=target)
        with self._session.writing("attachment save", record=attachment.id):
            media.place(target, partial(_write, content), lambda _written: None)
        return target

    def named(self, reference: str) -> Attachment:
        """Return the one attachment of an id.

        Raises:
            RecordUnknownError: There is none.
        """
        with self._session.store.reading() as unit:
            found = unit.listing.get(ATTACHMENT, reference.strip())
        if found is None:
            raise RecordUnknownError(reference=reference, kind=ATTACHMENT.name)
        return cast("Attachment", found)


def of_record(unit: Unit, owner_id: str) -> list[Attachment]:
    """Return the attachments of a record, in the order in which they were attached."""
    found = cast("Sequence[Attachment]", unit.listing.where(ATTACHMENT, owner_id=owner_id))
    return sorted(found, key=lambda one: one.id)


def _read(file: Path) -> tuple[bytes, Picture | None]:
    """Return what is kept of a file, and what is known of it if it is a photo.

    Raises:
        InputInvalidError: It is too large, empty or damaged.
    """
    # Half the program runs without ever looking at a picture.
    from gridkeeper.services.pictures import (  # noqa: PLC0415
        ClosedFormatError,
        PictureError,
        picture,
    )

    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= PICTURE_LIMIT else b""
    except OSError as error:
        raise unreadable(file, error) from error
    if not size:
        raise InputInvalidError(where=file.name, reason=_("the file is empty"))
    try:
        found = picture(data) if data else None
    except ClosedFormatError as error:
        reason = _("photos of this kind cannot be read here; save it as JPEG first")
        raise InputInvalidError(where=file.name, reason=reason) from error
    except PictureError as error:
        reason = _("the picture is damaged, or far too large")
        raise InputInvalidError(where=file.name, reason=reason) from error
    content = data if found is None else found.content
    if not content or len(content) > LIMIT:
        text = _("the file is too large ({size} MB); a document may have at most {limit} MB")
        reason = text.format(size=f"{size / _MIB:.0f}", limit=LIMIT // _MIB)
        raise InputInvalidError(where=file.name, reason=reason)
    return content, found


def _write(content: bytes, stream: BinaryIO) -> None:
    stream.write(content)


def _media_type(file: Path, picture: Picture | None) -> str:
    if picture is not None:
        return picture.media_type
    return mimetypes.guess_type(file.name)[0] or _UNKNOWN


def _check(attachment: Attachment, today: date) -> None:
    wrong = validation.refusing(validation.check(attachment, today))
    if wrong:
        texts = _("; ").join(problem.text for problem in wrong)
        raise InputInvalidError(where=attachment.file_name, reason=texts)


def _called(file: Path, picture: Picture | None) -> str:
    """Return what an attachment is called: a photo that became a JPEG ends like one."""
    if picture is None or mimetypes.guess_type(file.name)[0] == picture.media_type:
        return file.name
    return f"{file.stem}{_ENDINGS[picture.media_type]}"


def _name(attachment: Attachment) -> str:
    """Return the name of an attachment as any medium takes it."""
    stem, _dot, ending = (attachment.file_name or "").rpartition(".")
    parts = filter(None, map(file_names.fit, (stem, ending)))
    return ".".join(parts) or attachment.id
