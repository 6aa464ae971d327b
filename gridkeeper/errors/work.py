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
