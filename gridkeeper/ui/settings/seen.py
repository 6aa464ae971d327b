"""Who has seen in full what is masked elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.services.store.audits import MOST
from gridkeeper.texts import _
from gridkeeper.ui.exchange.history import when
from gridkeeper.ui.exchange.tables import Column
from gridkeeper.ui.settings.listing import ListDialog, Listing

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.store.audits import Look
    from gridkeeper.ui.frame import Frame


class SeenDialog(ListDialog):
    """Lists who has seen what in full, the newest first."""

    def __init__(self, frame: Frame) -> None:
        text = _("Who has seen a record or a paper in full, when and what for; newest first.")
        none = _("Nobody has viewed anything in full yet.")
        super().__init__(frame, Listing(_("Viewed in full"), _columns(), none, text))
        audits = frame.desk.audits

        def look(_progress: Progress) -> object:
            return audits.looks(MOST)

        frame.ask("", look, lambda found: self.show_lines(cast("list[Look]", found)))


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
