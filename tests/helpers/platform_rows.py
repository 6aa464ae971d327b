"""Invented rows for the forms of `platform_forms`: in order, and spoilt in all the usual ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain import identity_numbers
from tests.helpers.platform_forms import DOORS, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.helpers.platform_forms import Form

Row = dict[str, object]

TAKEN, SAME, PARKED, REFUSED = "taken", "same", "parked", "refused"

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "文华建国秀英德明桂兰志强玉珍永平海燕春梅立新"
_FIRST_BIRTH = date(1940, 1, 15)


def born(number: int) -> date:
    """Return the birthday of an invented resident; no two of ten thousand have the same."""
    return _FIRST_BIRTH + timedelta(days=2 * number)


def named(number: int) -> str:
    """Return her name; that of the next five hundred is another one."""
    rest, surname = divmod(number, len(_SURNAMES))
    last, first = divmod(rest, len(_GIVEN))
    return _SURNAMES[surname] + _GIVEN[first] + _GIVEN[(first + last + 1) % len(_GIVEN)]


def card(number: int) -> str:
    """Return the number of her identity card."""
    first = f"110101{born(number):%Y%m%d}{21 + number % 2:03d}"
    return first + identity_numbers.check_digit(first)


def old_card(number: int) -> str:
    """Return the same as it was until 1999."""
    return card(number)[:6] + card(number)[8:17]


def door(number: int) -> str:
    """Return where she lives; everybody has a door of their own."""
    house, rest = divmod(number, 80)
    return f"晨光里{house + 11}幢{rest % 2 + 1}单元{rest // 8 + 1}0{rest % 8 // 2 + 1}室"


def person(number: int) -> Row:
    """Return the row of a resident, for any of the forms of people."""
    return {
        "姓名": named(number),
        "所属网格": ("第一网格", "第二网格")[number % 2],
        "性别": "男" if int(card(number)[16]) % 2 else "女",
        "出生日期": f"{born(number)}",
        "身份证号码": card(number),
        "户号": f"H{number:05d}",
        "与户主关系": "户主",
        "民族": "汉族",
        "政治面貌": "群众",
        "文化程度": "高中\\中专",
        "婚姻状况": "已婚",
        "宗教信仰": "无",
        "流入原因": "务工经商",
        "流入时间": "2024年3月1日",
        "暂住处所": "租赁房屋",
        "实口类型": "户籍人口",
        "关注程度": "一般",
        "现居地址": door(number),
        "临时居所": door(number),
        "人户状态": "人户同在",
        "联系手机": f"139{number:08d}",
        "手机号码": f"139{number:08d}",
        "备注": f"第{number}条",
    }


def flat(number: int) -> Row:
    """Return the row of a flat, for both of the forms of houses."""
    return {
        "所属网格": "第一网格",
        "房屋准确地址": door(number),
        "是否为出租房": "是",
        "房主姓名": named(number),
        "代表人/业主": named(number),
        "业主联系电话": f"139{number:08d}",
        "隐患程度": "安全",
        "本户建筑面积": 60 + number % 40,
        "本户建筑面积(㎡)": 60 + number % 40,
        "建成年份": 1990 + number // 80,
        "房屋用途": "集体宿舍",
        "出租房用途": "住房",
        "备注": f"第{number}条",
    }


def shop(number: int) -> Row:
    """Return the row of a firm or a shop, for both of the forms of units."""
    return {
        "单位名称": f"晨光{named(number)}商行",
        "场所名称": f"晨光{named(number)}商行",
        "所属网格": "第一网格",
        "单位地址": f"晨光路{number + 1}号",
        "场所地址": f"晨光路{number + 1}号",
        "单位类别": "私营企业",
        "场所类型": "市场",
        "法人代表": named(number),
        "负责人": named(number),
        "单位电话": f"139{number:08d}",
        "负责人手机号码": f"139{number:08d}",
        "从业人数": number % 9 + 1,
        "关注程度": "一般",
        "备注": f"第{number}条",
    }


def clean(form: Form, number: int) -> Row:
    """Return a row of a form that is in order."""
    if form.lists == PEOPLE:
        return person(number)
    return flat(number) if form.lists == DOORS else shop(number)


@dataclass(frozen=True, slots=True)
class Spoilt:
    """One way in which rows are spoilt.

    Attributes:
        called: What is wrong, in a word.
        becomes: What must come of it: `TAKEN`, `SAME`, `PARKED` or `REFUSED`.
        spoil: Makes the row of a number from the row of the number before and its own.
    """

    called: str
    becomes: str
    spoil: Callable[[int], Mapping[str, object]]


def _days(number: int) -> list[object]:
    """Return a birthday in the ten notations that are understood."""
    day = born(number)
    year, month, of_month = day.year, day.month, day.day
    return [
        f"{year}-{month}-{of_month}",
        f"{year}/{month}/{of_month}",
        f"{year}.{month:02d}.{of_month:02d}",
        f"{year}年{month}月{of_month}日",
        f"{year} 年 {month} 月 {of_month} 号",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        _wide(f"{day}"),
        datetime(year, month, of_month),  # noqa: DTZ001 - a cell of a workbook has no zone
        f"{day} 00:00:00",
    ]


def _wrong_digit(number: int) -> str:
    right = card(number)
    return right[:-1] + ("1" if right[-1] != "1" else "2")


def _slipped(number: int) -> str:
    """Return her telephone with two digits in each other's place."""
    right = f"139{number:08d}"
    place = next(n for n in range(len(right) - 2, 0, -1) if right[n] != right[n + 1])
    return right[:place] + right[place + 1] + right[place] + right[place + 2 :]


def _wide(text: str) -> str:
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789-"})


_NO_NUMBER = {"身份证号码": None}
_REACHED = ("联系手机", "手机号码")
_AREAS = ("本户建筑面积", "本户建筑面积(㎡)")

OF_PEOPLE = (
    Spoilt("15 digits", TAKEN, lambda n: {"身份证号码": old_card(n)}),
    Spoilt("15 digits in a number cell", TAKEN, lambda n: {"身份证号码": int(old_card(n))}),
    Spoilt(
        "15 digits as an exponent that has them all",
        TAKEN,
        lambda n: {"身份证号码": f"{old_card(n)[0]}.{old_card(n)[1:]}E+14"},
    ),
    Spoilt(
        "18 digits in a number cell", REFUSED, lambda n: {"身份证号码": float(card(n)[:17] + "0")}
    ),
    Spoilt("an exponent that lost digits", REFUSED, lambda n: {"身份证号码": "1.10101E+17"}),
    Spoilt(
        "filled with spaces",
        TAKEN,
        lambda n: {"身份证号码": f" {card(n)[:6]} {card(n)[6:14]}\u3000{card(n)[14:]} "},
    ),
    Spoilt("wide digits", TAKEN, lambda n: {"身份证号码": _wide(card(n))}),
    Spoilt("behind an apostrophe", TAKEN, lambda n: {"身份证号码": f"'{card(n).lower()}"}),
    Spoilt("wrong check digit", REFUSED, lambda n: {"身份证号码": _wrong_digit(n)}),
    Spoilt(
        "no such day in the number",
        REFUSED,
        lambda n: {"身份证号码": card(n)[:10] + "1332" + card(n)[14:]},
    ),
    Spoilt("birthday of another", REFUSED, lambda n: {"出生日期": f"{born(n + 1)}"}),
    Spoilt("birthday without a day", REFUSED, lambda n: {"出生日期": f"{born(n).year}年"}),
    Spoilt("no name", REFUSED, lambda _n: {"姓名": None}),
    Spoilt("no telephone of anybody", REFUSED, lambda _n: dict.fromkeys(_REACHED, "12")),
    Spoilt("a word for no schooling", REFUSED, lambda _n: {"文化程度": "外星人"}),
    *(
        Spoilt(f"day in notation {place + 1}", TAKEN, lambda n, p=place: {"出生日期": _days(n)[p]})
        for place in range(10)
    ),
    Spoilt("the row before again", SAME, lambda n: person(n - 1)),
    Spoilt(
        "the number of the row before with another name",
        REFUSED,
        lambda n: {"身份证号码": card(n - 1), "出生日期": None, "性别": None},
    ),
    Spoilt(
        "name and birthday of the row before, and no number",
        PARKED,
        lambda n: person(n - 1) | _NO_NUMBER | dict.fromkeys(_REACHED, f"137{n:08d}"),
    ),
    Spoilt(
        "the telephone of the row before but for a slip, and no number",
        PARKED,
        lambda n: (
            person(n - 1)
            | {**_NO_NUMBER, "出生日期": None}
            | dict.fromkeys(_REACHED, _slipped(n - 1))
        ),
    ),
)
"""Each is followed by a clean row, so that the row before is always one that is taken."""

OF_DOORS = (
    Spoilt("no address", REFUSED, lambda _n: {"房屋准确地址": None}),
    Spoilt("an address without a door", REFUSED, lambda _n: {"房屋准确地址": "晨光路"}),
    Spoilt("no telephone of anybody", REFUSED, lambda _n: {"业主联系电话": "12"}),
    Spoilt("an area below zero", REFUSED, lambda _n: dict.fromkeys(_AREAS, "-5")),
    Spoilt("an area in words", REFUSED, lambda _n: dict.fromkeys(_AREAS, "很大")),
    Spoilt("written another way", TAKEN, lambda n: {"房屋准确地址": _wide(door(n))}),
    Spoilt("the row before again", SAME, lambda n: flat(n - 1)),
)

OF_UNITS = (
    Spoilt("no name", REFUSED, lambda _n: {"单位名称": None, "场所名称": None}),
    Spoilt(
        "no telephone of anybody", REFUSED, lambda _n: {"单位电话": "12", "负责人手机号码": "12"}
    ),
    Spoilt(
        "a kind that there is not", REFUSED, lambda _n: {"单位类别": "外星人", "场所类型": "外星人"}
    ),
    Spoilt("the row before again", SAME, lambda n: shop(n - 1)),
)


def dirty(form: Form, count: int) -> tuple[list[Row], list[str]]:
    """Return rows of which each second one is spoilt, and what must come of each."""
    ways = OF_PEOPLE if form.lists == PEOPLE else OF_DOORS if form.lists == DOORS else OF_UNITS
    rows, becomes = [], []
    for number in range(count):
        row, fate = clean(form, number), TAKEN
        if number % 2:
            way = ways[number // 2 % len(ways)]
            row, fate = {**row, **way.spoil(number)}, way.becomes
        rows.append(row)
        becomes.append(fate)
    return rows, becomes
