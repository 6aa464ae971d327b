"""`register move-in|move-out|move|born|died|split|join|head`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.cli import doubles
from gridkeeper.cli.parser import store_option
from gridkeeper.cli.records import document
from gridkeeper.cli.who import day, day_of, of_person, one_of, several
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.register import rules as register_rules
from gridkeeper.services.register.events import Occasion, RegisterEventService
from gridkeeper.texts import _, pick, plural

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from gridkeeper.cli.context import Context
    from gridkeeper.services.register.events import Happened
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
    doubles.add(command)


def _add_moves(command: Callable[[str, str, Run], argparse.ArgumentParser]) -> None:
    one = command("move-in", _("people move in"), move_in)
    one.add_argument("home", metavar=_("HOME"), help=_("household or door, such as 3-2-501"))
    one.add_argument("--person", action="append", default=[], metavar=_("PERSON"), help=of_person())
    one.add_argument("--json-in", metavar=_("FILE|-"), help=_("people who are new, as JSON"))
    back = _("the household that moved out is back, with those who left with it")
    one.add_argument("--back", action="store_true", help=back)
    one.add_argument("--from", dest="place", default="", metavar=_("PLACE"), help=_("from where"))
    day(one)
    one = command("move-out", _("people or a whole household move out"), move_out)
    _who_or_home(one)
    one.add_argument("--to", dest="place", default="", metavar=_("PLACE"), help=_("where to"))
    day(one)
    one = command("move", _("people or a whole household move to another door here"), move)
    _who_or_home(one)
    door = _("household or door, such as 3-2-501")
    one.add_argument("--to", dest="door", required=True, metavar=_("HOME"), help=door)
    day(one)


def _add_lives(command: Callable[[str, str, Run], argparse.ArgumentParser]) -> None:
    one = command("born", _("a child is born; the day is its birthday"), born)
    one.add_argument("home", metavar=_("HOME"), help=_("household or door, such as 3-2-501"))
    one.add_argument(
        "--json-in", required=True, metavar=_("FILE|-"), help=_("name, sex and guardian, as JSON")
    )
    day(one)
    one = command("died", _("somebody has died"), died)
    one.add_argument("who", metavar=_("PERSON"), help=of_person())
    day(one)
    one = command("split", _("people of a household become one of their own"), split)
    several(one, of_person())
    one.add_argument("--door", default="", metavar=_("DOOR"), help=_("where they live from now on"))
    one.add_argument("--head", default="", metavar=_("PERSON"), help=_("head of the new household"))
    day(one)
    one = command("join", _("a household becomes part of another"), join)
    one.add_argument("home", metavar=_("HOME"), help=_("household or door, such as 3-2-501"))
    one.add_argument("--into", required=True, metavar=_("HOME"), help=_("the household that stays"))
    day(one)
    one = command("head", _("somebody becomes the head of her household"), head)
    one.add_argument("who", metavar=_("PERSON"), help=of_person())
    day(one)


def move_in(context: Context) -> None:
    """Let people move in."""
    newcomers = document(context.json_in) if context.json_in else []
    with context.session() as session:
        events = RegisterEventService(session)
        if context.back:
            home = one_of(session, "household", context.home)
            _told(context, session, events.come_back(home, _occasion(context, session)))
            return
        people = [one_of(session, "person", one) for one in context.person]
        when = _occasion(context, session)
        _told(context, session, events.move_in(context.home, when, people, newcomers))


def move_out(context: Context) -> None:
    """Let people or a whole household move out."""
    with context.session() as session:
        events, when = RegisterEventService(session), _occasion(context, session)
        if context.household:
            home = one_of(session, "household", context.household)
            _told(context, session, events.move_out_whole(home, when))
            return
        people = [one_of(session, "person", one) for one in _people(context)]
        _told(context, session, events.move_out(people, when))


def move(context: Context) -> None:
    """Let people or a whole household move within what the register knows."""
    with context.session() as session:
        events, when = RegisterEventService(session), _occasion(context, session)
        if context.household:
            home = one_of(session, "household", context.household)
            _told(context, session, events.move_whole(home, context.door, when))
            return
        people = [one_of(session, "person", one) for one in _people(context)]
        _told(context, session, events.move(people, context.door, when))


def born(context: Context) -> None:
    """Let a child be born."""
    (facts, *more) = document(context.json_in)
    if more:
        raise InputInvalidError(where=context.json_in, reason=_("write one child at a time"))
    with context.session() as session:
        home, when = one_of(session, "household", context.home), _occasion(context, session)
        _told(context, session, RegisterEventService(session).bear(home, when, facts))


def died(context: Context) -> None:
    """Let somebody be dead."""
    with context.session() as session:
        who, when = one_of(session, "person", context.who), _occasion(context, session)
        _told(context, session, RegisterEventService(session).die(who, when))


def split(context: Context) -> None:
    """Let some people be a household of their own."""
    with context.session() as session:
        people = [one_of(session, "person", one) for one in context.who]
        first = one_of(session, "person", context.head) if context.head else ""
        when = _occasion(context, session)
        events = RegisterEventService(session)
        _told(context, session, events.split(people, when, door=context.door, head=first))


def join(context: Context) -> None:
    """Let a household become part of another."""
    with context.session() as session:
        home, into = (one_of(session, "household", one) for one in (context.home, context.into))
        when = _occasion(context, session)
        _told(context, session, RegisterEventService(session).join(home, into, when))


def head(context: Context) -> None:
    """Let somebody be the head of her household."""
    with context.session() as session:
        who, when = one_of(session, "person", context.who), _occasion(context, session)
        _told(context, session, RegisterEventService(session).choose_head(who, when))


def _who_or_home(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--person", action="append", default=[], metavar=_("PERSON"), help=of_person()
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
    return Occasion(on=day_of(context, session), place=place, reason=context.reason)


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
