"""What another program, such as the command line, has written into the store that is open here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.changes import BACKUP, BATCH, MOST, Changed
from gridkeeper.services.deeds import WHOLESALE
from gridkeeper.services.imports import imported
from gridkeeper.services.store.audits import SEEING
from gridkeeper.storage import marks

if TYPE_CHECKING:
    from gridkeeper.services.session import Session


def heed(session: Session) -> None:
    """Tell whoever listens what others have changed since this was asked last.

    Nothing is told the first time, nor where the store is only looked at: SQLite does not see there
    what others write.
    """
    store = session.store
    if store.looking:
        return
    with store.reading() as unit:
        between = store.since_known(unit)
        if between is None:
            return
        since, now = between
        touched = unit.journal.touched(since.arrival, MOST)
        done = marks.actions(unit.connection, since, now)
        last = imported.last_moved(unit)
    is_own = bool(last) and session.deeds.holds(last)  # a process of our own did it
    if WHOLESALE & set(done) and not is_own:
        session.deeds.forget()
    kinds = frozenset(KINDS if touched is None else touched)
    if set(done) - SEEING:
        kinds |= {BATCH, BACKUP}
    records = frozenset[str]().union(*(touched or {}).values())
    session.changes.tell(Changed(kinds, records))
