"""What is in photos and documents: sealed files beside the store, each content once, by its hash.

`NAME.attachments/ab/abcdef…`: the name is a keyed hash of the content's SHA-256, so that whoever
finds the disk cannot even tell whether some known file is among them. A file is written whole or
not at all, and is on the disk before the record that names it; it is never altered.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from gridkeeper.domain import file_names
from gridkeeper.errors import ContentDamagedError, ContentMissingError, unwritable
from gridkeeper.storage import engine, medium

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def contents_folder(store: Path) -> Path:
    """Return where the contents of a store's attachments lie."""
    return store.with_name(store.name + ".attachments")


class Contents:
    """Keeps contents. Any thread may call it; what a call has kept is on the disk."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self._seal = engine.ContentSeal(key)

    def keep(self, content: bytes) -> str:
        """Keep a content and return its SHA-256; what is here already is not written again.

        Raises:
            FileUnwritableError: There is no room or no right.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.is_sound(sha256):
            self._place(self.file(sha256), self._seal.sealed(content, sha256))
        return sha256

    def has(self, sha256: str) -> bool:
        """Whether a content is here; whether it is sound is another question."""
        return self.file(sha256).is_file()

    def is_sound(self, sha256: str) -> bool:
        """Whether a content is here and is what its hash says."""
        try:
            self.read(sha256)
        except ContentMissingError:
            return False
        return True

    def read(self, sha256: str) -> bytes:
        """Return a content that is what its hash says.

        Raises:
            ContentMissingError: It is not here.
            ContentDamagedError: What is here is something else, or the medium does not give it.
        """
        file = self.file(sha256)
        try:
            sealed = file.read_bytes()
        except FileNotFoundError as error:
            raise ContentMissingError(hash=sha256[:12]) from error
        except OSError as error:
            raise ContentDamagedError(hash=sha256[:12], file=self.name(sha256)) from error
        return self.opened(sealed, sha256)

    def opened(self, sealed: bytes, sha256: str) -> bytes:
        """Return the content of a sealed file, wherever it lies.

        Raises:
            ContentDamagedError: It is not what its hash says.
        """
        content = self._seal.opened(sealed, sha256)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise ContentDamagedError(hash=sha256[:12], file=self.name(sha256))
        return content

    def name(self, sha256: str) -> str:
        """Return where in the folder a content lies."""
        keyed = self._seal.name(sha256)
        return f"{keyed[:2]}/{keyed}"

    def file(self, sha256: str) -> Path:
        """Return the file of a content, there or not."""
        return self.folder / self.name(sha256)

    def set_aside(self, sha256: str) -> None:
        """Give the file of a damaged content another name: it is lacking then, and asked for."""
        file = self.file(sha256)
        with suppress(OSError):
            file.replace(file.with_name(file.name + ".damaged"))

    def adopt(self, other: Path, sha256s: Iterable[str]) -> None:
        """Take contents over from the folder of a store with the same key, such as an older copy.

        What is not there, or not sound, is left out.

        Raises:
            FileUnwritableError: There is no room or no right.
        """
        for sha256, file in self._in(other, sha256s):
            with suppress(ContentDamagedError, OSError):
                sealed = file.read_bytes()
                self.opened(sealed, sha256)
                self._place(self.file(sha256), sealed)

    def move_to(self, folder: Path) -> None:
        """Move all files to those of a store that has this key, too; what is there stays as it is.

        Raises:
            FileUnwritableError: There is no right.
        """
        for file in self.folder.glob("*/*"):
            place = folder / file.relative_to(self.folder)
            try:
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if not place.exists():
                    with file.open("r+b") as stream:
                        os.fsync(stream.fileno())
                    file.replace(place)
            except OSError as error:
                raise unwritable(place, error) from error
            for one in (place.parent, folder, folder.parent):
                medium.sync_folder(one)

    def _in(self, other: Path, sha256s: Iterable[str]) -> Iterator[tuple[str, Path]]:
        for sha256 in sha256s:
            file = other / self.name(sha256)
            if file.is_file() and not self.has(sha256):
                yield sha256, file

    def _place(self, file: Path, sealed: bytes) -> None:
        # Beside the store, where the next start takes away what a killed program has left.
        draft = self.folder.with_name(file_names.draft(file.name))
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.unlink(missing_ok=True)
            engine.reserve(draft)
            with draft.open("r+b") as stream:
                stream.write(sealed)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(file)
            for folder in (file.parent, self.folder, self.folder.parent):
                medium.sync_folder(folder)
        except OSError as error:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise unwritable(file, error) from error
