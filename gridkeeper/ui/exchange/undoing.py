"""Taking a whole batch back, and letting it count again: what would come of it is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.texts import N_, _
from gridkeeper.ui.exchange import work
from gridkeeper.ui.exchange.history import counted
from gridkeeper.ui.exchange.panel import Doing
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.dialog import unbroken

if TYPE_CHECKING:
    from gridkeeper.services.exchange.batch_history import BatchLine
    from gridkeeper.services.exchange.batch_undoing import Undone
    from gridkeeper.ui.frame import Frame

_NAMED = 8

# By whether it is taken back at present.
_TITLES = {
    False: N_("Take back batch {number} of {peer}?"),
    True: N_("Let batch {number} of {peer} count again?"),
}
_BUTTONS = {False: N_("Take this batch &back …"), True: N_("Let this batch &count again …")}
_ANSWERS = {False: N_("&Take it back"), True: N_("&Let it count again")}
_DONE = {
    False: N_("Batch {number} of {peer} is taken back."),
    True: N_("Batch {number} of {peer} counts again."),
}
_WHOLE = {
    False: N_("These would no longer count: {counts}."),
    True: N_("These would count again: {counts}."),
}
_VALUES = {
    False: N_("These would go back to their earlier values: {counts}."),
    True: N_("These would take the batch's values again: {counts}."),
}
_NOTHING = {
    False: N_(
        "All that is in this batch was changed or settled again later: taking it back changes "
        "nothing that can be seen."
    ),
    True: N_(
        "All that is in this batch was changed or settled again later: letting it count again "
        "changes nothing that can be seen."
    ),
}


def doing() -> Doing:
    """Return what can be done with a batch of the list."""
    return Doing(
        "undo",
        text=lambda line: _(_BUTTONS[line is not None and line.undone]),
        may=lambda line: not line.outgoing and not line.refused,
        does=move,
        advice=lambda line: (
            ""
            if line is not None and line.outgoing
            else _("Choose a batch that was taken in, to take all of it back.")
        ),
    )


def move(frame: Frame, line: BatchLine) -> None:
    """Say what would come of taking a batch back, or of letting it count again; then do it."""
    peer = line.peer or _("(unknown)")

    def said(text: str, name: str = peer) -> str:
        return _(text).format(number=line.number, peer=name)

    def rehearsed(result: object) -> None:
        text = foreseen(cast("Undone", result), undone=line.undone)
        title = said(_TITLES[line.undone], unbroken(peer))
        frame.messages.ask(title, text, _(_ANSWERS[line.undone]), go)

    def go() -> None:
        label = said(_TITLES[line.undone]).rstrip("?？")
        frame.ask(label, work.move_batch(frame.desk, line), done, Lane.WORK)

    def done(_result: object) -> None:
        frame.notices.say(said(_DONE[line.undone]), Tone.GOOD)

    rehearsing = work.move_batch(frame.desk, line, rehearse=True)
    frame.ask(_("Checking what would change"), rehearsing, rehearsed, Lane.WORK)


def foreseen(found: Undone, *, undone: bool) -> str:
    """Return what would come of it, in words."""
    sentences = [
        _(text).format(counts=counted(counts))
        for text, counts in (
            (_WHOLE[undone], found.gone),
            (_VALUES[undone], found.changed),
            (N_("Unchanged, because somebody has worked on them since: {counts}."), found.kept),
        )
        if counts
    ]
    rest = sum(found.kept.values()) - len(named := found.named[:_NAMED])
    sentences += [f"  · {one}" for one in named]
    if rest:
        sentences.append("  · " + _("and {n} others").format(n=rest))
    if not sentences:
        sentences = [_(_NOTHING[undone])]
    after = _("The workers are told when you next send down. This can be undone any time.")
    return "\n".join([*sentences, after])
