"""Work in a process of its own: in a thread it would hold up the window (STACK B §2.5)."""

from __future__ import annotations

import multiprocessing
import time
import traceback
from typing import TYPE_CHECKING, Any

from gridkeeper import texts
from gridkeeper.errors import GridKeeperError
from gridkeeper.progress import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from gridkeeper.progress import Progress

_GLANCE_S = 0.05
_GRACE_S = 3.0


class ChildBrokenError(Exception):
    """The process ended in a way that nobody foresaw; its text is where, never what it held."""


def in_child(function: Callable[..., Any], *arguments: object) -> Callable[[Progress], Any]:
    """Return work for a `Job`: `function(*arguments, progress)`, run in a process of its own.

    The function must be importable; what goes in and what comes out is pickled and goes through a
    pipe, never over a command line. Cancelling asks the process first, so that it takes away what
    it began, and ends it if it does not answer.
    """

    def work(progress: Progress) -> Any:  # noqa: ANN401 - whatever the function returns
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        facts = (theirs, function, arguments, texts.language())
        process = context.Process(target=run, args=facts, daemon=True)
        process.start()
        theirs.close()
        try:
            return _ending(ours, process, progress)
        finally:
            ours.close()
            process.join(_GRACE_S)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()

    return work


def _ending(ours: Connection[Any, Any], process: BaseProcess, progress: Progress) -> Any:  # noqa: ANN401
    """Pass progress on until the process says how it ended; return its result."""
    done, total = 0, 0
    until = float("inf")
    while time.monotonic() < until:
        try:
            what, value = ours.recv() if ours.poll(_GLANCE_S) else ("progress", (done, total))
        except EOFError:
            if until < float("inf"):
                break
            process.join(_GRACE_S)  # the pipe ends a moment before the process does
            raise ChildBrokenError(f"exit code {process.exitcode}") from None
        if what != "progress":
            return _result(what, value)
        done, total = value
        if until == float("inf"):
            try:
                progress.report(done, total)
            except CancelledError:
                until = time.monotonic() + _GRACE_S
                ours.send("cancel")
    process.kill()
    raise CancelledError


def _result(what: str, value: Any) -> Any:  # noqa: ANN401 - see `in_child`
    if what == "failed":
        raise value
    if what == "cancelled":
        raise CancelledError
    if what == "broken":
        raise ChildBrokenError(value)
    return value


def run(
    theirs: Connection[Any, Any],
    function: Callable[..., Any],
    arguments: tuple[object, ...],
    language: str,
) -> None:
    """Run in the process: do the work and say how it ended."""
    texts.use(language)
    try:
        theirs.send(("finished", function(*arguments, _PipeProgress(theirs))))
    except CancelledError:
        theirs.send(("cancelled", None))
    except GridKeeperError as error:
        theirs.send(("failed", error))
    except Exception as error:  # noqa: BLE001 - the other side tells the person
        # Where it happened, not what stood in the values: those may be a person's.
        places = "".join(traceback.format_tb(error.__traceback__))
        theirs.send(("broken", f"{type(error).__name__}\n{places}"))
    finally:
        theirs.close()


class _PipeProgress:
    """Progress that goes through a pipe, by which the other side can also ask to stop."""

    def __init__(self, pipe: Connection[Any, Any]) -> None:
        self._pipe = pipe
        self._next = 0.0

    def report(self, done: int, total: int) -> None:
        """Tell the other side, and stop if it asks for that; looks up twenty times a second."""
        now = time.monotonic()
        if now < self._next and done != total:
            return
        self._next = now + _GLANCE_S
        if self._pipe.poll():
            raise CancelledError
        self._pipe.send(("progress", (done, total)))
