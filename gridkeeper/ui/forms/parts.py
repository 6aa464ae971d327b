"""Everything in a form that holds something: fields, small forms inside, and what is no field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from gridkeeper.ui.widgets.tabbing import first_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.parsing import Problem
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.forms.inside import Rows
    from gridkeeper.ui.forms.sheet import Sheet


class Beside(Protocol):
    """What a form holds that is no field, such as photos that wait."""

    def facts(self) -> dict[str, str]:
        """Return it as a draft keeps it."""

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Take it from a draft."""


@dataclass
class Parts:
    """The parts of one form."""

    sheet: Sheet
    inside: dict[str, Rows] = field(default_factory=dict)
    beside: Sequence[Beside] = ()

    def facts(self) -> dict[str, str]:
        """Return everything that is typed, flat."""
        found = self.sheet.facts()
        for rows in self.inside.values():
            found |= rows.facts()
        return found | self.facts_beside()

    def facts_beside(self) -> dict[str, str]:
        """Return what is no field."""
        found: dict[str, str] = {}
        for part in self.beside:
            found |= part.facts()
        return found

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Show typed values everywhere."""
        for part in (*self._fields(), *self.beside):
            part.set_facts(facts)

    def here(self) -> Editor | None:
        """Return the editor that has the keyboard."""
        return next((one for part in self._fields() if (one := part.here())), None)

    def show_problems(
        self, problems: Sequence[Problem], *, strict: bool, here: Editor | None
    ) -> None:
        """Say what is wrong in each; see `Sheet.show_problems`."""
        for part in self._fields():
            part.show_problems(problems, strict=strict, here=here)

    def first_wrong(self, problems: Sequence[Problem]) -> Editor | None:
        """Return the first editor from above with one of these problems."""
        found = (part.first_wrong(problems) for part in self._fields())
        return first_of(self.sheet, [one for one in found if one is not None])

    def _fields(self) -> list[Sheet | Rows]:
        return [self.sheet, *self.inside.values()]
