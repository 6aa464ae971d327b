"""`enrol`, `join`, `batch export|import|inspect` and `conflict list|settle`."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli.stores import kind_label, vars_of
from gridkeeper.errors import InputInvalidError
from gridkeeper.services import enrolment
from gridkeeper.services.batch_export import BatchExportService
from gridkeeper.services.batch_import import BatchImportService
from gridkeeper.services.conflicts import ConflictService
from gridkeeper.services.enrolment import EnrolmentService
from gridkeeper.services.stores import Place
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from gridkeeper.cli.context import Context
    from gridkeeper.services.batch_import import Difference, Outcome
    from gridkeeper.services.conflicts import Conflict


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    enrol_ = commands.add_parser("enrol", parents=[common], help=_("make a package for a worker"))
    enrol_.add_argument("worker", help=_("her name"))
    enrol_.add_argument(
        "--grid", action="append", default=[], required=True, help=_("name or code")
    )
    enrol_.add_argument("--store", required=True)
    enrol_.add_argument("--out", required=True, metavar="PACKAGE")
    enrol_.set_defaults(run=enrol)

    join_ = commands.add_parser("join", parents=[common], help=_("open a package into a new store"))
    join_.add_argument("package")
    join_.add_argument("--store", required=True)
    join_.add_argument("--code", help=_("the one-time code; asked for if left out"))
    join_.set_defaults(run=join)

    group = commands.add_parser("batch", help=_("hand over and take in"))
    actions = group.add_subparsers(metavar="", required=True)
    out = actions.add_parser(
        "export", parents=[common], help=_("write what the others do not have")
    )
    out.add_argument("--store", required=True)
    out.add_argument("--out", required=True, metavar="FILE|FOLDER")
    out.add_argument("--to", default="", help=_("one recipient's name or series"))
    out.set_defaults(run=export)
    taken = actions.add_parser("import", parents=[common], help=_("take in files and folders"))
    taken.add_argument("paths", nargs="+", metavar="FILE|FOLDER")
    taken.add_argument("--store", required=True)
    taken.add_argument("--rehearse", action="store_true", help=_("say what would come of it"))
    taken.set_defaults(run=import_)
    cover = actions.add_parser(
        "inspect", parents=[common], help=_("print the public cover of a batch")
    )
    cover.add_argument("file")
    cover.set_defaults(run=inspect)

    group = commands.add_parser("conflict", help=_("what two people said differently"))
    actions = group.add_subparsers(metavar="", required=True)
    listed = actions.add_parser("list", parents=[common], help=_("print what is in conflict"))
    listed.add_argument("--store", required=True)
    listed.set_defaults(run=list_conflicts)
    chosen = actions.add_parser("settle", parents=[common], help=_("let one of the values stand"))
    chosen.add_argument("change", help=_("the id that stands before the value"))
    chosen.add_argument("--store", required=True)
    chosen.set_defaults(run=settle)


def enrol(context: Context) -> None:
    """Make a package, and print the code that is told by voice."""
    with context.session() as session:
        made = EnrolmentService(session).enrol(
            context.worker, context.grid, Path(context.out), context.progress
        )
    context.output.say(
        _("Package for {worker}: {path}").format(worker=made.worker.name, path=made.path)
    )
    context.output.say(
        _("One-time code, to be told by voice and never sent with the package: {code}").format(
            code=made.code
        )
    )
    context.output.result(package=made.path, code=made.code, series=made.worker.series)


def join(context: Context) -> None:
    """Make a worker's store out of a package."""
    code = context.code or getpass.getpass(_("One-time code: "))
    place = Place(Path(context.store), context.password(new=True))
    session, recovery_key = enrolment.join(
        Path(context.package), code, place, context.app.clock, context.app.new_id, context.progress
    )
    replica = session.replica
    session.store.close()
    text = _("{name}, you have joined {unit}. Your store: {store}")
    context.output.say(text.format(name=replica.name, unit=replica.unit, store=context.store))
    context.output.say(
        _("Recovery key, to be printed and locked away; it opens the store without the password:")
    )
    context.output.say(recovery_key)
    context.output.result(store=context.store, replica=replica, recovery_key=recovery_key)


def export(context: Context) -> None:
    """Write batches."""
    with context.session() as session:
        made = BatchExportService(session).export(Path(context.out), context.progress, context.to)
    text = _("For {recipient}: {path}, {changes} changes; read back and proved, you can unplug")
    for one in made:
        context.output.say(text.format(**vars_of(one)))
    context.output.result(batches=made)


def import_(context: Context) -> int:
    """Take in batches; exit code 1 if any was refused."""
    with context.session() as session:
        outcomes = BatchImportService(session).take(
            map(Path, context.paths), context.progress, rehearse=context.rehearse
        )
    if context.rehearse:
        context.output.say(_("Rehearsal: nothing was kept."))
    for outcome in outcomes:
        _tell(context, outcome)
    context.output.result(batches=outcomes)
    return 1 if any(outcome.refused or outcome.quarantined for outcome in outcomes) else 0


def inspect(context: Context) -> None:
    """Print a cover."""
    from gridkeeper.exchange import reader  # noqa: PLC0415 - the one command that needs no store

    cover = reader.inspect(Path(context.file))
    context.output.result(cover=cover)
    rows: Mapping[str, object] = {
        _("number"): cover.number,
        _("from"): f"{cover.sender.name} ({cover.sender.role.label})",
        _("for"): cover.recipient.name,
        _("numbers"): f"{cover.numbers.epoch}/{cover.numbers.first}-{cover.numbers.last}",
        _("made at"): cover.made_at,
        _("made by"): cover.software,
        _("changes"): ", ".join(f"{_kind(name)} {n}" for name, n in cover.counts.items()) or 0,
    }
    for label, value in rows.items():
        context.output.say(f"{label}: {value}")


def list_conflicts(context: Context) -> None:
    """Print what is in conflict, with the values side by side."""
    with context.session() as session:
        found = ConflictService(session).open()
    for conflict in found:
        label = conflict.kind.groups[conflict.group][0].label
        title = getattr(conflict.record, conflict.kind.title, "") or ""
        context.output.say(f"{conflict.kind.label} {title} · {label}")
        for claim in conflict.claims:
            values = "  ".join("" if v is None else str(v) for v in claim.values.values())
            context.output.say(f"  {claim.change_id}  {claim.author}  {claim.claimed_at}  {values}")
    context.output.say(_("{count} conflicts").format(count=len(found)))
    context.output.result(conflicts=[_plain(conflict) for conflict in found])


def settle(context: Context) -> None:
    """Let one value stand."""
    with context.session() as session:
        service = ConflictService(session)
        for conflict in service.open():
            if any(claim.change_id == context.change for claim in conflict.claims):
                service.settle(conflict, context.change)
                context.output.say(_("settled"))
                return
    raise InputInvalidError(where=context.change, reason=_("no open conflict has this value"))


def _plain(conflict: Conflict) -> dict[str, object]:
    return {
        "kind": conflict.kind.name,
        "record": conflict.record.id,
        "group": conflict.group,
        "claims": conflict.claims,
    }


def _kind(name: str) -> object:
    try:
        return kind_label(name)
    except KeyError:
        return name


def _tell(context: Context, outcome: Outcome) -> None:
    say = context.output.say
    if outcome.refused:
        print(outcome.refused, file=sys.stderr)
        return
    if outcome.seen:
        text = _("{file}: batch {number} was taken in before; nothing happened")
        say(text.format(file=outcome.file, number=outcome.number))
        return
    text = _("{file}: from {sender}, {new} new changes, {known} known ones")
    say(text.format(**vars_of(outcome)))
    for label, counts in ((_("new"), outcome.created), (_("changed"), outcome.changed)):
        if counts:
            say(f"  {label}: " + ", ".join(f"{_kind(name)} {n}" for name, n in counts.items()))
    for difference in outcome.differences if context.rehearse else ():
        say("  " + _difference(difference))
    if outcome.conflicts:
        text = _("{count} conflicts to settle: gridkeeper conflict list")
        say("  " + text.format(count=len(outcome.conflicts)))
    for line, name in outcome.quarantined:
        text = _("change {line} was put aside: its field {field} is not what it should be")
        print("  " + text.format(line=line, field=name), file=sys.stderr)
    if outcome.confirmed:
        text = _("{sender} has received everything from here up to number {confirmed}")
        say("  " + text.format(sender=outcome.sender, confirmed=outcome.confirmed))


def _difference(difference: Difference) -> str:
    parts = [
        f"{name}: {difference.before.get(name)} → {value}"
        for name, value in difference.after.items()
    ]
    return f"{_kind(difference.kind)} {difference.record}  " + "; ".join(parts)
