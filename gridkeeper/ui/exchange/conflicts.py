"""What two people said differently: side by side, settled by a key."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from gridkeeper.services.exchange.claims import like
from gridkeeper.texts import _, plural
from gridkeeper.ui.exchange.claim_columns import claim_columns, whose
from gridkeeper.ui.exchange.other_value import OtherValueDialog
from gridkeeper.ui.exchange.panel import room_on_page
from gridkeeper.ui.exchange.settled import SettledDialog
from gridkeeper.ui.exchange.settling_alike import SettleAlikeDialog
from gridkeeper.ui.exchange.tables import LineTable, LineView
from gridkeeper.ui.forms.reveal import RevealDialog
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.undoing import say_done
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, empty, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QPushButton, QTabWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.conflicts import Conflict, Settled, Settlement
    from gridkeeper.ui.exchange.settling_alike import Chosen
    from gridkeeper.ui.frame import Frame

_FEW = 2
_LEAST = 140


class ConflictDesk(QWidget):
    """One line a record and group of fields; the number keys choose a value.

    Attributes:
        revealed: Kinds and ids of the records that are shown in full, since a reason was given.

    Signals:
        settled: Something else is in conflict now, or is to be shown otherwise.
        reopened: The kind and the id of a record that is in conflict again.
    """

    settled = Signal()
    reopened = Signal(str, str)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._conflicts: list[Conflict] = []
        self._done = 0
        self._busy = False
        self._said: Callable[[object], str] = _said_of_many
        self.revealed: frozenset[tuple[str, str]] = frozenset()
        table = LineTable(claim_columns(_FEW))
        self.lines = LineView(frame.theme, table, _("Conflicts"), from_top=True)
        self.lines.pressed_number.connect(self.settle)
        self.lines.chosen.connect(self._draw)
        self._choices: list[QPushButton] = []
        theme = frame.theme
        self._other = button(theme, _("Something &else …"), self.settle_other, "edit")
        self._alike = button(theme, "", self.settle_alike, "copy")
        self._reveal = button(theme, _("Show in &full …"), self.reveal, "reveal", "quiet")
        self._go = button(theme, _("Look at the &record"), self.show_record, kind="quiet")
        self._stack = QStackedWidget()
        text = _("When two people change the same field, both values are shown here side by side.")
        self._earlier = [
            button(theme, _("Settled &before …"), self.show_settled, "history", "quiet")
            for _place in range(2)
        ]
        self._stack.addWidget(empty(theme, "check", _("No conflicts"), text, self._earlier[0]))
        self._stack.addWidget(self._table())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, tokens.SPACE, 0, 0)
        outer.addWidget(self._stack)
        self._offer(_FEW)

    def _table(self) -> QWidget:
        advice = _("Which value is right? Press its number. The others stay in the history.")
        self.place = label("", "soft")
        table = QWidget()
        self._layout = layout = QVBoxLayout(table)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE)
        head = row(label(advice, "soft", wraps=True), self.place)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self.lines, 1)
        self._values = Flow(spacing=tokens.SPACE)
        rest = (self._other, self._alike, self._reveal, self._go, self._earlier[1])
        layout.addWidget(Flow(self._values, *rest, spacing=tokens.SPACE))
        self.lines.fitted.connect(self.measure)
        return table

    def measure(self) -> None:
        """Be high enough for any one line: what is decided about has to be seen whole.

        Where the page scrolls it is high enough for all of them, as long as they and the keys below
        are seen at once.
        """
        px, lines = self._frame.theme.px, self.lines
        few = max(px(_LEAST), lines.height_of_one)
        around = self._layout.minimumHeightForWidth(self.width()) - lines.minimumHeight()
        room = room_on_page(self, around + few + 2 * tokens.SPACE)
        all_ = max(few, min(lines.whole_height, room - around - 3 * tokens.SPACE))
        lines.setMinimumHeight(all_ if room else few)
        high = self._layout.minimumHeightForWidth(self.width()) if self._conflicts else 0
        self.setMinimumHeight(high + tokens.SPACE if high else 0)

    def show_conflicts(self, conflicts: list[Conflict]) -> None:
        """Show what is in conflict now; the line stays where it was, or goes to what came back."""
        row_ = max(self.lines.row, 0)
        before = {one.place for one in self._conflicts}
        places = [one.place for one in conflicts]
        back = [at for at, place in enumerate(places) if place not in before]
        if before and back:
            row_ = back[0]
        gone = len(before.difference(places)) - len(back)
        self._done = max(self._done + gone, 0) if before else 0
        self._conflicts = conflicts
        most = max((len(one.claims) for one in conflicts), default=_FEW)
        most = max(most, _FEW)
        if most != len(self._choices):
            self._offer(most)
        self.lines.table.show(conflicts, claim_columns(most))
        self._stack.setCurrentIndex(int(bool(conflicts)))
        self.lines.choose(row_)
        self._draw()

    def choose(self, kind: str, record_id: str) -> None:
        """Go to the conflict of a record; to none other where one of its own is chosen."""
        here = [(one.kind.name, one.record.id) == (kind, record_id) for one in self._conflicts]
        if any(here) and not here[max(self.lines.row, 0)]:
            self.lines.choose(here.index(True))

    def settle(self, number: int) -> None:
        """Let the value of this number stand."""
        conflict = self._conflict()
        if conflict is None or not 1 <= number <= len(conflict.claims):
            return
        claim, service = conflict.claims[number - 1], self._frame.desk.conflicts
        self._write(lambda: service.settle(conflict, claim.change_id), partial(_said, conflict))

    def settle_other(self) -> None:
        """Let a value stand that the person types."""
        conflict, service = self._conflict(), self._frame.desk.conflicts
        if conflict is None or not conflict.can_be_typed:
            return

        def then(facts: Mapping[str, str]) -> None:
            self._write(lambda: service.settle_as(conflict, facts), partial(_said, conflict))

        self._frame.messages.show(OtherValueDialog(self._frame, conflict, then, self.window()))

    def settle_alike(self) -> None:
        """Let the same side stand in all conflicts like this one."""
        conflict, service = self._conflict(), self._frame.desk.conflicts
        if conflict is None or not self._like(conflict):
            return

        def then(chosen: Chosen) -> None:
            pairs = [(one, claim.change_id) for one, claim in chosen]
            self._write(lambda: service.settle_all(pairs), _said_of_many)

        frame, among = self._frame, self._conflicts
        frame.messages.show(SettleAlikeDialog(frame, conflict, among, then, self.window()))

    def reveal(self) -> None:
        """Show the record's values in full; why is asked and noted."""
        conflict = self._conflict()
        if conflict is None:
            return
        kind, record_id = conflict.kind, conflict.record.id
        look = partial(self._frame.desk.dossiers.reveal, kind, record_id)

        def then(_full: object) -> None:
            self.revealed |= {(kind.name, record_id)}
            self.settled.emit()

        self._frame.messages.show(RevealDialog(self._frame, look, then, self.window()))

    def show_settled(self) -> None:
        """Show what was settled, to be opened again."""
        frame = self._frame

        def work(_progress: Progress) -> object:
            return frame.desk.conflicts.settled()

        frame.ask("", work, self._list_settled)

    def _list_settled(self, result: object) -> None:
        found = cast("list[Settlement]", result)
        self._frame.messages.show(SettledDialog(self._frame, found, self.reopened.emit))

    def show_record(self) -> None:
        """Show the record whose values are in conflict."""
        conflict = self._conflict()
        if conflict is not None:
            self._frame.show_record(conflict.kind.name, conflict.record.id)

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is on what is in conflict."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def focus(self) -> None:
        """Give the keyboard to the first conflict."""
        (self.lines if self._conflicts else self._earlier[0]).setFocus()

    def came(self, tabs: QTabWidget, _place: int) -> None:
        """Take the keyboard where the mouse has led here: digits settle what is in conflict."""
        if tabs.currentWidget() is self and not tabs.tabBar().hasFocus():
            self.focus()

    def _write(self, work: Callable[[], object], said: Callable[[object], str]) -> None:
        """Settle beside the window, one at a time, and say what came of it."""
        if self._busy:
            return
        self._busy, self._said = True, said
        job = Job(_("Settling"), lambda _progress: work())
        job.finished.connect(self._written)
        job.failed.connect(self._frame.messages.failed)
        job.ended.connect(self._ended)
        self._frame.jobs.start(job, Lane.WORK)

    def _written(self, result: object) -> None:
        say_done(self._frame, self._said(result))

    def _ended(self, _job: object) -> None:
        self._busy = False
        self.settled.emit()

    def _conflict(self) -> Conflict | None:
        at = self.lines.row
        return self._conflicts[at] if 0 <= at < len(self._conflicts) else None

    def _like(self, conflict: Conflict) -> int:
        """Return in how many other conflicts the same side could stand."""
        found = (len(like(conflict, claim, self._conflicts)) for claim in conflict.claims)
        return max(found, default=0)

    def _offer(self, most: int) -> None:
        """Make a button for each value that can be chosen."""
        self._values.clear()
        self._choices = [
            button(self._frame.theme, "", partial(self.settle, n)) for n in range(1, most + 1)
        ]
        for made in self._choices:
            self._values.add(made)
        rest = (self._other, self._alike, self._reveal, self._go, self._earlier[1])
        for one, following in pairwise([self.lines, *self._choices, *rest]):
            QWidget.setTabOrder(one, following)

    def _draw(self, _row: int = 0) -> None:
        conflict = self._conflict()
        if conflict is None:
            return
        for place, made in enumerate(self._choices):
            made.setText(whose(conflict, place))
            made.setVisible(place < len(conflict.claims))
        self._other.setEnabled(conflict.can_be_typed)
        same = self._like(conflict)
        self._alike.setVisible(same > 0)
        text = plural("&Same for {n} other like this …", "&Same for {n} others like this …", same)
        self._alike.setText(f" {text.format(n=f'{same:,}')}")
        self._reveal.setVisible(conflict.hidden)
        at, total = self._done + self.lines.row + 1, self._done + len(self._conflicts)
        self.place.setText(_("{place} / {total}").format(place=f"{at:,}", total=f"{total:,}"))
        self.measure()  # the buttons may go on in another line


def _said(conflict: Conflict, result: object) -> str:
    value = cast("str", result) or _("(empty)")
    text = _("Settled: {title}, {field}: “{value}”")
    return text.format(field=conflict.label, title=conflict.title, value=value)


def _said_of_many(result: object) -> str:
    settled = cast("Settled", result)
    text = plural("Settled: {n} conflict", "Settled: {n} conflicts", settled.count)
    said = text.format(n=f"{settled.count:,}")
    if settled.left:
        left = plural(
            "{n} was changed meanwhile and is left",
            "{n} were changed meanwhile and are left",
            settled.left,
        )
        said += _("; ") + left.format(n=f"{settled.left:,}")
    return said
