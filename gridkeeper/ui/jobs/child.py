"""Work in a process of its own: in a thread it would hold up the window (STACK B §2.5)."""

from __future__ import annotations

import _thread
import signal
import sys
import time
import traceback
from contextlib import suppress
from threading import Event, Lock, Thread, main_thread
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
_PATIENCE_S = 0.25
"""So long may work take to hear by itself that it shall stop; then it is interrupted."""

_GRACE_S = 0.6
"""So long may a process take to stop; then it is ended. Whoever locks waits no longer than that."""

_FAREWELL_S = 3.0
"""So long a process may take to go whose end nobody waits for."""


class ChildBrokenError(Exception):
    """The process ended in a way that nobody foresaw; its text is where, never what it held."""


def in_child(function: Callable[..., Any], *arguments: object) -> Callable[[Progress], Any]:
    """Return work for a `Job`: `function(*arguments, progress)`, run in a process of its own.

    The function must be importable; what goes in and what comes out is pickled and goes through a
    pipe, never over a command line. Cancelling asks first, so that it takes away what it began;
    what does not hear it is interrupted where it is, and what cannot be interrupted, such as a
    medium that does not answer, is ended. The work is over within a second of being cancelled.
    """

    def work(progress: Progress) -> Any:  # noqa: ANN401 - whatever the function returns
        # Imported late: the window comes first.
        import multiprocessing  # noqa: PLC0415

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        facts = (theirs, function, arguments, texts.language())
        process = context.Process(target=run, args=facts, daemon=True)
        process.start()
        theirs.close()
        try:
            _await_beginning(ours, process, progress)
            return _ending(ours, process, progress)
        finally:
            ours.close()
            _let_go(process)

    return work


def _await_beginning(ours: Connection[Any, Any], process: BaseProcess, progress: Progress) -> None:
    """Wait until the work begins, or the process is gone.

    To load a program takes as long as somebody who cancels is made to wait. As long as nothing was
    begun, nothing has to be taken away, and the process is ended at once.
    """
    try:
        while not ours.poll(_GLANCE_S):
            progress.report(0, 0)
    except CancelledError:
        process.kill()
        raise


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
            process.join(_FAREWELL_S)  # the pipe ends a moment before the process does
            raise ChildBrokenError(f"exit code {process.exitcode}") from None
        if what != "progress":
            return _result(what, value)
        done, total = value
        if until == float("inf"):
            try:
                progress.report(done, total)
            except CancelledError:
                until = time.monotonic() + _GRACE_S
                with suppress(OSError):  # it may just have ended
                    ours.send("cancel")
    process.kill()
    raise CancelledError


def _let_go(process: BaseProcess) -> None:
    """Wait a moment for the end of a process; one that stays longer ends while nobody waits."""
    process.join(_GRACE_S)
    if process.is_alive():
        process.kill()
        process.join(_GRACE_S / 4)
    if process.is_alive():  # the system itself waits for a medium
        Thread(target=_bury, args=[process], daemon=True).start()
    else:
        process.close()


def _bury(process: BaseProcess) -> None:
    process.join()
    process.close()


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
    listening = _Listening(theirs)
    try:
        theirs.send(("progress", (0, 0)))  # from now on there may be something to take away
        result = function(*arguments, _PipeProgress(theirs, listening))
        listening.end()
        theirs.send(("finished", result))
    except CancelledError:
        listening.end()
        theirs.send(("cancelled", None))
    except GridKeeperError as error:
        theirs.send(("failed", error))
    except Exception as error:  # noqa: BLE001 - the other side tells the person
        # Where it happened, not what stood in the values: those may be a person's.
        places = "".join(traceback.format_tb(error.__traceback__))
        theirs.send(("broken", f"{type(error).__name__}\n{places}"))
    finally:
        theirs.close()


class _Listening:
    """Hears in the process that the other side asks to stop, or has gone.

    Work that reports its progress stops by itself; what is in the middle of something long is
    interrupted by the signal of a keyboard, which leaves every `finally` its turn.
    """

    def __init__(self, pipe: Connection[Any, Any]) -> None:
        self._pipe = pipe
        self._asked, self._over = Event(), Event()
        self._turn = Lock()
        signal.signal(signal.SIGINT, _interrupted)
        Thread(target=self._listen, daemon=True).start()

    @property
    def is_asked(self) -> bool:
        """Whether the work shall stop."""
        return self._asked.is_set()

    def end(self) -> None:
        """Interrupt nothing from now on: the work is done, or takes away what it began."""
        with self._turn:
            self._over.set()

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            self._pipe.recv()
        self._asked.set()
        if not self._over.wait(_PATIENCE_S):
            with self._turn:
                if not self._over.is_set():
                    _interrupt()


def _interrupt() -> None:
    """Interrupt the main thread, also where it waits for the system."""
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)


def _interrupted(_signal: int, _frame: object) -> None:
    raise CancelledError


class _PipeProgress:
    """Progress that goes through a pipe, and stops the work where that is asked for."""

    def __init__(self, pipe: Connection[Any, Any], listening: _Listening) -> None:
        self._pipe = pipe
        self._listening = listening
        self._next = 0.0

    def report(self, done: int, total: int) -> None:
        """Tell the other side, and stop if it asks for that; tells twenty times a second."""
        if self._listening.is_asked:
            self._listening.end()
            raise CancelledError
        now = time.monotonic()
        if now >= self._next or done == total:
            self._next = now + _GLANCE_S
            self._pipe.send(("progress", (done, total)))
