"""How a field is described, once.

Form, list, search, ledger, import, masking, journal and batch read these descriptions; nothing
about a field is said a second time. `about` stands where a dataclass field's default would.

A value has two shapes. The *domain value* is what Python code works with (`date`, `Decimal`, …).
The *stored value* is what the journal, the batch and the database's column hold; it is one of
`str | int | bool | None`, the same in all three, so that bulk paths copy it as it is.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock
from gridkeeper.domain.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Stored = str | int | bool | None
Value = str | int | bool | date | datetime | Decimal | None


class Type(Enum):
    """What a field's value is, and how it is stored."""

    TEXT = "text"  # one line; stored as it is
    PROSE = "prose"  # several lines; stored as it is
    CODE = "code"  # a code of a table; stored as the code
    RECORD = "record"  # the id of another record
    DAY = "day"  # datetime.date; stored as 2026-10-08
    MOMENT = "moment"  # aware datetime; stored as 2026-10-08T01:30:00Z
    NUMBER = "number"  # int
    AMOUNT = "amount"  # Decimal with two places; stored as an int of hundredths
    YES_NO = "yes_no"  # bool


class Privacy(Enum):
    """Who may see a value (PIPL 28; DOMAIN §8.7)."""

    OPEN = "open"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    RESTRICTED = "restricted"


class Mask(Enum):
    """How a value is hidden; `gridkeeper.domain.privacy` is the one place that does it."""

    NONE = "none"
    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    FIRM_PHONE = "firm_phone"  # its landline is the firm's own; a mobile number is somebody's
    ADDRESS = "address"
    PROSE = "prose"
    STAFF = "staff"  # who does the work; only the board does not name them
    BIRTHDAY = "birthday"  # stands in the middle of an ID number, too
    WORDS = "words"  # of an office or a place; somebody's number may have got in between
    UNIT = "unit"  # a shop or an office, which may be called after a person


class Merge(Enum):
    """Which of several concurrent values of a group is shown until somebody settles it.

    A policy is written with the field; `tests/unit/domain/test_policies.py` says why of each that
    is not the usual one.
    """

    LATEST = "latest"  # highest (lamport, id)
    OFFICE = "office"  # the office's, then the latest
    STATE = "state"  # the one furthest along in the workflow, then the latest
    APPEND = "append"  # of a text: all that was added; where somebody altered it, the latest
    ONCE = "once"  # what the record was created with; nothing is written over it


class Check(StrEnum):
    """Names of the checks that `gridkeeper.domain.validation` knows."""

    PERSON_NAME = "person_name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    CREDIT_CODE = "credit_code"
    NOT_FUTURE = "not_future"
    NOT_NEGATIVE = "not_negative"
    POSITIVE = "positive"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Field:
    """The description of one field.

    Attributes:
        name: The attribute, column and key.
        group: The field group, the unit of merging: fields that only make sense together share it.
        codes: The code table's name, of a `CODE`.
        refers: The kind's name, of a `RECORD`.
        search: 0 is not searched; a higher weight is a better hit.
        longest: The most characters a text may have.
        aliases: Headings by which import knows the field, besides its labels.
    """

    name: str
    label: Label
    type: Type = Type.TEXT
    group: str = ""
    merge: Merge = Merge.LATEST
    codes: str = ""
    refers: str = ""
    privacy: Privacy = Privacy.OPEN
    mask: Mask = Mask.NONE
    search: int = 0
    required: bool = False
    longest: int = 200
    checks: tuple[Check, ...] = ()
    aliases: tuple[str, ...] = ()

    def store(self, value: Value) -> Stored:
        """Return a domain value as it is stored; an empty text is stored as None."""
        match value:
            case datetime():
                return clock.stamp(value)
            case date():
                return value.isoformat()
            case Decimal():
                return int((value * 100).to_integral_value(ROUND_HALF_UP))
            case "":
                return None
            case _:
                return value

    def restore(self, stored: Stored) -> Value:
        """Return a stored value as a domain value.

        Raises:
            ValueError: Not a value of this field's type.
        """
        if stored is None:
            return None
        restore = _RESTORERS.get(self.type)
        return str(stored) if restore is None else restore(stored)


def _yes_no(stored: str | int) -> bool:
    if stored not in {0, 1}:
        raise ValueError(stored)
    return bool(stored)


_RESTORERS: Mapping[Type, Callable[[str | int], Value]] = {
    Type.DAY: lambda stored: date.fromisoformat(str(stored)),
    Type.MOMENT: lambda stored: clock.moment(str(stored)),
    Type.AMOUNT: lambda stored: Decimal(int(stored)) / 100,
    Type.YES_NO: _yes_no,
    Type.NUMBER: int,
}


def about(zh: str, en: str, type: Type = Type.TEXT, **facts: Any) -> Any:  # noqa: A002, ANN401
    """Describe a dataclass field; `facts` are the attributes of `Field`.

    Every described field may be empty in memory, required or not: a record is built from the
    changes that have arrived so far, and the first one may still be on its way.
    """
    return dataclasses.field(default=None, metadata={"about": (Label(zh, en), type, facts)})


_described: dict[type, tuple[Field, ...]] = {}


def described(cls: type) -> tuple[Field, ...]:
    """Return the descriptions of a dataclass's fields, in their order."""
    if cls not in _described:
        _described[cls] = tuple(
            _field(field) for field in dataclasses.fields(cls) if "about" in field.metadata
        )
    return _described[cls]


def _field(described_: dataclasses.Field[Any]) -> Field:
    label, type_, facts = described_.metadata["about"]
    # Whatever may be written freely may name somebody.
    usual = {"group": described_.name, "mask": Mask.PROSE if type_ is Type.PROSE else Mask.NONE}
    return Field(described_.name, label, type_, **{**usual, **facts})


def by_group(fields: Sequence[Field]) -> Mapping[str, tuple[Field, ...]]:
    """Return the fields of each group, in their order."""
    groups: dict[str, tuple[Field, ...]] = {}
    for field in fields:
        groups[field.group] = (*groups.get(field.group, ()), field)
    return groups
