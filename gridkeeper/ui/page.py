"""What every page is to the window around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSlider, QWidget
from typing_extensions import override

from gridkeeper.ui.widgets.keys import is_bare

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QScrollArea

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.queries import Query
    from gridkeeper.services.changes import Changed
    from gridkeeper.ui.frame import Frame

Typing = tuple[tuple[str, str], dict[str, str], str]
"""What `Page.resume` needs for a form: kind and id of the record, what a new one began with, and
the name of its draft."""

_SCROLLING: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class Page(QWidget):
    """One place of the navigation.

    It is made when it is shown for the first time, and made anew when the language changes.

    Attributes:
        frame: The window around it, and everything a page may use.
        follows: Whether the record that is shown was come to from another one: Esc goes back to it.
        calls_back: Kinds of records whose forms, begun while it is shown, lead back to it.

    Signals:
        offering: What `offers` says may have changed.
        done: A form that `compose` or `resume` returned was saved or left.
    """

    offering = Signal()
    done = Signal(object)
    calls_back: frozenset[str] = frozenset()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.follows = False
        self.setProperty("kind", "page")

    def enter(self) -> None:
        """Become the page that is shown; put the focus where work begins."""
        self.setFocus()

    def enter_again(self) -> None:
        """Become the page that is shown once more; put the focus where it was, if that is there."""
        self.enter()

    def refresh(self, changed: Changed) -> None:
        """Show anew what has changed, if any of it is shown here; may come while hidden."""

    def offers(self) -> frozenset[str]:
        """Return the names of the actions of `ui.actions` that it can do now."""
        return frozenset()

    def perform(self, action: str) -> None:
        """Do one of the actions that it offers."""

    def open(self, kind: str, record_id: str) -> None:
        """Show one record, of a kind that lives on this page."""

    def at(self) -> tuple[str, str]:
        """Return kind and id of the record that somebody reads here; "" and "" for none."""
        return "", ""

    def show_query(self, query: Query, called: str) -> None:
        """List the records of a kind that lives on this page that a query finds.

        Args:
            query: What is asked.
            called: The same in a few words, for people.
        """

    def show_report(self, name: str, period: Period) -> None:
        """Show the report of a period, on the page that makes them."""

    def choice(self) -> object:
        """Return what is chosen here and stays when everything is made anew; None for nothing."""
        return None

    def choose_again(self, choice: object) -> None:
        """Take up what `choice` of the page before this one has returned."""

    def compose(self, kind: str, preset: dict[str, str]) -> QWidget | None:
        """Begin a new record; return its form, of whose end `done` tells; None if it is no such.

        `preset` holds typed values by field name.
        """

    def begin_at_top(self) -> None:
        """Put the focus into the first field of the form that has just been begun.

        What stands there, because it is open on this page, is seen and typed over: nobody said yet
        that the record is about it.
        """

    def resume(self, record: tuple[str, str], preset: dict[str, str], draft: str) -> QWidget | None:
        """Open the form of a draft with what was typed; return it as `compose` does.

        Args:
            record: Kind and id of what was being changed; the id of a new record is "".
            preset: What a new record began with.
            draft: The name of the draft.
        """

    def preset(self, kind: str) -> dict[str, str]:  # noqa: ARG002 - pages of records know more
        """Return what a new record begins with that is begun while this page is shown."""
        return {}

    def typing(self) -> Typing | None:
        """Return the form in which something is typed that is not saved, if there is one."""
        return None

    def scrolled(self) -> QScrollArea | None:
        """Return what PageUp, PageDown, Home and End move; None if nothing does."""
        return None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action, area = _SCROLLING.get(event.key()), self.scrolled()
        if action is None or area is None or not is_bare(event):
            super().keyPressEvent(event)
        else:
            area.verticalScrollBar().triggerAction(action)

    def parts(self) -> list[QWidget]:
        """Return what F6 goes through, in order."""
        return [self]
