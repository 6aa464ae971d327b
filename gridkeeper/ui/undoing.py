"""Undo and redo, with a notice that says what it was."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, cast

from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.showing.lists import called
from gridkeeper.texts import _
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.records.keeping import Recorded
    from gridkeeper.services.records.undoing import Done
    from gridkeeper.ui.frame import Frame


def say_kept(frame: Frame, kept: Recorded) -> None:
    """Say what was saved, also with it, and how to take that back; or that nothing differs."""
    what = called(kept.kind, kept.record)
    if not kept.changed:
        frame.notices.say(_("No changes: {what}").format(what=what))
        return
    text = _("Saved: {what}").format(what=what)
    cases = Counter(one.kind.name for one in kept.inside if one.kind.case)
    if cases:
        found = _(", ").join(KINDS[name].counted(many) for name, many in cases.items())
        text = _("Saved: {what}, and with it: {cases}").format(what=what, cases=found)
    say_done(frame, text)


def say_done(frame: Frame, text: str) -> None:
    """Say what was done, and how to take it back."""
    frame.notices.say(text, Tone.GOOD, _("&Undo"), lambda: undo_or_redo(frame, "undo"))


def _move_import(frame: Frame, import_id: str) -> None:
    """Say what would come of taking an import back, or of letting it count again; then do it."""
    from gridkeeper.ui.exchange import undoing  # noqa: PLC0415 - for who wants it

    history = frame.desk.batch_history
    frame.ask("", lambda _progress: history.imported(import_id), partial(undoing.move, frame))


def undo_or_redo(frame: Frame, which: str) -> None:
    """Take back what was done last, or do again what was taken back last."""
    service = frame.desk.undo
    waiting = service.last() if which == "undo" else service.next()
    if waiting is None:
        empty = _("There is nothing to undo") if which == "undo" else _("There is nothing to redo")
        frame.notices.say(empty)
        return
    if waiting.imported:
        _move_import(frame, waiting.imported)
        return

    def work(_progress: Progress) -> object:
        return service.undo() if which == "undo" else service.redo()

    def done(result: object) -> None:
        if result is None:
            return  # the keys were pressed once more than there was something
        other, answer = ("redo", _("&Redo")) if which == "undo" else ("undo", _("&Undo"))
        sentence = cast("Done", result).sentence
        frame.notices.say(sentence, Tone.GOOD, answer, lambda: undo_or_redo(frame, other))

    frame.ask(_("Undoing") if which == "undo" else _("Redoing"), work, done, Lane.WORK)
