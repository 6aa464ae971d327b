"""Who belongs to which care group, and how often such a person is visited (DOMAIN §8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.people import PersonTag
from gridkeeper.services.samples import families

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from datetime import date

    from gridkeeper.domain.people import Person

LONE, EMPTY_NEST, FRAIL, AGED, DISABLED, LOW_INCOME = "A01", "A02", "A03", "A04", "A05", "A06"
NO_SUPPORT, LEFT_CHILD, ILL, ONLY_CHILD_LOST = "A07", "A09", "A11", "A12"
HONOURED, VETERAN, PREGNANT, SINGLE_PARENT, HARD_TIMES = "A13", "A14", "A15", "A16", "A17"

_BASIS = {
    LONE: "入户核实，老人独自居住，子女不同住",
    EMPTY_NEST: "入户核实，夫妻二人居住，子女不同住",
    FRAIL: "日常起居需人照护，有能力评估结果",
    AGED: "年满八十周岁，核对身份证",
    DISABLED: "持有残疾人证，已核对原件",
    LOW_INCOME: "民政部门审批名单",
    NO_SUPPORT: "民政部门认定，供养协议已签",
    LEFT_CHILD: "父母均在外地务工，由祖父母照料",
    ILL: "医院诊断证明，长期治疗",
    ONLY_CHILD_LOST: "卫健部门认定",
    HONOURED: "退役军人事务部门登记",
    VETERAN: "持有优待证，已核对",
    PREGNANT: "本人告知，社区医院建册",
    SINGLE_PARENT: "单亲抚养，经入户核实收入偏低",
    HARD_TIMES: "因突发支出临时困难，街道已受理",
}

_CYCLES = {AGED: 30, FRAIL: 30, NO_SUPPORT: 30, ILL: 7, LEFT_CHILD: 30, PREGNANT: 30}
_CYCLE, _LONE_AND_AGED = 90, 7

_RED, _YELLOW, _GREEN, _BLUE = "1", "2", "3", "4"
_GRAVE = frozenset({FRAIL, NO_SUPPORT, ILL})
_FOR_A_TIME = frozenset({PREGNANT, HARD_TIMES})


def classes(rng: random.Random, family: families.Family, place: int) -> tuple[str, ...]:
    """Return the classes that one member of a family belongs to.

    The head is the member at place 0.
    """
    member = family.members[place]
    found = [*_by_home(family, place)]
    if member.age >= 80:
        found.append(AGED)
    found += _by_chance(rng, family, place)
    return tuple(found)


def _by_home(family: families.Family, place: int) -> Iterator[str]:
    if family.kind == families.LONE_OLD:
        yield LONE
    elif family.kind == families.OLD_PAIR:
        yield EMPTY_NEST
    elif family.kind == families.GRANDPARENTS and place == 2:
        yield LEFT_CHILD


def _by_chance(rng: random.Random, family: families.Family, place: int) -> Iterator[str]:
    member = family.members[place]
    lone_old = family.kind == families.LONE_OLD
    parent = family.kind == families.SINGLE_PARENT and place == 0
    young_wife = member.relation == families.SPOUSE and 24 <= member.age <= 36
    chances = (
        (FRAIL, 0.12 if member.age >= 75 else 0),
        (DISABLED, 0.02 if member.age >= 18 else 0),
        (ILL, 0.03 if member.age >= 45 else 0),
        (LOW_INCOME, 0.06 if place == 0 and member.age >= 45 else 0),
        (NO_SUPPORT, 0.03 if lone_old and member.marital == families.SINGLE else 0),
        (ONLY_CHILD_LOST, 0.02 if family.kind == families.OLD_PAIR and place == 0 else 0),
        (HONOURED, 0.03 if member.age >= 75 and member.sex == families.MAN else 0),
        (VETERAN, 0.05 if member.age >= 24 and member.sex == families.MAN else 0),
        (PREGNANT, 0.06 if young_wife else 0),
        (SINGLE_PARENT, 0.45 if parent else 0),
        (HARD_TIMES, 0.01 if place == 0 and member.age >= 30 else 0),
    )
    for tag, odds in chances:
        if rng.random() < odds:
            yield tag


def tags(
    rng: random.Random,
    person: Person,
    found: tuple[str, ...],
    as_of: date,
    new_id: Callable[[], str],
) -> Iterator[PersonTag]:
    """Yield a person's care groups as records."""
    for tag in found:
        since = as_of.replace(year=as_of.year - rng.randint(1, 4), month=rng.randint(1, 12))
        if tag in _FOR_A_TIME:
            since = as_of.replace(year=as_of.year - 1, month=rng.randint(8, 12))
        yield PersonTag(
            id=new_id(),
            grid_id=person.grid_id,
            person_id=person.id,
            tag=tag,
            since=since,
            basis=_BASIS[tag],
            cycle_days=cycle(found),
        )


def cycle(found: tuple[str, ...]) -> int:
    """Return after how many days somebody of these classes is visited again."""
    if {LONE, AGED} <= set(found):
        return _LONE_AND_AGED
    return min((_CYCLES.get(tag, _CYCLE) for tag in found), default=2 * _CYCLE)


def attention(found: frozenset[str]) -> str:
    """Return the code of `attention` that a household of these classes gets."""
    if found & _GRAVE or {LONE, AGED} <= found:
        return _RED
    if found and found <= _FOR_A_TIME:
        return _BLUE
    return _YELLOW if found else _GREEN
