"""`worker revoke|readmit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import store_option
from gridkeeper.services.revoking import RevokingService
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context
    from gridkeeper.domain.replicas import Peer


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("computers of workers that are lost or replaced")
    group = commands.add_parser("worker", help=text, description=text)
    actions = group.add_subparsers(metavar=_("COMMAND"), title=_("commands"), required=True)
    for name, text, run in (
        ("revoke", _("take nothing in any more from a computer"), revoke),
        ("readmit", _("let a computer that was revoked in again"), readmit),
    ):
        one = actions.add_parser(name, parents=[common], help=text, description=text)
        one.add_argument("worker", metavar=_("NAME"), help=_("the worker's name, or series"))
        store_option(one)
        one.set_defaults(run=run)


def revoke(context: Context) -> None:
    """Revoke a computer."""
    with context.session() as session:
        peer = RevokingService(session).revoke(context.worker)
    _say(
        context,
        peer,
        _("The computer of {name} ({series}) is revoked; what it handed in before stays."),
    )


def readmit(context: Context) -> None:
    """Let a computer in again."""
    with context.session() as session:
        peer = RevokingService(session).readmit(context.worker)
    _say(context, peer, _("The computer of {name} ({series}) is let in again."))


def _say(context: Context, peer: Peer, text: str) -> None:
    context.output.say(text.format(name=peer.name, series=peer.series))
    context.output.result(worker=peer.name, series=peer.series, standing=peer.standing)
