"""Steps that the rules refuse."""

from __future__ import annotations

from gridkeeper.errors.sentences import GridKeeperError
from gridkeeper.texts import N_


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


class ContentMissingError(GridKeeperError):
    """What is in a photo or document is not here."""

    code = "attachment.missing"
    text = N_(
        "attachment {hash}: its content is not here; it is asked for with the next batch and comes "
        "with the one after it"
    )


class ContentDamagedError(ContentMissingError):
    """What lies here of it is something else."""

    code = "attachment.damaged"
    text = N_(
        "attachment {hash}: its file {file} is damaged; it is asked for with the next batch, or "
        "comes back with a backup"
    )
