"""`conflict list|settle`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import store_option
from gridkeeper.domain import clock
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.exchange.claims import like
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.records.drafts import field_named
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from gridkeeper.cli.context import Context
    from gridkeeper.services.exchange.conflicts import Claim, Conflict


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("what two people said differently")
    group = commands.add_parser("conflict", help=text, description=text)
    actions = group.add_subparsers(metavar=_("COMMAND"), title=_("commands"), required=True)
    text = _("print what is in conflict")
    listed = actions.add_parser("list", parents=[common], help=text, description=text)
    store_option(listed)
    listed.add_argument(
        "--full",
        default="",
        metavar=_("REASON"),
        help=_("show values in full; who saw them and why is logged"),
    )
    listed.set_defaults(run=list_conflicts)
    text = _("let one of the values stand")
    chosen = actions.add_parser("settle", parents=[common], help=text, description=text)
    chosen.add_argument(
        "change", metavar=_("CHANGE"), help=_("the text before the value in the list")
    )
    store_option(chosen)
    chosen.add_argument(
        "--field",
        default="",
        metavar=_("FIELD"),
        help=_("which field, where the same change is in several conflicts"),
    )
    chosen.add_argument(
        "--same",
        action="store_true",
        help=_("also in all other conflicts about this field between the same people or batches"),
    )
    chosen.set_defaults(run=settle)


def list_conflicts(context: Context) -> None:
    """Print what is in conflict, with the values side by side."""
    with context.session() as session:
        service = ConflictService(session)
        found = service.reveal(context.full) if context.full else service.open()
    for conflict in found:
        context.output.say(f"{conflict.kind.called(conflict.title)} · {conflict.label}")
        before = [_row(conflict.before, _("before"))] if conflict.before else []
        context.output.table([*before, *(_row(claim) for claim in conflict.claims)])
    text = plural("{count} conflict", "{count} conflicts", len(found))
    context.output.say(text.format(count=f"{len(found):,}"))
    context.output.result(conflicts=[_plain(conflict) for conflict in found])


def settle(context: Context) -> None:
    """Let one value stand."""
    with context.session() as session:
        service = ConflictService(session)
        found = service.open()
        conflict, claim = _chosen(found, context.change, context.field)
        others = like(conflict, claim, found) if context.same else []
        if others:
            _settle_all(context, service, [(conflict, claim), *others])
            return
        stands = service.settle(conflict, claim.change_id) or _("(empty)")
    text = _("Settled: {kind} {title}, {field}: “{value}”")
    places = {"field": conflict.label, "kind": conflict.kind.label, "title": conflict.title}
    context.output.say(text.format(**places, value=stands))
    context.output.result(settled=1)


def _settle_all(
    context: Context, service: ConflictService, chosen: Sequence[tuple[Conflict, Claim]]
) -> None:
    """Settle many as one thing, after saying which and how."""
    rows = [
        (one.kind.called(one.title), one.label, claim.author, _value(claim))
        for one, claim in chosen
    ]
    context.output.table(rows)
    settled = service.settle_all([(one, claim.change_id) for one, claim in chosen])
    text = plural("Settled: {count} conflict", "Settled: {count} conflicts", settled.count)
    context.output.say(text.format(count=f"{settled.count:,}"))
    context.output.result(settled=settled.count)


def _chosen(conflicts: Sequence[Conflict], change_id: str, field: str) -> tuple[Conflict, Claim]:
    """Return the one conflict, and in it the claim, that a person means.

    Raises:
        InputInvalidError: There is none, or there are several.
    """
    found = [
        (conflict, claim)
        for conflict in conflicts
        for claim in conflict.claims
        if claim.change_id == change_id and _is_about(conflict, field)
    ]
    if not found:
        reason = _("no open conflict has this value; look it up with: gridkeeper conflict list")
        raise InputInvalidError(where=change_id, reason=reason)
    if len(found) > 1:
        labels = _(", ").join(conflict.label for conflict, _claim in found)
        reason = _("it is in several conflicts; say with --field which one: {fields}")
        raise InputInvalidError(where=change_id, reason=reason.format(fields=labels))
    return found[0]


def _is_about(conflict: Conflict, field: str) -> bool:
    if not field:
        return True
    names = {about.name for about in conflict.kind.groups.get(conflict.group, ())}
    about = field_named(conflict.kind, field)
    return field in (conflict.group, conflict.label) or (about is not None and about.name in names)


def _row(claim: Claim, instead: str = "") -> tuple[str, ...]:
    """Return a line of the list; what stood before cannot be chosen and has no id to name."""
    at = f"{clock.local(clock.moment(claim.claimed_at)):%Y-%m-%d %H:%M}"
    return ("  " + (instead or claim.change_id), claim.author, at, _value(claim))


def _value(claim: Claim) -> str:
    return _(", ").join(text for text in claim.texts if text) or _("(empty)")


def _plain(conflict: Conflict) -> dict[str, object]:
    return {
        "kind": conflict.kind.name,
        "record": conflict.record.id,
        "group": conflict.group,
        "before": _told(conflict, conflict.before) if conflict.before else None,
        "claims": [_told(conflict, claim) for claim in conflict.claims],
        "shown": conflict.shown,
    }


def _told(conflict: Conflict, claim: Claim) -> dict[str, object]:
    """Return a claim as people may see it: its values are masked unless a reason was given."""
    names = [about.name for about in conflict.kind.groups.get(conflict.group, ())]
    return {
        "change_id": claim.change_id,
        "author": claim.author,
        "claimed_at": claim.claimed_at,
        "batch": claim.batch,
        "values": dict(zip(names, claim.texts, strict=False)),
    }
