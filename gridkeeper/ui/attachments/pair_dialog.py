"""How it looked and how it looks now, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridkeeper.errors import ContentMissingError
from gridkeeper.texts import _
from gridkeeper.ui.attachments.picture_view import PictureView
from gridkeeper.ui.attachments.tiles import about
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.attachments.attached import Attached
    from gridkeeper.services.attachments.hanging import AttachmentService
    from gridkeeper.ui.frame import Frame

_SHARE = 0.92


class PairDialog(Dialog):
    """Shows two photos beside each other, each as large as its half allows."""

    def __init__(self, frame: Frame, before: Attached, after: Attached) -> None:
        super().__init__(frame.theme, _("Before and after"), frame.messages.window)
        self._both = before, after
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE * 2)
        self.views = []
        for one in self._both:
            view = PictureView(f"{one.purpose} {one.record.file_name}")
            self.views.append(view)
            across.addWidget(_half(one, view), 1)
        self.body.addLayout(across, 1)
        self.add_cancel(_("&Close"))
        window = frame.messages.window
        self.setMinimumSize(round(window.width() * 0.6), round(window.height() * 0.5))
        self.resize(round(window.width() * _SHARE), self.most_high)
        service = frame.desk.attachments

        def work(_progress: Progress) -> object:
            return [loaded(service, one.record.sha256 or "") for one in (before, after)]

        frame.ask("", work, self._loaded)
        self.views[0].setFocus()

    def _loaded(self, result: object) -> None:
        for view, picture in zip(self.views, cast("list[QImage]", result), strict=True):
            view.show_picture(picture)


def loaded(service: AttachmentService, sha256: str) -> QImage:
    """Return a picture, on a worker; an empty one where its content cannot be read."""
    try:
        return QImage.fromData(service.content(sha256))
    except ContentMissingError:
        return QImage()


def _half(one: Attached, view: PictureView) -> QWidget:
    made = QWidget()
    down = QVBoxLayout(made)
    down.setContentsMargins(0, 0, 0, 0)
    down.addWidget(label(one.purpose, "strong"))
    down.addWidget(view, 1)
    record = one.record
    facts = about("", record.taken_at, record.size_bytes or 0)
    down.addWidget(label(f"{record.file_name} · {facts}", "small", wraps=True))
    return made
