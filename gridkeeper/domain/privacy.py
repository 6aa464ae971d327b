"""The one masking policy (DOMAIN §8.7 P4).

Screen, ledger, report and command line hide a value by calling `shown`, so that one number never
appears under two different masks that could be joined again.

What is written freely - titles, facts, notes, places - may name somebody. Nobody can tell a name
from other words with certainty, so nothing is guessed: the names of everybody whom the store knows
are masked in it as they are in a field of names, words or not, and those whom a record is known to
be about (its parties, who asked, the people of its household) in all of its texts. `veiled` does
that with a whole record, before it is shown or printed; papers in full and a record that somebody
gave a reason to see keep the text.

Telephones of offices - a grid's worker and supervision - have no mask: they hang on the notice
board of the grid, so that people can call. A firm's landline, such as that of a building's manager,
is nobody's own and has none either; a mobile number is somebody's, for whomever she works. A
mediator may be a neighbour and uses a telephone of her own: hers is masked as everybody's.

Nobody is called as an office is, so that a field of names keeps an office's name: on the board
those whom everybody may ask (a centre, a station, a committee), of a shop or a company only that it
is one.

What people tell does not get onto the board at all: papers leave its columns out, and where one is
asked for nonetheless, it says that it was left out.

People write numbers where nobody asked for them: behind an address, a shop or the name of who is
in charge. A mobile number or an ID number is hidden there, too; what stands around it is not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from gridkeeper.domain import names as spelling
from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.domain.records import Record
from gridkeeper.domain.veils import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

R = TypeVar("R", bound=Record)

_NUMBER = r"(?:[A-Za-z]?\d+|[一二三四五六七八九十]+)"
# What follows the building; or, where no building is named, the first part of a door.
_DOOR = re.compile(r"((?:\d+|[A-Za-z]|[一二三四五六七八九十]+)(?:号楼|幢|栋|座)).*$")
_DOOR_SHORT = re.compile(r"\d+(?:-\d+){1,3}.*$")
_DOOR_PART = re.compile(rf"{_NUMBER}(?:单元|室|房|户|层).*$")
# A number in a street, and the shop that it is; not a building, a gate or a yard of many homes.
_HOUSE = re.compile(rf"{_NUMBER}号(?![楼门院])[^（）(),，;；、]*")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_CARD = r"\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]"
# In few words of an office or a place: other long numbers are theirs.
_SOMEBODYS = re.compile(rf"(?<!\d)(?:1[3-9]\d(?:[ -]?\d{{4}}){{2}}|\d{{15}}|{_CARD})(?!\d)")
_LONG_NUMBER = re.compile(
    rf"(?<!\d)(?:{_CARD}|\d{{7,17}}[\dXx]?|1\d\d[ -]\d{{4}}[ -]\d{{4}})(?!\d)"
)

_TOLD = frozenset({Mask.PROSE, Mask.ADDRESS})
_FREE = _TOLD | {Mask.NONE, Mask.WORDS}
_OMITTED = "（略）"
# Who is responsible for a hazard, or a party, may be an office or a shop: no surname to keep.
_UNIT = re.compile(
    r".{2,}(?:公司|单位|中心|办公室|办事处|值班室|委员会|居委会|业委会|医院|学校|小学|中学|幼儿园|超市"
    r"|商店|门店|饭店|餐馆|餐厅|宾馆|旅馆|工厂|物业|大队|支队|派出所|管理处|管理所|养护所|供电所"
    r"|服务站|工作站|[店局站厂院办所队])(?:（.*）)?"
)
# What shops, clubs and offices are called beside; a given name ends in some single characters, too
# (李园园, 王会), so that these count with what stands before them only.
_ENDING = (
    r"(?:馆|店|铺|屋|厂|部|处|酒楼|茶楼|旅社|药房|网吧|食堂|理发|美发|美容|驿站|书吧|酒吧|茶社|合作社"
    r"|旅行社|报社|(?:银|商|车|粮|电器|五金|建材)行|(?:油|酒|磨|作|工|糕|茶|染|豆腐|面包|小吃|美食)坊"
    r"|(?:学|技|驾|党|夜|分)校|(?:儿|公|花|业|技|乐|果|茶|敬老|动物|植物)园"
    r"|(?:协|商|工|理事|基金|联合|委员)会|(?:居|村|业|党|纪|法)委)"
)
_SHOP = re.compile(rf"[^\s（(]{{2,}}{_ENDING}(?:（.*）)?")
_SEVERAL = re.compile("[、,，;；/\uff0f]+")
# Of four characters one word only says it, behind two that are no surname.
_SHORT_SHOP = re.compile(
    r"..(?:超市|公司|中心|酒楼|饭店|酒店|商店|书店|花店|药店|宾馆|旅馆|餐馆|饭馆|面馆|茶馆|茶楼|旅社|诊所"
    r"|药房|网吧|餐厅|食堂|学校|小学|中学|医院|银行|商行|车行|驾校|工厂|协会|商会)"
)
# Short ones are known by words that no given name ends in.
_SHORT_UNIT = re.compile(
    r"(?:小区|社区)?物业|.{0,2}(?:公司|居委会|村委会|业委会|派出所|司法所|管理所|养护所|街道办|综治办|城建办|城管办|安监办"
    r"|应急办|信访办|网格办|物业办|(?:城管|执法|消防|交警|巡防|环卫|大|中|支|分)队|(?:城管|公安|应急|住建|环保)局"
    r"|(?:供电|供水|消防|环卫|服务|工作)[所站]|(?:网格|综治|服务|便民)中心)"
)
_OF_A_DOOR = re.compile(r"[A-Za-z]?\d{1,4}室住户")
# Whom the public may ask: also the board names them. Shops and companies it does not.
_DEPARTMENT = re.compile(
    r".*(?:办|办公室|办事处|委员会|居委会|村委会|业委会|派出所|司法所|管理所|养护所|管理处|中心|大队|中队|支队|分队"
    r"|城管队|执法队|消防队|[一-龥]局|服务站|工作站|消防站)"
)


class Profile(StrEnum):
    """Who a paper or list is for."""

    FULL = "full"  # the office's own work
    MASKED = "masked"  # lists, and papers that leave the desk
    PUBLIC = "public"  # the board: nothing that points to a person


def shown(
    value: str | None, mask: Mask, profile: Profile, names: Collection[str] | Names = ()
) -> str:
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
        value = _without(value, [names if isinstance(names, Names) else Names(names)])
    hide = (_PUBLIC if profile is Profile.PUBLIC else _MASKED).get(mask)
    return value if hide is None else hide(value)


def seen_code(table: str, code: str, profile: Profile) -> str:
    """Return the code that stands for another in a copy of a profile.

    The board reads only in general what is about somebody's private life: that a family is at odds
    and not over what, and of a visit not that somebody there is in care.
    """
    if profile is not Profile.PUBLIC:
        return code
    return code[:2] if table == "dispute_type" else _IN_GENERAL.get((table, code), code)


def veiled(record: R, names: Collection[str], everybody: Names | None = None) -> R:
    """Return a record whose free texts do not name some people, nor whom its own fields name.

    Args:
        record: Any.
        names: Of those people.
        everybody: Names of many more, whom it is not about: they are hidden where something is
            told, not where a grid's worker, a building's lead or an office is named.
    """
    kind = kind_of(record)
    own = (getattr(record, name) for name in _naming(kind.name))
    hidden = Names({*names, *filter(None, own)})
    if not hidden and not everybody:
        return record
    told = [hidden, everybody] if everybody else [hidden]
    changed = {}
    for name in free(kind.name):
        if text := getattr(record, name):
            veil = _without(text, told if kind.by_name[name].mask in _TOLD else [hidden])
            if veil != text:
                changed[name] = veil
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


def _without(text: str, several: Collection[Names]) -> str:
    """Return a text with each of some names masked; the longest first, as one may hold another."""
    found = {name for names in several for name in names.within(text)}
    for name in sorted(found, key=lambda one: (-len(one), one)) if found else ():
        text = text.replace(name, _surname(name))
    return text


def _starred(value: str) -> str:
    return "*" * len(value)


def _is_unit(name: str) -> bool:
    """Whether a name is that of an office or a shop, or of several of them and of nobody else."""
    return all(map(_is_one_unit, _SEVERAL.split(name)))


def _is_one_unit(name: str) -> bool:
    """Whether a name is that of one; of short ones only a few words say so."""
    if spelling.DOT in name:
        return False
    if len(name) > 4:
        return any(known.fullmatch(name) for known in (_UNIT, _SHOP))
    if _SHORT_UNIT.fullmatch(name):
        return True
    return len(spelling.surname(name)) == 1 and _SHORT_SHOP.fullmatch(name) is not None


def _is_door(name: str) -> bool:
    """Whether somebody is called by a door only, as a quick line does: that is nobody's name."""
    return _OF_A_DOOR.fullmatch(name) is not None


def _surname(name: str) -> str:
    if _is_door(name):
        return name
    if _is_unit(name):
        return _without_numbers(name)
    kept = spelling.surname(name)
    return kept + "*" * max(1, len(name) - len(kept))


def _somebody(name: str) -> str:
    if _is_door(name):
        return "某住户"
    if _is_unit(name):
        named = all(map(_DEPARTMENT.fullmatch, _SEVERAL.split(name)))
        return _without_any(name) if named else "某单位"
    return spelling.surname(name) + "某某"


def _ends(value: str, head: int, tail: int) -> str:
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[-tail:]


def _without_door(address: str) -> str:
    shorter = _DOOR_PART.sub("", _DOOR.sub(r"\1", address))
    return _HOUSE.sub("", _DOOR_SHORT.sub("", shorter)).strip()


def _without_numbers(value: str) -> str:
    return _SOMEBODYS.sub(_hidden_number, value)


def _without_any(value: str) -> str:
    return _SOMEBODYS.sub(lambda found: _starred(found[0]), value)


def _hidden_number(found: re.Match[str]) -> str:
    number = found[0]
    digits = sum(character.isalnum() for character in number)
    return _ends(number, 3, 4) if digits <= 12 else _ends(number, 3, 2)


_IN_GENERAL = {("visit_kind", "05"): "01"}

_MASKED: Mapping[Mask, Callable[[str], str]] = {
    Mask.NAME: _surname,
    Mask.ID_NUMBER: lambda value: _ends(value, 3, 2),
    Mask.PHONE: lambda value: _ends(value, 3, 4),
    Mask.FIRM_PHONE: lambda value: _MOBILE.sub(lambda found: _ends(found[0], 3, 4), value),
    Mask.BIRTHDAY: lambda value: value[:4] + re.sub(r"\d", "*", value[4:]),
    Mask.PROSE: lambda value: _LONG_NUMBER.sub(_hidden_number, value),
    Mask.ADDRESS: _without_numbers,
    Mask.STAFF: _without_numbers,
    Mask.UNIT: _without_numbers,
    Mask.WORDS: _without_numbers,
}
_PUBLIC: Mapping[Mask, Callable[[str], str]] = {
    Mask.NAME: _somebody,
    Mask.STAFF: _somebody,
    Mask.UNIT: lambda _value: "某单位",
    Mask.ID_NUMBER: _starred,
    Mask.PHONE: lambda _value: "",
    Mask.FIRM_PHONE: lambda _value: "",
    Mask.BIRTHDAY: lambda _value: "",
    Mask.ADDRESS: lambda value: _without_door(_SOMEBODYS.sub("", value)),
    Mask.PROSE: lambda _value: _OMITTED,
    Mask.WORDS: _without_any,
}
