"""The one masking policy (DOMAIN §8.7 P4).

Screen, ledger, report and command line hide a value by calling `shown`, so that one number never
appears under two different masks that could be joined again.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Mask

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NUMBER = r"(?:[A-Za-z]?\d+|[一二三四五六七八九十]+)"
# What follows the building; or, where no building is named, the first part of a door.
_DOOR = re.compile(r"((?:\d+|[A-Za-z]|[一二三四五六七八九十]+)(?:号楼|幢|栋|座)).*$")
_DOOR_SHORT = re.compile(r"\d+(?:-\d+){1,3}.*$")
_DOOR_PART = re.compile(rf"{_NUMBER}(?:单元|室|房|户|层).*$")
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\d{7,17}[\dXx]?|1\d\d[ -]\d{4}[ -]\d{4})(?!\d)")

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


def shown(value: str | None, mask: Mask, profile: Profile) -> str:
    """Return a text as a profile may see it; a missing value is an empty text."""
    if not value:
        return ""
    if profile is Profile.FULL:
        return value
    hide = (_PUBLIC if profile is Profile.PUBLIC else _MASKED).get(mask)
    return value if hide is None else hide(value)


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
