"""`batch inspect`: what anyone may know of a batch, and what a store says of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli import outcomes
from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Role
from gridkeeper.services.exchange import gathering
from gridkeeper.services.exchange.inspecting import CHAINS, SIGNERS, InspectionService
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context
    from gridkeeper.exchange.manifest import Cover, Numbers
    from gridkeeper.exchange.volumes import VolumeCover
    from gridkeeper.services.exchange.inspecting import Inspected


def add(actions: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the command of this module."""
    text = _("print the public cover of a batch")
    more = _(
        "With a store also: who signed it as far as the store knows, whether it continues what is "
        "there, and whether and when it was taken in. Exit code 1 if anything speaks against it."
    )
    cover = actions.add_parser(
        "inspect", parents=[common], help=text, description=f"{text}. {more}"
    )
    cover.add_argument("file", metavar=_("FILE"), help=_("a batch or a package"))
    cover.add_argument("--store", metavar=_("STORE"), help=_("also what this store knows of it"))
    cover.set_defaults(run=inspect)


def inspect(context: Context) -> int:
    """Print a cover, and what a store says of the batch."""
    # The one command that needs no store.
    from gridkeeper.exchange import reader  # noqa: PLC0415

    path = Path(context.file)
    volume = gathering.volume_of(path)
    if volume is not None:
        context.output.result(volume=volume.cover)
        context.output.table(_of_volume(volume.cover))
        return 0
    if not context.store:
        cover = reader.inspect(path)
        context.output.result(cover=cover)
        context.output.table(_outside(cover))
        if cover.sender.role is Role.WORKER:
            text = _("The worker's name is sealed; --store names her, where the store knows her.")
            context.output.say(text)
        return 0
    with context.session() as session:
        found = InspectionService(session).inspect(path, context.progress)
    context.output.result(inspected=found, sound=found.sound)
    context.output.table([*_outside(found.cover), *_inside(found)])
    return 0 if found.sound else 1


def _of_volume(cover: VolumeCover) -> list[tuple[str, str]]:
    text = _("volume {n} of {all} of a batch")
    return [
        (_("kind of file"), text.format(n=cover.volume, all=cover.volumes)),
        (_("number"), cover.number),
        (_("from"), f"{cover.sender.name} · {cover.sender.role.label}"),
        (_("envelope"), cover.envelope),
        (_("signature"), _("fits the cover, and the cover every part")),
    ]


def _outside(cover: Cover) -> list[tuple[str, str]]:
    from gridkeeper.exchange.manifest import ENROLMENT  # noqa: PLC0415 - as above

    made_at = clock.local(clock.moment(cover.made_at))
    package = cover.kind == ENROLMENT
    return [
        (_("kind of file"), _("enrolment package") if package else _("batch")),
        (_("number"), cover.number),
        (_("from"), f"{cover.sender.name} · {cover.sender.role.label}"),
        (_("for"), _whom(cover.recipient.name)),
        (_("made at"), f"{made_at:%Y-%m-%d %H:%M}"),
        (_("made by"), cover.software),
        (_("envelope"), cover.envelope),
        (_("changes"), outcomes.counted(cover.counts) or "0"),
        (_("their numbers"), _numbers(cover.numbers)),
        (_("signature"), _("fits the cover, and the cover every part")),
    ]


def _inside(found: Inspected) -> list[tuple[str, str]]:
    rows = [(_("signed by"), _(SIGNERS[found.signer]))]
    if found.peer:
        rows.append((_("known here as"), found.peer))
    rows.append((_("for this store"), _("yes") if found.ours else _("no")))
    at = "" if found.handled_at is None else f"{found.handled_at:%Y-%m-%d %H:%M}"
    if found.outgoing:
        rows.append((_("written here at"), at))
    else:
        taken = _("{at}, taken back since").format(at=at) if found.undone else at
        rows += [(_("taken in at"), taken or _("no")), (_("its changes"), _(CHAINS[found.chain]))]
    if found.refused:
        rows.append((_("would be refused"), found.refused))
    return rows


def _whom(name: str) -> str:
    """Return for whom a batch is: of whom an office looks after, a cover says the number only."""
    return _("number {number}").format(number=name) if name.isdecimal() else name


def _numbers(numbers: Numbers) -> str:
    """Return which of the sender's changes are in a batch."""
    if numbers.last < numbers.first:
        return _("none")
    text = _("{first} to {last}")
    return text.format(first=f"{numbers.first:,}", last=f"{numbers.last:,}")
