"""What a form tells of an event, and writing that down on a worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import register_events
from gridkeeper.domain.parsing import Problem, parse
from gridkeeper.services.register.events import Occasion
from gridkeeper.texts import _
from gridkeeper.ui.forms.facts import without_empty
from gridkeeper.ui.forms.references import ReferenceBox
from gridkeeper.ui.register.asking import DAY, KNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from gridkeeper.services.register.events import Chances, Happened, RegisterEventService
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.register.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told.

    Attributes:
        event: Its code.
        people: Ids of those to whom it happened.
        everybody: Whether these are all of the household.
        home: Another household by its id, or a door as it is written; "" for none.
        newcomer: What was typed of who is new in the register.
    """

    event: str
    when: Occasion
    people: tuple[str, ...] = ()
    everybody: bool = False
    home: str = ""
    newcomer: Mapping[str, str] = field(default_factory=dict)


def wrong(one: Editor, today: date) -> str:
    """Return what is wrong with what is typed into a field; "" if nothing is."""
    typed = one.value().strip()
    if not typed:
        return _("Required") if one.about.required else ""
    if isinstance(one, ReferenceBox):
        # A door or a household may be new; a person has to be chosen.
        unknown = one.about is KNOWN and one.holds is None
        return _("Choose one of the list, or leave it empty.") if unknown else ""
    found = parse(one.about, typed, today)
    return found.text if isinstance(found, Problem) else ""


def read(
    event: str, editors: Mapping[str, Editor], people: People | None, sheet: Sheet | None
) -> Told:
    """Return what a form says in which nothing is wrong."""
    values = {name: _text(one) for name, one in editors.items()}
    line = editors[DAY]
    day = cast("date", parse(line.about, values[DAY], line.frame.desk.session.today()))
    known = values.get(KNOWN.name, "")
    return Told(
        event=event,
        when=Occasion(on=day, place=values.get("place", ""), reason=values.get("reason", "")),
        people=(known,) if known else people.chosen if people is not None else (),
        everybody=people is not None and people.is_everybody,
        home=values.get("home", "") or values.get("into", "") or values.get("door", ""),
        newcomer=without_empty(sheet.facts()) if sheet is not None and not known else {},
    )


def _text(one: Editor) -> str:
    """Return what is said in a field; a door that was chosen is named as it is written."""
    held = one.holds if isinstance(one, ReferenceBox) else None
    if held is not None and one.about.refers == "dwelling":
        return held.text
    return one.value().strip()


def write(events: RegisterEventService, found: Chances, told: Told) -> Happened:
    """Write one event down.

    Raises:
        InputInvalidError: It cannot have happened so.
        RecordInvalidError: What was typed of somebody does not pass the checks.
        RecordUnknownError: Somebody is not in the register any more.
    """
    when, home, to, people = told.when, found.household_id, told.home, told.people
    ways: dict[str, Callable[[], Happened]] = {
        register_events.MOVED_IN: lambda: _move_in(events, found, told),
        register_events.MOVED_OUT: lambda: events.move_out(people, when),
        register_events.MOVED: lambda: events.move(people, to, when),
        register_events.BORN: lambda: events.bear(home, when, told.newcomer),
        register_events.DIED: lambda: events.die(people[0], when),
        register_events.SPLIT: lambda: events.split(people, when, door=to),
        register_events.JOINED: lambda: events.join(home, to, when),
        register_events.NEW_HEAD: lambda: events.choose_head(people[0], when),
    }
    if told.everybody:
        ways[register_events.MOVED_OUT] = lambda: events.move_out_whole(home, when)
        ways[register_events.MOVED] = lambda: events.move_whole(home, to, when)
    return ways[told.event]()


def _move_in(events: RegisterEventService, found: Chances, told: Told) -> Happened:
    if found.is_closed:
        return events.come_back(found.household_id, told.when)
    if not found.household_id:
        return events.move_in(told.home, told.when, [found.person_id])
    newcomers = [told.newcomer] if told.newcomer else []
    return events.move_in(found.household_id, told.when, told.people, newcomers)
