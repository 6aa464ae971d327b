"""Taking a whole batch or an imported file back, and letting it count again.

What would come of it is said first, record by record.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt

from gridkeeper.domain.replicas import Role
from gridkeeper.services.exchange.batch_moving import Fate
from gridkeeper.texts import N_, _, capital
from gridkeeper.ui.exchange import work
from gridkeeper.ui.exchange.history import counted
from gridkeeper.ui.exchange.panel import Doing
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.dialog import Dialog, unbroken
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.services.exchange.batch_history import BatchLine
    from gridkeeper.services.exchange.batch_moving import Led, Undone
    from gridkeeper.ui.frame import Frame

_HIGH = 300
_WIDE = 600

# By whether it is a file that was imported, and whether it is taken back at present.
_TITLES = {
    (False, False): N_("Take back batch {number} of {peer}?"),
    (False, True): N_("Let batch {number} of {peer} count again?"),
    (True, False): N_("Take back the import of “{number}”?"),
    (True, True): N_("Let the import of “{number}” count again?"),
}
_BUTTONS = {
    (False, False): N_("Take this batch &back …"),
    (False, True): N_("Let this batch &count again …"),
    (True, False): N_("Take this import &back …"),
    (True, True): N_("Let this import &count again …"),
}
_DONE = {
    (False, False): N_("Batch {number} of {peer} is taken back."),
    (False, True): N_("Batch {number} of {peer} counts again."),
    (True, False): N_("The import of “{number}” is taken back."),
    (True, True): N_("The import of “{number}” counts again."),
}
_NOTHING = {
    (False, False): N_(
        "All that is in this batch was changed or settled again later: taking it back changes "
        "nothing that can be seen."
    ),
    (False, True): N_(
        "All that is in this batch was changed or settled again later: letting it count again "
        "changes nothing that can be seen."
    ),
    (True, False): N_(
        "All that this file brought was changed again later: taking it back changes nothing that "
        "can be seen."
    ),
    (True, True): N_(
        "All that this file brought was changed again later: letting it count again changes "
        "nothing that can be seen."
    ),
}
_AFTER = {
    Role.OFFICE: N_(
        "The workers are told when you next send down. This can be undone at any time."
    ),
    Role.WORKER: N_("It goes along when you next hand in. This can be undone at any time."),
}
_ANSWERS = {False: N_("&Take it back"), True: N_("&Let it count again")}
_VALUES = {
    (False, False): N_("These would go back to their earlier values: {counts}."),
    (False, True): N_("These would take the batch's values again: {counts}."),
    (True, False): N_("These would go back to their earlier values: {counts}."),
    (True, True): N_("These would take the file's values again: {counts}."),
}
_FATES = {
    Fate.KEPT: (N_("stays: worked on since"), Tone.NEUTRAL),
    Fate.BACK: (N_("counts again"), Tone.GOOD),
    Fate.GONE: (N_("no longer counts"), Tone.BAD),
}
_CHANGES = {False: N_("earlier values"), True: N_("its values again")}


def doing(role: Role) -> Doing:
    """Return what can be done with a line of the list; only an office takes batches back."""
    is_office = role is Role.OFFICE

    def may(line: BatchLine) -> bool:
        taken_in = not line.outgoing and not line.refused
        return line.imported is not None or (is_office and taken_in)

    return Doing(
        "undo",
        text=lambda line: _(_BUTTONS[_sort(line) if line is not None else (not is_office, False)]),
        may=may,
        does=move,
        advice=partial(_advice, is_office),
    )


def _advice(is_office: bool, line: BatchLine | None) -> str:
    if line is None or not line.outgoing:
        return ""
    if is_office:
        return _("Choose a batch that was taken in or a file that was imported, to take it back.")
    return ""


def _sort(line: BatchLine) -> tuple[bool, bool]:
    return line.imported is not None, line.undone


def move(frame: Frame, line: BatchLine) -> None:
    """Say what would come of taking it back, or of letting it count again; then do it."""
    peer, sort = line.peer or _("(unknown)"), _sort(line)

    def said(text: str, name: str = peer) -> str:
        return _(text).format(number=line.number, peer=name)

    def rehearsed(result: object) -> None:
        found = cast("Undone", result)
        title = said(_TITLES[sort], unbroken(peer))
        dialog = UndoDialog(frame, title, line, found)
        dialog.accepted.connect(go)
        frame.messages.show(dialog)

    def go() -> None:
        doing = said(_TITLES[sort]).rstrip("?？")
        frame.ask(doing, work.move_batch(frame.desk, line), done, Lane.WORK)

    def done(_result: object) -> None:
        if line.imported is not None:
            frame.desk.undo.turned(line.id, undone=not line.undone)
        frame.notices.say(said(_DONE[sort]), Tone.GOOD)

    rehearsing = work.move_batch(frame.desk, line, rehearse=True)
    frame.ask(_("Checking what would change"), rehearsing, rehearsed, Lane.WORK)


class UndoDialog(Dialog):
    """What would come of it, and whether it is to be done; Enter leaves everything as it is.

    Attributes:
        records: All that would change, and what stays, one by one; None where nothing does.
    """

    def __init__(self, frame: Frame, title: str, line: BatchLine, found: Undone) -> None:
        role = frame.desk.session.replica.role
        text = foreseen(found, imported=line.imported is not None, undone=line.undone, role=role)
        super().__init__(frame.theme, title, frame.messages.window, text)
        self.records: LineView | None = None
        if found.led:
            self.setMinimumWidth(frame.theme.px(_WIDE))
            self.records = self._list(found, undone=line.undone)
            self.body.addWidget(self.records, 1)
            if rest := _records(found) - len(found.led):
                self.body.addWidget(label(_("and {n} others").format(n=f"{rest:,}"), "soft"))
        cancel = self.add_cancel()
        cancel.setDefault(True)
        self.add_button(_(_ANSWERS[line.undone]), self.accept, kind="danger").setAutoDefault(False)
        cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, found: Undone, *, undone: bool) -> LineView:
        def word(led: Led) -> str:
            return _(_CHANGES[undone]) if led.fate is Fate.CHANGED else _(_FATES[led.fate][0])

        def tone(led: Led) -> Tone:
            return Tone.INFO if led.fate is Fate.CHANGED else _FATES[led.fate][1]

        columns = [
            Column(_("Record"), lambda led: capital(led.name), under=lambda led: led.fields),
            Column(_("What happens"), word, 200, tone=tone),
        ]
        view = LineView(self.theme, LineTable(columns), _("What would change"))
        view.table.show(found.led)
        view.setMinimumHeight(min(view.whole_height, self.theme.px(_HIGH)))
        return view


def _records(found: Undone) -> int:
    counts = found.gone, found.back, found.changed, found.kept
    return sum(sum(one.values()) for one in counts)


def foreseen(found: Undone, *, imported: bool, undone: bool, role: Role) -> str:
    """Return what would come of it, in words."""
    sort = imported, undone
    sentences = [
        _(text).format(counts=counted(counts))
        for text, counts in (
            (N_("These would no longer count: {counts}."), found.gone),
            (N_("These would count again: {counts}."), found.back),
            (_VALUES[sort], found.changed),
            (N_("Unchanged, because somebody has worked on them since: {counts}."), found.kept),
        )
        if counts
    ] or [_(_NOTHING[sort])]
    if role in _AFTER:
        sentences.append(_(_AFTER[role]))
    return "\n".join(sentences)
