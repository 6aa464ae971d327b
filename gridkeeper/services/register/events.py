"""What happens to the register: people come, go, are born and die; households split and join.

Each is one transaction that can be undone: the event, and what it makes of the rows.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from gridkeeper.domain import register_events
from gridkeeper.services.register.chances import Chances, Member, chances
from gridkeeper.services.register.rules import Happened, Occasion
from gridkeeper.services.register.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gridkeeper.domain.records import Kind
    from gridkeeper.services.records.keeping import Facts
    from gridkeeper.services.session import Session

__all__ = ["Chances", "Happened", "Member", "Occasion", "RegisterEventService"]


class RegisterEventService:
    """Writes what happened to people and households.

    Every method raises `InputInvalidError` with the reason where it cannot have happened so, and
    `RecordUnknownError` where somebody or a household is not in the register.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def chances(self, kind: Kind, record_id: str) -> Chances:
        """Return what can happen to a person or a household now, and why the rest cannot."""
        with self._session.store.reading() as unit:
            return chances(unit, kind, record_id)

    def move_in(
        self,
        home: str,
        when: Occasion,
        people: Sequence[str] = (),
        newcomers: Sequence[Facts] = (),
    ) -> Happened:
        """Let people move into a household, or a whole household come to a new door.

        Args:
            home: Id or number of the household, or a door; its household is made where it is new.
            when: `place` is where they came from.
            people: Ids of those whom the register knows.
            newcomers: What was typed of those whom it does not know.
        """
        with self._writing(register_events.MOVED_IN) as writing:
            return writing.move_in(home, when, people, newcomers)

    def come_back(self, household_id: str, when: Occasion) -> Happened:
        """Let a closed household that had moved out move in again, with who moved out with it."""
        with self._writing(register_events.MOVED_IN) as writing:
            return writing.come_back(household_id, when)

    def move_out(self, people: Sequence[str], when: Occasion) -> Happened:
        """Let some people of a household go; `place` of `when` is where to."""
        with self._writing(register_events.MOVED_OUT) as writing:
            return writing.move_out(people, when)

    def move_out_whole(self, household_id: str, when: Occasion) -> Happened:
        """Let a whole household go, and close it; `place` of `when` is where to."""
        with self._writing(register_events.MOVED_OUT) as writing:
            return writing.move_out_whole(household_id, when)

    def bear(self, household_id: str, when: Occasion, facts: Facts) -> Happened:
        """Let a child be born into a household.

        Args:
            household_id: Where it lives from then on.
            when: The day is its birthday.
            facts: What was typed: its name, its sex, its `guardian`.
        """
        with self._writing(register_events.BORN) as writing:
            return writing.bear(household_id, when, facts)

    def die(self, person_id: str, when: Occasion) -> Happened:
        """Let somebody be dead; the household stays as long as somebody lives in it."""
        with self._writing(register_events.DIED) as writing:
            return writing.die(person_id, when)

    def split(
        self, people: Sequence[str], when: Occasion, *, door: str = "", head: str = ""
    ) -> Happened:
        """Let some people of a household be a household of their own.

        Args:
            people: Ids; one household's.
            when: The day.
            door: Where they live from then on; "" for the same door.
            head: Id of the new household's head; the first of them if nobody is named.
        """
        with self._writing(register_events.SPLIT) as writing:
            return writing.split(people, when, door, head)

    def join(self, household_id: str, into: str, when: Occasion) -> Happened:
        """Let a household become part of another, given by its id, number or door; it is closed."""
        with self._writing(register_events.JOINED) as writing:
            return writing.join(household_id, into, when)

    def choose_head(self, person_id: str, when: Occasion) -> Happened:
        """Let somebody be the head of the household that she lives in."""
        with self._writing(register_events.NEW_HEAD) as writing:
            return writing.choose_head(person_id, when)

    def move(self, people: Sequence[str], to: str, when: Occasion) -> Happened:
        """Let some people go from one household to another one here.

        Args:
            people: Ids; one household's.
            to: Id or number of the other household, or a door; it is made where it is new.
            when: The day.
        """
        with self._writing(register_events.MOVED) as writing:
            return writing.move(people, to, when)

    def move_whole(self, household_id: str, door: str, when: Occasion) -> Happened:
        """Let a whole household move to another door here."""
        with self._writing(register_events.MOVED) as writing:
            return writing.move_whole(household_id, door, when)

    @contextmanager
    def _writing(self, event: str) -> Iterator[Writing]:
        with self._session.writing("register", action=event) as work:
            yield Writing(work, event)
