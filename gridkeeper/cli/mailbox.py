"""`mailbox set|off|show|look|take`: a shared folder to hand in by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli import outcomes
from gridkeeper.cli.parser import rehearse_option, store_option
from gridkeeper.services.exchange import mailbox
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.exchange.mailbox import Mailbox, MailboxService
from gridkeeper.services.exchange.mailbox_reading import MailboxReader
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context
    from gridkeeper.services.exchange.mailbox import Waiting


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("a shared folder through which to hand over and take in")
    group = commands.add_parser("mailbox", help=text, description=text)
    actions = group.add_subparsers(metavar=_("COMMAND"), title=_("commands"), required=True)
    for name, text, run in (
        ("set", _("choose the shared folder of this store"), choose),
        ("off", _("do without a shared folder again"), leave),
        ("show", _("say which shared folder this store uses"), show),
        ("look", _("say how many new batches wait there for this store"), look),
        ("take", _("take in what waits there for this store"), take),
    ):
        one = actions.add_parser(name, parents=[common], help=text, description=text)
        if run is choose:
            one.add_argument("folder", metavar=_("FOLDER"), help=_("it has to be there"))
            one.add_argument(
                "--move",
                action="store_true",
                help=_("put what was taken in into a folder of its own there; offices only"),
            )
        if run is take:
            rehearse_option(one)
        store_option(one)
        one.set_defaults(run=run)


def choose(context: Context) -> None:
    """Choose the folder, once it is known that it can be written."""
    with context.session() as session:
        chosen = Mailbox(Path(context.folder).absolute(), context.move)
        mailbox.prove(chosen.folder)
        MailboxService(session).choose(chosen)
    _tell(context, chosen)


def leave(context: Context) -> None:
    """Do without one again; the folder stays as it is."""
    with context.session() as session:
        MailboxService(session).choose(None)
    _tell(context, None)


def show(context: Context) -> None:
    """Say which it is."""
    with context.session() as session:
        chosen = MailboxService(session).chosen()
    _tell(context, chosen)


def look(context: Context) -> None:
    """Say what waits."""
    with context.session() as session:
        waiting = MailboxService(session).look(MailboxReader())
    _say(context, waiting)
    context.output.result(new=waiting.new, batches=waiting.batches, unread=waiting.unread)


def take(context: Context) -> int:
    """Take in what waits; exit code 1 if any was refused."""
    with context.session() as session:
        service, reader = MailboxService(session), MailboxReader()
        waiting = service.look(reader)
        taken = BatchImportService(session).take(
            waiting.new, context.progress, rehearse=context.rehearse
        )
        moved = 0 if context.rehearse else _put_away(service, reader)
    _say(context, waiting)
    code = outcomes.tell_all(context.output, taken, rehearsed=context.rehearse)
    if moved:
        text = plural("{n} file was put away", "{n} files were put away", moved)
        context.output.say(text.format(n=moved))
    context.output.result(moved=moved)
    return code


def _put_away(service: MailboxService, reader: MailboxReader) -> int:
    chosen = service.chosen()
    if chosen is None or not chosen.moves:
        return 0
    contents = reader.read(chosen.folder)
    return mailbox.put_away(service.sorted(contents).done, contents.stamps)


def _tell(context: Context, chosen: Mailbox | None) -> None:
    text = _("No shared folder is chosen.")
    if chosen is not None:
        text = _("Shared folder: {folder}").format(folder=chosen.folder)
    context.output.say(text)
    if chosen is not None and chosen.moves:
        context.output.say(_("What was taken in is put into a folder of its own there."))
    context.output.result(
        folder=None if chosen is None else chosen.folder,
        moves=chosen is not None and chosen.moves,
    )


def _say(context: Context, waiting: Waiting) -> None:
    text = plural(
        "{n} new batch in the shared folder {folder}",
        "{n} new batches in the shared folder {folder}",
        waiting.batches,
    )
    context.output.say(text.format(n=waiting.batches, folder=waiting.folder))
    for path in waiting.unread:
        text = _("{file}: cannot be read so far; it may still be being copied, or be damaged")
        context.output.say("  " + text.format(file=path.name))
