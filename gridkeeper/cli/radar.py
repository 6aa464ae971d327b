"""`batch radar`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import store_option
from gridkeeper.services.exchange import radar
from gridkeeper.services.exchange.radar import RadarService
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context
    from gridkeeper.services.exchange.radar import Came, Stream

_WIDE = 40


def add(actions: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the command of this module to those of batches."""
    text = _("say which numbers of each worker's computer are here, and what is missing")
    one = actions.add_parser("radar", parents=[common], help=text, description=text)
    store_option(one)
    one.add_argument(
        "--ask",
        default="",
        metavar=_("NAME"),
        help=_("let the next batch for her ask to send again what is missing: name or series"),
    )
    one.set_defaults(run=show)


def show(context: Context) -> None:
    """Print what is here of each computer; ask one for what is missing."""
    with context.session() as session:
        service = RadarService(session)
        if context.ask:
            asked = service.ask(context.ask)
            text = _("The next batch for {name} asks to send again what is missing.")
            context.output.say(text.format(name=asked.name))
        streams = service.streams()
    for stream in streams:
        _tell(context, stream)
    if not streams:
        context.output.say(_("Nobody hands in here."))
    context.output.result(streams=streams)


def _tell(context: Context, stream: Stream) -> None:
    heard = f"{stream.heard_at:%Y-%m-%d %H:%M}" if stream.heard_at else _("never")
    head = _("{name} · {series}, last heard: {heard}")
    context.output.say(head.format(name=stream.name, series=stream.series, heard=heard))
    if stream.spans:
        context.output.say(f"  [{_bar(stream)}]")
    advice = _("“--ask {series}” puts a request into the next file for {name}")
    said = radar.said(stream, advice.format(series=stream.series, name=stream.name))
    context.output.say(f"  {said}")
    context.output.table([_row(one) for one in stream.batches])


def _bar(stream: Stream) -> str:
    """Return a bar of signs: `#` is here, `.` is missing, `?` waits for what is missing."""
    whole = sum(span.count for span in stream.spans)
    signs = {radar.HERE: "#", radar.MISSING: ".", radar.WAITING: "?"}
    return "".join(
        signs[span.state] * max(1, round(_WIDE * span.count / whole)) for span in stream.spans
    )


def _row(one: Came) -> tuple[str, ...]:
    size = f"{-(-one.size // 1024):,} KB" if one.size else ""
    numbers = f"{one.first:,}-{one.last:,}" if one.last >= one.first else _("none")
    state = radar.state(one)
    return (f"    {one.number}", f"{one.at:%Y-%m-%d %H:%M}", numbers, size, state)
