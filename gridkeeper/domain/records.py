"""What every record is, and how its kinds are listed.

A *kind* names a table, a journal key, a file in every layer. The registry is `kinds.KINDS`; this
module holds what the kinds are made of.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from gridkeeper.domain.fields import Field, Merge, Stored, Type, about, by_group, described
from gridkeeper.domain.labels import Label
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing that is kept.

    Attributes:
        id: A UUIDv7 of `gridkeeper.domain.ids`, minted where the record is born.
    """

    id: str
    grid_id: str | None = about("所属网格", "Grid", Type.RECORD, refers="grid", merge=Merge.OFFICE)
    deleted: bool | None = about("已删除", "Deleted", Type.YES_NO)

    @classmethod
    def restored(cls, id: str, stored: Mapping[str, Stored]) -> Self:  # noqa: A002
        """Return a record from stored values; unknown names are left out.

        Raises:
            ValueError: A stored value is not of its field's type.
        """
        values: dict[str, Any] = {
            field.name: field.restore(stored.get(field.name)) for field in described(cls)
        }
        return cls(id=id, **values)

    def stored(self) -> dict[str, Stored]:
        """Return the stored values of all described fields that are not empty."""
        found = {
            field.name: field.store(getattr(self, field.name)) for field in described(type(self))
        }
        return {name: value for name, value in found.items() if value is not None}


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    Attributes:
        name: Singular, the word of every layer (`hazard`).
        record: The dataclass of its values.
        label: What people call it.
        day: The field by which a period selects records; empty where periods make no sense.
        title: The field that names a record in a list.
        letter: The word in its human numbers; empty where it has none.
        case: Whether it is worked on step by step.
        many: What several are called in English, where it is not the label with an s.
        policy: Whether it is a rule of the office, which goes to everybody whatever her grids.
    """

    name: str
    record: type[Record]
    label: Label
    day: str = ""
    title: str = ""
    letter: str = ""
    case: bool = False
    many: str = ""
    policy: bool = False

    @cached_property
    def several(self) -> Label:
        """What people call several of it."""
        return Label(self.label.zh, self.many or f"{self.label.en}s")

    @property
    def one(self) -> str:
        """One of it, as in a sentence: in English with its article, where it has one."""
        has_article = self.several.en != self.label.en
        return pick(self.label.zh, f"a {self.label.en}" if has_article else self.label.en)

    def counted(self, number: int) -> str:
        """Return how many there are of it, as in a sentence."""
        several = self.label.en if number == 1 else self.several.en
        return pick(f"{self.label.zh} {number:,} 条", f"{number:,} {several}")

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The descriptions of its fields, in their order."""
        return described(self.record)

    @cached_property
    def groups(self) -> Mapping[str, tuple[Field, ...]]:
        """Its field groups, the units of merging."""
        return by_group(self.fields)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Its fields by their names."""
        return {field.name: field for field in self.fields}

    def field(self, name: str) -> Field:
        """Return one field's description.

        Raises:
            KeyError: It has no such field.
        """
        return self.by_name[name]

    def called_group(self, group: str) -> str:
        """Return what people call the fields of a group; as it is if a newer program wrote it."""
        return "/".join(str(about.label) for about in self.groups.get(group, ())) or group

    def called(self, title: str) -> str:
        """Return a title behind its kind; a number such as `隐患〔2026〕…` says it."""
        says_it = bool(self.letter) and title.startswith(f"{self.letter}〔")
        return title if says_it else f"{self.label} {title}".strip()


def is_described_fully(cls: type[Record]) -> bool:
    """Whether every field but the id carries a description."""
    return len(described(cls)) == len(fields(cls)) - 1
