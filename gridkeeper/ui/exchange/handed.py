"""What was written: read back, proved, and where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication
from typing_extensions import override

from gridkeeper.texts import N_, _, capital, plural
from gridkeeper.ui import handing
from gridkeeper.ui.exchange.places import Medium
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import button, flush, label, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from gridkeeper.services.attachments.contents import Shared
    from gridkeeper.services.exchange.batch_export import HandedOut
    from gridkeeper.ui.frame import Frame

_MOST_HIGH = 320
_WRITTEN = {
    Medium.SHARED: N_(
        "Written and verified. It lies in the shared folder, where the other side sees it."
    ),
    Medium.STICK: N_("Written and verified. The stick can be pulled out."),
    Medium.FOLDER: N_("Written and verified. If it is on a stick, the stick can be pulled out."),
}


class HandedDialog(Dialog):
    """Names each file, its place and what is in it."""

    def __init__(
        self,
        frame: Frame,
        made: Sequence[HandedOut],
        medium: Medium,
        parent: QWidget | None,
    ) -> None:
        """Show what was made, and whether the medium that it lies on may be taken away."""
        title = handing.done(frame.desk.session.replica.role)
        super().__init__(frame.theme, title, parent, _(_WRITTEN[medium]))
        self.setMinimumWidth(frame.theme.px(640))
        self._frame = frame
        self._folder = made[0].path.parent
        self._paths = "\n".join(str(path) for one in made for path in one.volumes)
        columns = _columns(contents=any(one.shared.whole for one in made))
        self.lines = LineView(frame.theme, LineTable(columns), _("Files that were written"))
        self.lines.table.show(made)
        self.body.addWidget(self.lines)
        again = sum(one.again for one in made)
        if again:
            self.body.addWidget(label(handing.along(again), "soft", wraps=True))
        for text in left_out([one.shared for one in made]):
            self.body.addWidget(label(text, "soft", wraps=True))
        place = label(_("In the folder {folder}").format(folder=self._folder), "soft", wraps=True)
        self.body.addWidget(place)
        copy = button(frame.theme, _("&Copy the path"), self.copy, "copy", "quiet")
        open_ = button(frame.theme, _("Open the &folder"), self._open, "folder", "quiet")
        self.body.addLayout(row(flush(copy), open_, None))
        self.add_button(_("&Done"), self.accept, icon="check", kind="primary").setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        most = self.theme.px(_MOST_HIGH)
        self.lines.setFixedHeight(min(self.lines.whole_height, most))
        self.fit()

    def copy(self) -> None:
        """Put the paths on the clipboard."""
        QApplication.clipboard().setText(self._paths)
        self._frame.notices.say(_("The path is on the clipboard"), Tone.GOOD)

    def _open(self) -> None:
        self._frame.messages.open_folder(self._folder)


def _columns(*, contents: bool) -> list[Column]:
    """Return what the table shows; photos and files only where there are any."""
    more = [Column(_("Photos and files"), _contents, 148)] if contents else []
    return [
        Column(_("File name"), _file, under=_carries),
        Column(_("For whom"), _recipient, 144),
        Column(_("Records"), _records, 84, right=True),
        Column(_("Changes"), _changes, 84, right=True),
        *more,
    ]


def _file(made: HandedOut) -> str:
    count = len(made.volumes)
    if count < 2:
        return made.path.name
    return _("{file} and {n} more").format(file=made.path.name, n=count - 1)


def _carries(made: HandedOut) -> str:
    """Return what else is in it than records, where the figures would not say it."""
    if made.moves:
        return capital(_("tells of the change of grids"))
    return capital(_("receipts only")) if made.is_bare else ""


def _recipient(made: HandedOut) -> str:
    return made.recipient


def _records(made: HandedOut) -> str:
    return f"{made.records:,}"


def _changes(made: HandedOut) -> str:
    return f"{made.changes:,}"


def left_out(shared: Sequence[Shared]) -> Iterator[str]:
    """Say of the photos and files that the other side has not, why."""
    absent = sum(one.absent for one in shared)
    later = sum(one.missing for one in shared) - absent
    if absent:
        text = plural(
            "{n} photo or file is not on this computer and did not go along.",
            "{n} photos and files are not on this computer and did not go along.",
            absent,
        )
        yield text.format(n=f"{absent:,}")
    if later:
        text = plural(
            "{n} photo or file goes along with a later batch.",
            "{n} photos and files go along with a later batch.",
            later,
        )
        yield text.format(n=f"{later:,}")


def _contents(made: HandedOut) -> str:
    """Return how many photos and documents the other side has now, of how many."""
    text = _("{there} of {whole}")
    return text.format(there=f"{made.shared.there:,}", whole=f"{made.shared.whole:,}")
