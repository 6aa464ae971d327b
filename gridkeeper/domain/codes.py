"""Code tables: data in `resources/codes`, one JSON file a table.

A file holds `{"table", "label": [zh, en], "source", "values": [[code, zh, en], ...],
"aliases": {local wording: code}, "closed": [codes kept for import but not offered]}`. Codes of two
levels are told apart by length: `0201` belongs to `02`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridkeeper import resources
from gridkeeper.domain.fields import Label

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class CodeTable:
    """One table of codes.

    Attributes:
        labels: The name of each code, in the table's order.
        aliases: Other wordings that import accepts, to their codes.
        closed: Codes that are understood but no longer offered.
    """

    name: str
    label: Label
    source: str
    labels: Mapping[str, Label]
    aliases: Mapping[str, str]
    closed: frozenset[str]

    def text(self, code: str | None) -> str:
        """Return a code's name in the language in force; a code not in the table as it is."""
        if not code:
            return ""
        label = self.labels.get(code)
        return code if label is None else str(label)

    def code(self, wording: str) -> str | None:
        """Return the code that a code, a name in either language or a local wording means."""
        wanted = wording.strip()
        if wanted in self.labels:
            return wanted
        if wanted in self.aliases:
            return self.aliases[wanted]
        folded = wanted.casefold()
        for code, label in self.labels.items():
            if wanted == label.zh or folded == label.en.casefold():
                return code
        return None


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
    return CodeTable(
        name=name,
        label=Label(*data["label"]),
        source=data["source"],
        labels={code: Label(zh, en) for code, zh, en in data["values"]},
        aliases=data.get("aliases", {}),
        closed=frozenset(data.get("closed", ())),
    )
