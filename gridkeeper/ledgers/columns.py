"""What a ledger and its columns are, and how columns are taken from the fields of records.

Type, code table, mask and privacy class of a column are those of the field that it shows; a ledger
adds only what paper needs: a width, the heading above it, the order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import codes
from gridkeeper.domain.fields import Mask, Privacy, Type, Value
from gridkeeper.domain.labels import Label
from gridkeeper.domain.privacy import Profile
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Collection

    from gridkeeper.domain.lines import Line
    from gridkeeper.domain.records import Kind

_NARROW = 5

Of = Callable[[Any], Value | tuple[str, ...]]
"""What a column says of a line; of several values each is masked, then they are joined by 、."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a ledger.

    Attributes:
        key: The name of the field it shows; no two columns of a ledger have the same.
        width: In digits of the body font, as Excel measures.
        codes: The code table's name, of a `CODE`.
        group: The heading over this one and its neighbours with the same group.
        otherwise: A column of texts that is shown, under its own mask, where this one has nothing.
    """

    key: str
    label: Label
    width: float
    type: Type
    of: Of
    mask: Mask = Mask.NONE
    privacy: Privacy = Privacy.OPEN
    codes: str = ""
    group: Label | None = None
    otherwise: Column | None = None

    @property
    def name(self) -> str:
        """What the column is called where its group does not stand above it."""
        if self.group is None:
            return str(self.label)
        return pick(f"{self.group}{self.label}", f"{self.group}: {self.label}")

    @property
    def room(self) -> float:
        """How wide it is drawn: at least so that no English word of heading or codes is broken."""
        texts = [self.label, *(codes.table(self.codes).labels.values() if self.codes else ())]
        words = (word for text in map(str, texts) if text.isascii() for word in text.split())
        return max([self.width, *(len(word) * 1.2 + 1 for word in words)])


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger: its title and its columns after the running number.

    Attributes:
        kind: Of the records that its lines are about.
        frozen: How many columns, the running number included, stay in sight at the left.
    """

    kind: Kind
    title: Label
    columns: tuple[Column, ...]
    frozen: int = 2

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns in which often nobody has written anything."""
        keys = {column.key for column in self.columns}
        return tuple(key for key in ("original_number", "remark") if key in keys)

    def narrowed(self, keys: Collection[str]) -> Ledger:
        """Return the ledger with some columns that say nothing: they take hardly any room."""
        columns = (
            replace(column, width=_NARROW) if column.key in keys else column
            for column in self.columns
        )
        return replace(self, columns=tuple(columns))

    def for_profile(self, profile: Profile) -> tuple[Column, ...]:
        """Return the columns that a profile may see.

        What is for everybody tells of a person at most the surname and the compound: no birthday,
        no phone, none of the sensitive columns, and no free text, in which anybody may be named.
        """
        if profile is not Profile.PUBLIC:
            return self.columns
        return tuple(column for column in self.columns if _is_public(column))


def _is_public(column: Column) -> bool:
    if column.type is Type.PROSE or column.mask is Mask.PROSE:
        return False
    if column.privacy is Privacy.PERSONAL:
        return column.mask in {Mask.NAME, Mask.ADDRESS}
    return column.privacy is Privacy.OPEN


def taken(  # noqa: PLR0913 - the words of a table, read as one line each
    kind: Kind,
    name: str,
    width: float,
    label: Label | None = None,
    *,
    group: Label | None = None,
    of: Of | None = None,
    key: str = "",
) -> Column:
    """Return a column that shows a field as the field's description says.

    `label` is given where the heading shall differ from the field's, for example under a group;
    `of` where the value is not that of the line's own record; `key` where a field is shown twice.
    """
    field = kind.field(name)
    return Column(
        key=key or name,
        label=label or field.label,
        width=width,
        type=field.type,
        of=of or attrgetter(f"{kind.name}.{name}"),
        mask=field.mask,
        privacy=field.privacy,
        codes=field.codes,
        group=group,
    )


def place_columns(kind: Kind) -> tuple[Column, Column]:
    """Return the columns of community and grid; an imported case names its community itself."""
    own = attrgetter(f"{kind.name}.community") if kind.case else None

    def community(line: Line) -> str:
        return line.community or (own(line) or "" if own else "")

    return (
        Column("community", Label("社区", "Community"), 10, Type.TEXT, community),
        Column("grid", Label("网格", "Grid"), 10, Type.TEXT, attrgetter("grid")),
    )


def tag_column(width: float) -> Column:
    """Return the column of the care groups, without the restricted ones.

    Classes B (corrections, mental illness, …) have a ledger of their own with the name of who
    approved it; in the ledgers that everybody at the office handles they never appear.
    """
    return Column(
        key="tags",
        label=Label("人群类别", "Care group"),
        width=width,
        type=Type.CODE,
        of=lambda line: tuple(tag for tag in line.tags if not tag.startswith("B")),
        privacy=Privacy.SENSITIVE,
        codes="person_tag",
    )


SERIAL = Column("serial", Label("序号", "No."), 6, Type.NUMBER, lambda _: None)
"""The running number, the first column of every ledger; the rows are numbered as they come."""
