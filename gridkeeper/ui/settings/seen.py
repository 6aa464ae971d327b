"""Who has seen in full what is masked elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.services.store.audits import MOST
from gridkeeper.texts import _
from gridkeeper.ui.exchange.history import when
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.store.audits import Look
    from gridkeeper.ui.frame import Frame

_SIZE = (820, 480)


class SeenDialog(Dialog):
    """Lists who has seen what in full, the newest first."""

    def __init__(self, frame: Frame) -> None:
        text = _("Who has seen a record or a paper in full, when and what for; newest first.")
        super().__init__(frame.theme, _("Viewed in full"), frame.messages.window, text)
        self.lines = LineView(frame.theme, LineTable(_columns()), _("Viewed in full"))
        wide, high = (frame.theme.px(one) for one in _SIZE)
        around = frame.messages.window.size()
        self.setMinimumWidth(min(wide, around.width() - 48))
        self.lines.setMinimumHeight(min(high, around.height() // 2))
        self._none = label(_("Nobody has viewed anything in full yet."), "soft", wraps=True)
        self._none.hide()
        self.body.addWidget(self._none)
        self.body.addWidget(self.lines, 1)
        self.add_cancel(_("&Close"))
        audits = frame.desk.audits

        def look(_progress: Progress) -> object:
            return audits.looks(MOST)

        frame.ask("", look, self._show)

    def _show(self, found: object) -> None:
        looks = cast("list[Look]", found)
        self.lines.table.show(looks)
        self.lines.setVisible(bool(looks))
        self._none.setVisible(not looks)
        if looks:
            self.lines.setFocus()
        self.fit()


def _columns() -> list[Column]:
    return [
        Column(_("When"), _at, 152),
        Column(_("Who"), _who, 136),
        Column(_("What"), _what),
        Column(_("What for"), _reason, 176, spare=1),
    ]


def _at(look: Look) -> str:
    return when(look.at)


def _who(look: Look) -> str:
    return look.who


def _what(look: Look) -> str:
    return " · ".join(filter(None, (look.what, look.about)))


def _reason(look: Look) -> str:
    return look.reason
