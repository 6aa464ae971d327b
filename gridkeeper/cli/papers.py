"""`ledger` and `report`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli.named import kind_argument
from gridkeeper.cli.parser import overwrite_option, spare, store_option, values
from gridkeeper.domain.kinds import PLURALS
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.exchange.proving import ProvingService
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import PERIODICAL, SINGLE, ReportExportService
from gridkeeper.texts import N_, _, plural

if TYPE_CHECKING:
    from gridkeeper.cli.context import Context

_LEDGERS = ("visit", "dispute", "hazard", "request", "person")
_PROOF = "proof"
_REPORTS = {
    "month": N_("month report"),
    "visits": N_("list of visits"),
    "disputes": N_("list of disputes"),
    "hazards": N_("list of hazards"),
    "requests": N_("list of requests"),
    "visit": N_("record of one visit"),
    "notice": N_("notice of one hazard"),
    "household": N_("file of one household"),
    _PROOF: N_("proof of exchange"),
}


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("write a ledger to Excel")
    ledger_ = commands.add_parser("ledger", parents=[common], help=text, description=text)
    kind_argument(ledger_, _LEDGERS, several=True)
    ledger_.set_defaults(run=ledger)
    text = _("print a report or form to PDF")
    report_ = commands.add_parser("report", parents=[common], help=text, description=text)
    names = (*PERIODICAL, *SINGLE, _PROOF)
    report_.add_argument(
        "kind",
        choices=names,
        metavar=_("KIND"),
        help=values([(name, _(_REPORTS[name])) for name in names]),
    )
    report_.add_argument(
        "--record",
        metavar=_("NUMBER"),
        help=_("which visit, hazard or household; for visit, notice and household"),
    )
    report_.add_argument(
        "--until",
        type=_day,
        metavar=_("DAY"),
        help=_("for proof: the last day, such as 2026-10-31"),
    )
    report_.add_argument(
        "--with",
        dest="peer",
        default="",
        metavar=_("NAME"),
        help=_("for proof: only one other side"),
    )
    report_.set_defaults(run=report)
    for command in (ledger_, report_):
        store_option(command)
        command.add_argument(
            "--period",
            metavar=_("PERIOD"),
            help=_("2026-10, 2026-Q4, 2026, 2026-10-01..2026-10-31, this-week or last-week"),
        )
        command.add_argument("--out", required=True, metavar=_("FILE"), help=_("the file to write"))
        overwrite_option(command)
        command.add_argument(
            "--profile",
            choices=[profile.value for profile in Profile],
            default=Profile.FULL.value,
            metavar=_("PROFILE"),
            help=_(
                "full (if left out): full copy, nothing hidden; masked: masked copy, names and "
                "numbers hidden; public: copy for the board, of reports only"
            ),
        )
        command.add_argument(
            "--reason",
            default="",
            metavar=_("TEXT"),
            help=_("what a full copy is for; it is logged"),
        )


def ledger(context: Context) -> None:
    """Write a ledger."""
    period = context.days(context.period) if context.period else None
    path = spare(Path(context.out), overwrite=context.overwrite)
    with context.session() as session:
        session.reason = context.reason.strip()
        written = LedgerExportService(session).write(
            PLURALS[context.kind],
            period,
            path,
            Profile(context.profile),
            context.progress,
        )
    text = plural(
        "{path}: {rows} row, checked against the store",
        "{path}: {rows} rows, checked against the store",
        written.rows,
    )
    context.output.say(text.format(path=written.path, rows=f"{written.rows:,}"))
    context.output.result(path=written.path, rows=written.rows)


def report(context: Context) -> None:
    """Print a report or a form."""
    usual = Profile.FULL if context.kind in SINGLE else Profile.MASKED
    path = spare(Path(context.out), overwrite=context.overwrite)
    profile = Profile(context.profile or usual)
    if context.kind == _PROOF:
        _write_proof(context, path)
        return
    with context.session() as session:
        session.reason = context.reason.strip()
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
                context.kind, context.days(context.period), path, profile, context.progress
            )
    context.output.say(_("{path}: written").format(path=path))
    context.output.result(path=path)


def _write_proof(context: Context, path: Path) -> None:
    with context.session() as session:
        found = ProvingService(session).write(path, context.progress, context.until, context.peer)
    context.output.say(_("{path}: written").format(path=path))
    context.output.say(_("Verification code: {code}").format(code=found.code))
    context.output.result(path=path, proof=found)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("a day is written 2026-10-31")) from error
