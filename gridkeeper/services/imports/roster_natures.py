"""What a roster says of everybody in it by what it is a list of: migrants, disabled people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import codes
from gridkeeper.domain.identity_numbers import age_on
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.imports import register_files, roster_rows
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from gridkeeper.domain.people import Person
    from gridkeeper.domain.records import Record


@dataclass(frozen=True, slots=True)
class Nature:
    """A field that is filled in for everybody, or for whoever is so old.

    Attributes:
        from_age: In years; 0 for everybody.
    """

    kind: str
    field: str
    code: str
    from_age: int = 0

    @property
    def said(self) -> str:
        """What the preview says of it, in a sentence."""
        about = KINDS[self.kind].field(self.field)
        if self.from_age:
            text = _(
                "By its name the file lists the old: “{field}” is “{value}” of all aged {age} or "
                "more."
            )
        else:
            text = _("By its name the file lists such people: “{field}” is “{value}” of all.")
        value = codes.table(about.codes).text(self.code)
        return text.format(field=about.label, value=value, age=self.from_age)


def of(names: Collection[str], columns: register_files.Columns) -> tuple[Nature, ...]:
    """Return what a roster says by its names, where no column says it.

    Args:
        names: Of the file and of the sheet.
        columns: What its columns mean.
    """
    given = {(one.kind, one.field) for one in columns.fields.values()}
    return tuple(
        Nature(rule["kind"], rule["field"], rule["code"], rule.get("from_age", 0))
        for rule in register_files.rules()["natures"]
        if columns.roster == "people"
        and (rule["kind"], rule["field"]) not in given
        and any(word in name for word in rule["words"] for name in names)
    )


def fill(natures: Collection[Nature], facts: Mapping[str, dict[str, str]]) -> None:
    """Write into a row what holds of everybody in the roster."""
    for one in natures:
        if facts["person"] and not one.from_age:
            facts[one.kind].setdefault(one.field, one.code)


def tags_by_age(natures: Collection[Nature], person: Record, today: date) -> list[str]:
    """Return the care groups that somebody belongs to by age, where a roster lists the old."""
    born = roster_rows.completed(cast("Person", person)).birth if natures else None
    if born is None:
        return []
    return [one.code for one in natures if one.from_age and age_on(born, today) >= one.from_age]
