"""What a form holds, in two shapes: flat, as drafts are kept, and nested, as services take it.

Flat, a value of a record inside another one is named `parties/0/name`, as problems are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def rows_of(flat: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """Return the records of one list inside the facts."""
    own = {key: value for key, value in flat.items() if key.startswith(f"{name}/")}
    rows = nested(own).get(name, [])
    assert isinstance(rows, list)  # noqa: S101 - `nested` makes lists only
    return rows


def without_empty(facts: Mapping[str, str]) -> dict[str, str]:
    """Return the facts that say something."""
    return {name: value for name, value in facts.items() if value.strip()}
