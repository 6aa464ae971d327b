"""Code tables: data in `resources/codes`, one JSON file a table.

A file holds `{"table", "label": [zh, en], "source", "values": [[code, zh, en], ...],
"aliases": {local wording: code}, "closed": [codes kept for import but not offered]}`. Codes of two
levels are told apart by length: `0201` belongs to `02`.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridkeeper import resources
from gridkeeper.domain.labels import Label
from gridkeeper.texts import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REST = "其他"


@dataclass(frozen=True, slots=True)
class CodeTable:
    """One table of codes.

    Attributes:
        labels: The name of each code, in the table's order. The rest of a class (`0199 其他`) is
            named with its class, so that it can be read alone.
        aliases: Other wordings that import accepts, to their codes.
        closed: Codes that are understood but not offered.
        wordings: Every code, name and alias, folded, to its code.
    """

    name: str
    label: Label
    source: str
    labels: Mapping[str, Label]
    aliases: Mapping[str, str]
    closed: frozenset[str]
    wordings: Mapping[str, str]

    @property
    def offered(self) -> Mapping[str, Label]:
        """The codes that a person may choose."""
        return {code: label for code, label in self.labels.items() if code not in self.closed}

    def text(self, code: str | None) -> str:
        """Return a code's name in the language in force; a code not in the table as it is."""
        if not code:
            return ""
        label = self.labels.get(code)
        return code if label is None else str(label)

    def code(self, wording: str) -> str | None:
        """Return the code that a code, a name in either language or a local wording means."""
        return self.wordings.get(_folded(wording))


@cache
def table(name: str) -> CodeTable:
    """Return a code table.

    Raises:
        KeyError: There is no such table.
    """
    file = resources.path(f"codes/{name}.json")
    if not file.is_file():
        raise KeyError(name)
    data = json.loads(file.read_text(encoding="utf-8"))
    plain = {code: Label(zh, en) for code, zh, en in data["values"]}
    labels = {code: _at_front(_whole(code, label, plain)) for code, label in plain.items()}
    aliases = data.get("aliases", {})
    return CodeTable(
        name=name,
        label=Label(*data["label"]),
        source=data["source"],
        labels=labels,
        aliases=aliases,
        closed=frozenset(data.get("closed", ())),
        wordings=dict(reversed(list(_wordings(plain, labels, aliases)))),
    )


def _whole(code: str, label: Label, labels: Mapping[str, Label]) -> Label:
    parent = labels.get(code[:2]) if len(code) > 2 else None
    if parent is None or label.zh != _REST:
        return label
    return Label(f"{parent.zh}（{label.zh}）", f"{parent.en} ({label.en})")


def _at_front(label: Label) -> Label:
    """Return a label as it stands alone: in a chip, a cell, a choice."""
    return Label(label.zh, capital(label.en))


def _wordings(
    plain: Mapping[str, Label], labels: Mapping[str, Label], aliases: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield folded wordings with their codes; where two agree, the earlier one holds."""
    for code in labels:
        yield _folded(code), code
    for wording, code in aliases.items():
        yield _folded(wording), code
    for code, label in (*labels.items(), *plain.items()):
        yield _folded(label.zh), code
        yield _folded(label.en), code


def _folded(wording: str) -> str:
    """Return a wording without the differences of width, case and spaces that mean nothing."""
    return "".join(unicodedata.normalize("NFKC", wording).casefold().split())
