"""What a form holds, in two shapes: flat, as drafts are kept, and nested, as services take it.

Flat, a value of a record inside another one is named `parties/0/name`, as problems are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gridkeeper.domain.changes import heads_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.changes import Heads
    from gridkeeper.domain.records import Kind

LINE = "@line"
"""Under which name a draft keeps the line that its form was filled in from."""

_SEEN = "@seen"


def nested(flat: Mapping[str, str]) -> dict[str, object]:
    """Return the facts with the records inside in lists; places that are left out are closed up."""
    found: dict[str, object] = {}
    inside: dict[str, dict[int, dict[str, str]]] = {}
    for name, value in flat.items():
        parts = name.split("/", 2)
        if len(parts) == 3:
            inside.setdefault(parts[0], {}).setdefault(int(parts[1]), {})[parts[2]] = value
        else:
            found[name] = value
    for name, rows in inside.items():
        found[name] = [rows[place] for place in sorted(rows)]
    return found


def flattened(facts: Mapping[str, object]) -> dict[str, str]:
    """Return facts as services take them flat again."""
    found: dict[str, str] = {}
    for name, value in facts.items():
        if isinstance(value, list):
            for place, row in enumerate(value):
                found |= {f"{name}/{place}/{inner}": str(said) for inner, said in row.items()}
        else:
            found[name] = str(value)
    return found


class FromLine:
    """The line that a form was filled in from, if it was.

    Attributes:
        text: As it was typed; "" for none.
    """

    def __init__(self) -> None:
        self.text = ""

    def facts(self) -> dict[str, str]:
        """Return it as a draft keeps it."""
        return {LINE: self.text} if self.text else {}

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Take it from a draft."""
        self.text = facts.get(LINE, "")


def rows_of(flat: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """Return the records of one list inside the facts."""
    own = {key: value for key, value in flat.items() if key.startswith(f"{name}/")}
    rows = nested(own).get(name, [])
    assert isinstance(rows, list)  # noqa: S101 - `nested` makes lists only
    return rows


def without_empty(facts: Mapping[str, str]) -> dict[str, str]:
    """Return the facts that say something."""
    return {name: value for name, value in facts.items() if value.strip()}


def with_seen(facts: Mapping[str, str], heads: Heads) -> dict[str, str]:
    """Return what is kept of a record that is changed: the facts, and what was known of it."""
    return {**facts, _SEEN: json.dumps({group: list(ids) for group, ids in heads.items()})}


def without_seen(kept: Mapping[str, str], kind: Kind, now: Heads) -> tuple[dict[str, str], Heads]:
    """Return the facts of what was kept, and the heads that whoever typed them has seen.

    What arrived since about the same fields she has not seen: it must not be written over. All
    else she sees now.
    """
    facts = dict(kept)
    then: Heads = json.loads(facts.pop(_SEEN, "{}"))
    typed = {kind.by_name[name].group for name in facts if name in kind.by_name} if then else set()
    return facts, {**now, **{group: heads_of(then, group) for group in typed}}
