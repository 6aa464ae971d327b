"""The menu of what may have happened to a person or a household."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from gridkeeper.domain import codes
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.register.chances import EVENTS
from gridkeeper.texts import pick
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.register.happening import EventDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.services.register.events import Chances
    from gridkeeper.ui.frame import Frame


def offer_events(frame: Frame, kind: str, record_id: str, door: Callable[[], QWidget]) -> None:
    """Show what can have happened; what cannot says why not.

    Args:
        frame: The window around it.
        kind: Of the record.
        record_id: To which it happened.
        door: Returns the widget that it is shown below; only when it is shown, since what stands
            there may have been made anew until then.
    """
    events = frame.desk.register_events

    def look(_progress: Progress) -> object:
        return events.chances(KINDS[kind], record_id)

    def show(found: object) -> None:
        at = door()
        menu = event_menu(frame, cast("Chances", found), at)
        menu.popup(at.mapToGlobal(QPoint(0, at.height())))

    frame.ask("", look, show)


def go_on(frame: Frame, draft: str, above: QWidget) -> None:
    """Show the form of an event that was not finished, with what was typed."""
    desk = frame.desk

    def look(_progress: Progress) -> object:
        kept = desk.unsaved.kept(draft)
        if kept is None:
            return None
        name = "person" if kept.get("person_id") else "household"
        return kept["event"], desk.register_events.chances(KINDS[name], kept[f"{name}_id"])

    def show(result: object) -> None:
        if result is not None:
            event, found = cast("tuple[str, Chances]", result)
            frame.messages.show(EventDialog(frame, found, event, above))

    frame.ask("", look, show, Lane.KEEP)


def event_menu(frame: Frame, found: Chances, above: QWidget) -> QMenu:
    """Return the menu; each line has its digit, which chooses it."""
    menu = QMenu(above)
    table = codes.table("register_event")
    for place, event in enumerate(EVENTS, 1):
        text, refusal = table.text(event), found.refusals[event]
        why = pick(f"（{refusal}）", f" ({refusal})") if refusal else ""
        line = menu.addAction(f"&{place}  {text}{why}")
        line.setEnabled(not refusal)
        line.triggered.connect(partial(_begin, frame, found, event, above.window()))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _begin(
    frame: Frame, found: Chances, event: str, above: QWidget, _checked: bool = False
) -> None:
    frame.messages.show(EventDialog(frame, found, event, above))
