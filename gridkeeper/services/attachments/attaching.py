"""What becomes of a file before it hangs on a record: fitted, kept by its hash, and waiting.

A form that is not saved yet keeps what waits in its draft; the content lies sealed beside the store
by then, so that neither of them is lost with the program.
"""

from __future__ import annotations

import json
import mimetypes
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock, validation
from gridkeeper.domain.attachments import LIMIT, PICTURES, Attachment, is_hash
from gridkeeper.domain.kinds import GRID, kind_of
from gridkeeper.errors import GridKeeperError, InputInvalidError, unreadable
from gridkeeper.texts import _, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.records import Record
    from gridkeeper.progress import Progress
    from gridkeeper.services.attachments.pictures import Picture
    from gridkeeper.services.session import Session, Work

PICTURE_LIMIT = 64 * 1024 * 1024
"""The most bytes of a photo as the camera made it; what is kept of it is far less."""

_MIB = 1024 * 1024
_PHOTO, _DOCUMENT = "9", "3"
_UNKNOWN = "application/octet-stream"
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}
_OF_FILES = frozenset({"file_name", "taken_at"})


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be attached: a file, or bytes that never were one, such as a pasted picture.

    Attributes:
        data: Stands in for the file; None where there is one.
    """

    path: Path
    data: bytes | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is known of a content that is kept, and hangs on no record yet."""

    sha256: str
    file_name: str
    media_type: str
    size_bytes: int
    taken_at: datetime | None
    purpose: str
    note: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it can be looked at here."""
        return self.media_type in PICTURES


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be attached, and why in a sentence."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What became of some files.

    Attributes:
        same: Names of those whose content hangs on the record already.
        refused: Those that cannot be attached.
    """

    waiting: tuple[Waiting, ...]
    same: tuple[str, ...]
    refused: tuple[Refusal, ...]


def prepared(
    session: Session, sources: Sequence[Source], known: Collection[str], progress: Progress
) -> Prepared:
    """Fit some files and keep their contents; whoever stops it has attached nothing.

    Args:
        session: Of the store in which the contents are kept.
        sources: The files, in the order in which they shall hang there.
        known: Hashes of what hangs there already.
        progress: Told after each file.

    Raises:
        FileUnwritableError: There is no room or no right.
        CancelledError: It shall stop.
    """
    waiting: dict[str, Waiting] = {}
    same, refused = [], []
    for place, source in enumerate(sources):
        progress.report(place, len(sources))
        try:
            content, picture = read(source)
            one = described(source, content, picture)
            _check(one, session.today())
        except GridKeeperError as error:
            refused.append(Refusal(source.name, _reason(error)))
            continue
        one = replace(one, sha256=session.store.contents.keep(content))
        if one.sha256 in known or one.sha256 in waiting:
            same.append(source.name)
        else:
            waiting[one.sha256] = one
    progress.report(len(sources), len(sources))
    return Prepared(tuple(waiting.values()), tuple(same), tuple(refused))


def read(source: Source) -> tuple[bytes, Picture | None]:
    """Return what is kept of a file, and what is known of it if it is a photo.

    Raises:
        InputInvalidError: It is too large, empty or damaged.
    """
    # Half the program runs without ever looking at a picture.
    from gridkeeper.services.attachments.pictures import (  # noqa: PLC0415
        ClosedFormatError,
        PictureError,
        picture,
    )

    data, size = _bytes(source)
    if not size:
        raise InputInvalidError(where=source.name, reason=_("the file is empty"))
    try:
        found = picture(data) if data else None
    except ClosedFormatError as error:
        reason = _("photos of this kind cannot be read here; save them as JPEG first")
        raise InputInvalidError(where=source.name, reason=reason) from error
    except PictureError as error:
        reason = _("the picture is damaged, or far too large")
        raise InputInvalidError(where=source.name, reason=reason) from error
    content = data if found is None else found.content
    if not content or len(content) > LIMIT:
        text = _("the file is too large ({size} MB); a document may have at most {limit} MB")
        reason = text.format(size=f"{size / _MIB:.0f}", limit=LIMIT // _MIB)
        raise InputInvalidError(where=source.name, reason=reason)
    return content, found


def described(source: Source, content: bytes, picture: Picture | None) -> Waiting:
    """Return what is said of a content, before it is kept."""
    media_type = picture.media_type if picture else mimetypes.guess_type(source.name)[0]
    return Waiting(
        sha256="",
        file_name=called(source.path, picture),
        media_type=media_type or _UNKNOWN,
        size_bytes=len(content),
        taken_at=picture.taken_at if picture else None,
        purpose=_PHOTO if picture else _DOCUMENT,
    )


def hang(
    work: Work, owner: Record, several: Iterable[Waiting], new_id: Callable[[], str]
) -> list[Attachment]:
    """Attach what waits to a record, in the transaction that may have made it.

    Raises:
        InputInvalidError: Something of it is not what it should be.
    """
    made = []
    for one in several:
        record = Attachment(
            id=new_id(),
            grid_id=owner.id if kind_of(owner) is GRID else owner.grid_id,
            owner_kind=kind_of(owner).name,
            owner_id=owner.id,
            sha256=one.sha256,
            file_name=one.file_name,
            media_type=one.media_type,
            size_bytes=one.size_bytes,
            taken_at=one.taken_at,
            purpose=one.purpose,
            note=one.note.strip() or None,
        )
        check_record(record, work.today)
        work.create(record)
        made.append(record)
    return made


def check_record(attachment: Attachment, today: date) -> None:
    """Refuse an attachment that is not what it should be.

    Raises:
        InputInvalidError: It is refused.
    """
    _refuse(attachment.file_name or "", validation.check(attachment, today))


def packed(several: Iterable[Waiting]) -> str:
    """Return what waits as one text, for a draft; "" for nothing."""
    rows: list[dict[str, Any]] = []
    for one in several:
        taken = clock.stamp(one.taken_at) if one.taken_at else ""
        rows.append(asdict(one) | {"taken_at": taken})
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def unpacked(text: str) -> tuple[Waiting, ...]:
    """Return what waited; a text that is none of `packed` holds nothing."""
    try:
        return tuple(_unpacked(row) for row in json.loads(text or "[]"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()


def _unpacked(row: dict[str, Any]) -> Waiting:
    taken = row.pop("taken_at")
    made = Waiting(taken_at=clock.moment(taken) if taken else None, **row)
    if not is_hash(made.sha256):
        raise ValueError(made.sha256)
    return made


def _bytes(source: Source) -> tuple[bytes, int]:
    """Return what a file holds, nothing if that is beyond all measure, and its size."""
    if source.data is not None:
        return source.data, len(source.data)
    try:
        size = source.path.stat().st_size
        return (source.path.read_bytes() if size <= PICTURE_LIMIT else b""), size
    except OSError as error:
        raise unreadable(source.path, error) from error


def _reason(error: GridKeeperError) -> str:
    """Return why a file was refused; its name is said beside it."""
    return str(error.places["reason"]) if isinstance(error, InputInvalidError) else str(error)


def _check(one: Waiting, today: date) -> None:
    """Refuse what no record could hold, such as a name that is too long."""
    made = Attachment(id="", file_name=one.file_name, taken_at=one.taken_at)
    wrong = validation.check(made, today)
    _refuse(one.file_name, tuple(problem for problem in wrong if problem.field in _OF_FILES))


def _refuse(where: str, problems: tuple[Problem, ...]) -> None:
    wrong = validation.refusing(problems)
    if wrong:
        texts = joined(problem.text for problem in wrong)
        raise InputInvalidError(where=where, reason=texts)


def called(file: Path, picture: Picture | None) -> str:
    """Return what an attachment is called: a photo that became a JPEG ends like one."""
    if picture is None or mimetypes.guess_type(file.name)[0] == picture.media_type:
        return file.name
    return f"{file.stem}{_ENDINGS[picture.media_type]}"
