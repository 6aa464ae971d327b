"""Notes to which several people have added: what each of them added stands, one below the other.

Nobody has to decide anything then. Where somebody has altered what stood there before, it is for a
person to say what is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gridkeeper.domain.changes import Change, GroupValue

_SEAMS = tuple("\n;；,，、。 ")
"""With these an addition may begin."""

_ENDS = tuple("\n;；。！？!?.…）)")
"""Behind these an addition may begin."""


_DEEPEST = 8
"""So often may people have added side by side on top of what was added side by side."""


def together(
    heads: Sequence[Change], known: Mapping[str, Change], group: str, depth: int = _DEEPEST
) -> str | None:
    """Return one text of what all heads of a group say; None if they did not only add.

    Args:
        heads: In any order.
        known: All known changes of the record, by id.
        group: A group of a single field that holds a text.
        depth: How often what they added to may itself have to be put together.
    """
    ordered = sorted(heads, key=lambda head: (head.lamport, head.id))
    texts = [_text(head.value(group)) for head in ordered]
    if None in texts or not depth:
        return None
    if len(set(texts)) == 1:
        return texts[0]
    tops = ground(ordered, known, group)
    stood = together(tops, known, group, depth - 1) if tops else None
    if stood is None:
        return None
    values = [text for text in texts if text is not None and _only_adds(text, stood)]
    if len(values) < len(texts):
        return None
    return _joined([stood, *dict.fromkeys(value[len(stood) :] for value in values)])


def ground(heads: Sequence[Change], known: Mapping[str, Change], group: str) -> list[Change]:
    """Return what all heads of a group stand on: the last changes there that all authors saw."""
    shared = set.intersection(*(_sources(head, known, group) for head in heads))
    below = {base for one in shared for base in known[one].bases.get(group, ())}
    return [known[one] for one in sorted(shared - below)]


def _text(value: GroupValue) -> str | None:
    """Return a text, or "" for none; None for what is no text."""
    return "" if value is None else value if isinstance(value, str) else None


def _sources(head: Change, known: Mapping[str, Change], group: str) -> set[str]:
    """Return the ids of what a change stands on, in its group, however far back."""
    found: set[str] = set()
    open_ = list(head.bases.get(group, ()))
    while open_:
        one = open_.pop()
        if one not in found and one in known:
            found.add(one)
            open_ += known[one].bases.get(group, ())
    return found


def _only_adds(value: str, stood: str) -> bool:
    """Whether a text is one that stood there and, after it, something more."""
    if not value.startswith(stood):
        return False
    return not stood or value == stood or value[len(stood)] in _SEAMS or stood[-1] in _ENDS


def _joined(texts: Iterable[str]) -> str:
    made = ""
    for text in texts:
        seam = "" if not made or not text or text[0] in _SEAMS or made[-1] == "\n" else "\n"
        made += seam + text
    return made
