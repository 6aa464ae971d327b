"""`store envelope`, and the option that chooses one when a store is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import values
from gridkeeper.services.exchange import sealing
from gridkeeper.services.exchange.sealing import LABELS, NAMES, SealingService
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context
    from gridkeeper.cli.output import Output


def add(actions: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the command of this module."""
    text = _("say or choose in which envelope batches are written")
    more = f"{text}. {sealing.caution(sealing.GM)}"
    command = actions.add_parser("envelope", parents=[common], help=text, description=more)
    command.add_argument(
        "store", metavar=_("STORE"), help=_("the store's file, such as office.gkdb")
    )
    command.add_argument(
        "--choose",
        choices=NAMES,
        metavar=_("ENVELOPE"),
        help=values([(name, _(LABELS[name])) for name in NAMES]),
    )
    command.set_defaults(run=envelope)


def envelope_option(command: argparse.ArgumentParser) -> None:
    """Add the option that says in which envelope a new store writes."""
    known = values([(name, _(LABELS[name])) for name in NAMES])
    command.add_argument(
        "--envelope",
        choices=NAMES,
        default=sealing.AGE,
        metavar=_("ENVELOPE"),
        help=f"{known}. {sealing.caution(sealing.GM)}",
    )


def envelope(context: Context) -> None:
    """Say in which envelope a store writes, after choosing another one if that is asked for."""
    with context.session() as session:
        service = SealingService(session)
        if context.choose:
            service.choose(context.choose)
        current = service.current
    context.output.say(f"{current}: {_(LABELS[current])}")
    say_caution(context.output, current)
    context.output.result(envelope=current)


def say_caution(output: Output, name: str) -> None:
    """Say what has to be known about an envelope."""
    if said := sealing.caution(name):
        output.say(said)
