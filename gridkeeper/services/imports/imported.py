"""Files that were imported here, as the audit remembers them: what of each can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from gridkeeper.services.deeds import WHOLESALE, Deed
from gridkeeper.storage import audit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.audit import Noted
    from gridkeeper.storage.unit import Unit

IMPORTS = frozenset({"register import", "cases import"})


@dataclass(frozen=True, slots=True)
class ImportNote:
    """A file that was imported and brought something.

    Attributes:
        at: When, stamped.
        rows: How many of its rows brought something.
        changes: How many changes it made; `numbers` has the first and the last of them.
        counts: How many records it made, by kind.
    """

    id: str
    file: str
    at: str
    rows: int
    changes: int
    numbers: tuple[int, int]
    counts: Mapping[str, int] = field(default_factory=dict)


def note(work: Work, first: int, rows: int, counts: Mapping[str, int]) -> str:
    """Let the audit say what an import has written; return its id, "" if it wrote nothing.

    Args:
        work: Its transaction; everything in it is put into the journal.
        first: The own number that its first change has, if it makes any.
        rows: As in `ImportNote`.
        counts: As in `ImportNote`.
    """
    work.save()
    last = work.unit.journal.own_seq
    if last < first:
        return ""
    brought = {"rows": rows, "counts": dict(counts), "numbers": [first, last]}
    work.detail.update(brought, changes=last - first + 1)
    return _id(first)


def all_notes(unit: Unit) -> Iterator[ImportNote]:
    """Yield what was imported, the newest first; what an older program imported is not known."""
    for noted in audit.noted(unit.connection, IMPORTS):
        if "numbers" in noted.detail:
            yield _read(noted)


def find(unit: Unit, import_id: str) -> ImportNote | None:
    """Return an import by its id; None if there is none."""
    return next((one for one in all_notes(unit) if one.id == import_id), None)


def last_moved(unit: Unit) -> str:
    """Return the id of what was imported, taken back or let count again last; "" if unknown."""
    noted = next(audit.noted(unit.connection, WHOLESALE), None)
    if noted is None:
        return ""
    if noted.action in IMPORTS:
        return _read(noted).id if "numbers" in noted.detail else ""
    return str(noted.detail["batch"])


def remember(session: Session, import_id: str) -> None:
    """Let the import be what is undone next."""
    if import_id:
        session.deeds.remember(Deed("import", import_id, ()))


def _id(first: int) -> str:
    """Return what an import is known by: nothing else was written with its first number."""
    return f"import {first}"


def _read(noted: Noted) -> ImportNote:
    detail = noted.detail
    first, last = cast("tuple[int, int]", detail["numbers"])
    return ImportNote(
        _id(first),
        str(detail["file"]),
        noted.at,
        cast("int", detail["rows"]),
        last - first + 1,
        (first, last),
        cast("Mapping[str, int]", detail["counts"]),
    )
