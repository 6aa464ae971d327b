"""What commands about the register share: who, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds, parsing
from gridkeeper.domain.kinds import KINDS, PLURALS
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from gridkeeper.cli.context import Context
    from gridkeeper.services.session import Session


def of_person() -> str:
    """Return how somebody is named."""
    return _("id, ID number or name")


def several(command: argparse.ArgumentParser, text: str) -> None:
    """Add the argument that names several."""
    command.add_argument("who", nargs="+", metavar=_("WHO"), help=text)


def day(command: argparse.ArgumentParser) -> None:
    """Add when it was, and why."""
    command.add_argument("--on", default="", metavar=_("DAY"), help=_("the day; today if left out"))
    command.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why"))


def day_of(context: Context, session: Session) -> date:
    """Return the day that was typed; today if none was.

    Raises:
        InputInvalidError: It is no day.
    """
    today = session.today()
    if not context.on:
        return today
    found: Any = parsing.parse(kinds.REGISTER_EVENT.field("happened_on"), context.on, today)
    if found is None or isinstance(found, parsing.Problem):
        reason = found.text if found else _("not a day")
        raise InputInvalidError(where=context.on, reason=reason)
    day: date = found
    return day


def one_of(session: Session, kind: str, wording: str) -> str:
    """Return the id of the one record that a wording means.

    Raises:
        RecordUnknownError: None does, or several do.
    """
    with session.store.reading() as unit:
        around = Surroundings(unit, session.today())
        if unit.listing.get(KINDS[kind], wording) is not None:
            return wording
        found = around.referred(KINDS[kind], wording)
    if found is None:
        raise RecordUnknownError(reference=wording, kind=PLURALS[kind])
    return found
