"""What stands at the head and the foot of papers, when their data end, and where they go."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from gridkeeper import __version__
from gridkeeper.domain import clock, file_names
from gridkeeper.domain.kinds import HOUSEHOLD
from gridkeeper.domain.lines import Heading
from gridkeeper.domain.periods import Period
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import spare_others, unwritable
from gridkeeper.services.showing.paper_lines import Homes
from gridkeeper.services.store.persons import PersonService
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gridkeeper.domain.privacy import Profile
    from gridkeeper.domain.records import Kind
    from gridkeeper.services.papers.titles import Paper
    from gridkeeper.services.session import Session


def heading(
    session: Session, period: Period | None, profile: Profile, until: date | None = None
) -> Heading:
    """Return the heading of a paper that is made now for a profile.

    Args:
        session: Whose paper it is.
        period: Its days; None for a paper without any.
        profile: Who it is for.
        until: The last day that it tells of, for a period that may not be over.
    """
    now = clock.local(session.now())
    replica = session.replica
    made_on = pick(f"{now.year}年{now.month}月{now.day}日", now.date().isoformat())
    return Heading(
        unit=replica.unit,
        author=_author(session),
        period=_named(period, until) if period else "",
        cut_off=f"{made_on} {now:%H:%M}",
        version=f"{_('GridKeeper')} {__version__}",
        made_on=made_on,
        profile=profile,
        months=period.months if period else 0,
    )


def _author(session: Session) -> str:
    """Return who makes a paper: a person, never her office; "" where she has not said who she is.

    A worker keeps her store under her own name.
    """
    if session.replica.role is Role.WORKER:
        return session.replica.name
    return PersonService(session).name


def _named(period: Period, until: date | None) -> str:
    """Return what people call a period; days without a name of their own end with what is told."""
    if until is None or period.months:
        return period.text()
    return Period(period.first, until).text()


def numbered(session: Session, kind: Kind, record_id: str) -> str:
    """Return the number of the record that a form is about; "" if it has none.

    A household is called by its door, as those call it who look for its paper.
    """
    with session.store.reading() as unit:
        if kind is HOUSEHOLD and (door := Homes(unit, [record_id]).address(record_id)):
            return door
        record = unit.listing.get(kind, record_id)
    return str(getattr(record, "number", None) or "")


def cut_off(session: Session, period: Period) -> date:
    """Return the day before which what was still open counts as overdue.

    That is today; of a past period, the day after it, since its papers say how things stood then.
    """
    return min(max(session.today(), period.first), period.last + timedelta(days=1))


def put(path: Path, data: bytes) -> None:
    """Put a paper that was looked at under the name that somebody chose, whole or not at all.

    Raises:
        FileExistsAlreadyError: What has the name is no paper.
        FileUnwritableError: No room, no right, no folder, or open in another program.
    """
    beside = path.with_name(file_names.draft(path.name))
    try:
        spare_others(path)
        beside.touch(mode=0o600)
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def handed_out(session: Session, how: str, paper: Paper) -> None:
    """Write into the audit that a paper left the program; `how` is `saved` or `printed`."""
    session.note_seeing(f"paper {how}", paper.profile, **paper.detail())
