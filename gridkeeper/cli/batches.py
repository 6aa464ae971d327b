"""`enrol`, `join` and `batch export|import|undo|redo|inspect`."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli import aside, inspecting, outcomes, radar
from gridkeeper.cli.packages import code_option, package_option, tell_package
from gridkeeper.cli.parser import overwrite_option, rehearse_option, spare, store_option
from gridkeeper.cli.stores import say_recovery_key
from gridkeeper.errors import InputInvalidError, unwritable
from gridkeeper.services.exchange import enrolment, mailbox
from gridkeeper.services.exchange.batch_export import WAYS, BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.exchange.batch_moving import Fate
from gridkeeper.services.exchange.batch_undoing import REDO, UNDO, BatchUndoService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.mailbox import MailboxService
from gridkeeper.services.store.stores import Place
from gridkeeper.texts import N_, _, plural

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from gridkeeper.cli.context import Context
    from gridkeeper.services.exchange.batch_export import HandedOut
    from gridkeeper.services.exchange.batch_moving import Led, Undone
    from gridkeeper.services.session import Session

_NAMED = 20
"""So many records that change or stay are named; the rest are counted."""

_FILES = {
    UNDO: N_("The import of “{number}” is taken back."),
    REDO: N_("The import of “{number}” counts again."),
}


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("make a package with which a worker joins")
    enrol_ = commands.add_parser("enrol", parents=[common], help=text, description=text)
    enrol_.add_argument("worker", metavar=_("NAME"), help=_("the worker's name"))
    enrol_.add_argument(
        "--grid",
        action="append",
        default=[],
        metavar=_("GRID"),
        help=_(
            "name or code of a grid of the worker; may be repeated, and left out where there is "
            "only one"
        ),
    )
    store_option(enrol_)
    package_option(enrol_)
    enrol_.set_defaults(run=enrol)

    text = _("make a worker's store from a package")
    join_ = commands.add_parser("join", parents=[common], help=text, description=text)
    join_.add_argument("package", metavar=_("PACKAGE"), help=_("the file from the office"))
    store_option(join_)
    code_option(join_)
    join_.set_defaults(run=join)

    text = _("hand over and take in")
    group = commands.add_parser("batch", help=text, description=text)
    actions = group.add_subparsers(metavar=_("COMMAND"), title=_("commands"), required=True)
    _add_actions(actions, common)


def _add_actions(actions: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - as above
    text = _("write what the others do not have")
    out = actions.add_parser("export", parents=[common], help=text, description=text)
    store_option(out)
    out.add_argument(
        "--out",
        metavar=_("FILE|FOLDER/"),
        help=_(
            "in a folder each batch gets a name of its own; left out, it is the shared folder that "
            "“mailbox set” has chosen"
        ),
    )
    out.add_argument(
        "--to", default="", metavar=_("NAME"), help=_("one recipient's name or series")
    )
    out.add_argument(
        "--all",
        action="store_true",
        help=_("from the very beginning, for somebody who has lost what was handed over"),
    )
    out.add_argument(
        "--way",
        choices=WAYS,
        default="any",
        help=_("by which way it goes: a file too large for it becomes several volumes"),
    )
    overwrite_option(out)
    out.set_defaults(run=export)
    text = _("import files and folders")
    taken = actions.add_parser("import", parents=[common], help=text, description=text)
    taken.add_argument(
        "paths",
        nargs="+",
        metavar=_("FILE|FOLDER"),
        help=_("batches in any order and under any name"),
    )
    store_option(taken)
    rehearse_option(taken)
    taken.set_defaults(run=import_)
    _add_undoing(actions, common)
    aside.add(actions, common)
    radar.add(actions, common)
    inspecting.add(actions, common)


def _add_undoing(actions: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - as above
    for name, text in (
        ("undo", _("take a whole batch or import back; what was done since stays")),
        ("redo", _("let a batch or import that was taken back count again")),
    ):
        one = actions.add_parser(name, parents=[common], help=text, description=text)
        one.add_argument(
            "number", metavar=_("NUMBER"), help=_("of a batch taken in, or file imported")
        )
        store_option(one)
        rehearse_option(one)
        one.set_defaults(run=undo if name == "undo" else redo)


def enrol(context: Context) -> None:
    """Make a package, and print the code that is told by voice."""
    with context.session() as session:
        made = EnrolmentService(session).enrol(
            context.worker, context.grid, Path(context.out), context.progress
        )
    text = _("Tell the worker the code by voice; never send it together with the package.")
    tell_package(context.output, made, text)


def join(context: Context) -> None:
    """Make a worker's store out of a package."""
    code = context.one_time_code()
    place = Place(Path(context.store), context.password(new=True))
    session, recovery_key = enrolment.join(
        Path(context.package), code, place, context.app.clock, context.app.new_id, context.progress
    )
    replica = session.replica
    session.store.close()
    text = _("{name} has joined {unit}; the store is {store}")
    context.output.say(text.format(name=replica.name, unit=replica.unit, store=context.store))
    text = _(
        "The file is for one computer only: on a second one it would open, too, but the office "
        "could not take in anything from there."
    )
    context.output.say(text)
    say_recovery_key(context.output, recovery_key)
    context.output.result(store=context.store, replica=replica, recovery_key=recovery_key)


def export(context: Context) -> None:
    """Write batches."""
    with (
        context.session() as session,
        _target(context.out or _mailbox(session), overwrite=context.overwrite) as target,
    ):
        made = BatchExportService(session).export(
            target, context.progress, context.to, everything=context.all, limit=WAYS[context.way]
        )
    for one in made:
        _say_written(context, one)
        if one.again:
            text = plural(
                "{n} of these records went out before and has no receipt yet; it goes along once "
                "more.",
                "{n} of these records went out before and have no receipt yet; they go along once "
                "more.",
                one.again,
            )
            context.output.say(text.format(n=f"{one.again:,}"))
        for volume in one.volumes[1:]:
            context.output.say(f"  {volume}")
        outcomes.tell_contents(context.output, one.contents, one.shared)
    context.output.say(_("Read back and verified; the stick can be pulled out."))
    context.output.result(batches=made)


def _say_written(context: Context, one: HandedOut) -> None:
    """Say what is in a batch, in the units in which taking it in is told."""
    text = _("For {recipient}: {path}; changes: {changes}, records: {records}")
    figures = {"changes": f"{one.changes:,}", "records": f"{one.records:,}"}
    context.output.say(text.format(recipient=one.recipient, path=one.path, **figures))
    if one.moves:
        context.output.say("  " + _("tells of the change of grids"))
    elif one.is_bare:
        context.output.say("  " + _("receipts only"))


def _mailbox(session: Session) -> str:
    chosen = MailboxService(session).chosen()
    if chosen is None:
        reason = _("name a file or a folder, or choose a shared folder with “mailbox set”")
        raise InputInvalidError(where="--out", reason=reason)
    mailbox.prove(chosen.folder)
    return str(chosen.folder)


@contextmanager
def _target(out: str, *, overwrite: bool) -> Iterator[Path]:
    """Give the file or folder to write to; `name/` is a folder, made if it is not there."""
    path = Path(out)
    if not path.is_dir():
        spare(path, overwrite=overwrite)
    new = out.endswith(("/", os.sep)) and not path.exists()
    try:
        if new:
            path.mkdir(parents=True)
        yield path
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        if new:
            with suppress(OSError):  # what has a batch in it stays
                path.rmdir()


def import_(context: Context) -> int:
    """Take in batches; exit code 1 if any was refused."""
    paths = [Path(path) for path in context.paths]
    named = {path.name for path in paths if not path.is_dir()}
    with context.session() as session:
        taken = BatchImportService(session).take(paths, context.progress, rehearse=context.rehearse)
    return outcomes.tell_all(context.output, taken, rehearsed=context.rehearse, named=named)


def undo(context: Context) -> None:
    """Take a batch back."""
    _move(context, UNDO, _("Batch {number} of {peer} is taken back."))


def redo(context: Context) -> None:
    """Let a batch count again."""
    _move(context, REDO, _("Batch {number} of {peer} counts again."))


def _move(context: Context, doing: str, text: str) -> None:
    with context.session() as session:
        service = BatchUndoService(session)
        batch = service.find(context.number)
        done = service.move(doing, batch, context.progress, rehearse=context.rehearse)
    _say_undone(context, done, text if done.peer else _(_FILES[doing]))


def _name(context: Context, several: Sequence[Led], number: int) -> None:
    """Name the first records of a number of them, each with the fields that it is about."""
    first = several[:_NAMED]
    for one in first:
        text = _("{record}: {fields}").format(record=one.name, fields=one.fields)
        context.output.say(f"    {text if one.fields else one.name}")
    if rest := number - len(first):
        context.output.say("    " + _("and {n} others").format(n=rest))


def _say_undone(context: Context, done: Undone, text: str) -> None:
    say = context.output.say
    say(
        _("Rehearsal: nothing was saved.")
        if context.rehearse
        else text.format(number=done.number, peer=done.peer)
    )
    for label, counts, fate in (
        (_("whole records: {counts}"), done.gone, None),
        (_("records that are back: {counts}"), done.back, None),
        (_("values in records: {counts}"), done.changed, Fate.CHANGED),
        (
            _("unchanged, because somebody has worked on them since: {counts}"),
            done.kept,
            Fate.KEPT,
        ),
    ):
        if counts:
            say("  " + label.format(counts=outcomes.counted(counts)))
        if fate is not None:
            _name(context, [one for one in done.led if one.fate is fate], sum(counts.values()))
    if not (done.gone or done.back or done.changed or done.kept):
        text = _("nothing changes: all that is in it was changed or settled again later")
        say("  " + text)
    context.output.result(undone=done)
