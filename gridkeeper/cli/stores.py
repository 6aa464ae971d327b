"""`store create|info|verify|rebuild|dump`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.domain.replicas import Role
from gridkeeper.services import stores
from gridkeeper.services.stores import Place, StoreService
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    group = commands.add_parser("store", help=_("make a store, or ask it about itself"))
    actions = group.add_subparsers(metavar="", required=True)
    made = actions.add_parser("create", parents=[common], help=_("make a store"))
    made.add_argument("store")
    made.add_argument("--role", required=True, choices=[role.value for role in Role])
    made.add_argument("--name", required=True, help=_("who works with it"))
    made.add_argument("--unit", help=_("reporting unit on papers; the name if left out"))
    made.set_defaults(run=create)
    for name, run, text in (
        ("info", info, _("who keeps it and what is in it")),
        ("verify", verify, _("check file, chains and rows; change nothing")),
        ("rebuild", rebuild, _("make all rows anew from the journal")),
        ("dump", dump, _("print the logical content as JSON lines")),
    ):
        action = actions.add_parser(name, parents=[common], help=text)
        action.add_argument("store")
        action.set_defaults(run=run)


def create(context: Context) -> None:
    """Make a store and print its recovery key once."""
    replica = stores.new_replica(
        context.app.new_id(), Role(context.role), context.name, context.unit or context.name
    )
    place = Place(Path(context.store), context.password(new=True))
    session, recovery_key = stores.make(place, replica, context.app.clock, context.app.new_id)
    session.store.close()
    context.output.say(_("Store made: {store}").format(store=context.store))
    context.output.say(
        _("Recovery key, to be printed and locked away; it opens the store without the password:")
    )
    context.output.say(recovery_key)
    context.output.result(store=context.store, replica=replica, recovery_key=recovery_key)


def info(context: Context) -> None:
    """Print what a store says about itself."""
    with context.session() as session:
        facts = StoreService(session).facts()
    context.output.result(**vars_of(facts))
    replica = facts.replica
    rows = [
        (_("role"), str(replica.role.label)),
        (_("kept by"), replica.name),
        (_("unit"), replica.unit),
        (_("series"), replica.series),
        (_("schema"), facts.schema),
        (_("changes"), f"{facts.changes:,}"),
        (_("not handed in"), f"{facts.unsent:,}"),
        (_("handed in, not confirmed"), f"{facts.unconfirmed:,}"),
        (_("conflicts"), f"{facts.conflicts:,}"),
    ]
    rows += [(str(kind_label(name)), f"{number:,}") for name, number in facts.records.items()]
    for label, value in rows:
        context.output.say(f"{label}: {value}")


def verify(context: Context) -> int:
    """Check a store; exit code 1 if anything is wrong."""
    with context.session() as session:
        found = StoreService(session).verify(context.progress)
    context.output.result(**vars_of(found))
    if not found.problems:
        text = _("All is well: {changes} changes, {records} records")
        context.output.say(text.format(changes=found.changes, records=sum(found.records.values())))
    for problem in found.problems:
        print(problem, file=sys.stderr)
    return 1 if found.problems else 0


def rebuild(context: Context) -> None:
    """Make all rows anew."""
    with context.session() as session:
        records = StoreService(session).rebuild(context.progress)
    context.output.say(_("{records} records made anew from the journal").format(records=records))
    context.output.result(records=records)


def dump(context: Context) -> None:
    """Print the logical content."""
    with context.session() as session:
        for line in StoreService(session).dump():
            sys.stdout.buffer.write(line + b"\n")
    sys.stdout.flush()
    context.output.as_json = False


def kind_label(name: str) -> object:
    """Return what people call a kind."""
    from gridkeeper.domain.kinds import KINDS  # noqa: PLC0415 - only when something is shown

    return KINDS[name].label


def vars_of(facts: object) -> dict[str, Any]:
    """Return the attributes of a dataclass instance, slots or not."""
    return {name: getattr(facts, name) for name in type(facts).__dataclass_fields__}  # type: ignore[attr-defined]
