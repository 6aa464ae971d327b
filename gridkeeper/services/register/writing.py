"""Writing what happened to the register: the event, and what it makes of the rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import kinds, register_events
from gridkeeper.domain.register_events import RegisterEvent
from gridkeeper.services.records import vacancy
from gridkeeper.services.records.keeping import Facts, Keeping
from gridkeeper.services.records.moving import move_along
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.services.register import homes, rules
from gridkeeper.services.register.rules import Happened, living_in
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from gridkeeper.domain.households import Household
    from gridkeeper.domain.people import Person
    from gridkeeper.domain.records import Record
    from gridkeeper.services.register.rules import Occasion
    from gridkeeper.services.session import Work

_GONE, _DEAD = "09", "08"
"""Codes of the table `resident_class`: moved out, dead."""

_ARRIVALS = frozenset(
    {
        register_events.MOVED_IN,
        register_events.MOVED,
        register_events.BORN,
        register_events.SPLIT,
        register_events.JOINED,
    }
)
"""Events after which somebody lives where nobody may have lived before."""

_SELF, _HEAD = "01", "02"
"""Codes of the table `relation`."""


class Writing:
    """One event while it is written."""

    def __init__(self, work: Work, event: str) -> None:
        self._work = work
        self._event = event
        self._around = Surroundings(work.unit, work.today)

    def move_in(
        self, wording: str, when: Occasion, people: Sequence[str], newcomers: Sequence[Facts]
    ) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        known = [rules.person(self._work.unit, one) for one in people]
        if not known and not newcomers:
            rules.refuse(wording, _("nobody is named who moves in"))
        home = self._home(wording)
        for one in known:
            self._check_arrival(one, home, when)
        came: list[Record] = [self._arrive(one, home, when) for one in known]
        for facts in newcomers:
            made = self._keep({**facts, "household_id": home.id, "moved_in": str(when.on)})
            came.append(made)
        if not home.head_id:
            home = cast("Household", self._work.change(home, head_id=came[0].id))
        return self._told(home.id, when, came)

    def come_back(self, household_id: str, when: Occasion) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        found: Any = self._work.unit.listing.get(kinds.HOUSEHOLD, household_id)
        if found is None or not found.ended_on or found.joined_into:
            rules.refuse(
                rules.home_name(self._work.unit, household_id),
                _("this household has not moved out"),
            )
        ended = found.ended_on
        if when.on < ended:
            reason = _("moved out on {day}, which is later").format(day=ended)
            rules.refuse(rules.home_name(self._work.unit, household_id), reason)
        home = cast("Household", self._work.change(found, ended_on=None))
        people: list[Any] = list(self._work.unit.listing.where(kinds.PERSON, household_id=home.id))
        back = [one for one in people if one.moved_out == ended and not one.died_on]
        return self._told(home.id, when, [self._arrive(one, home, when) for one in back])

    def move_out(self, people: Sequence[str], when: Occasion) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        going, home = self._of_one_home(people, when)
        rules.check_some_stay(self._work.unit, home, people)
        gone = [self._leave(one, when) for one in going]
        return self._told(home, when, gone, heads=self._heads(home, people))

    def move_out_whole(self, household_id: str, when: Occasion) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        home = rules.household(self._work, household_id)
        going = living_in(self._work.unit, home.id)
        for one in going:
            rules.check_here(one, when.on)
        self._work.change(home, ended_on=when.on)
        return self._told(home.id, when, [self._leave(one, when) for one in going])

    def bear(self, household_id: str, when: Occasion, facts: Facts) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        home = rules.household(self._work, household_id)
        own = {"household_id": home.id, "birth": str(when.on)}
        return self._told(home.id, when, [self._keep({**facts, **own})])

    def die(self, person_id: str, when: Occasion) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        one = rules.person(self._work.unit, person_id)
        rules.check_alive(one, when.on)
        values = {"died_on": when.on, "resident_class": _DEAD}
        dead = cast("Person", self._work.change(one, **values))
        home = one.household_id or ""
        if not home or one.moved_out:
            return self._told(home, when, [dead])
        heads = self._heads(home, [one.id])
        held: Any = self._work.unit.listing.get(kinds.HOUSEHOLD, home)
        if held is not None and not held.ended_on and not self._left(home, [one.id]):
            self._work.change(held, ended_on=when.on)
        return self._told(home, when, [dead], heads=heads)

    def split(self, people: Sequence[str], when: Occasion, door: str, head: str) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        going, old = self._of_one_home(people, when)
        rules.check_some_stay(self._work.unit, old, people)
        if head and head not in people:
            where = rules.home_name(self._work.unit, old)
            rules.refuse(where, _("the new head must be one of those who leave"))
        first = head or going[0].id
        behind = cast("Household", self._work.unit.listing.get(kinds.HOUSEHOLD, old))
        new = homes.made(self._work, self._around, door, behind, first)
        moved = [self._rehome(one, new, {"relation": None}) for one in going]
        self._be_head(next(one for one in moved if one.id == first))
        return self._told(old, when, moved, other=new.id, heads=self._heads(old, people))

    def join(self, household_id: str, into: str, when: Occasion) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        home = rules.household(self._work, household_id)
        known = self._around.referred(kinds.HOUSEHOLD, into)
        if known is None:
            rules.refuse(into, _("there is no household there; choose one of the list"))
        other = rules.household(self._work, known)
        if home.id == other.id:
            where = rules.home_name(self._work.unit, home.id)
            rules.refuse(where, _("a household cannot join itself"))
        people = living_in(self._work.unit, home.id)
        for one in people:
            rules.check_here(one, when.on)
        self._work.change(home, ended_on=when.on, joined_into=other.id)
        moved = [self._rehome(one, other, {"relation": None}) for one in people]
        return self._told(home.id, when, moved, other=other.id)

    def choose_head(self, person_id: str, when: Occasion) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        (one,), home_id = self._of_one_home([person_id], when)
        home = rules.household(self._work, home_id)
        if home.head_id == one.id:
            reason = _("is the head of this household already")
            rules.refuse(rules.name(one), reason)
        former = self._work.unit.listing.get(kinds.PERSON, home.head_id)
        self._work.change(home, head_id=one.id)
        if former is not None and getattr(former, "relation", None) in {_SELF, _HEAD}:
            self._work.change(former, relation=None)
        return self._told(home.id, when, [self._be_head(one)])

    def move(self, people: Sequence[str], to: str, when: Occasion) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        going, old = self._of_one_home(people, when)
        new = self._home(to)
        if new.id == old:
            rules.refuse(to, _("they live there already"))
        rules.check_some_stay(self._work.unit, old, people)
        moved = [self._rehome(one, new, {"relation": None}) for one in going]
        if not new.head_id:
            self._work.change(new, head_id=moved[0].id)
        return self._told(old, when, moved, other=new.id, heads=self._heads(old, people))

    def move_whole(self, household_id: str, door: str, when: Occasion) -> Happened:
        """See the method of this name of `RegisterEventService`."""
        rules.check_day(self._work, when)
        home = rules.household(self._work, household_id)
        people = living_in(self._work.unit, home.id)
        for one in people:
            rules.check_here(one, when.on)
        before = rules.home_name(self._work.unit, home.id)
        behind = homes.dwelling(self._work, self._around, door)
        if behind.id == home.dwelling_id:
            rules.refuse(door, _("they live there already"))
        values = {"dwelling_id": behind.id, "grid_id": behind.grid_id or home.grid_id}
        moved = self._work.change(home, **values)
        self._work.save()
        move_along(self._work, moved, home.grid_id)
        came_from = replace(when, place=when.place or before)
        return self._told(home.id, came_from, people)

    # What several of them have in common

    def _home(self, wording: str) -> Household:
        found = self._around.referred(kinds.HOUSEHOLD, wording)
        if found:
            return rules.household(self._work, found)
        return homes.made(self._work, self._around, wording, None, "")

    def _of_one_home(self, people: Sequence[str], when: Occasion) -> tuple[list[Person], str]:
        several = [rules.person(self._work.unit, one) for one in dict.fromkeys(people)]
        for one in several:
            rules.check_here(one, when.on)
        homes = rules.homes_of(several)
        if len(homes) != 1 or any(not one.household_id for one in several):
            named = _(", ").join(rules.name(one) for one in several)
            rules.refuse(named, _("they do not live in one household"))
        return several, homes[0]

    def _check_arrival(self, one: Person, home: Household, when: Occasion) -> None:
        rules.check_alive(one, when.on)
        if one.moved_out and when.on < one.moved_out:
            reason = _("moved out on {day}, which is later").format(day=one.moved_out)
            rules.refuse(rules.name(one), reason)
        if one.moved_out or not one.household_id:
            return
        if one.household_id == home.id and not one.moved_in:
            return  # typed into the register first, and now it is told when she came
        where = rules.home_name(self._work.unit, one.household_id)
        reason = _("lives at {home}; let her move from there").format(home=where)
        rules.refuse(rules.name(one), reason)

    def _arrive(self, one: Person, home: Household, when: Occasion) -> Person:
        values: dict[str, object] = {"moved_in": when.on, "moved_out": None, "moved_to": None}
        if one.resident_class == _GONE:
            values["resident_class"] = None
        return self._rehome(one, home, values)

    def _leave(self, one: Person, when: Occasion) -> Person:
        values = {"moved_out": when.on, "moved_to": when.place or None, "resident_class": _GONE}
        return cast("Person", self._work.change(one, **values))

    def _rehome(self, one: Person, home: Household, values: dict[str, object]) -> Person:
        """Let somebody live in a household, with what belongs to her in its grid."""
        where = {"household_id": home.id, "grid_id": home.grid_id or one.grid_id}
        moved = self._work.change(one, **where, **values)
        self._work.save()
        move_along(self._work, moved, one.grid_id)
        return cast("Person", moved)

    def _be_head(self, one: Person) -> Person:
        return cast("Person", self._work.change(one, relation=_HEAD))

    def _keep(self, facts: Facts) -> Record:
        keeping = Keeping(self._work, self._around, make_home=False)
        return keeping.keep(kinds.PERSON, facts, str(kinds.PERSON.label))[0].record

    def _left(self, home: str, gone: Collection[str]) -> list[Person]:
        return [one for one in living_in(self._work.unit, home) if one.id not in gone]

    def _heads(self, home_id: str, gone: Collection[str]) -> tuple[str, ...]:
        """Let a household have no head where that one is gone; return who could be it."""
        home: Any = self._work.unit.listing.get(kinds.HOUSEHOLD, home_id)
        if home is None or home.head_id not in gone:
            return ()
        left = self._left(home_id, gone)
        if left:
            self._work.change(home, head_id=None)
        return tuple(one.id for one in left)

    def _told(
        self,
        home: str,
        when: Occasion,
        people: Iterable[Record],
        *,
        other: str = "",
        heads: tuple[str, ...] = (),
    ) -> Happened:
        """Write an event for each of the people, or one where nobody is left to name."""
        above: Any = self._work.unit.listing.get(kinds.HOUSEHOLD, other or home)
        grids = {one.id: one.grid_id for one in people}
        found = []
        for person_id, grid in (grids or {"": above.grid_id}).items():
            event = RegisterEvent(
                id=self._work.pen.new_id(),
                grid_id=grid,
                event=self._event,
                happened_on=when.on,
                person_id=person_id or None,
                household_id=home or None,
                other_household_id=other or None,
                place=when.place or None,
                reason=when.reason or None,
                visit_id=when.visit_id or None,
                recorder=self._work.unit.replica.name,
            )
            self._work.create(event)
            found.append(event)
        self._work.save()
        if self._event in _ARRIVALS:
            vacancy.end(self._work, above)
        return Happened(tuple(found), other or home, heads)
