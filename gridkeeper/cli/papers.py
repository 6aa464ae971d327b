"""`ledger` and `report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.ledger_export import LedgerExportService
from gridkeeper.services.report_export import PERIODICAL, SINGLE, ReportExportService
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context

_LEDGERS = ("visits", "disputes", "hazards", "requests", "people")


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    ledger_ = commands.add_parser("ledger", parents=[common], help=_("write a ledger to Excel"))
    ledger_.add_argument("kind", choices=_LEDGERS)
    ledger_.set_defaults(run=ledger)
    report_ = commands.add_parser(
        "report", parents=[common], help=_("print a report or form to PDF")
    )
    report_.add_argument("kind", choices=(*PERIODICAL, *SINGLE))
    report_.add_argument("--record", help=_("number or id, for visit and notice"))
    report_.set_defaults(run=report)
    for command in (ledger_, report_):
        command.add_argument("--store", required=True)
        command.add_argument("--period", help=_("2026-10, 2026-Q4, 2026 or 2026-10-01..2026-10-31"))
        command.add_argument("--out", required=True, metavar="FILE")
        command.add_argument(
            "--profile",
            choices=[profile.value for profile in Profile],
            default=Profile.FULL.value,
            help=_("full, masked or public"),
        )


def ledger(context: Context) -> None:
    """Write a ledger."""
    period = periods.parse(context.period) if context.period else None
    with context.session() as session:
        written = LedgerExportService(session).write(
            context.kind, period, Path(context.out), Profile(context.profile), context.progress
        )
    text = _("{path}: {rows} rows, checked against the store")
    context.output.say(text.format(path=written.path, rows=written.rows))
    context.output.result(path=written.path, rows=written.rows)


def report(context: Context) -> None:
    """Print a report or a form."""
    path, profile = Path(context.out), Profile(context.profile)
    with context.session() as session:
        service = ReportExportService(session)
        if context.kind in SINGLE:
            if not context.record:
                reason = _("say which one with --record")
                raise InputInvalidError(where=context.kind, reason=reason)
            service.form(context.kind, context.record, path, profile)
        else:
            if not context.period:
                reason = _("a period is needed: --period 2026-10")
                raise InputInvalidError(where=context.kind, reason=reason)
            service.write(
                context.kind, periods.parse(context.period), path, profile, context.progress
            )
    context.output.say(str(path))
    context.output.result(path=path)
