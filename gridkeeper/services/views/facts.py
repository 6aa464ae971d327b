"""The fields of a record as its dossier has them, and the parties of a dispute among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.privacy import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridkeeper.services.views.related import Group

PARTIES = "parties"
"""What the fact is called that names the parties of a dispute, which are records of their own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that has a value.

    Attributes:
        hidden: Whether the text is masked, so that `reveal` would show more.
        refers: Kind and id of the record that it names; ("", "") for none.
    """

    name: str
    label: str
    text: str
    hidden: bool = False
    refers: tuple[str, str] = ("", "")


def parties(related: Iterable[Group], profile: Profile) -> list[Fact]:
    """Return who is at odds with whom, each party as it stands among what is related."""
    hidden = profile is not Profile.FULL
    return [
        Fact(PARTIES, group.label, "\n".join(link.title for link in group.links), hidden)
        for group in related
        if group.links[0].kind == kinds.DISPUTE_PARTY.name
    ]
