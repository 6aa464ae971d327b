"""Who sits at the store of an office or a supervisor, for the lines about who has looked.

Such a store is called by its office; several people may use it one after the other. There are no
accounts: the name is what a person says of herself, like the one she writes under a paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _

if TYPE_CHECKING:
    from gridkeeper.services.session import Session

MOST = 20
"""Letters of a name."""


class PersonService:
    """Says and changes who sits at a store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def is_asked(self) -> bool:
        """Whether the store is called by its office, not by the person herself, and can keep it."""
        called = self._session.replica.role in {Role.OFFICE, Role.SUPERVISOR}
        return called and not self._session.store.looking

    @property
    def name(self) -> str:
        """What the person is called; "" if she has not said it. Who only looks has her own."""
        with self._session.store.reading() as unit:
            return unit.person(viewing=self._session.viewing)

    def keep(self, name: str) -> None:
        """Keep who sits there from now on; lines of the audit that are written already stay.

        Raises:
            RoleRefusedError: The store is called by the person herself.
        """
        self._session.only(Role.OFFICE, Role.SUPERVISOR, action=_("saying who is at work"))
        with self._session.writing("person", viewing=self._session.viewing) as work:
            name = " ".join(name.split())[:MOST]
            work.unit.keep_person(name, viewing=self._session.viewing)
