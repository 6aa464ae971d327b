"""Looking at what hangs on a record, one by one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from gridkeeper.domain.attachments import pairs
from gridkeeper.texts import _, pick
from gridkeeper.ui.attachments import deeds
from gridkeeper.ui.attachments.pair_dialog import PairDialog, loaded
from gridkeeper.ui.attachments.picture_view import PictureView
from gridkeeper.ui.attachments.tiles import about
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, icon_button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QToolButton, QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.attachments.attached import Attached
    from gridkeeper.ui.frame import Frame

_SHARE = 0.92


class Viewer(Dialog):
    """Shows one attachment at a time; the arrow keys go through them, Esc closes.

    Signals:
        turned: The id of the one that is shown.
    """

    turned = Signal(str)

    def __init__(self, frame: Frame, several: Sequence[Attached], place: int) -> None:
        super().__init__(frame.theme, " ", frame.messages.window, " ")
        self._frame = frame
        self._several = list(several)
        self._place = place
        self._asked = 0
        above = frame.messages.window
        self.setMinimumSize(round(above.width() * 0.6), round(above.height() * 0.6))
        self.picture = PictureView(_("Photo"))
        self._instead = label("", "picture", wraps=True)
        self._instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown = QStackedWidget()
        for part in (self.picture, self._instead):
            self._shown.addWidget(part)
        self._said = label("", "", wraps=True)
        self.body.addWidget(self._said)
        self.body.addWidget(self._shown, 1)
        self.body.addWidget(self._lens())
        self._save = self.add_button(_("Save a cop&y …"), self._save_copy, icon="save")
        self._close = self.add_cancel(_("&Close"))
        self.picture.turned.connect(self.turn)
        for keys, does in (
            ("Left", partial(self.turn, -1)),
            ("Right", partial(self.turn, 1)),
            ("+", partial(self.picture.zoom, 1)),
            ("-", partial(self.picture.zoom, -1)),
            ("0", self.picture.fit),
        ):
            QShortcut(QKeySequence(keys), self, does)
        self._show()
        self.resize(round(above.width() * _SHARE), self.most_high)
        self._focus()

    @property
    def shown(self) -> Attached:
        """What is shown."""
        return self._several[self._place]

    def turn(self, steps: int) -> None:
        """Go on to the next one, or back; at either end it stays."""
        place = self._place + steps
        if 0 <= place < len(self._several):
            self._place = place
            self._show()
            self._focus()

    def renew(self, several: Sequence[Attached]) -> None:
        """Show what hangs there now; closes when nothing does."""
        if not several:
            self.reject()
            return
        ids = [one.record.id for one in several]
        here = self.shown.record.id
        self._place = ids.index(here) if here in ids else min(self._place, len(ids) - 1)
        changed = list(several) != self._several
        self._several = list(several)
        if changed:
            self._show()

    def compare(self) -> None:
        """Show the pair that it is a half of, side by side."""
        found = self._half()
        if found is not None:
            self._frame.messages.show(PairDialog(self._frame, *found))

    def say(self) -> None:
        """Let what is said of it be changed."""
        deeds.say(self._frame, self.shown.record.id)

    def _lens(self) -> Flow:
        theme = self.theme
        picture = self.picture
        self._steps = [
            _keyed(icon_button(theme, _("The one before"), "back", partial(self.turn, -1)), "←"),
            _keyed(icon_button(theme, _("The next one"), "forward", partial(self.turn, 1)), "→"),
        ]
        self._zooms = [
            _keyed(icon_button(theme, _("Larger"), "larger", partial(picture.zoom, 1)), "+"),
            _keyed(icon_button(theme, _("Smaller"), "smaller", partial(picture.zoom, -1)), "-"),
            _keyed(icon_button(theme, _("Fit the window"), "fit", picture.fit), "0"),
        ]
        self._pair = button(theme, _("&Before and after"), self.compare)
        self._open = button(theme, _("&Open in another program …"), self._lend)
        writes = [
            button(theme, _("&Edit …"), self.say, "edit"),
            button(theme, _("Remo&ve"), self._remove, "delete"),
        ]
        may = writes if self._frame.may_write else []
        return Flow(*self._steps, *self._zooms, self._pair, self._open, *may)

    def _show(self) -> None:
        one = self.shown
        record = one.record
        count = len(self._several)
        where = f"{self._place + 1} / {count}" if count > 1 else ""
        facts = about(one.purpose, record.taken_at, record.size_bytes or 0)
        self.retitle(record.file_name or "", " · ".join(filter(None, (where, facts))))
        self._said.setText(record.note or "")
        self._said.setVisible(bool(record.note))
        looks = one.is_picture and one.is_here
        for part, can in zip(self._steps, (self._place > 0, self._place < count - 1), strict=True):
            part.setVisible(count > 1)
            part.setEnabled(can)
        for part in self._zooms:
            part.setVisible(looks)
        self._pair.setVisible(looks and self._half() is not None)
        self._open.setVisible(one.is_here and not one.is_picture)
        self._save.setEnabled(one.is_here)
        self.picture.setAccessibleName(pick("照片：", "Photo: ") + (record.file_name or ""))
        self.picture.show_picture(None)
        self._shown.setCurrentWidget(self.picture if looks else self._instead)
        self._instead.setText(self._why())
        self.turned.emit(record.id)
        if looks:
            self._load(record.sha256 or "")

    def _why(self) -> str:
        """Return why there is nothing to be seen."""
        if not self.shown.is_here:
            return _("Its content has not arrived yet. It comes with one of the next batches.")
        return _("This is a document. Another program can show it.")

    def _load(self, sha256: str) -> None:
        self._asked += 1
        asked, service = self._asked, self._frame.desk.attachments

        def work(_progress: Progress) -> object:
            return asked, loaded(service, sha256)

        self._frame.ask("", work, self._loaded)

    def _loaded(self, result: object) -> None:
        asked, picture = cast("tuple[int, QImage]", result)
        if asked == self._asked:
            self.picture.show_picture(picture)
            if picture.isNull():
                self._shown.setCurrentWidget(self._instead)
                self._instead.setText(_("Its content cannot be read; it is asked for again."))

    def _focus(self) -> None:
        if self._shown.currentWidget() is self.picture:
            begin: QWidget = self.picture
        else:
            begin = self._open if self.shown.is_here else self._close
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _half(self) -> tuple[Attached, Attached] | None:
        """Return the pair that what is shown is a half of; None if it is of none."""
        by_id = {one.record.id: one for one in self._several}
        for before, after in pairs(one.record for one in self._several):
            if self.shown.record.id in {before.id, after.id}:
                return by_id[before.id], by_id[after.id]
        return None

    def _remove(self) -> None:
        deeds.remove(self._frame, self.shown.record.id)

    def _save_copy(self) -> None:
        deeds.save_copy(self._frame, self.shown.record.id, Path(self.shown.record.file_name or ""))

    def _lend(self) -> None:
        deeds.lend(self._frame, self.shown.record.id)


def _keyed(made: QToolButton, key: str) -> QToolButton:
    """Let a button without text tell the key that does the same."""
    name = made.toolTip()
    made.setToolTip(pick(f"{name}（{key}）", f"{name} ({key})"))
    return made
