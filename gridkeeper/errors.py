"""What can go wrong that a person can do something about.

One class for each thing; each has a stable `code` (`<family>.<what>`) and formats its own sentence
in the language in force: what happened, where, and what to do next. Anything else that is raised
is a bug. The contents of records never stand in an error's text, only the place where they are.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from pathlib import Path

_SYSTEM_REASONS = {
    errno.ENOSPC: N_("there is no room left"),
    errno.EDQUOT: N_("there is no room left"),
    errno.EFBIG: N_("the file is too large for this medium"),
    errno.EROFS: N_("the medium is write-protected"),
    errno.EACCES: N_("access is denied"),
    errno.EPERM: N_("access is denied"),
    errno.ENOENT: N_("there is no such folder"),
    errno.ENOTDIR: N_("there is no such folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EIO: N_("the medium does not answer; it may have been pulled out"),
    errno.ENODEV: N_("the medium does not answer; it may have been pulled out"),
    errno.ENXIO: N_("the medium does not answer; it may have been pulled out"),
}


def system_reason(error: OSError) -> str:
    """Return in words what the system said, in the language in force where we know it."""
    known = _SYSTEM_REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)


class GridKeeperError(Exception):
    """The root of all errors that are shown to a person as a sentence.

    Attributes:
        code: Stable, for scripts and tests.
        text: The sentence with named places, an English source text of the catalogue.
    """

    code: ClassVar[str] = ""
    text: ClassVar[str] = ""

    def __init__(self, **places: object) -> None:
        super().__init__(self.code)
        self.places = places

    @override
    def __str__(self) -> str:
        return _(self.text).format(**self.places)

    @override
    def __reduce__(self) -> tuple[object, ...]:
        """Let it come back from a process of its own with all it says."""
        return _again, (type(self), self.places)


def _again(error: type[GridKeeperError], places: dict[str, object]) -> GridKeeperError:
    return error(**places)


# Input: files and values that a person gave


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
    text = N_("{file}: is there already and was left as it is; choose another name")


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
    text = N_("{file}: the folder is not empty and was left as it is; choose another name")


class FileUnwritableError(GridKeeperError):
    """A file cannot be written: no room, no right, no folder."""

    code = "input.file_unwritable"
    text = N_("{file}: cannot be written ({reason}); choose another place or make room")


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


def unreadable(file: object, error: OSError) -> GridKeeperError:
    """Return the error that says why a file could not be opened."""
    match error:
        case FileNotFoundError():
            return FileMissingError(file=file)
        case IsADirectoryError():
            return FolderGivenError(file=file)
        case _:
            return FileUnreadableError(file=file, reason=system_reason(error))


# Work: steps that the rules refuse


class StepRefusedError(GridKeeperError):
    """A case cannot take this step; the reason says why."""

    code = "work.step_refused"
    text = N_("{number}: {reason}")


class RecordUnknownError(GridKeeperError):
    """No record has this number or id."""

    code = "work.record_unknown"
    text = N_("{reference}: no such record in this store; look it up with: gridkeeper list {kind}")


class RoleRefusedError(GridKeeperError):
    """The store's role does not do this."""

    code = "work.role_refused"
    text = N_("{store}: this is the store of a {role}; {action} needs the store of a {needed}")


# Stores


class StoreMissingError(GridKeeperError):
    """There is no store at this place."""

    code = "store.missing"
    text = N_("{store}: there is no store here; make one with: gridkeeper store create {store}")


class StoreUnlockError(GridKeeperError):
    """The password is wrong."""

    code = "store.unlock"
    text = N_("{store}: the password is wrong; try again, or use the recovery key")


class RecoveryKeyError(StoreUnlockError):
    """The recovery key was not copied rightly."""

    code = "store.recovery_key"
    text = N_("{store}: the recovery key is not right; compare it with the printed one")


class StoreKeyMissingError(GridKeeperError):
    """The key file beside the store is missing or damaged."""

    code = "store.key_missing"
    text = N_(
        "{store}: its key file {key} is missing or damaged; put it back beside the store, "
        "or open the store with the recovery key"
    )


class StoreDamagedError(GridKeeperError):
    """The file is damaged; it was left as it is."""

    code = "store.damaged"
    text = N_("{store}: the store is damaged ({reason}); nothing was changed, restore a backup")


class StoreTooNewError(GridKeeperError):
    """A newer program made this store."""

    code = "store.too_new"
    text = N_("{store}: made by a newer GridKeeper ({schema}); install that version to open it")


class StoreBusyError(GridKeeperError):
    """Another program holds the store."""

    code = "store.busy"
    text = N_("{store}: another GridKeeper is using this store; close it there and try again")


class StorePlaceError(GridKeeperError):
    """A store may not lie there: on a network share or a removable drive."""

    code = "store.place"
    text = N_(
        "{file}: this is {reason}, where a store can be destroyed; "
        "choose a folder on this computer's own disk"
    )


class StoreMisplacedError(StorePlaceError):
    """A store that is there already lies where none may lie."""

    code = "store.misplaced"
    text = N_(
        "{file}: lies on {reason}, where a store can be destroyed; "
        "copy it and {key} to this computer's own disk and open it there"
    )


# Backups


class BackupDamagedError(GridKeeperError):
    """A backup is cut short, altered, or no backup at all."""

    code = "backup.damaged"
    text = N_("{file}: the backup cannot be used ({reason}); nothing was restored, take another")


class BackupTooNewError(GridKeeperError):
    """A newer program made this backup."""

    code = "backup.too_new"
    text = N_("{file}: made by a newer GridKeeper (format {version}); install that version here")


class BackupUnprovenError(GridKeeperError):
    """A new backup, restored on trial, is not what the store is; it was not kept."""

    code = "backup.unproven"
    text = N_(
        "{file}: the backup failed its trial ({reason}) and was not kept; "
        "check the store with: gridkeeper store verify"
    )


# Batches


class BatchDamagedError(GridKeeperError):
    """A batch is cut short, altered, or no batch at all; nothing was taken from it."""

    code = "batch.damaged"
    text = N_(
        "{file}: the batch is damaged ({reason}); nothing was imported, ask for the file again"
    )


class BatchMissingError(FileMissingError):
    """A folder holds no batch."""

    code = "batch.missing"
    text = N_("{file}: there is no batch (*.gkb) in this folder; check which one was meant")


class BatchTooNewError(GridKeeperError):
    """A newer program made this batch."""

    code = "batch.too_new"
    text = N_("{file}: written by a newer GridKeeper (format {version}); install that version here")


class BatchForOtherError(GridKeeperError):
    """The batch was sealed for somebody else."""

    code = "batch.for_other"
    text = N_("{file}: this batch is for {recipient}, not for this store; nothing was imported")


class BatchFromStrangerError(GridKeeperError):
    """Nobody known to this store signed the batch."""

    code = "batch.from_stranger"
    text = N_(
        "{file}: signed by somebody this store does not know ({sender}); nothing was imported"
    )


class BatchGapError(GridKeeperError):
    """Changes are missing between what arrived before and this batch."""

    code = "batch.gap"
    text = N_(
        "{file}: changes {first} to {last} of {sender} are missing before it; "
        "nothing was imported, ask {sender} for: gridkeeper batch export --all"
    )


class BatchMediumError(GridKeeperError):
    """What was read back from the medium is not what was written."""

    code = "batch.medium"
    text = N_("{file}: could not be read back from the medium; do not use it, try another one")


class EnrolmentCodeError(GridKeeperError):
    """The one-time code does not open the package."""

    code = "batch.enrolment_code"
    text = N_(
        "{file}: the one-time code does not open this package; ask the office to read it again"
    )


class EnrolmentStaleError(GridKeeperError):
    """An enrolment was used before, or revoked."""

    code = "batch.enrolment_stale"
    text = N_("{file}: the enrolment of {sender} was used before by another computer; enrol again")


# Papers


class PaperInconsistentError(GridKeeperError):
    """Figures do not add up; the paper is not written."""

    code = "paper.inconsistent"
    text = N_("{paper}: {figure} counts {printed} on paper and {stored} in the store; not written")


class FontMissingError(GridKeeperError):
    """A font file of the program is missing."""

    code = "paper.font_missing"
    text = N_("{file}: a font of GridKeeper is missing; install GridKeeper again")


# The screen


class ScreenMissingError(GridKeeperError):
    """The window cannot be opened on this computer."""

    code = "screen.missing"
    text = N_(
        "the window cannot open ({reason}); start it from a desktop, or see: gridkeeper --help"
    )
