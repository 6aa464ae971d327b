"""A plain look through every record, beside which the search index is held."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds, names
from gridkeeper.domain.households import Household
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.domain.places import Building, Dwelling
from gridkeeper.domain.visits import Visit
from gridkeeper.services.views.finding import FindingService

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gridkeeper.domain.records import Record
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

# Written by hand: what is read out at the counter, not what the program thinks.
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "区": "ou", "解": "xie", "查": "zha", "朴": "piao",
    "盖": "ge", "任": "ren", "华": "hua", "翟": "zhai", "覃": "qin", "尉迟": "yuchi",
    "单于": "chanyu", "欧阳": "ouyang", "万俟": "moqi", "长孙": "zhangsun", "乐": "yue",
    "王": "wang", "李": "li", "吕": "lv", "缪": "miao", "逄": "pang", "员": "yun", "冼": "xian",
}  # fmt: skip
GIVEN = {
    "伟": "wei", "芳": "fang", "敏": "min", "晓": "xiao", "燕": "yan", "建": "jian", "国": "guo",
    "明": "ming", "华": "hua", "绿": "lv", "婷": "ting", "志": "zhi", "强": "qiang", "玉": "yu",
}  # fmt: skip
_INITIALS_OF_TWO = {"yuchi": "yc", "chanyu": "cy", "ouyang": "oy", "moqi": "mq", "zhangsun": "zs"}
_WORDS = "老人身体尚可厨房灯泡不亮已更换楼道堆放杂物燃气软管老化阿依古丽𠮷圩浬"
_PEOPLE = ("name", "former_name", "phone", "id_number", "remark")
_VISITS = ("number", "place", "situation", "demands", "measures", "visitor")


@dataclass(frozen=True)
class Named:
    """A person's record, and how the name is spelled."""

    person: Person
    spelled: str
    initials: str


def people(chance: random.Random, count: int) -> list[Named]:
    """Return people whose names are read otherwise than they look."""
    return [_named(chance) for _each in range(count)]


def _named(chance: random.Random) -> Named:
    surname = chance.choice([*SURNAMES])
    given = chance.choices([*GIVEN], k=chance.randint(1, 2))
    read, rest = SURNAMES[surname], [GIVEN[one] for one in given]
    first = _INITIALS_OF_TWO.get(read, read[0])
    day = f"{chance.randint(1930, 2020)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    end = f"{chance.randint(0, 999):03}{chance.choice('0123456789X')}"
    person = Person(
        id=new_id(),
        name=surname + "".join(given),
        phone=f"1{chance.randint(30, 99)}{chance.randint(0, 99_999_999):08}",
        id_number=f"3301{chance.randint(1, 30):02}{day}{end}",
    )
    return Named(person, read + "".join(rest), first + "".join(one[0] for one in rest))


def visits(chance: random.Random, count: int) -> list[Record]:
    """Return visits with sentences of few characters, so that many nearly answer."""
    return [
        Visit(
            id=new_id(),
            number=f"走访〔2026〕第01-{number:04}号",
            place=f"晨光花园{chance.randint(1, 12)}幢{chance.randint(1, 3)}单元"
            f"{chance.randint(1, 12)}0{chance.randint(1, 4)}室",
            situation=_sentence(chance) + "，" + _sentence(chance),
        )
        for number in range(count)
    ]


def _sentence(chance: random.Random) -> str:
    # Of few characters: all pairs of a question often stand where it does not stand itself.
    return "".join(chance.choices(chance.choice((_WORDS, "灯泡不亮")), k=chance.randint(2, 9)))


def homes(chance: random.Random, share: float) -> list[Record]:
    """Return two compounds of buildings, of whose doors a share has a household."""
    found: list[Record] = []
    for compound, number in product(("晨光花园", "望江新村"), range(1, 13)):
        house = Building(id=new_id(), compound=compound, name=f"{number}{chance.choice('幢栋')}")
        found.append(house)
        for stairs, floor, room in product(range(1, 4), range(1, 13), range(1, 5)):
            if chance.random() < share:
                said = chance.choice(("{}", "{}单元")).format(stairs)
                place = Dwelling(
                    id=new_id(), building_id=house.id, unit=said, room=f"{floor}0{room}"
                )
                found += [place, Household(id=new_id(), dwelling_id=place.id)]
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _values(record: Record) -> Iterator[str]:
    for name in _PEOPLE if isinstance(record, Person) else _VISITS:
        if value := getattr(record, name):
            yield _plain(value)


def holding(records: Iterable[Record], query: str) -> set[str]:
    """Return the records of which a field holds these characters."""
    return {one.id for one in records if any(query in value for value in _values(one))}


def ending(records: Iterable[Record], query: str) -> set[str]:
    """Return the records of which a number begins or ends so."""
    wanted = query.lower()
    return {
        one.id
        for one in records
        for value in _values(one)
        for run in re.findall(r"[a-z0-9]+", value)
        if run.startswith(wanted) or (len(wanted) >= 3 and run.endswith(wanted))
    }


def _readable(records: Iterable[Record], wanted: str) -> set[str]:
    """Return whose name can be read so, by a reading that is not in the tables above, too."""
    return {
        one.id
        for one in records
        if isinstance(one, Person)
        and any(
            read.startswith(wanted)
            for read in (*names.pinyin(one.name or ""), *names.initials(one.name or ""))
        )
    }


def missed(
    unit: Unit, named: Sequence[Named], seen: Sequence[Record], chance: random.Random, count: int
) -> dict[str, list[str]]:
    """Return by class the questions that the index answers otherwise than a plain look."""
    everything = [*(one.person for one in named), *seen]

    def wrong(
        draw: Callable[[], str],
        scan: Callable[[str], set[str]],
        more: Callable[[str], set[str]] = lambda _query: set(),
    ) -> list[str]:
        queries = [draw() for _each in range(count)]
        return [one for one in queries if not _agree(unit, one, scan(one), more(one))]

    def cut(size: int) -> str:
        words = re.sub(r"[\x00-\x7f，〔〕]+", " ", str(chance.choice(seen).situation))  # type: ignore[attr-defined]
        run = chance.choice(words.split())
        start = chance.randint(0, max(0, len(run) - size))
        found = run[start : start + size]
        return found if chance.random() < 0.8 else found[::-1]  # which is often nowhere

    def readable(query: str) -> set[str]:
        return _readable(everything, query.replace(" ", ""))

    def spelled(query: str) -> set[str]:
        return {one.person.id for one in named if one.spelled.startswith(query.replace(" ", ""))}

    def lettered(query: str) -> set[str]:
        return {one.person.id for one in named if one.initials.startswith(query)}

    def tail(name: str, least: int, most: int) -> str:
        return str(getattr(chance.choice(named).person, name))[-chance.randint(least, most) :]

    def spaced() -> str:
        return " ".join(_syllables(chance.choice(named)))

    return {
        "single characters": wrong(lambda: cut(1), lambda q: holding(everything, q)),
        "two characters": wrong(lambda: cut(2), lambda q: holding(everything, q)),
        "more characters": wrong(
            lambda: cut(chance.randint(3, 6)), lambda q: holding(everything, q)
        ),
        "names": wrong(
            lambda: str(chance.choice(named).person.name),
            lambda q: holding(everything, q),
        ),
        "pinyin": wrong(lambda: chance.choice(named).spelled, spelled, readable),
        "pinyin begun": wrong(
            lambda: chance.choice(named).spelled[: chance.randint(2, 6)], spelled, readable
        ),
        "pinyin with spaces": wrong(spaced, spelled, readable),
        "initials": wrong(lambda: chance.choice(named).initials, lettered, readable),
        "phone tails": wrong(lambda: tail("phone", 3, 8), lambda q: ending(everything, q)),
        "ID tails": wrong(lambda: tail("id_number", 3, 6), lambda q: ending(everything, q)),
        "phones with spaces": wrong(
            lambda: _in_groups(str(chance.choice(named).person.phone)),
            lambda q: ending(everything, q.replace(" ", "")),
        ),
    }


def _agree(unit: Unit, query: str, wanted: set[str], more: set[str]) -> bool:
    """Whether the index finds what a plain look finds, and besides at most what it may."""
    answers = {one for _kind, one in unit.search.ask(query, limit=1_000_000)}
    return wanted <= answers <= wanted | more


def _syllables(named: Named) -> list[str]:
    name = str(named.person.name)
    surname = next(one for one in (name[:2], name[:1]) if SURNAMES.get(one))
    if not named.spelled.startswith(SURNAMES[surname]):
        surname = name[:1]
    return [SURNAMES[surname], *(GIVEN[one] for one in name[len(surname) :])]


def _in_groups(phone: str) -> str:
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}"


_WAYS = (
    "{c}{b}-{u}-{r}",
    "{b}-{u}-{r}",
    "{b}幢{u}单元{r}",
    "{c}{b}号楼{u}单元{r}室",
    "{b}－{u}－{r}",
)


def missed_doors(session: Session, chance: random.Random, count: int) -> list[str]:
    """Return the doors behind which the box finds other homes than a plain look."""
    with session.store.reading() as unit:
        houses = {one.id: one for one in unit.listing.all(kinds.BUILDING)}
        places = {one.id: one for one in unit.listing.all(kinds.DWELLING)}
        families = list(unit.listing.all(kinds.HOUSEHOLD))
    service, wrong = FindingService(session), []
    for _each in range(count):
        said = {
            "c": chance.choice(("晨光花园", "望江新村")),
            "b": str(chance.randint(1, 12)),
            "u": str(chance.randint(1, 3)),
            "r": f"{chance.randint(1, 12)}0{chance.randint(1, 4)}",
        }
        way = chance.choice(_WAYS)
        query = way.format(**said)
        meant = {
            place.id
            for place in places.values()
            if isinstance(place, Dwelling)
            and isinstance(house := houses[str(place.building_id)], Building)
            and ("{c}" not in way or house.compound == said["c"])
            and str(house.name)[:-1] == said["b"]
            and str(place.unit).removesuffix("单元") == said["u"]
            and place.room == said["r"]
        }
        wanted = meant | {one.id for one in families if getattr(one, "dwelling_id", "") in meant}
        found = service.find(query, limit=100)
        if {one.id for one in found if one.kind in ("dwelling", "household")} != wanted:
            wrong.append(query)
    return wrong
