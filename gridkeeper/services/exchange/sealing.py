"""Which envelope a store's batches are written in; the office chooses, its workers follow.

The choice is in the keys: a store has keys for one envelope, and its packages bring those who join
to the same one. So it can be changed only as long as nobody has joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Role
from gridkeeper.errors import InputInvalidError
from gridkeeper.exchange import envelopes
from gridkeeper.exchange.keys import new_keys
from gridkeeper.services.store.stores import keep_keys, keys_of
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from gridkeeper.services.session import Session

AGE, GM = envelopes.AGE, envelopes.GM
NAMES = envelopes.NAMES
LABELS = {
    AGE: N_("the usual one: X25519, ChaCha20-Poly1305, Ed25519"),
    GM: N_("the national algorithms: SM2, SM3, SM4"),
}


def caution(name: str) -> str:
    """Return what has to be known before an envelope is chosen; "" if nothing."""
    if name != GM:
        return ""
    return _(
        "Please note: GridKeeper is no certified cryptographic module. The algorithms alone do not "
        "make anybody compliant; where the law asks for it, only a certified module (GM/T 0028) "
        "does. Computers with ARM processors cannot open these files."
    )


class SealingService:
    """Says and changes in which envelope a store writes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def current(self) -> str:
        """The name of the envelope, one of `NAMES`."""
        with self._session.store.reading() as unit:
            return keys_of(unit).envelope

    @property
    def is_settled(self) -> bool:
        """Whether somebody has joined, so that no other can be chosen any more."""
        with self._session.store.reading() as unit:
            return bool(unit.peers.all())

    def choose(self, name: str) -> None:
        """Let the store write in another envelope from now on, with new keys.

        Raises:
            RoleRefusedError: A worker's store writes as its office does.
            InputInvalidError: Somebody has joined already, who knows the old keys.
            EnvelopeMissingError: This computer cannot use the envelope.
        """
        self._session.only(Role.OFFICE, Role.ALONE, action=_("choosing the envelope"))
        envelopes.usable(name, self._session.store.path.name)
        with self._session.writing("envelope", envelope=name) as work:
            if work.unit.peers.all():
                reason = _(
                    "somebody has been enrolled already and knows the keys; the envelope can be "
                    "chosen only before the first one is, or in a new store"
                )
                raise InputInvalidError(where=self._session.store.path.name, reason=reason)
            if keys_of(work.unit).envelope != name:
                keep_keys(work.unit, new_keys(name))
