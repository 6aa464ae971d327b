"""Asking a place that may never answer, such as a share whose computer was switched off.

Whoever waits for such a place waits inside the system and cannot be stopped. So a thread is sent
that nobody has to wait for; what it touches must be of no use to anybody else meanwhile.
"""

from __future__ import annotations

import threading
from contextvars import copy_context
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress

T = TypeVar("T")

_GLANCE_S = 0.05


class NoAnswerError(Exception):
    """The place has not answered in time, or still owes the answer to an earlier question."""


class Patient:
    """Asks one question after the other, of one place; for one job at a time."""

    def __init__(self, glances: int = 100) -> None:
        """Wait for so many glances of 50 ms."""
        self._glances = glances
        self._sent: threading.Thread | None = None

    def ask(self, question: Callable[[], T], progress: Progress) -> T:
        """Return the answer, or raise what the question raises.

        Args:
            question: Called on the thread that is sent; it must hold nothing of Qt's.
            progress: Says that the work shall stop; then nobody waits for the answer any more.

        Raises:
            NoAnswerError: There is none so far.
            CancelledError: The work shall stop.
        """
        if self._sent is not None and self._sent.is_alive():
            raise NoAnswerError
        answer: list[tuple[object, BaseException | None]] = []
        facts = question, answer
        self._sent = threading.Thread(
            target=copy_context().run, args=(_answer, *facts), name="gridkeeper-afar", daemon=True
        )
        del question, facts
        self._sent.start()
        for _glance in range(self._glances):
            self._sent.join(_GLANCE_S)
            if not self._sent.is_alive():
                break
            progress.report(0, 0)
        else:
            raise NoAnswerError
        self._sent = None
        (given, error), *_none = answer
        if error is not None:
            raise error
        return cast("T", given)


def _answer(
    question: Callable[[], object], answer: list[tuple[object, BaseException | None]]
) -> None:
    try:
        answer.append((question(), None))
    except BaseException as error:  # noqa: BLE001 - whoever has asked gets it
        answer.append((None, error))
