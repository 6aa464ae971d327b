"""Files and values that a person gave."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from gridkeeper.errors.sentences import GridKeeperError, system_reason
from gridkeeper.texts import N_

if TYPE_CHECKING:
    from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT}


class FileMissingError(GridKeeperError):
    """A file that was named is not there."""

    code = "input.file_missing"
    text = N_("{file}: there is no such file; check the name and the folder")


class FileUnreadableError(GridKeeperError):
    """A file is there but cannot be read as what it should be."""

    code = "input.file_unreadable"
    text = N_(
        "{file}: cannot be read ({reason}); check it, or save it again in the program that made it"
    )


class FolderGivenError(FileUnreadableError):
    """A folder was named where a file is needed."""

    code = "input.folder_given"
    text = N_("{file}: this is a folder; name a file")


class FileExistsAlreadyError(GridKeeperError):
    """Something would have been overwritten."""

    code = "input.file_exists"
    text = N_("{file}: already exists and was left unchanged; choose another name")


def spare_others(path: Path) -> None:
    """Refuse to put a paper in the place of a file that is none.

    A slip of the hand must not put a paper where the store was.

    Raises:
        FileExistsAlreadyError: Something else has the name.
        OSError: It cannot be looked at.
    """
    if path.is_file():
        with path.open("rb") as stream:
            found = stream.read(4)
        if found and not found.startswith((b"PK", b"%PDF")):
            raise FileExistsAlreadyError(file=path.name)


class FolderNotEmptyError(FileExistsAlreadyError):
    """A folder that should be new holds something."""

    code = "input.folder_not_empty"
    text = N_("{file}: the folder is not empty and was left unchanged; choose another name")


class FileUnwritableError(GridKeeperError):
    """A file cannot be written: no room, no right, no folder."""

    code = "input.file_unwritable"
    text = N_("{file}: cannot be written ({reason}); choose another place or make room")


class DiskFullError(FileUnwritableError):
    """There is no room left where a file should go."""

    code = "input.disk_full"
    text = N_("{folder}: the disk is full, {file} was not written; make room there and try again")


class HeadingsUnknownError(GridKeeperError):
    """No heading row was found, or a needed column is missing."""

    code = "input.headings_unknown"
    text = N_(
        "{file}, sheet {sheet}: no column was found for {fields}; name it with --map HEADING=FIELD"
    )


class MappingInvalidError(GridKeeperError):
    """A mapping names a heading or a field that does not exist."""

    code = "input.mapping_invalid"
    text = N_("--map {mapping}: {reason}")


class RecordInvalidError(GridKeeperError):
    """Values did not pass the checks; the problems say which and why."""

    code = "input.record_invalid"
    text = N_("{where}: {problems}")


class InputInvalidError(GridKeeperError):
    """An argument or a document is not what it should be."""

    code = "input.invalid"
    text = N_("{where}: {reason}")


class PeriodInvalidError(GridKeeperError):
    """A period was not understood."""

    code = "input.period_invalid"
    text = N_("{period}: not a period; write 2026-10, 2026-Q4, 2026 or 2026-10-01..2026-10-31")


def disk_full(file: Path) -> DiskFullError:
    """Return the error that says that there is no room left for a file."""
    return DiskFullError(file=file.name, folder=file.parent)


def unwritable(file: Path, error: OSError) -> FileUnwritableError:
    """Return the error that says why a file could not be written."""
    if error.errno in _FULL:
        return disk_full(file)
    return FileUnwritableError(file=file, reason=system_reason(error))


def unreadable(file: object, error: OSError) -> GridKeeperError:
    """Return the error that says why a file could not be opened."""
    match error:
        case FileNotFoundError():
            return FileMissingError(file=file)
        case IsADirectoryError():
            return FolderGivenError(file=file)
        case _:
            return FileUnreadableError(file=file, reason=system_reason(error))
