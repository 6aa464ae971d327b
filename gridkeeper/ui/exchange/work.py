"""What runs beside the window: small work on a thread, large work in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from gridkeeper.errors import FileUnreadableError, FileUnwritableError
from gridkeeper.services import errands
from gridkeeper.services.exchange import gathering, refusals
from gridkeeper.services.exchange.batch_undoing import REDO, UNDO
from gridkeeper.texts import _
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.jobs.patient import NoAnswerError, Patient

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gridkeeper.domain.replicas import Role
    from gridkeeper.progress import Progress
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.exchange.batch_history import BatchLine

    Work = Callable[[Progress], object]

T = TypeVar("T")

LARGE = 2000
"""More changes than these would hold up the window from a thread."""

_GLANCES = 400
"""So many glances of 50 ms a place may take to answer."""

_LARGE_BYTES = 60_000
"""A batch of about so many changes is so large."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where batches go.

    Attributes:
        folder: It must be there when the work begins: a stick may have been pulled out.
        to: A peer's id; "" for all.
        again: The id of a batch: it and everything since goes once more.
        limit: So many bytes may a file have; 0 is any number.
    """

    folder: Path
    to: str = ""
    again: str = ""
    limit: int = 0


def hand_over(desk: Desk, target: Target, changes: int) -> Work:
    """Return what writes batches that go through so many changes."""
    folder, to, again, limit = target.folder, target.to, target.again, target.limit

    def work(progress: Progress) -> object:
        if not _answered(folder.is_dir, folder, progress):
            raise FileUnwritableError(file=folder, reason=_("there is no such folder"))
        if changes <= LARGE:
            return desk.batches_out.export(folder, progress, to, again=again, limit=limit)
        way = errands.access(desk.session)
        try:
            return in_child(errands.hand_over, way, folder, to, again, limit)(progress)
        finally:
            errands.told(desk.session)

    return work


def _answered(question: Callable[[], T], place: object, progress: Progress) -> T:
    """Ask a place something first: one that is silent must not hold up what is done after this."""
    try:
        return Patient(_GLANCES).ask(question, progress)
    except NoAnswerError as error:
        raise FileUnreadableError(file=place, reason=_("it does not answer")) from error


def rehearse(desk: Desk, paths: Sequence[Path]) -> Work:
    """Return what takes batches in and keeps nothing of it."""

    def work(progress: Progress) -> object:
        place = next(iter(paths), "")
        if _answered(partial(gathering.size, paths), place, progress) <= _LARGE_BYTES:
            outcomes = desk.batches_in.take(paths, progress, rehearse=True)
        else:
            way = errands.access(desk.session)
            outcomes = in_child(errands.rehearse_batches, way, list(paths))(progress)
        # Whoever is told that a file is refused goes away: there is nothing to take in then.
        refusals.remember(desk.session, outcomes)
        return outcomes

    return work


def take_in(desk: Desk, paths: Sequence[Path], changes: int) -> Work:
    """Return what takes batches in that bring so many changes."""

    def work(progress: Progress) -> object:
        if changes <= LARGE:
            return desk.batches_in.take(paths, progress)
        way = errands.access(desk.session)
        try:
            return in_child(errands.take_batches, way, list(paths))(progress)
        finally:
            errands.told(desk.session, wholesale=True)

    return work


def move_batch(desk: Desk, line: BatchLine, *, rehearse: bool = False) -> Work:
    """Return what takes a batch back, or lets one that was taken back count again."""
    doing = REDO if line.undone else UNDO

    def work(progress: Progress) -> object:
        if line.changes <= LARGE:
            return desk.batch_undo.move(doing, line.id, progress, rehearse=rehearse)
        way = errands.access(desk.session)
        if rehearse:
            return in_child(errands.rehearse_move, way, doing, line.id)(progress)
        try:
            return in_child(errands.move_batch, way, doing, line.id)(progress)
        finally:
            errands.told(desk.session, wholesale=True)

    return work


def enrol(desk: Desk, name: str, grids: Sequence[str], path: Path, role: Role) -> Work:
    """Return what makes a package; its code would hold up the window for a second."""

    def work(progress: Progress) -> object:
        way = errands.access(desk.session)
        try:
            return in_child(errands.enrol, way, name, list(grids), path, role)(progress)
        finally:
            errands.told(desk.session)

    return work
