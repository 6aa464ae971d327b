"""What is done with one record from beside its list: the next step, reveal, print, delete."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import StoreUnloggedError
from gridkeeper.services.showing.days import in_full
from gridkeeper.texts import _, pick
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.undoing import say_done

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.views.dossiers import Dossier
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.lists.detail import Detail
    from gridkeeper.ui.widgets.dialog import Dialog

PARENTS = {
    "dispute_party": "dispute",
    "recheck": "hazard",
    "person_tag": "person",
    "consent": "person",
    "register_event": "person",
}
"""Kinds that are shown with the record that they belong to, and the kind of that one."""

LIVES = frozenset({"person", "household"})
"""Kinds to which something happens that is an event of the register."""

_GONE = frozenset({"ended_on", "moved_out", "died_on", "merged_into"})
"""Fields that say that nobody lives there any more, or not who is shown."""


def offered(frame: Frame, dossier: Dossier | None, *, printed: bool) -> set[str]:
    """Return the names of the actions that can be done with a record that is shown.

    Args:
        frame: The window around it.
        dossier: Of the record; None if none is shown.
        printed: Whether there is a paper of it.
    """
    if dossier is None:
        return set()
    can = {
        "edit": frame.may_write,
        "delete": frame.may_write,
        "step": frame.may_write and bool(dossier.next_steps),
        "reveal": not dossier.full,
        "print": printed,
        "verify": frame.may_write and dossier.verified is not None,
        "event": frame.may_write and dossier.kind in LIVES and not is_merged(dossier),
    }
    return {name for name, may in can.items() if may}


def is_merged(dossier: Dossier) -> bool:
    """Whether somebody is read as another."""
    return any(fact.name == "merged_into" for fact in dossier.facts)


def is_closed(dossier: Dossier) -> bool:
    """Whether it is about a household that moved out whole: nobody is there to be visited."""
    return dossier.kind == "household" and any(fact.name in _GONE for fact in dossier.facts)


def is_without_household(dossier: Dossier) -> bool:
    """Whether it is about a dwelling in which the register knows of nobody."""
    links = (link for group in dossier.related for link in group.links)
    homes = (link.kind == "household" and link.in_force for link in links)
    return dossier.kind == "dwelling" and not any(homes)


def home_of(dossier: Dossier) -> str:
    """Return the id of the household that it is about, or in which somebody lives; "" if none."""
    facts = {fact.name: fact.refers[1] for fact in dossier.facts}
    if dossier.kind not in LIVES or _GONE & facts.keys():
        return ""
    return dossier.id if dossier.kind == "household" else facts.get("household_id", "")


def do(frame: Frame, dossier: Dossier, action: str, detail: Detail) -> None:
    """Do what needs nothing of a page but the record that it shows."""
    # Only who does these waits for them.
    from gridkeeper.ui.register import doubles, offering, verifying  # noqa: PLC0415

    match action:
        case "reveal":
            reveal(frame, dossier, detail.take)
        case "delete":
            delete(frame, dossier)
        case "verify":
            verifying.verify(frame, dossier)
        case "event":
            offering.offer_events(frame, dossier.kind, dossier.id, partial(detail.door, "event"))
        case _:  # apart
            doubles.take_apart(frame, dossier.id)


def delete(frame: Frame, dossier: Dossier) -> None:
    """Ask whether to delete a record, and do it; a notice offers to take it back.

    What names the record is not deleted with it: the question says how much that is.
    """
    kind, desk = KINDS[dossier.kind], frame.desk

    def look(_progress: Progress) -> object:
        left = desk.recording.left_behind(kind, dossier.id)
        # Even where somebody is shown in full: a question and a notice are there for anybody.
        named = desk.references.named(kind, dossier.id) if dossier.full else None
        return left, dossier.title if named is None else named.title

    def ask(found: object) -> None:
        _ask_to_delete(frame, dossier, *cast("tuple[Mapping[str, int], str]", found))

    frame.ask("", look, ask)


def remove(frame: Frame, kind: str, record_id: str) -> None:
    """Ask whether to delete what is shown with another record only."""

    def read(_progress: Progress) -> object:
        return frame.desk.dossiers.of(KINDS[kind], record_id)

    frame.ask("", read, lambda found: delete(frame, cast("Dossier", found)))


def _ask_to_delete(frame: Frame, dossier: Dossier, left: Mapping[str, int], called: str) -> None:
    kind = KINDS[dossier.kind]
    recording = frame.desk.recording

    def work(_progress: Progress) -> object:
        recording.delete(recording.opened(kind, dossier.id).record)
        return None

    def done(_nothing: object) -> None:
        say_done(frame, _("Deleted: {what}").format(what=called))

    title = _question(dossier, called)
    text = _("It disappears from lists, ledgers and reports. You can undo this.")
    if left:
        what = _(", ").join(KINDS[name].counted(count) for name, count in left.items())
        warning = _("Still connected with it: {what}. These are kept, but no longer connected.")
        text = warning.format(what=what) + pick("", " ") + text
    go = partial(frame.ask, _("Deleting"), work, done, Lane.WORK)
    frame.messages.ask(title, text, _("&Delete"), go, danger=True)


def _question(dossier: Dossier, called: str) -> str:
    """Return what is asked before a record goes: of which kind it is, what it is called, its day.

    A visit is called by the home that it was paid to, which does not go.
    """
    kind = KINDS[dossier.kind]
    days = [fact.text for fact in dossier.facts if fact.name == kind.day]
    if not days:
        return _("Delete {kind} “{what}”?").format(kind=kind.label, what=called)
    day = in_full(date.fromisoformat(days[0]))
    return _("Delete {kind} “{what}” of {day}?").format(kind=kind.label, what=called, day=day)


def reveal(frame: Frame, dossier: Dossier, then: Callable[[object], None]) -> Dialog | None:
    """Ask for a reason, and hand on the record in full; where that cannot be noted, say so."""
    try:
        frame.desk.session.check_seeing(Profile.FULL)
    except StoreUnloggedError as error:
        frame.messages.failed(error)
        return None
    from gridkeeper.ui.forms.reveal import RevealDialog  # noqa: PLC0415

    look = partial(frame.desk.dossiers.reveal, KINDS[dossier.kind], dossier.id)
    dialog = RevealDialog(frame, look, then, _window(frame))
    frame.messages.show(dialog)
    return dialog


def step(frame: Frame, dossier: Dossier, action: str = "") -> Dialog:
    """Let the next step of a case be taken; one may be chosen already."""
    from gridkeeper.ui.forms.steps import StepDialog  # noqa: PLC0415

    dialog = StepDialog(frame, dossier.kind, dossier.id, action, _window(frame))
    frame.messages.show(dialog)
    return dialog


def print_form(frame: Frame, form: str, record_id: str) -> None:
    """Make the paper of one record."""
    from gridkeeper.ui.papers import printing  # noqa: PLC0415

    printing.print_form(frame, form, record_id)


def _window(frame: Frame) -> QWidget:
    """Return the window above which dialogs open."""
    return cast("QWidget", frame.actions["step"].parent())


def whole_of(frame: Frame, kind: str, record_id: str, then: Callable[[str, str], None]) -> None:
    """Hand on the record that one belongs to, for kinds that are shown with another."""
    name = f"{PARENTS[kind]}_id"

    def read(_progress: Progress) -> object:
        record = frame.desk.recording.opened(KINDS[kind], record_id).record
        whole = getattr(record, name)
        # What happened to a household in which nobody was left names nobody.
        home = getattr(record, "household_id", None) or ""
        return (PARENTS[kind], whole) if whole else ("household", home)

    def found(whole: object) -> None:
        then(*cast("tuple[str, str]", whole))

    frame.ask("", read, found)
