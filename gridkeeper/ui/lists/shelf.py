"""What a list of one kind shows: its columns, its filters, its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.texts import N_, _
from gridkeeper.ui.models.columns import WAY

if TYPE_CHECKING:
    from gridkeeper.domain.records import Kind
    from gridkeeper.ui.models.columns import Column

_WITH_NAME = 144


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list. Texts are English source texts of the catalogue.

    Attributes:
        kind: A name of `KINDS`.
        heading: Over the list.
        record: On the button that begins a new record, with a mnemonic.
        empty: What it means that there are none.
        advice: What to do then.
        columns: All that can be shown, in their usual order.
        choices: Fields with codes that can be filtered by, besides the state.
        imports: What can be imported here: `register`, `cases` or nothing.
        form: Name of the paper that can be printed of one record; "" if there is none.
    """

    kind: str
    heading: str
    record: str
    icon: str
    empty: str
    advice: str
    columns: tuple[Column, ...]
    choices: tuple[str, ...] = ()
    imports: str = ""
    form: str = ""

    @property
    def record_kind(self) -> Kind:
        """The kind itself."""
        return KINDS[self.kind]

    @property
    def title(self) -> str:
        """Its heading in the language in force."""
        return _(self.heading)

    def columns_for(self, role: Role) -> tuple[Column, ...]:
        """Return its columns for a role: workers hand in, an office sends down to somebody."""
        if role is Role.WORKER:
            return self.columns
        rest = (column for column in self.columns if role is Role.OFFICE or column.name != WAY)
        return tuple(_down(column) if column.name == WAY else column for column in rest)


def _down(column: Column) -> Column:
    """Return what an office can let a list say besides: for whom what is still to be sent down."""
    return replace(column, usual=False, heading=N_("Sending down"), width=_WITH_NAME)
