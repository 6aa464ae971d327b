"""What was looked at and how it was found: a checklist, and its answers as plain text.

A visit says one line for each item, so that a ledger, a paper, a search and an older program show
it as it is: `✓ 灭火器在有效期`, `× 疏散通道畅通：堆放纸箱`, `－ 燃气报警器`. What nobody looked
at has no line. Whatever else stands between these lines is kept as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gridkeeper.domain import codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from gridkeeper.domain.policies import Checklist

PREMISES, PATROL, HOUSEHOLD = "1", "2", "3"
"""Codes of the table `check_subject`."""

ON_PATROL, CHECK, _CAMPAIGN = "03", "04", "08"
"""Codes of `visit_kind`: a patrol, a check of premises, a campaign from door to door."""

_NOTE = "："
_NUMBERING = re.compile(r"(?:[(（]?\d{1,2}(?:[、)）]|\.(?!\d))|[-·•*☐□✓√×－①-⑳])\s*")


class Mark(StrEnum):
    """How an item was found; the sign stands before it, and every font of the program has it."""

    FINE = "✓"
    WRONG = "×"
    VOID = "－"  # there is no such thing here


@dataclass(frozen=True, slots=True)
class Result:
    """One line of what was found.

    Attributes:
        item: What was looked at; of a line that is none of an item, all of it.
        mark: How it was found; None of a line that is none of an item.
        note: What is to be said of it, in one line.
    """

    item: str
    mark: Mark | None = None
    note: str = ""

    @property
    def text(self) -> str:
        """The line."""
        said = _NOTE.join(part for part in (self.item, self.note) if part)
        return said if self.mark is None else f"{self.mark} {said}"


def items(text: str) -> tuple[str, ...]:
    """Return the items of a checklist, one a line; numbers and boxes before them are left out."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    bare = (_NUMBERING.sub("", line, count=1) if _NUMBERING.match(line) else line for line in lines)
    return tuple(dict.fromkeys(line for line in bare if line))


def read(text: str, known: Collection[str] = ()) -> tuple[Result, ...]:
    """Return the lines of what was found; written again they are the same text.

    Args:
        text: As a visit holds it.
        known: Items, by which is seen where one ends that holds a colon itself.
    """
    return tuple(_read(line, known) for line in text.split("\n")) if text else ()


def written(results: Iterable[Result]) -> str:
    """Return what was found as a visit holds it."""
    return "\n".join(one.text for one in results)


def _read(line: str, known: Collection[str]) -> Result:
    sign, space, said = line[:1], line[1:2], line[2:]
    if space == " " and sign in list(Mark):
        ends = [one for one in known if said == one or said.startswith(one + _NOTE)]
        item = max(ends, key=len, default=said.partition(_NOTE)[0])
        found = Result(item, Mark(sign), said.removeprefix(item).removeprefix(_NOTE))
        if item and found.text == line:
            return found
    return Result(line)


def subjects(visit_kind: str, *, household: bool, premises: bool) -> frozenset[str]:
    """Return what is checked by a visit of a kind, by where it goes; nothing by a usual one."""
    found = set[str]()
    if premises or visit_kind == CHECK:
        found.add(PREMISES)
    if visit_kind == ON_PATROL:
        found.add(PATROL)
    if household and visit_kind in {ON_PATROL, CHECK, _CAMPAIGN}:
        found.add(HOUSEHOLD)
    return frozenset(found)


def offered(
    lists: Iterable[Checklist], of: Collection[str], premises_kind: str, month: int
) -> list[Checklist]:
    """Return the checklists that fit, those that say most about where they fit first.

    Args:
        lists: All of a store.
        of: What is checked; see `subjects`.
        premises_kind: Of the premises; "" where none are chosen or it is not known.
        month: In which it is done.
    """
    fitting = [
        one
        for one in lists
        if of
        and not one.stopped
        and (not one.subject or one.subject in of)
        and (not one.premises_kind or premises_kind in {"", one.premises_kind})
        and _in_season(one, month)
    ]
    return sorted(
        fitting,
        key=lambda one: (
            not (one.premises_kind and one.premises_kind == premises_kind),
            not one.subject,
            not any(season(one)),
        ),
    )


def season(one: Checklist) -> tuple[str, str]:
    """Return the codes of the first and the last month of a checklist; "" for all the year."""
    first, last = one.from_month or "", one.until_month or ""
    return first or last, last or first


def _in_season(one: Checklist, month: int) -> bool:
    first, last = season(one)
    if not first:
        return True
    now = f"{month:02}"
    return first <= now <= last if first <= last else now >= first or now <= last


def hazard_category(item: str) -> str:
    """Return the category of hazard that an item names, by the longest of its words; else ""."""
    table = codes.table("hazard_category")
    words = {label.zh: code for code, label in table.labels.items()} | dict(table.aliases)
    named = [word for word in words if len(word) > 1 and word in item]
    return words[max(named, key=len)] if named else ""
