"""`register verify|same|not-same|duplicates`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.cli.parser import count
from gridkeeper.cli.who import day, day_of, of_person, one_of, several
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.records.verifying import VerifyService
from gridkeeper.services.register.duplicates import DuplicateService
from gridkeeper.texts import _, pick, plural

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from gridkeeper.cli.context import Context

    Run = Callable[[Context], None]


def add(command: Callable[[str, str, Run], argparse.ArgumentParser]) -> None:
    """Add the commands of this module; `command` makes one."""
    one = command("verify", _("note that nothing has changed"), verify)
    one.add_argument("kind", metavar=_("KIND"), choices=("person", "household", "dwelling"))
    several(one, _("id, number, ID number, name or door"))
    day(one)
    one = command("same", _("let one person be read as another"), same)
    one.add_argument("who", metavar=_("PERSON"), help=_("who is read as the other from now on"))
    one.add_argument("other", nargs="?", default="", metavar=_("OTHER"), help=_("who stays"))
    one.add_argument("--apart", action="store_true", help=_("take such a merge back"))
    one = command("not-same", _("remember that two people are not the same"), not_same)
    one.add_argument("who", metavar=_("PERSON"), help=of_person())
    one.add_argument("other", metavar=_("OTHER"), help=of_person())
    one = command("duplicates", _("list who may stand in the register twice"), duplicates)
    at_most = _("show so many at most; 100 if left out")
    one.add_argument("--limit", type=count, default=100, metavar=_("COUNT"), help=at_most)


def verify(context: Context) -> None:
    """Note that nothing has changed."""
    kind = KINDS[context.kind]
    with context.session() as session:
        ids = [one_of(session, kind.name, one) for one in context.who]
        VerifyService(session).verify(kind, ids, day_of(context, session))
    context.output.say(_("Verified: {what}").format(what=kind.counted(len(ids))))
    context.output.result(verified=ids)


def same(context: Context) -> None:
    """Let one person be read as another, or take that back."""
    if bool(context.other) == context.apart:
        reason = _("name the other person, or take a merge back with --apart")
        raise InputInvalidError(where=context.who, reason=reason)
    with context.session() as session:
        who, service = one_of(session, "person", context.who), DuplicateService(session)
        if context.apart:
            service.apart(who)
            context.output.say(_("The two are two people again."))
            context.output.result(person=who, merged_into=None)
            return
        other = one_of(session, "person", context.other)
        service.same_as(who, other)
    context.output.say(_("The two are read as one person; with --apart this is taken back."))
    context.output.result(person=who, merged_into=other)


def not_same(context: Context) -> None:
    """Remember that two people are not the same."""
    with context.session() as session:
        who, other = (one_of(session, "person", one) for one in (context.who, context.other))
        DuplicateService(session).not_same(who, other)
    context.output.say(_("Remembered: these are two people; nobody is asked about them again."))
    context.output.result(person=who, other=other)


def duplicates(context: Context) -> None:
    """List who may stand in the register twice."""
    with context.session() as session:
        found = DuplicateService(session).all(context.limit)
    stop = pick("；", "; ")
    rows = [
        (one.id, one.who, one.other_id, one.other, stop.join(one.reasons)) for one in found.pairs
    ]
    if rows:
        context.output.table(rows)
    text = plural(
        "{count} pair may be the same person",
        "{count} pairs may be the same person",
        found.count,
    )
    context.output.say(text.format(count=f"{found.count:,}"))
    context.output.result(count=found.count, pairs=found.pairs)
