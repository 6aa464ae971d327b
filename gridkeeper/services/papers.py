"""What stands at the head and the foot of papers, and when their data end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.lines import Heading
from gridkeeper.services.session import SOFTWARE
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.services.session import Session


def heading(session: Session, period: Period | None, profile: Profile) -> Heading:
    """Return the heading of a paper that is made now for a profile."""
    now = clock.local(session.now())
    replica = session.replica
    return Heading(
        unit=replica.unit,
        author=replica.name,
        period=period.text() if period else "",
        cut_off=f"{now:%Y-%m-%d %H:%M}",
        version=SOFTWARE,
        made_on=pick(f"{now.year}年{now.month}月{now.day}日", f"{now.date().isoformat()}"),
        profile=profile,
    )


def cut_off(session: Session, period: Period) -> date:
    """Return the day before which what is still open counts as overdue.

    A paper about a past period is judged as of today, since the states of its cases are today's.
    """
    return max(session.today(), period.first)
