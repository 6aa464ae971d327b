"""What whoever keeps a store may see of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from gridkeeper.domain.replicas import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.domain.replicas import Replica


@dataclass(frozen=True, slots=True)
class Sight(Collection[str]):
    """The grids that somebody looks after, none for all; and who it is.

    Attributes:
        reader: The worker to whom restricted care groups are shown if she is responsible; None for
            an office, to whom all are.
    """

    grids: tuple[str, ...]
    reader: str | None = None

    @classmethod
    def of(cls, replica: Replica) -> Sight:
        """Return what the keeper of a store may see."""
        return cls(replica.grids, replica.name if replica.role is Role.WORKER else None)

    @override
    def __contains__(self, grid: object) -> bool:
        return grid in self.grids

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self.grids)

    @override
    def __len__(self) -> int:
        return len(self.grids)
