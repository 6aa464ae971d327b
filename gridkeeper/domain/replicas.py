"""Who keeps a store, and who else is known to it (DESIGN §5, §6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gridkeeper.domain.labels import Label


class Role(StrEnum):
    """What a store is for; it decides which work its owner does."""

    WORKER = "worker"
    OFFICE = "office"
    SUPERVISOR = "supervisor"
    ALONE = "alone"

    @property
    def label(self) -> Label:
        """The role's name."""
        return _LABELS[self]


_LABELS = {
    Role.WORKER: Label("网格员", "grid worker"),
    Role.OFFICE: Label("街道办", "street office"),
    Role.SUPERVISOR: Label("分管领导", "supervisor"),
    Role.ALONE: Label("单机使用", "person working alone"),
}


OFFICE_SERIES = "00"
"""Of whoever enrols others; whom it enrols gets another."""


@dataclass(frozen=True, slots=True)
class Replica:
    """One store and its owner.

    Attributes:
        id: Minted when the store is made.
        name: The person, or the office's desk.
        unit: The reporting unit on papers.
        series: Two digits in the numbers that this store gives (`走访〔2026〕第01-003号`), so that
            two stores never give the same one.
        epoch: Starts at 1; raised when the store was copied or restored.
        grids: Ids of the grids in its scope; empty means all.
    """

    id: str
    role: Role
    name: str
    unit: str
    series: str
    epoch: int = 1
    grids: tuple[str, ...] = ()


class Standing(StrEnum):
    """How far a peer's enrolment has come."""

    INVITED = "invited"  # a package was made; her keys are not known yet
    ACTIVE = "active"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another replica, as this store knows it.

    Attributes:
        sign_key: Ed25519 public key, hexadecimal; "" until it is known.
        seal_key: age recipient (`age1…`); "" until it is known.
        secret: Of an enrolment: what her first batch proves to know, hexadecimal.
        received: The highest of her numbers that this store has, in `received_epoch`.
        received_chain: Her chain hash there, hexadecimal; of an office, which sends a choice, the
            id of the batch that led there.
        sent: The highest number of this store that was handed out to her.
        confirmed: The highest of them that she has acknowledged.
        held: Ids of those of her grids whose whole history she has been given, by what she
            acknowledged; the others are owed to her.
        thanked: Of an office: the last of her batches with which she gave something back.
        past: Ids of grids that she looked after before; what she wrote about them may come late.
        takes_contents: Whether her program is known to take what is in photos and documents.
    """

    id: str
    role: Role
    name: str
    series: str
    grids: tuple[str, ...]
    standing: Standing
    sign_key: str = ""
    seal_key: str = ""
    secret: str = ""
    received_epoch: int = 0
    received: int = 0
    received_chain: str = ""
    sent: int = 0
    confirmed: int = 0
    held: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    thanked: str = ""
    takes_contents: bool = False

    @property
    def is_above(self) -> bool:
        """Whether it has enrolled this store: the office of a worker, the district of a street."""
        return self.series == OFFICE_SERIES

    @property
    def is_street(self) -> bool:
        """Whether it is an office that this one has enrolled, with workers of its own."""
        return self.role is Role.OFFICE and not self.is_above

    @property
    def scope(self) -> tuple[str, ...]:
        """Ids of the grids of which she is told; empty means all, as whoever is above gets all.

        Who has none, such as a worker who has handed all of hers over, or a street that has told
        of none yet, has one that nothing lies in: her own id.
        """
        return self.grids or (() if self.is_above else (self.id,))

    @property
    def owed(self) -> tuple[str, ...]:
        """Ids of grids that she was entrusted with and of which she has not the past yet."""
        return tuple(grid for grid in self.grids if grid not in self.held)

    @property
    def ever(self) -> tuple[str, ...]:
        """Ids of all grids that she may know of: empty means all."""
        return tuple(dict.fromkeys((*self.grids, *self.past)))
