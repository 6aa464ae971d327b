"""`register move-in|move-out|born|died|split|join|head|move|verify|same|not-same|duplicates`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import count, store_option
from gridkeeper.cli.records import document
from gridkeeper.domain import kinds, parsing
from gridkeeper.domain.kinds import KINDS, PLURALS
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services import register_rules
from gridkeeper.services.drafts import Surroundings
from gridkeeper.services.duplicates import DuplicateService
from gridkeeper.services.register_events import Occasion, RegisterEventService
from gridkeeper.services.verifying import VerifyService
from gridkeeper.texts import _, pick, plural

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from datetime import date

    from gridkeeper.cli.context import Context
    from gridkeeper.services.register_events import Happened
    from gridkeeper.services.session import Session

    Run = Callable[[Context], None]


def add(actions: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module to those of `register`."""

    def command(name: str, text: str, run: Run) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(
            name, parents=[common], help=text, description=text
        )
        store_option(made)
        made.set_defaults(run=run)
        return made

    _add_moves(command)
    _add_lives(command)
    one = command("verify", _("note that nothing has changed"), verify)
    one.add_argument("kind", metavar=_("KIND"), choices=("person", "household", "dwelling"))
    _several(one, _("id, number, ID number, name or door"))
    _day(one)
    one = command("same", _("let one person be read as another"), same)
    one.add_argument("who", metavar=_("PERSON"), help=_("who is read as the other from now on"))
    one.add_argument("other", nargs="?", default="", metavar=_("OTHER"), help=_("who stays"))
    one.add_argument("--apart", action="store_true", help=_("take such a merge back"))
    one = command("not-same", _("remember that two people are not the same"), not_same)
    one.add_argument("who", metavar=_("PERSON"), help=_of_person())
    one.add_argument("other", metavar=_("OTHER"), help=_of_person())
    one = command("duplicates", _("list who may stand in the register twice"), duplicates)
    at_most = _("show so many at most; 100 if left out")
    one.add_argument("--limit", type=count, default=100, metavar=_("COUNT"), help=at_most)


def _add_moves(command: Callable[[str, str, Run], argparse.ArgumentParser]) -> None:
    one = command("move-in", _("people move in"), move_in)
    one.add_argument("home", metavar=_("HOME"), help=_("household or door, such as 3-2-501"))
    one.add_argument(
        "--person", action="append", default=[], metavar=_("PERSON"), help=_of_person()
    )
    one.add_argument("--json-in", metavar=_("FILE|-"), help=_("people who are new, as JSON"))
    back = _("the household that moved out is back, with those who left with it")
    one.add_argument("--back", action="store_true", help=back)
    one.add_argument("--from", dest="place", default="", metavar=_("PLACE"), help=_("from where"))
    _day(one)
    one = command("move-out", _("people or a whole household move out"), move_out)
    _who_or_home(one)
    one.add_argument("--to", dest="place", default="", metavar=_("PLACE"), help=_("where to"))
    _day(one)
    one = command("move", _("people or a whole household move to another door here"), move)
    _who_or_home(one)
    door = _("household or door, such as 3-2-501")
    one.add_argument("--to", dest="door", required=True, metavar=_("HOME"), help=door)
    _day(one)


def _add_lives(command: Callable[[str, str, Run], argparse.ArgumentParser]) -> None:
    one = command("born", _("a child is born; the day is its birthday"), born)
    one.add_argument("home", metavar=_("HOME"), help=_("household or door, such as 3-2-501"))
    one.add_argument(
        "--json-in", required=True, metavar=_("FILE|-"), help=_("name, sex and guardian, as JSON")
    )
    _day(one)
    one = command("died", _("somebody has died"), died)
    one.add_argument("who", metavar=_("PERSON"), help=_of_person())
    _day(one)
    one = command("split", _("people of a household become one of their own"), split)
    _several(one, _of_person())
    one.add_argument("--door", default="", metavar=_("DOOR"), help=_("where they live from now on"))
    one.add_argument("--head", default="", metavar=_("PERSON"), help=_("head of the new household"))
    _day(one)
    one = command("join", _("a household becomes part of another"), join)
    one.add_argument("home", metavar=_("HOME"), help=_("household or door, such as 3-2-501"))
    one.add_argument("--into", required=True, metavar=_("HOME"), help=_("the household that stays"))
    _day(one)
    one = command("head", _("somebody becomes the head of her household"), head)
    one.add_argument("who", metavar=_("PERSON"), help=_of_person())
    _day(one)


def move_in(context: Context) -> None:
    """Let people move in."""
    newcomers = document(context.json_in) if context.json_in else []
    with context.session() as session:
        events = RegisterEventService(session)
        if context.back:
            home = _one(session, "household", context.home)
            _told(context, session, events.come_back(home, _occasion(context, session)))
            return
        people = [_one(session, "person", one) for one in context.person]
        when = _occasion(context, session)
        _told(context, session, events.move_in(context.home, when, people, newcomers))


def move_out(context: Context) -> None:
    """Let people or a whole household move out."""
    with context.session() as session:
        events, when = RegisterEventService(session), _occasion(context, session)
        if context.household:
            home = _one(session, "household", context.household)
            _told(context, session, events.move_out_whole(home, when))
            return
        people = [_one(session, "person", one) for one in _people(context)]
        _told(context, session, events.move_out(people, when))


def move(context: Context) -> None:
    """Let people or a whole household move within what the register knows."""
    with context.session() as session:
        events, when = RegisterEventService(session), _occasion(context, session)
        if context.household:
            home = _one(session, "household", context.household)
            _told(context, session, events.move_whole(home, context.door, when))
            return
        people = [_one(session, "person", one) for one in _people(context)]
        _told(context, session, events.move(people, context.door, when))


def born(context: Context) -> None:
    """Let a child be born."""
    (facts, *more) = document(context.json_in)
    if more:
        raise InputInvalidError(where=context.json_in, reason=_("write one child at a time"))
    with context.session() as session:
        home, when = _one(session, "household", context.home), _occasion(context, session)
        _told(context, session, RegisterEventService(session).bear(home, when, facts))


def died(context: Context) -> None:
    """Let somebody be dead."""
    with context.session() as session:
        who, when = _one(session, "person", context.who), _occasion(context, session)
        _told(context, session, RegisterEventService(session).die(who, when))


def split(context: Context) -> None:
    """Let some people be a household of their own."""
    with context.session() as session:
        people = [_one(session, "person", one) for one in context.who]
        first = _one(session, "person", context.head) if context.head else ""
        when = _occasion(context, session)
        events = RegisterEventService(session)
        _told(context, session, events.split(people, when, door=context.door, head=first))


def join(context: Context) -> None:
    """Let a household become part of another."""
    with context.session() as session:
        home, into = (_one(session, "household", one) for one in (context.home, context.into))
        when = _occasion(context, session)
        _told(context, session, RegisterEventService(session).join(home, into, when))


def head(context: Context) -> None:
    """Let somebody be the head of her household."""
    with context.session() as session:
        who, when = _one(session, "person", context.who), _occasion(context, session)
        _told(context, session, RegisterEventService(session).choose_head(who, when))


def verify(context: Context) -> None:
    """Note that nothing has changed."""
    kind = KINDS[context.kind]
    with context.session() as session:
        ids = [_one(session, kind.name, one) for one in context.who]
        VerifyService(session).verify(kind, ids, _on(context, session))
    context.output.say(_("Verified: {what}").format(what=kind.counted(len(ids))))
    context.output.result(verified=ids)


def same(context: Context) -> None:
    """Let one person be read as another, or take that back."""
    if bool(context.other) == context.apart:
        reason = _("name the other person, or take a merge back with --apart")
        raise InputInvalidError(where=context.who, reason=reason)
    with context.session() as session:
        who, service = _one(session, "person", context.who), DuplicateService(session)
        if context.apart:
            service.apart(who)
            context.output.say(_("The two are two people again."))
            context.output.result(person=who, merged_into=None)
            return
        other = _one(session, "person", context.other)
        service.same_as(who, other)
    context.output.say(_("The two are read as one person; with --apart this is taken back."))
    context.output.result(person=who, merged_into=other)


def not_same(context: Context) -> None:
    """Remember that two people are not the same."""
    with context.session() as session:
        who, other = (_one(session, "person", one) for one in (context.who, context.other))
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
    text = plural("{count} pair may be one person", "{count} pairs may be one person", found.count)
    context.output.say(text.format(count=f"{found.count:,}"))
    context.output.result(count=found.count, pairs=found.pairs)


def _of_person() -> str:
    return _("id, ID number or name")


def _several(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("who", nargs="+", metavar=_("WHO"), help=text)


def _day(command: argparse.ArgumentParser) -> None:
    command.add_argument("--on", default="", metavar=_("DAY"), help=_("the day; today if left out"))
    command.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why"))


def _who_or_home(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--person", action="append", default=[], metavar=_("PERSON"), help=_of_person()
    )
    whole = _("the whole household, by number or door")
    command.add_argument("--household", default="", metavar=_("HOME"), help=whole)


def _people(context: Context) -> Sequence[str]:
    found: Sequence[str] = context.person
    if not found:
        raise InputInvalidError(where="--person", reason=_("say who, or which --household"))
    return found


def _occasion(context: Context, session: Session) -> Occasion:
    place = getattr(context.arguments, "place", "")
    return Occasion(on=_on(context, session), place=place, reason=context.reason)


def _on(context: Context, session: Session) -> date:
    """Return the day that was typed; today if none was.

    Raises:
        InputInvalidError: It is no day.
    """
    today = session.today()
    if not context.on:
        return today
    found: Any = parsing.parse(kinds.REGISTER_EVENT.field("happened_on"), context.on, today)
    if found is None or isinstance(found, parsing.Problem):
        reason = found.text if found else _("not a day")
        raise InputInvalidError(where=context.on, reason=reason)
    day: date = found
    return day


def _one(session: Session, kind: str, wording: str) -> str:
    """Return the id of the one record that a wording means.

    Raises:
        RecordUnknownError: None does, or several do.
    """
    with session.store.reading() as unit:
        around = Surroundings(unit, session.today())
        if unit.listing.get(KINDS[kind], wording) is not None:
            return wording
        found = around.referred(KINDS[kind], wording)
    if found is None:
        raise RecordUnknownError(reference=wording, kind=PLURALS[kind])
    return found


def _told(context: Context, session: Session, happened: Happened) -> None:
    """Say what was written, and that a head is to be chosen where there is none any more."""
    with session.store.reading() as unit:
        home = happened.household_id
        where = register_rules.home_name(unit, home) if home else ""
    text = plural("Recorded: {n} event", "Recorded: {n} events", len(happened.events))
    said = text.format(n=len(happened.events))
    context.output.say(pick("，", ", ").join(part for part in (said, where) if part))
    if happened.heads:
        context.output.say(_("This household has no head any more; choose one: register head"))
    context.output.result(
        events=[one.id for one in happened.events],
        household=happened.household_id,
        heads=happened.heads,
    )
