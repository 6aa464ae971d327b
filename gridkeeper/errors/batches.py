"""Batches and enrolment packages."""

from __future__ import annotations

from gridkeeper.errors.inputs import FileMissingError
from gridkeeper.errors.sentences import GridKeeperError
from gridkeeper.texts import N_


class BatchDamagedError(GridKeeperError):
    """A batch is cut short, altered, or no batch at all; nothing was taken from it."""

    code = "batch.damaged"
    text = N_("{file}: the batch is damaged ({reason}); nothing was taken in, ask for it again")


class BatchMissingError(FileMissingError):
    """A folder holds no batch."""

    code = "batch.missing"
    text = N_("{file}: there is no batch (*.gkb) in this folder; check which one was meant")


class BatchUnknownError(GridKeeperError):
    """A batch was never taken in here, or counts, or does not count, already."""

    code = "batch.unknown"
    text = N_(
        "batch {number}: there is nothing to take back or to bring back; see the list of batches"
    )


class BatchUndoneError(BatchUnknownError):
    """A batch is taken back already."""

    code = "batch.undone"
    text = N_("batch {number}: it is already taken back; nothing was changed")


class BatchCountsError(BatchUnknownError):
    """A batch counts already."""

    code = "batch.counts"
    text = N_("batch {number}: it counts already; nothing was changed")


class BatchTooNewError(GridKeeperError):
    """A newer program made this batch."""

    code = "batch.too_new"
    text = N_("{file}: written by a newer GridKeeper (format {version}); install that version here")


class EnvelopeMissingError(GridKeeperError):
    """The file needs the national algorithms, and this computer has no SM2."""

    code = "batch.envelope_missing"
    text = N_(
        "{file}: sealed with the national algorithms (SM2, SM3, SM4), which GridKeeper can use on "
        "Windows and Linux computers with an Intel or AMD processor only; open it on one of those"
    )


class BatchForOtherError(GridKeeperError):
    """The batch was sealed for somebody else."""

    code = "batch.for_other"
    text = N_("{file}: this batch is for {recipient}, not for this store; nothing was taken in")


class BatchPackageError(GridKeeperError):
    """It is no batch but the package with which somebody joins."""

    code = "batch.package"
    text = N_(
        "{file}: this is the package for a new worker; open it on the worker's computer, with "
        "“Join a street office”"
    )


class BatchFromStrangerError(GridKeeperError):
    """Nobody known to this store signed the batch."""

    code = "batch.from_stranger"
    text = N_(
        "{file}: signed by somebody this store does not know ({sender}); nothing was taken in"
    )


class BatchRevokedError(GridKeeperError):
    """It comes from a computer that the office has revoked."""

    code = "batch.revoked"
    text = N_(
        "{file}: from a computer of {sender} that was revoked here; nothing was taken in. If the "
        "batch is genuine, let that computer in again, then import it"
    )


class BatchGapError(GridKeeperError):
    """Changes are missing between what arrived before and this batch."""

    code = "batch.gap"
    text = N_(
        "{file}: earlier changes from {sender}, {first} to {last}, are missing; nothing was "
        "taken in. Give {sender} a batch of yours: it says what is missing, and the next batch "
        "from {sender} will bring it"
    )


class BatchMediumError(GridKeeperError):
    """What was read back from the medium is not what was written."""

    code = "batch.medium"
    text = N_(
        "{file}: could not be read back from the drive; do not use that drive, try another one"
    )


class EnrolmentCodeError(GridKeeperError):
    """The one-time code does not open the package."""

    code = "batch.enrolment_code"
    text = N_(
        "{file}: the one-time code does not open this package; ask the office to read it again"
    )


class EnrolmentStaleError(GridKeeperError):
    """An enrolment was used before, or revoked."""

    code = "batch.enrolment_stale"
    text = N_("{file}: the enrolment of {sender} was already used on another computer; enrol again")


class EnrolmentTwiceError(EnrolmentStaleError):
    """A worker joined on two computers with one package; the other one handed in first."""

    code = "batch.enrolment_twice"
    text = N_(
        "{file}: {sender} has joined on two computers with one package. The one that handed in "
        "first counts; this file is from the other one, and nothing was taken in. What was written "
        "there is not lost: it stays in its store and can be read and printed. Ask {sender} to "
        "write it down once more on the first computer, or enrol her again for the other one"
    )


class BatchUnexpectedError(GridKeeperError):
    """Something happened with a file that nobody foresaw; the other files go on."""

    code = "batch.unexpected"
    text = N_(
        "{file}: something unexpected happened with this file; nothing was taken in from it, and "
        "the other files are not affected. Please send this file and the details to whoever looks "
        "after the program"
    )


class BatchVolumeError(GridKeeperError):
    """A volume was opened as if it were a batch."""

    code = "batch.volume"
    text = N_("{file}: this is one volume of a batch in several files; import all of them together")


class BatchVolumesMissingError(GridKeeperError):
    """Not all volumes of a batch are there."""

    code = "batch.volumes_missing"
    text = N_(
        "{file}: of the {count} volumes of batch {number}, volume {missing} has not arrived; "
        "nothing was taken in. Take in all volumes together once they are there"
    )


class MailboxNoneError(GridKeeperError):
    """No shared folder was chosen for this store."""

    code = "mailbox.none"
    text = N_("{store}: no shared folder was chosen; choose one first")


class MailboxAwayError(GridKeeperError):
    """The shared folder cannot be looked into now."""

    code = "mailbox.away"
    text = N_(
        "{folder}: the shared folder cannot be opened ({reason}); check the network and the "
        "computer that it lies on, or choose another folder"
    )
