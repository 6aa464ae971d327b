"""One transaction of a store, and who keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from gridkeeper.domain.replicas import Replica, Role
from gridkeeper.storage import tables
from gridkeeper.storage.attachments import Attachments
from gridkeeper.storage.browsing import Browsing
from gridkeeper.storage.forgotten import Forgotten
from gridkeeper.storage.journal import Journal
from gridkeeper.storage.listing import Listing
from gridkeeper.storage.missed import Missed
from gridkeeper.storage.peers import Peers
from gridkeeper.storage.quarantine import Quarantine
from gridkeeper.storage.search_index import SearchIndex
from gridkeeper.storage.series import Series
from gridkeeper.storage.settings import Settings
from gridkeeper.storage.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Mapping

_REPLICA = "replica"
_PERSON, _VIEWER = "person", "viewer"


@dataclass(frozen=True)
class Unit:
    """One transaction, and everything that can be read or written in it."""

    connection: Connection
    replica: Replica

    @cached_property
    def settings(self) -> Settings:
        """Small facts about the store."""
        return Settings(self.connection)

    @cached_property
    def journal(self) -> Journal:
        """Every change."""
        return Journal(self.connection, self.settings, self.replica.id, self.replica.epoch)

    @property
    def sight(self) -> Sight:
        """What the keeper of the store may see."""
        return Sight.of(self.replica)

    @cached_property
    def listing(self) -> Listing:
        """The rows."""
        return Listing(self.connection, self.sight)

    @cached_property
    def browsing(self) -> Browsing:
        """The rows of long lists."""
        return Browsing(self.connection, self.search, self.sight)

    @cached_property
    def peers(self) -> Peers:
        """Who else is known."""
        return Peers(self.connection)

    @cached_property
    def attachments(self) -> Attachments:
        """Which contents attachments name, and who has them."""
        return Attachments(self.connection, self.replica.grids)

    @cached_property
    def forgotten(self) -> Forgotten:
        """What the office has lost and is given back."""
        return Forgotten(self.connection)

    @cached_property
    def missed(self) -> Missed:
        """Batches that came and could not be taken in."""
        return Missed(self.connection)

    @cached_property
    def quarantine(self) -> Quarantine:
        """What was put aside."""
        return Quarantine(self.connection)

    @cached_property
    def series(self) -> Series:
        """Human numbers."""
        return Series(self.connection)

    @cached_property
    def search(self) -> SearchIndex:
        """The search index."""
        return SearchIndex(self.connection, self.settings)

    def person(self, *, viewing: bool = False) -> str:
        """Return who sits at the store of an office, as she has said herself; "" if she has not.

        Args:
            viewing: Who only looks at it, instead of who works in it.
        """
        return self.settings.get(_VIEWER if viewing else _PERSON)

    def keep_person(self, name: str, *, viewing: bool = False) -> None:
        """Keep who sits at the store from now on; see `person`."""
        self.settings.set(_VIEWER if viewing else _PERSON, name)

    def note(self, at: str, action: str, detail: Mapping[str, object]) -> None:
        """Write a line of the audit; `detail` never holds the values of a record."""
        text = json.dumps(detail, ensure_ascii=False, sort_keys=True)
        person = self.person(viewing=bool(detail.get("viewing")))
        who = " · ".join(filter(None, (self.replica.name, person)))
        line = {"at": at, "who": who, "action": action, "detail": text}
        self.connection.execute(insert(tables.audit), line)

    def begin_epoch(self, epoch: int) -> None:
        """Begin a new incarnation, whose numbers have nothing to do with those of the old one."""
        self.journal.move_to_epoch(epoch)
        self.keep_replica(replace(self.replica, epoch=epoch))

    def look_after(self, grids: tuple[str, ...]) -> None:
        """Let the owner of the store look after other grids; units opened later see it."""
        self.keep_replica(replace(owner(self.connection), grids=grids))

    def keep_replica(self, replica: Replica) -> None:
        """Change what the store knows about itself; units opened later see it."""
        keep_owner(self.connection, replica)


def owner(connection: Connection) -> Replica:
    """Return who keeps the store."""
    facts = json.loads(Settings(connection).get(_REPLICA))
    return Replica(**{**facts, "role": Role(facts["role"]), "grids": tuple(facts["grids"])})


def keep_owner(connection: Connection, replica: Replica) -> None:
    """Keep who keeps the store."""
    facts = {name: getattr(replica, name) for name in Replica.__dataclass_fields__}
    Settings(connection).set(_REPLICA, json.dumps(facts, ensure_ascii=False))
