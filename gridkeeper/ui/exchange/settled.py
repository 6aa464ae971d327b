"""What was settled here, to be opened again: nobody has to be right at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain import clock
from gridkeeper.texts import _, capital
from gridkeeper.ui.exchange.history import when
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.conflicts import Settlement
    from gridkeeper.ui.frame import Frame

_HIGH = 260


class SettledDialog(Dialog):
    """Lists what was settled, the newest first; opens one of them again."""

    def __init__(
        self, frame: Frame, found: list[Settlement], then: Callable[[str, str], object]
    ) -> None:
        """Show them; `then` is called with the kind and the id of what is in conflict again."""
        text = _(
            "Choose one to open it again: what both people said stands side by side then, to be "
            "settled anew."
        )
        super().__init__(frame.theme, _("Settled conflicts"), frame.messages.window, text)
        self._frame = frame
        self._then = then
        columns = [
            Column(_("Record"), _title, 200, under=_field),
            Column(_("Settled as"), _stands, under=_source),
        ]
        self.lines = LineView(frame.theme, LineTable(columns), _("Settled conflicts"))
        self.lines.table.show(found)
        theme = frame.theme
        theme.follow(self.lines, lambda: self.lines.setMinimumHeight(theme.px(_HIGH)))
        self.body.addWidget(self.lines, 1)
        self.setMinimumWidth(theme.px(560))
        self.add_cancel(_("&Close"))
        go = self.add_button(_("&Open again"), self.reopen, icon="undo", kind="primary")
        go.setEnabled(bool(found))
        self.lines.choose(0)
        self.lines.setFocus()

    def reopen(self) -> None:
        """Open the chosen one again, and close."""
        settlement = cast("Settlement", self.lines.table.line(self.lines.row))
        frame, then = self._frame, self._then  # the dialog is gone when it is done

        def work(_progress: Progress) -> None:
            frame.desk.conflicts.reopen(settlement)

        def done(_result: object) -> None:
            text = _("Open again: {title}, {field}")
            said = text.format(title=_title(settlement), field=settlement.label)
            frame.notices.say(said, Tone.GOOD)
            then(settlement.kind.name, settlement.record_id)

        self.accept()
        frame.ask(_("Opening again"), work, done, Lane.WORK)


def _title(line: Settlement) -> str:
    return line.title or capital(str(line.kind.label))


def _field(line: Settlement) -> str:
    return f"{capital(str(line.kind.label))} · {line.label}"


def _stands(line: Settlement) -> str:
    return line.stands or _("(empty)")


def _source(line: Settlement) -> str:
    return f"{line.who} · {when(clock.local(clock.moment(line.at)))}"
