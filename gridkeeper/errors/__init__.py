"""What can go wrong that a person can do something about.

One class for each thing; each has a stable `code` (`<family>.<what>`) and formats its own sentence
in the language in force: what happened, where, and what to do next. Anything else that is raised
is a bug. The contents of records never stand in an error's text, only the place where they are.

Modules:
- `sentences`: the root of all, and what a system says, in words.
- `inputs`: files and values that a person gave.
- `work`: steps that the rules refuse.
- `stores`: stores and their backups.
- `batches`: batches and enrolment packages.
- `papers`: what papers and the screen lack.
"""

from __future__ import annotations

from gridkeeper.errors.batches import (
    BatchCountsError,
    BatchDamagedError,
    BatchForOtherError,
    BatchFromStrangerError,
    BatchGapError,
    BatchMediumError,
    BatchMissingError,
    BatchPackageError,
    BatchRevokedError,
    BatchTooNewError,
    BatchUndoneError,
    BatchUnexpectedError,
    BatchUnknownError,
    BatchVolumeError,
    BatchVolumesMissingError,
    EnrolmentCodeError,
    EnrolmentStaleError,
    EnrolmentTwiceError,
    EnvelopeMissingError,
    MailboxAwayError,
    MailboxNoneError,
)
from gridkeeper.errors.inputs import (
    DiskFullError,
    FileExistsAlreadyError,
    FileMissingError,
    FileUnreadableError,
    FileUnwritableError,
    FolderGivenError,
    FolderNotEmptyError,
    HeadingsUnknownError,
    InputInvalidError,
    MappingInvalidError,
    PeriodInvalidError,
    RecordInvalidError,
    disk_full,
    spare_others,
    unreadable,
    unwritable,
)
from gridkeeper.errors.papers import (
    FontMissingError,
    PaperInconsistentError,
    ScreenMissingError,
)
from gridkeeper.errors.sentences import (
    GridKeeperError,
    system_reason,
)
from gridkeeper.errors.stores import (
    BackupDamagedError,
    BackupTooNewError,
    BackupUnprovenError,
    RecoveryKeyError,
    StoreBusyError,
    StoreClosedInError,
    StoreDamagedError,
    StoreGoneError,
    StoreKeyMissingError,
    StoreLogGoneError,
    StoreMisplacedError,
    StoreMissingError,
    StorePlaceError,
    StoreProtectedError,
    StoreTooNewError,
    StoreUnlockError,
    StoreUnloggedError,
)
from gridkeeper.errors.work import (
    ContentDamagedError,
    ContentMissingError,
    RecordUnknownError,
    RoleRefusedError,
    StepRefusedError,
)

__all__ = [
    "BackupDamagedError",
    "BackupTooNewError",
    "BackupUnprovenError",
    "BatchCountsError",
    "BatchDamagedError",
    "BatchForOtherError",
    "BatchFromStrangerError",
    "BatchGapError",
    "BatchMediumError",
    "BatchMissingError",
    "BatchPackageError",
    "BatchRevokedError",
    "BatchTooNewError",
    "BatchUndoneError",
    "BatchUnexpectedError",
    "BatchUnknownError",
    "BatchVolumeError",
    "BatchVolumesMissingError",
    "ContentDamagedError",
    "ContentMissingError",
    "DiskFullError",
    "EnrolmentCodeError",
    "EnrolmentStaleError",
    "EnrolmentTwiceError",
    "EnvelopeMissingError",
    "FileExistsAlreadyError",
    "FileMissingError",
    "FileUnreadableError",
    "FileUnwritableError",
    "FolderGivenError",
    "FolderNotEmptyError",
    "FontMissingError",
    "GridKeeperError",
    "HeadingsUnknownError",
    "InputInvalidError",
    "MailboxAwayError",
    "MailboxNoneError",
    "MappingInvalidError",
    "PaperInconsistentError",
    "PeriodInvalidError",
    "RecordInvalidError",
    "RecordUnknownError",
    "RecoveryKeyError",
    "RoleRefusedError",
    "ScreenMissingError",
    "StepRefusedError",
    "StoreBusyError",
    "StoreClosedInError",
    "StoreDamagedError",
    "StoreGoneError",
    "StoreKeyMissingError",
    "StoreLogGoneError",
    "StoreMisplacedError",
    "StoreMissingError",
    "StorePlaceError",
    "StoreProtectedError",
    "StoreTooNewError",
    "StoreUnlockError",
    "StoreUnloggedError",
    "disk_full",
    "spare_others",
    "system_reason",
    "unreadable",
    "unwritable",
]
