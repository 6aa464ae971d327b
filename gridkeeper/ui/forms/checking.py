"""Asking what is wrong while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from gridkeeper.services.records.visit_cautions import STALE
from gridkeeper.texts import _, plural
from gridkeeper.ui.forms.facts import nested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.records import Kind
    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame

_GATHER_MS = 200


class Checker(QObject):
    """Asks the services a moment after the last key; an answer that comes too late is dropped.

    Signals:
        answered: What is wrong, a tuple of `Problem`.
    """

    answered = Signal(object)

    def __init__(
        self,
        frame: Frame,
        kind_and_id: tuple[Kind, str],
        facts: Callable[[], Mapping[str, str]],
        form: QWidget,
    ) -> None:
        super().__init__(form)
        self._frame = frame
        self._form = form
        self._kind, self._record_id = kind_and_id
        self._facts = facts
        self._asked = 0
        self._timer = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._timer.timeout.connect(self._ask)

    def soon(self) -> None:
        """Ask when nobody has typed for a moment."""
        self._asked += 1
        self._timer.start()

    def stop(self) -> None:
        """Do not ask any more, and drop what is on its way."""
        self._asked += 1
        self._timer.stop()

    def _ask(self) -> None:
        if not self._form.isVisible():
            return  # it, or the whole window, is being closed
        asked, kind, record_id = self._asked, self._kind, self._record_id
        facts = nested(self._facts())
        recording = self._frame.desk.recording

        def work(_progress: Progress) -> object:
            return asked, recording.check(kind, facts, record_id, make_home=not record_id)

        self._frame.ask("", work, self._answer)

    def _answer(self, result: object) -> None:
        asked, problems = cast("tuple[int, object]", result)
        if asked == self._asked:
            self.answered.emit(problems)


def stops(problems: Iterable[Problem], said: Iterable[Problem] = ()) -> list[Problem]:
    """Return the problems with which nothing is saved.

    Those are what is refused, and somebody who is registered already as long as whoever types was
    not told; who is told and saves once more means it.
    """
    told = {one.text for one in said}
    return [one for one in problems if not one.warning or (one.refers[0] and one.text not in told)]


def unanswered(problems: Sequence[Problem], *, asked: bool) -> tuple[Problem, ...]:
    """Return what is still to be said; not that nobody asked for long, where she has just asked."""
    return tuple(one for one in problems if one.code != STALE or not asked)


def still_to_do(problems: Sequence[Problem]) -> str:
    """Return what is left to do before it can be saved; "" if nothing is."""
    refused = len({one.field for one in problems if not one.warning})
    if refused:
        return plural(
            "{n} field is still to be put right", "{n} fields are still to be put right", refused
        ).format(n=refused)
    return _("Not saved yet: please check, then save again") if stops(problems) else ""
