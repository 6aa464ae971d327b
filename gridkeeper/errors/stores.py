"""Stores and their backups."""

from __future__ import annotations

from gridkeeper.errors.sentences import GridKeeperError
from gridkeeper.texts import N_


class StoreMissingError(GridKeeperError):
    """There is no store at this place."""

    code = "store.missing"
    text = N_("{store}: there is no store here; make one with: gridkeeper store create {store}")


class StoreGoneError(GridKeeperError):
    """The file was deleted, moved or replaced while it was open; nothing was written."""

    code = "store.gone"
    text = N_(
        "{store}: the file was deleted, moved or replaced while it was open; nothing was saved. "
        "Put it back where it was, or lock the program and restore a backup"
    )


class StoreLogGoneError(GridKeeperError):
    """The log beside the open store was taken away; nothing was written."""

    code = "store.log_gone"
    text = N_(
        "{store}: another program took away the log beside this file while it was open; so that "
        "nothing gets lost, this was not saved. Lock the program and open the file again"
    )


class StoreUnlockError(GridKeeperError):
    """The password is wrong."""

    code = "store.unlock"
    text = N_("{store}: the password is wrong; try again, or use the recovery key")


class RecoveryKeyError(StoreUnlockError):
    """The recovery key was not copied rightly."""

    code = "store.recovery_key"
    text = N_("{store}: the recovery key is wrong; compare it with the printed one")


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
    text = N_(
        "{store}: the store is damaged ({reason}); nothing was changed; if you have a backup, "
        "restore it"
    )


class StoreProtectedError(GridKeeperError):
    """Nothing can be written where a store lies; it is open to be looked at."""

    code = "store.protected"
    text = N_(
        "{store}: its folder cannot be written to, so it can only be viewed; to work with it, "
        "copy it and {key} to this computer's own disk and open it there"
    )


class StoreUnloggedError(GridKeeperError):
    """Somebody wants to see people in full where it cannot be noted who did."""

    code = "store.unlogged"
    text = N_(
        "{store}: who sees people in full is logged, and nothing can be written to its folder; "
        "choose the masked version, or copy it and {key} to this computer's own disk and open it "
        "there"
    )


class StoreClosedInError(GridKeeperError):
    """Nothing can be written where a store lies, and it cannot even be looked at there."""

    code = "store.closed_in"
    text = N_(
        "{store}: its folder cannot be written to, and {reason}; copy it to this computer's own "
        "disk together with all files there whose names begin with its name, and open it there"
    )


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
        "{file}: this is {reason}, where a store is easily damaged; choose a folder on this "
        "computer's own disk"
    )


class StoreMisplacedError(StorePlaceError):
    """A store that is there already lies where none may lie."""

    code = "store.misplaced"
    text = N_(
        "{file}: is on {reason}, where a store is easily damaged; copy it and {key} to this "
        "computer's own disk and open it there"
    )


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
        "{file}: the backup failed its test restore ({reason}) and was not kept; check the store "
        "with: gridkeeper store verify"
    )
