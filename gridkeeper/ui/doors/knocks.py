"""Recording what was found at one door or at many: at once, undoable, with a notice."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from gridkeeper.domain import codes, kinds
from gridkeeper.domain.contacts import NOBODY, REFUSED, TO_RETURN, VACANT
from gridkeeper.services.matrix.values import Round, round_of
from gridkeeper.texts import _, pick, plural
from gridkeeper.ui.doors.table import stair_called
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.undoing import say_done

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.progress import Progress
    from gridkeeper.services.matrix.values import Door
    from gridkeeper.services.records.recording import Recorded
    from gridkeeper.ui.frame import Frame

KEYS: Mapping[str, str] = MappingProxyType({"W": NOBODY, "K": VACANT, "J": REFUSED})
"""The letter of each outcome that is recorded at once: of 未遇 (weiyu), 空置 (kongzhi), 拒访."""


class Knocks(QObject):
    """Records visits to the chosen doors.

    Signals:
        kept: They are in the store.
    """

    kept = Signal()

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame

    def knock(self, doors: Sequence[Door], outcome: str) -> None:
        """Record that some doors met nobody today; over several staircases, ask before that.

        Of several, those are left out that one key cannot mean: empty ones, and those of today.
        """
        meant = round_of(list(doors), outcome)
        if not meant.doors:
            if doors:
                self._frame.notices.say(_("Nothing recorded") + _left_out(meant))
            return
        units = {door.unit for door in meant.doors}
        if len(units) < 2:
            self._knock(meant, outcome)
            return
        said = codes.table("visit_outcome").text(outcome)
        many = len(meant.doors)
        title = plural(
            "Record “{outcome}” at {n} door?", "Record “{outcome}” at {n} doors?", many
        ).format(outcome=said, n=many)
        text = _("They lie in {n} stairways: {which}").format(
            n=len(units), which=pick("、", ", ").join(map(stair_called, sorted(units)))
        )
        text = sentence(text + _left_out(meant))
        self._frame.messages.ask(title, text, _("&Record"), partial(self._knock, meant, outcome))

    def _knock(self, meant: Round, outcome: str, *, again: bool = False) -> None:
        service = self._frame.desk.doors

        def work(_progress: Progress) -> object:
            one = meant.doors[0] if len(meant.doors) == 1 and not again else None
            if one is not None and service.was_just_knocked(one, outcome):
                return meant, outcome, []
            return meant, outcome, service.knock(meant.doors, outcome)

        self._frame.ask(_("Recording"), work, self._tell, Lane.WORK)

    def record(self, doors: Sequence[Door], values: Mapping[str, str]) -> None:
        """Record a visit with the same values to each of some doors."""
        service = self._frame.desk.doors
        some, told = list(doors), dict(values)

        def work(_progress: Progress) -> object:
            return Round(some), told.get("outcome", ""), service.record(some, told)

        self._frame.ask(_("Recording"), work, self._tell, Lane.WORK)

    def _tell(self, result: object) -> None:
        meant, outcome, kept = cast("tuple[Round, str, list[Recorded]]", result)
        doors = meant.doors
        said = codes.table("visit_outcome").text(outcome)
        if not kept:
            text = _("{door}: {outcome} was recorded just now, and is not recorded twice")
            again = partial(self._knock, meant, outcome, again=True)
            answer = _("Record it &again")
            text = text.format(door=doors[0].name, outcome=said)
            self._frame.notices.say(text, Tone.WARNING, answer, again)
            return
        if len(doors) == 1:
            text = _("{door}: {outcome}").format(door=doors[0].name, outcome=said)
            tries = getattr(kept[0].record, "tries", None) or 0
            if tries > 1:
                text += _(", try {n}").format(n=tries)
        else:
            text = plural(
                "{outcome}: {n} visit recorded", "{outcome}: {n} visits recorded", len(kept)
            ).format(n=len(kept), outcome=said)
        text += _left_out(meant)
        say_done(self._frame, text)
        if len(kept) == 1 and outcome in TO_RETURN:
            name = partial(self._name_next, kept[0].record.id)
            self._frame.notices.offer(_("&Next appointment …"), name)
        self.kept.emit()

    def _name_next(self, visit_id: str) -> None:
        """Open a visit where it says when somebody comes again."""
        self._frame.amending.emit(kinds.VISIT.name, visit_id, "next_due")


def _left_out(meant: Round) -> str:
    """Return which of the chosen doors nothing was recorded at, and why; "" for none."""
    text = ""
    if meant.vacant:
        said = plural("; {n} empty door left out", "; {n} empty doors left out", meant.vacant)
        text += said.format(n=meant.vacant)
    if meant.done:
        said = plural("; {n} door of today left out", "; {n} doors of today left out", meant.done)
        text += said.format(n=meant.done)
    return text
