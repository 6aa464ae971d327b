"""Photos and documents of a record: attaching, listing, saving them elsewhere."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from gridkeeper.domain import codes, file_names
from gridkeeper.domain.kinds import ATTACHMENT, KINDS, PLURALS
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import (
    ContentMissingError,
    FileExistsAlreadyError,
    InputInvalidError,
    RecordUnknownError,
)
from gridkeeper.exchange import media
from gridkeeper.services.attachments import attaching, contents
from gridkeeper.services.attachments.attached import PURPOSE, Attached, masked, of_record
from gridkeeper.services.showing import naming
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gridkeeper.domain.attachments import Attachment
    from gridkeeper.domain.records import Record
    from gridkeeper.progress import Progress
    from gridkeeper.services.attachments.attaching import Prepared, Source
    from gridkeeper.services.session import Session

_THUMBNAILS = 400
"""So many small pictures are kept in memory; each is a few kilobytes."""


class AttachmentService:
    """Attaches files to records. Originals are only read, never altered or taken away."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._thumbnails: dict[tuple[str, int], bytes] = {}

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
        code = codes.table(PURPOSE).code(purpose) if purpose else ""
        if code is None:
            offered = _(", ").join(map(str, codes.table(PURPOSE).offered.values()))
            reason = _("no such purpose; there are: {purposes}").format(purposes=offered)
            raise InputInvalidError(where=purpose, reason=reason)
        sources = [attaching.Source(file) for file in files]
        fitted = [(one, *attaching.read(one)) for one in sources]
        kept = self._session.store.contents
        waiting = []
        for source, content, picture in fitted:
            one = attaching.described(source, content, picture)
            said = replace(one, purpose=code or one.purpose, note=note)
            waiting.append(replace(said, sha256=kept.keep(content)))
        with self._session.writing("record", kind=ATTACHMENT.name) as work:
            return attaching.hang(work, owner, waiting, self._session.new_id)

    def add(
        self, owner: tuple[str, str], sources: Sequence[Source], progress: Progress
    ) -> tuple[list[Attachment], Prepared]:
        """Attach what can be attached of some files; return it, and what became of all of them.

        What hangs on the record already, known by its content, is not attached again.

        Args:
            owner: Kind and id of the record.
            sources: Files, or what was pasted.
            progress: Told after each file; whoever stops it has attached nothing.

        Raises:
            RecordUnknownError: There is no such record any more.
            FileUnwritableError: There is no room or no right.
            CancelledError: It shall stop.
        """
        record = self._record(*owner)
        with self._session.store.reading() as unit:
            known = {one.sha256 or "" for one in of_record(unit, record.id)}
        found = attaching.prepared(self._session, sources, known, progress)
        if not found.waiting:
            return [], found
        with self._session.writing("record", kind=ATTACHMENT.name) as work:
            return attaching.hang(work, record, found.waiting, self._session.new_id), found

    def prepare(
        self, sources: Sequence[Source], known: Collection[str], progress: Progress
    ) -> Prepared:
        """Keep the contents of some files for a record that is not saved yet; as `add`."""
        return attaching.prepared(self._session, sources, known, progress)

    def of(self, owner_id: str, *, full: bool = False) -> list[Attached]:
        """Return the attachments of a record, in the order in which they were attached.

        Args:
            owner_id: Of the record.
            full: Whether names and notes are shown as they are; whoever asks has noted it.
        """
        kept = self._session.store.contents
        with self._session.store.reading() as unit:
            found = of_record(unit, owner_id)
            if not full:
                found = [masked(one) for one in naming.veiled(unit, found)]
        return [
            Attached(one, codes.table(PURPOSE).text(one.purpose), kept.has(one.sha256 or ""))
            for one in found
        ]

    def content(self, sha256: str) -> bytes:
        """Return a content.

        Raises:
            ContentMissingError: It is not here, or was damaged; it is asked for.
        """
        return contents.sound(self._session.store.contents, sha256)

    def thumbnail(self, sha256: str, side: int) -> bytes:
        """Return a small picture of a content; b"" where it is none, or is not here.

        The last ones are kept in memory only: nothing of a photo lies open on the disk.
        """
        made = self._thumbnails.get((sha256, side))
        if made is None:
            from gridkeeper.services.attachments.pictures import thumbnail  # noqa: PLC0415 - as above

            try:
                made = thumbnail(self.content(sha256), side)
            except ContentMissingError:
                return b""
            while len(self._thumbnails) >= _THUMBNAILS:
                del self._thumbnails[next(iter(self._thumbnails))]
            self._thumbnails[sha256, side] = made
        return made

    def opened(self, reference: str) -> Attachment:
        """Return an attachment unmasked, so that it be changed; that it was seen is noted.

        Raises:
            RecordUnknownError: There is none.
        """
        found = self.named(reference)
        with self._session.store.reading() as unit:
            hidden = naming.hides(unit, found)
        if hidden:
            with self._session.writing("form seen", kind=ATTACHMENT.name, record=found.id):
                pass  # the audit says who saw whose; nothing else changes
        return found

    def amend(self, attachment: Attachment, file_name: str, purpose: str, note: str) -> Attachment:
        """Change what is said of an attachment; its content stays what it is.

        Args:
            attachment: As it was opened.
            file_name: The ending stays, also where it is left out.
            purpose: A code.
            note: "" for none.

        Raises:
            InputInvalidError: The name is missing or too long.
            RecordUnknownError: It is not here any more.
        """
        ending = Path(attachment.file_name or "").suffix
        stem = file_name.strip().removesuffix(ending)
        name = f"{stem}{ending}" if stem else ""
        after = replace(attachment, file_name=name, purpose=purpose, note=note.strip() or None)
        attaching.check_record(after, self._session.today())
        if after == attachment:
            return after
        with self._session.writing("amend", kind=ATTACHMENT.name, record=after.id) as work:
            work.change(attachment, file_name=name, purpose=after.purpose, note=after.note)
        return after

    def remove(self, reference: str) -> Attachment:
        """Take an attachment away from its record; undoing brings it back.

        Raises:
            RecordUnknownError: It is not here.
        """
        found = self.named(reference)
        with self._session.writing("delete", kind=ATTACHMENT.name, record=found.id) as work:
            work.change(found, deleted=True)
        return found

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
        about = {"kind": ATTACHMENT.name, "record": attachment.id}
        with self._session.writing("attachment save", keep=True, **about):
            media.place(target, partial(_write, content), lambda _written: None)
        return target

    def lend(self, attachment: Attachment) -> Path:
        """Return a copy for another program to show; it is wiped when the store is closed.

        Raises:
            ContentMissingError: It is not here, or was damaged; it is asked for.
            FileUnwritableError: There is no room or no right.
            StoreUnloggedError: It cannot be noted that it left the program.
        """
        content = self.content(attachment.sha256 or "")
        about = {"kind": ATTACHMENT.name, "record": attachment.id}
        self._session.note_seeing("attachment open", Profile.FULL, **about)
        return self._session.lending.lend(attachment.file_name or "", content)

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

    def _record(self, kind: str, record_id: str) -> Record:
        with self._session.store.reading() as unit:
            found = unit.listing.get(KINDS[kind], record_id)
        if found is None or found.deleted:
            raise RecordUnknownError(reference=record_id, kind=kind)
        return found


def _write(content: bytes, stream: BinaryIO) -> None:
    stream.write(content)


def _name(attachment: Attachment) -> str:
    """Return the name of an attachment as any medium takes it."""
    stem, _dot, ending = (attachment.file_name or "").rpartition(".")
    parts = filter(None, map(file_names.fit, (stem, ending)))
    return ".".join(parts) or attachment.id
