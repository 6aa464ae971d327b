"""`store create|info|verify|rebuild|dump|audit|backup|restore`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli import layout, sealing
from gridkeeper.cli.parser import count, values
from gridkeeper.cli.sealing import envelope_option, say_caution
from gridkeeper.domain.clock import local, moment
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.proofs import grouped
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.services.exchange.proving import ProvingService
from gridkeeper.services.store import restoring, stores
from gridkeeper.services.store.audits import MOST, AuditService
from gridkeeper.services.store.backups import BackupService
from gridkeeper.services.store.restoring import Unlocking
from gridkeeper.services.store.stores import Place, StoreService
from gridkeeper.texts import _, capital

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from gridkeeper.cli.context import Context
    from gridkeeper.cli.output import Output
    from gridkeeper.services.exchange.proving import Checked
    from gridkeeper.services.store.stores import StoreFacts


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("make a store, or ask it about itself")
    group = commands.add_parser("store", help=text, description=text)
    actions = group.add_subparsers(metavar=_("COMMAND"), title=_("commands"), required=True)
    text = _("make a store")
    made = actions.add_parser("create", parents=[common], help=text, description=text)
    _store_argument(made)
    made.add_argument(
        "--role",
        required=True,
        choices=[role.value for role in Role],
        metavar=_("ROLE"),
        help=values([(role.value, role.label) for role in Role]),
    )
    made.add_argument("--name", required=True, metavar=_("NAME"), help=_("who works with it"))
    made.add_argument(
        "--unit",
        metavar=_("UNIT"),
        help=_("the reporting unit on papers; the name if left out"),
    )
    envelope_option(made)
    made.set_defaults(run=create)
    for name, run, text in (
        ("info", info, _("who keeps it and what is in it")),
        ("verify", verify, _("check file, journal and records; change nothing")),
        ("rebuild", rebuild, _("rebuild all records from the journal")),
        ("dump", dump, _("print the whole content as JSON lines")),
    ):
        action = actions.add_parser(name, parents=[common], help=text, description=text)
        _store_argument(action)
        if run is verify:
            action.add_argument(
                "--proof",
                metavar=_("CODE"),
                help=_("also whether it still says what a printed proof of exchange says"),
            )
        action.set_defaults(run=run)
    text = _("who has seen in full what is masked elsewhere, newest first")
    seen = actions.add_parser("audit", parents=[common], help=text, description=text)
    _store_argument(seen)
    seen.add_argument(
        "--limit",
        type=count,
        default=MOST,
        metavar=_("COUNT"),
        help=_("at most so many lines; {most} if left out").format(most=MOST),
    )
    seen.set_defaults(run=audit)
    sealing.add(actions, common)
    _add_backups(actions, common)


def _add_backups(actions: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    text = _("make a backup and verify it by a test restore")
    made = actions.add_parser("backup", parents=[common], help=text, description=text)
    _store_argument(made)
    made.add_argument(
        "out", metavar=_("OUT"), help=_("a folder, or a file whose name ends in .gkbak")
    )
    made.set_defaults(run=backup)
    text = _("restore a store from a backup to a new place; its password or recovery key opens it")
    restored = actions.add_parser("restore", parents=[common], help=text, description=text)
    restored.add_argument("backup", metavar=_("BACKUP"), help=_("a file made by store backup"))
    _store_argument(restored)
    restored.set_defaults(run=restore)


def _store_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "store", metavar=_("STORE"), help=_("the store's file, such as office.gkdb")
    )


def create(context: Context) -> None:
    """Make a store and print its recovery key."""
    replica = stores.new_replica(
        context.app.new_id(), Role(context.role), context.name, context.unit or context.name
    )
    known = (context.name, replica.unit)
    place = Place(Path(context.store), context.password(new=True, known=known))
    session, recovery_key = stores.make(
        place, replica, context.app.clock, context.app.new_id, context.envelope
    )
    session.store.close()
    context.output.say(_("Store made: {store}").format(store=context.store))
    say_caution(context.output, context.envelope)
    say_recovery_key(context.output, recovery_key)
    context.output.result(store=context.store, replica=replica, recovery_key=recovery_key)


def info(context: Context) -> None:
    """Print what a store says about itself."""
    with context.session() as session:
        facts = StoreService(session).facts()
    context.output.result(**vars_of(facts))
    context.output.table(_who(facts))
    context.output.say("")
    held = [(capital(str(KINDS[name].several)), f"{n:,}") for name, n in facts.records.items() if n]
    context.output.table(held or [(_("nothing in it yet"),)], right=[1])
    context.output.say("")
    context.output.table(_how_far(facts), right=[1])


def _who(facts: StoreFacts) -> list[tuple[str, str]]:
    replica = facts.replica
    rows = [
        (_("kept by"), f"{replica.name} · {replica.role.label}"),
        (_("reporting unit"), replica.unit),
        (_("series of its numbers"), replica.series),
        (_("version of the store"), facts.schema),
    ]
    label = _("knows")
    for peer in facts.peers:
        standing = "" if peer["standing"] == Standing.ACTIVE else f" · {_standing(peer)}"
        rows.append((label, f"{peer['name']} · {peer['role'].label}{standing}"))
        label = ""
    return rows


def _how_far(facts: StoreFacts) -> list[tuple[str, str]]:
    rows = [(_("changes in the journal"), facts.changes)]
    if facts.peers:
        is_office = facts.replica.role is Role.OFFICE
        not_yet = _("records not sent down") if is_office else _("records not handed in")
        rows += [
            (not_yet, facts.unsent),
            (_("changes whose receipt is still to come"), facts.unconfirmed),
        ]
    rows.append((_("conflicts to settle"), facts.conflicts))
    return [(label, f"{number:,}") for label, number in rows]


def _standing(peer: Mapping[str, Any]) -> str:
    invited = peer["standing"] == Standing.INVITED
    return _("invited, first batch still to come") if invited else _("revoked")


def verify(context: Context) -> int:
    """Check a store; exit code 1 if anything is wrong."""
    with context.session() as session:
        found = StoreService(session).verify(context.progress)
        proof = (
            ProvingService(session).check(context.proof, context.progress)
            if context.proof
            else None
        )
    context.output.result(**vars_of(found))
    if not found.problems:
        text = _("All is well: {changes} changes, {records} records")
        records = sum(found.records.values())
        context.output.say(text.format(changes=f"{found.changes:,}", records=f"{records:,}"))
    for problem in found.problems:
        print(layout.harmless(problem), file=sys.stderr)
    if proof is not None:
        _say_proof(context, proof)
    return 1 if found.problems or (proof and not proof.holds) else 0


def _say_proof(context: Context, proof: Checked) -> None:
    context.output.result(proof=proof)
    places = {
        "place": f"{proof.place:,}",
        "changes": f"{proof.changes:,}",
        "group": f"{proof.group}",
    }
    if proof.holds:
        text = _(
            "The proof holds: the first {place} of {changes} changes are exactly those of then"
        )
        context.output.say(text.format(**places))
        context.output.say(" ".join(grouped(proof.digest)))
        return
    print(layout.harmless(_misfit(proof).format(**places)), file=sys.stderr)


def _misfit(proof: Checked) -> str:
    """Return what is said of a code that does not fit: first that it may be mistyped."""
    if proof.group:
        return _(
            "The code was mistyped: a letter in group {group} is wrong, the others fit. Compare it "
            "with the paper and type it again."
        )
    if proof.place > proof.changes:
        return _(
            "The code does not fit this store. First compare it with the paper letter by letter, "
            "and make sure that the paper is of this store. Only if all of it is right: the paper "
            "is about {place} changes and the journal has {changes}, so some are missing."
        )
    return _(
        "The code does not fit this store. First compare it with the paper letter by letter, and "
        "make sure that the paper is of this store. Only if all of it is right: the first {place} "
        "changes are no longer those of then."
    )


def rebuild(context: Context) -> None:
    """Make all rows anew."""
    with context.session() as session:
        records = StoreService(session).rebuild(context.progress)
    text = _("{records} records rebuilt from the journal")
    context.output.say(text.format(records=f"{records:,}"))
    context.output.result(records=records)


def audit(context: Context) -> None:
    """Print who has seen what in full."""
    with context.session() as session:
        looks = AuditService(session).looks(context.limit)
    rows = [(f"{one.at:%Y-%m-%d %H:%M}", one.who, one.what, one.about, one.reason) for one in looks]
    context.output.table(rows or [(_("nobody has viewed anything in full yet"),)])
    context.output.result(looks=looks)


def backup(context: Context) -> None:
    """Make a backup and prove it."""
    with context.session() as session:
        proved = BackupService(session).make(Path(context.out), context.progress)
    text = _("Backup made and verified: {file} ({changes} changes, {records} records)")
    context.output.say(
        text.format(file=proved.path, changes=f"{proved.changes:,}", records=f"{proved.records:,}")
    )
    context.output.result(**vars_of(proved))


def restore(context: Context) -> None:
    """Put the store of a backup where none is."""
    unlocking = Unlocking(*context.unlocking())
    told = restoring.restore(
        Path(context.backup), Path(context.store), unlocking, context.app.clock, context.progress
    )
    text = _("Store restored: {store}, as it was on {day}")
    day = f"{local(moment(told.made_at)):%Y-%m-%d %H:%M}"
    context.output.say(text.format(store=context.store, day=day))
    context.output.say(
        _("It is a copy: if the store it was made of is still in use, send from one of them only")
    )
    context.output.result(**vars_of(told) | {"store": context.store})


def dump(context: Context) -> None:
    """Print the logical content."""
    with context.session() as session:
        session.note_seeing("dump", Profile.FULL)
        for line in StoreService(session).dump():
            sys.stdout.buffer.write(line + b"\n")
    sys.stdout.flush()
    context.output.as_json = False


def say_recovery_key(output: Output, key: str) -> None:
    """Print a recovery key."""
    output.say(_("Recovery key: {key}").format(key=key))
    text = _(
        "Print it and lock it away: it opens the store without the password. Whoever knows the "
        "password can see it again in the window, in the settings."
    )
    output.say(text)


def vars_of(facts: object) -> dict[str, Any]:
    """Return the attributes of a dataclass instance, slots or not."""
    return {name: getattr(facts, name) for name in type(facts).__dataclass_fields__}  # type: ignore[attr-defined]
