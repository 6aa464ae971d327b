"""`worker revoke|readmit|grids|hand-over`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import rehearse_option, store_option
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.services.exchange.revoking import RevokingService
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context
    from gridkeeper.domain.replicas import Peer
    from gridkeeper.services.exchange.entrusting import Entrusted


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
    text = _("say which grids a worker looks after from now on")
    grids = actions.add_parser("grids", parents=[common], help=text, description=text)
    grids.add_argument("worker", metavar=_("NAME"), help=_("the worker's name, or series"))
    grids.add_argument(
        "--grid",
        action="append",
        default=[],
        metavar=_("GRID"),
        help=_("name or code of a grid that is hers from now on; may be given several times"),
    )
    rehearse_option(grids)
    store_option(grids)
    grids.set_defaults(run=entrust)
    text = _("give all grids of a worker who leaves to another worker")
    over = actions.add_parser("hand-over", parents=[common], help=text, description=text)
    over.add_argument("worker", metavar=_("NAME"), help=_("the worker's name, or series"))
    over.add_argument(
        "--to", required=True, metavar=_("NAME"), help=_("the other worker's name, or series")
    )
    rehearse_option(over)
    store_option(over)
    over.set_defaults(run=hand_over)


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


def entrust(context: Context) -> None:
    """Let a worker look after other grids."""
    with context.session() as session:
        service = EntrustingService(session)
        done = service.entrust(context.worker, context.grid, rehearse=context.rehearse)
    if context.rehearse:
        context.output.say(_("Rehearsal: nothing was saved."))
    _say_changes(context, done)
    context.output.result(
        worker=done.peer.name, gained=done.gained, lost=done.lost, shared=done.shared
    )


def hand_over(context: Context) -> None:
    """Give all grids of a worker to another."""
    with context.session() as session:
        service = EntrustingService(session)
        gave, took = service.hand_over(context.worker, context.to, rehearse=context.rehearse)
    if context.rehearse:
        context.output.say(_("Rehearsal: nothing was saved."))
    for done in (gave, took):
        _say_changes(context, done)
    context.output.result(worker=gave.peer.name, to=took.peer.name, grids=gave.lost)


def _say_changes(context: Context, done: Entrusted) -> None:
    say = context.output.say
    gained = (
        _("{name} now also looks after these grids: {grids}")
        if done.keeps
        else _("{name} looks after these grids now: {grids}")
    )
    for text, grids in (
        (gained, done.gained),
        (_("{name} looks after these grids no longer: {grids}"), done.lost),
        (_("others look after these grids, too: {grids}"), done.shared),
        (_("nobody looks after these grids now: {grids}"), done.deserted),
    ):
        if grids:
            say(text.format(name=done.peer.name, grids=_(", ").join(grids)))
    if not done.gained and not done.lost:
        say(_("{name} looks after these grids already.").format(name=done.peer.name))
    elif not context.rehearse:
        say(_("{name} learns of it by the next batch for her.").format(name=done.peer.name))


def _say(context: Context, peer: Peer, text: str) -> None:
    context.output.say(text.format(name=peer.name, series=peer.series))
    context.output.result(worker=peer.name, series=peer.series, standing=peer.standing)
