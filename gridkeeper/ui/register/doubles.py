"""Who may stand in the register twice: compared, merged, or told apart for ever."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gridkeeper.texts import _, joined, pick, plural
from gridkeeper.ui.actions import shortcut
from gridkeeper.ui.forms.reveal import RevealDialog
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.register.side_by_side import side_by_side
from gridkeeper.ui.undoing import say_done
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.fitted import Fitted
from gridkeeper.ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.services.register.comparing import Comparison
    from gridkeeper.services.register.duplicates import Suspect, Suspects
    from gridkeeper.ui.frame import Frame

_WIDE, _LIST = 760, 168


class DoublesDialog(Dialog):
    """Lists pairs with the reasons; each is merged or told apart, and that can be taken back.

    Attributes:
        list: The pairs.
    """

    def __init__(self, frame: Frame, parent: QWidget | None) -> None:
        super().__init__(frame.theme, _("Possible duplicates"), parent, _("Looking …"))
        self._frame = frame
        self._pairs: tuple[Suspect, ...] = ()
        px = frame.theme.px
        self.setMinimumWidth(min(px(_WIDE), parent.width() - 48) if parent else px(_WIDE))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Possible duplicates"))
        self.list.setProperty("kind", "framed")
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._compare)
        self.body.addWidget(self.list)
        self._compared_now: tuple[Suspect, Comparison] | None = None
        self._full: dict[Suspect, Comparison] = {}
        self._beside = QVBoxLayout()
        self._shown: QWidget | None = None
        self.body.addLayout(self._beside, 1)
        self._done = label("", "soft", wraps=True)
        self._back = button(frame.theme, _("&Undo"), self.undo, "undo")
        across = row(spacing=8)
        across.addWidget(self._done, 1)
        across.addWidget(self._back)
        self.body.addLayout(across)
        self._done.hide()
        self._back.hide()
        self._reveal = self.add_button(
            _("Show in &full …"), self.reveal, icon="reveal", kind="quiet"
        )
        self.add_cancel(_("&Close"))
        self._left = self.add_button(_("Merge, keep &left"), partial(self.merge, left=True))
        self._right = self.add_button(_("Merge, keep &right"), partial(self.merge, left=False))
        self._apart = self.add_button(_("&Not the same person"), self.tell_apart)
        QShortcut(QKeySequence(shortcut("reveal")), self, self._reveal.click)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._back.click)
        self._look()

    @property
    def pair(self) -> Suspect | None:
        """The pair that is chosen."""
        place = self.list.currentRow()
        return self._pairs[place] if 0 <= place < len(self._pairs) else None

    def merge(self, *, left: bool) -> None:
        """Let one of the two be read as the other, who stays."""
        pair = self.pair
        if pair is None:
            return
        lacking = self._lacking(left=left)
        if not lacking:
            self._merge(pair, left=left)
            return
        text = _(
            "It does not say: {fields}. A merge copies nothing: these stay with the one that is "
            "merged into it."
        )
        self._frame.messages.ask(
            _("Keep the side that says less?"),
            text.format(fields=joined(lacking)),
            _("&Keep this side"),
            partial(self._merge, pair, left=left),
        )

    def _lacking(self, *, left: bool) -> list[str]:
        """Return what only the side says that is to go."""
        shown, found = self._compared_now or (None, None)
        if found is None or shown != self.pair:
            return []
        sides = [(one.label, one.one, one.other) for one in found.lines]
        return [
            label for label, one, other in sides if not (one if left else other) and (other or one)
        ]

    def _merge(self, pair: Suspect, *, left: bool) -> None:
        stays, goes = (pair.id, pair.other_id) if left else (pair.other_id, pair.id)
        service = self._frame.desk.duplicates
        who = pair.who if left else pair.other
        said = _("Merged. Everything is at: {who}").format(who=who)
        self._do(partial(service.same_as, goes, stays), said)

    def tell_apart(self) -> None:
        """Remember that the two are not the same."""
        pair = self.pair
        if pair is not None:
            said = _("Remembered: {one} and {other} are two people.")
            text = said.format(one=pair.who, other=pair.other)
            self._do(partial(self._frame.desk.duplicates.not_same, pair.id, pair.other_id), text)

    def reveal(self) -> None:
        """Show the two in full, since a name or a number decides; why is asked and noted."""
        pair = self.pair
        if pair is None:
            return

        def then(found: object) -> None:
            self._full[pair] = cast("Comparison", found)
            self._compared((pair, found))

        look = partial(self._frame.desk.duplicates.reveal, pair.id, pair.other_id)
        self._frame.messages.show(RevealDialog(self._frame, look, then, self))

    def undo(self) -> None:
        """Take the last decision back."""
        self._do(self._frame.desk.undo.undo, _("Taken back."), done=False)

    def _do(self, deed: Callable[[], object], said: str, *, done: bool = True) -> None:
        """Do something on a worker, say it, and look again who is left."""
        place = self.list.currentRow()

        def work(_progress: Progress) -> object:
            deed()
            return said, done, place

        for one in (self._reveal, self._left, self._right, self._apart, self._back):
            one.setEnabled(False)
        job = self._frame.ask(_("Saving"), work, self._did, Lane.WORK)
        job.failed.connect(self._allow_again)

    def _did(self, result: object) -> None:
        said, done, place = cast("tuple[str, bool, int]", result)
        self._done.setText(said)
        self._done.setVisible(bool(said))
        self._back.setVisible(done)
        self._look(place)

    def _look(self, place: int = 0) -> None:
        service = self._frame.desk.duplicates

        def look(_progress: Progress) -> object:
            return place, service.all()

        job = self._frame.ask(_("Looking for duplicates"), look, self._show)
        job.failed.connect(self._allow_again)

    def _show(self, result: object) -> None:
        place, found = cast("tuple[int, Suspects]", result)
        self._pairs = found.pairs
        text = plural(
            "{count} pair may be the same person. Nothing is deleted by a merge, and it can be "
            "undone.",
            "{count} pairs may be the same person. Nothing is deleted by a merge, and it can be "
            "undone.",
            found.count,
        ).format(count=f"{found.count:,}")
        if not found.count:
            text = _("Nobody seems to be registered twice.")
        self.retitle(_("Possible duplicates"), text)
        self.list.blockSignals(True)
        self.list.clear()
        colon = pick("：", ": ")
        for one in found.pairs:
            why = joined(one.reasons)
            item = QListWidgetItem(f"{one.who}  /  {one.other}\n{_('Why')}{colon}{why}")
            self.list.addItem(item)
        self.list.setVisible(bool(found.pairs))
        all_rows = len(found.pairs) * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth() + 4
        self.list.setFixedHeight(min(self.theme.px(_LIST), all_rows))
        self._allow()
        self.list.setCurrentRow(min(place, len(found.pairs) - 1))
        self.list.blockSignals(False)
        self._compare(self.list.currentRow())
        if found.pairs:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _compare(self, _place: int) -> None:
        pair = self.pair
        if pair is None:
            self._fill(None)
            return
        service, seen = self._frame.desk.duplicates, self._full.get(pair)

        def look(_progress: Progress) -> object:
            return pair, seen or service.compare(pair.id, pair.other_id)

        self._frame.ask("", look, self._compared)

    def _compared(self, result: object) -> None:
        pair, found = cast("tuple[Suspect, Comparison]", result)
        self._compared_now = pair, found
        if pair == self.pair:
            inside = side_by_side(self.theme, found, partial(self._open, pair))
            self._fill(Fitted(inside))

    def _open(self, pair: Suspect, left: bool) -> None:
        self.accept()
        self._frame.show_record("person", pair.id if left else pair.other_id)

    def _fill(self, shown: QWidget | None) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = shown
        if shown is not None:
            self._beside.addWidget(shown)
            shown.show()

    def _allow(self) -> None:
        for one in (self._reveal, self._left, self._right, self._apart):
            one.setEnabled(bool(self._pairs))
            one.setVisible(bool(self._pairs))
        self._back.setEnabled(True)

    def _allow_again(self, _error: object) -> None:
        self._allow()


def show_doubles(frame: Frame) -> None:
    """Show who may be registered twice."""
    frame.messages.show(DoublesDialog(frame, frame.messages.window))


def take_apart(frame: Frame, person_id: str) -> None:
    """Let somebody who was merged into another be herself again."""
    service = frame.desk.duplicates

    def work(_progress: Progress) -> object:
        service.apart(person_id)
        return None

    def done(_nothing: object) -> None:
        say_done(frame, _("The two are two people again."))

    frame.ask(_("Saving"), work, done, Lane.WORK)
