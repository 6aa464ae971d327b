"""What came from one worker's computer, number by number, and asking for what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from gridkeeper.services.exchange import radar
from gridkeeper.services.showing import days
from gridkeeper.texts import _, capital
from gridkeeper.ui.exchange.gap_bar import GapBar, Swatch
from gridkeeper.ui.exchange.history import when
from gridkeeper.ui.exchange.panel import Doing
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.dialog import Dialog, unbroken
from gridkeeper.ui.widgets.pieces import label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.batch_history import PeerLine
    from gridkeeper.services.exchange.radar import Came, Stream
    from gridkeeper.ui.frame import Frame

_KB = 1024
_WIDE, _LOW, _HIGH = 680, 96, 300


def doing() -> Doing:
    """Return what can be done with a worker of the list."""
    return Doing(
        "import",
        text=lambda _line: _("What &came …"),
        may=lambda line: line.stream is not None,
        does=show,
    )


def show(frame: Frame, line: PeerLine) -> None:
    """Show what came from a worker's computer."""
    if line.stream is not None:
        frame.messages.show(GapsDialog(frame, line.stream))


def columns() -> list[Column]:
    """Return what the table of batches shows."""
    return [
        Column(_("Batch number"), lambda one: one.number),
        Column(_("When"), lambda one: when(one.at), 152),
        Column(_("Entries"), _numbers, 96, right=True),
        Column(_("File size"), _size, 80, right=True, spare=1),
        Column(_("State"), lambda one: capital(radar.state(one)), 0),
    ]


class GapsDialog(Dialog):
    """The bar, what it means in words, and all batches."""

    def __init__(self, frame: Frame, stream: Stream) -> None:
        title = _("What came from {name} · {series}").format(
            name=unbroken(stream.name), series=stream.series
        )
        super().__init__(frame.theme, title, frame.messages.window)
        self._frame = frame
        self._stream = stream
        self.setMinimumWidth(frame.theme.px(_WIDE))
        heard = days.moment(stream.heard_at) if stream.heard_at else _("never")
        self.body.addWidget(label(_("Last heard: {heard}").format(heard=heard), "soft"))
        if stream.spans:
            self.body.addWidget(GapBar(frame.theme, stream))
        else:
            self.body.addWidget(label(_("Nothing came from this computer yet.")))
        for span in stream.spans:
            words = label(capital(radar.of_span(span)), "", wraps=True)
            line = row(Swatch(frame.theme, span.state), words)
            line.setStretch(1, 1)
            self.body.addLayout(line)
        asked = radar.asking(stream)
        if asked:
            self.body.addWidget(label(sentence(capital(asked)), "advice", wraps=True))
        self.batches = LineView(frame.theme, LineTable(columns()), _("Batches"))
        self.batches.table.show(stream.batches)
        if stream.batches:
            self.body.addWidget(self.batches)
        else:
            self.batches.setParent(self)
            self.batches.hide()
        self.add_cancel(_("&Close"))
        self.ask = self.add_button(
            _("&Ask to send again"),
            self._ask,
            icon="import",
            kind="primary" if stream.may_ask else "",
        )
        self.ask.setEnabled(stream.may_ask and frame.may_write)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        px, high = self.theme.px, self.batches.whole_height
        self.batches.setMinimumHeight(min(max(high, px(_LOW)), px(_HIGH)))
        self.fit()
        waiting = (row for row, one in enumerate(self._stream.batches) if one.waiting)
        self.batches.choose(next(waiting, 0))  # what it is all about comes into sight

    def _ask(self) -> None:
        service, stream, frame = self._frame.desk.radar, self._stream, self._frame

        def work(_progress: Progress) -> object:
            return service.ask(stream.peer_id)

        def done(_result: object) -> None:
            text = _(
                "The next file for {name} asks to send again what is missing: send it down now."
            )
            frame.notices.say(text.format(name=stream.name), Tone.GOOD)

        self.accept()
        frame.ask("", work, done, Lane.WORK)


def _numbers(one: Came) -> str:
    if one.last < one.first:
        return _("none")
    return _("{first} to {last}").format(first=f"{one.first:,}", last=f"{one.last:,}")


def _size(one: Came) -> str:
    return f"{-(-one.size // _KB):,} KB" if one.size else ""
