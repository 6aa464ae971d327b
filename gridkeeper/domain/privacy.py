"""The one masking policy (DOMAIN §8.7 P4).

Screen, ledger, report and command line hide a value by calling `shown`, so that one number never
appears under two different masks that could be joined again.

What is written freely - titles, facts, notes, places - may name somebody. Nobody can tell a name
from other words with certainty, so nothing is guessed: the names of those whom a record is known
to be about (its parties, who asked, the people of its household) are masked in all of its free
texts as they are in a field of names. `veiled` does that with a whole record, before it is shown
or printed; papers in full and a record that somebody gave a reason to see keep the text.

Telephones of offices - a grid's worker and supervision, a building's manager - have no mask: they
hang on the notice board of the grid, so that people can call. A mediator may be a neighbour and
uses a telephone of her own: hers is masked as everybody's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

R = TypeVar("R", bound=Record)

_NUMBER = r"(?:[A-Za-z]?\d+|[一二三四五六七八九十]+)"
# What follows the building; or, where no building is named, the first part of a door.
_DOOR = re.compile(r"((?:\d+|[A-Za-z]|[一二三四五六七八九十]+)(?:号楼|幢|栋|座)).*$")
_DOOR_SHORT = re.compile(r"\d+(?:-\d+){1,3}.*$")
_DOOR_PART = re.compile(rf"{_NUMBER}(?:单元|室|房|户|层).*$")
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\d{7,17}[\dXx]?|1\d\d[ -]\d{4}[ -]\d{4})(?!\d)")

_FREE = frozenset({Mask.NONE, Mask.PROSE, Mask.ADDRESS})
_OMITTED = "（略）"
# Who is responsible for a hazard, or a party, may be an office or a shop: no surname to keep.
_UNIT = re.compile(
    r".{2,}(?:公司|单位|中心|办公室|办事处|值班室|委员会|居委会|业委会|医院|学校|小学|中学|幼儿园|超市"
    r"|商店|门店|饭店|餐馆|餐厅|宾馆|旅馆|工厂|物业|大队|支队|派出所|管理处|管理所|养护所|供电所"
    r"|服务站|工作站|[店局站厂院])(?:（.*）)?"
)


class Profile(StrEnum):
    """Who a paper or list is for."""

    FULL = "full"  # the office's own work
    MASKED = "masked"  # lists, and papers that leave the desk
    PUBLIC = "public"  # the board: nothing that points to a person


def shown(value: str | None, mask: Mask, profile: Profile, names: Collection[str] = ()) -> str:
    """Return a text as a profile may see it; a missing value is an empty text.

    Args:
        value: The text.
        mask: Of its field.
        profile: Who sees it.
        names: Of people whom it may name.
    """
    if not value:
        return ""
    if profile is Profile.FULL:
        return value
    if names:
        value = _without(value, names)
    hide = (_PUBLIC if profile is Profile.PUBLIC else _MASKED).get(mask)
    return value if hide is None else hide(value)


def veiled(record: R, names: Collection[str]) -> R:
    """Return a record whose free texts do not name some people, nor whom its own fields name."""
    kind = kind_of(record)
    own = (getattr(record, name) for name in _naming(kind.name))
    hidden = {*names, *filter(None, own)}
    if not hidden:
        return record
    texts = {name: getattr(record, name) for name in free(kind.name)}
    changed = {
        name: veil
        for name, text in texts.items()
        if text and (veil := _without(text, hidden)) != text
    }
    return replace(record, **changed) if changed else record  # type: ignore[arg-type]


@cache
def free(kind: str) -> frozenset[str]:
    """Return the fields of a kind that are written freely: no names, numbers, offices or codes."""
    return frozenset(
        field.name
        for field in KINDS[kind].fields
        if field.type in {Type.TEXT, Type.PROSE} and field.mask in _FREE and field.name != "number"
    )


@cache
def _naming(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in KINDS[kind].fields if field.mask is Mask.NAME)


def _without(text: str, names: Collection[str]) -> str:
    """Return a text with each of some names masked; the longest first, as one may hold another."""
    found = [name for name in names if len(name) > 1 and name in text]
    for name in sorted(found, key=lambda one: (-len(one), one)):
        text = text.replace(name, _surname(name))
    return text


def _starred(value: str) -> str:
    return "*" * len(value)


def _is_unit(name: str) -> bool:
    """Whether a name is that of an office or a shop; shorter ones may be a person's."""
    return len(name) > 4 and _UNIT.fullmatch(name) is not None


def _surname(name: str) -> str:
    return name if _is_unit(name) else name[:1] + "*" * max(1, len(name) - 1)


def _somebody(name: str) -> str:
    return "某单位" if _is_unit(name) else name[:1] + "某某"


def _ends(value: str, head: int, tail: int) -> str:
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[-tail:]


def _without_door(address: str) -> str:
    shorter = _DOOR_PART.sub("", _DOOR.sub(r"\1", address))
    return _DOOR_SHORT.sub("", shorter).strip() or _OMITTED


def _hidden_number(found: re.Match[str]) -> str:
    number = found[0]
    digits = sum(character.isalnum() for character in number)
    return _ends(number, 3, 4) if digits <= 12 else _ends(number, 3, 2)


_MASKED: Mapping[Mask, Callable[[str], str]] = {
    Mask.NAME: _surname,
    Mask.ID_NUMBER: lambda value: _ends(value, 3, 2),
    Mask.PHONE: lambda value: _ends(value, 3, 4),
    Mask.PROSE: lambda value: _LONG_NUMBER.sub(_hidden_number, value),
}
_PUBLIC: Mapping[Mask, Callable[[str], str]] = {
    Mask.NAME: _somebody,
    Mask.STAFF: _somebody,
    Mask.UNIT: lambda _value: "某单位",
    Mask.ID_NUMBER: _starred,
    Mask.PHONE: _starred,
    Mask.ADDRESS: _without_door,
    Mask.PROSE: lambda _value: _OMITTED,
}
