"""The tables of peers and of batches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.replicas import OFFICE_SERIES, Role, Standing
from gridkeeper.services.exchange import radar
from gridkeeper.texts import N_, _, capital, plural
from gridkeeper.ui import handing
from gridkeeper.ui.exchange.tables import Column
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gridkeeper.services.exchange.batch_history import BatchLine, PeerLine
    from gridkeeper.services.exchange.radar import Span

_STANDINGS = {
    Standing.INVITED: (N_("not joined yet"), Tone.WARNING),
    Standing.ACTIVE: (N_("active"), Tone.GOOD),
    Standing.REVOKED: (N_("revoked"), Tone.NEUTRAL),
}


def when(moment: datetime | None) -> str:
    """Return a moment as it is written; "" for none."""
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M}"


def counted(counts: Mapping[str, int]) -> str:
    """Return how many there are of each kind."""
    return _(", ").join(kinds.counted(name, n) for name, n in counts.items())


def batch_columns(role: Role) -> list[Column]:
    """Return what the table of batches shows to a worker or an office."""
    what, when_, whom, changes = _columns(_("Direction"), role)
    number = Column(_("Batch number"), _number, 168, spare=2)
    receipt = Column(_("Receipt"), _receipt, 120, tone=_receipt_tone)
    return [what, when_, number, whom, changes, receipt]


def import_columns() -> list[Column]:
    """Return what a table shows of files that were imported, where there are no batches."""
    return _columns(_("Status"), Role.ALONE)


def _columns(heading: str, role: Role) -> list[Column]:
    """Return what is shown of batches and of other files; `heading` is over what became of it."""
    return [
        Column(heading, partial(_way, role), 104, tone=_way_tone),
        Column(_("When"), _at, 152),
        Column(
            _("Counterpart or file"), _peer, under=_below, spreads=lambda line: bool(line.refused)
        ),
        Column(_("Changes"), _changes, 84, right=True, spare=3),
    ]


def peer_columns() -> list[Column]:
    """Return what the table of peers shows."""
    return [
        Column(_("Name"), _name, under=_grids),
        Column(_("Status"), _standing, 104, tone=_standing_tone),
        Column(_("What came"), _came, bar=_spans),
        # When something went to and fro stands in the history, too.
        Column(_("Last taken in"), _received_at, 152, spare=1),
        Column(_("Last sent down"), _sent_at, 152, spare=2),
        Column(_("Received there"), _confirmed, 0),
    ]


def _way(role: Role, line: BatchLine) -> str:
    if line.refused:
        return _("refused")
    if line.outgoing:
        return handing.done(role)
    if line.imported is not None and not line.undone:
        return _("Imported")
    return _("Taken back") if line.undone else _("Taken in")


def _way_tone(line: BatchLine) -> Tone:
    if line.refused:
        return Tone.BAD
    if line.undone and not line.outgoing:
        return Tone.WARNING
    return Tone.INFO if line.outgoing else Tone.NEUTRAL


def _is_file(line: BatchLine) -> bool:
    """Whether it is about a file that is no batch."""
    return bool(line.refused) or line.imported is not None


def _number(line: BatchLine) -> str:
    return "" if _is_file(line) else line.number


def _peer(line: BatchLine) -> str:
    return line.number if _is_file(line) else line.peer or _("(unknown)")


def _below(line: BatchLine) -> str:
    """Return why a file was refused, or what an imported one brought."""
    if line.imported is None:
        return sentence(capital(line.refused)) if line.refused else ""
    text = plural("{n} row taken in", "{n} rows taken in", line.imported)
    said = text.format(n=f"{line.imported:,}")
    if line.counts:
        said += _("; ") + _("new: {counts}").format(counts=counted(line.counts))
    return said


def _at(line: BatchLine) -> str:
    return when(line.at)


def _changes(line: BatchLine) -> str:
    return "" if line.refused else f"{line.changes:,}"


def _receipt(line: BatchLine) -> str:
    if line.confirmed is None:
        return ""
    if line.undone:
        return _("taken back there")
    return _("received") if line.confirmed else _("no receipt yet")


def _receipt_tone(line: BatchLine) -> Tone:
    return Tone.GOOD if line.confirmed and not line.undone else Tone.WARNING


def _name(line: PeerLine) -> str:
    if line.series == OFFICE_SERIES:
        return _("{name} (above)").format(name=line.name)
    return f"{line.name} · {line.series}"


def _grids(line: PeerLine) -> str:
    return _(", ").join(line.grids)


def _standing(line: PeerLine) -> str:
    return _(_STANDINGS[line.standing][0])


def _standing_tone(line: PeerLine) -> Tone:
    return _STANDINGS[line.standing][1]


def _came(line: PeerLine) -> str:
    return "" if line.stream is None else capital(radar.summary(line.stream))


def _spans(line: PeerLine) -> tuple[Span, ...]:
    return () if line.stream is None else line.stream.spans


def _received_at(line: PeerLine) -> str:
    return when(line.received_at) or capital(_("nothing yet"))


def _sent_at(line: PeerLine) -> str:
    return when(line.sent_at) or capital(_("nothing yet"))


def _confirmed(line: PeerLine) -> str:
    if line.standing is Standing.INVITED:
        return capital(_("awaiting first batch"))
    if line.standing is Standing.REVOKED:
        return capital(_("nothing is sent to it now"))
    parts = []
    if line.moved:
        parts.append(_("change of grids to send down"))
    if line.unconfirmed:
        parts.append(_("awaiting receipt"))
    if line.waiting:
        text = plural("{n} record to send down", "{n} records to send down", line.waiting)
        parts.append(text.format(n=f"{line.waiting:,}"))
    return capital(_(", ").join(parts) or _("everything"))
