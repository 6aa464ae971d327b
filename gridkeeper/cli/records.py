"""`record`, `step` and `list`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.cli import layout, quick_lines
from gridkeeper.cli.named import kind_argument
from gridkeeper.cli.parser import count, store_option
from gridkeeper.domain import codes, kinds, parsing
from gridkeeper.domain.clock import local_date
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.queries import Way
from gridkeeper.errors import (
    InputInvalidError,
    RecordInvalidError,
    unreadable,
)
from gridkeeper.services.records.casework import CaseService, Told
from gridkeeper.services.records.drafts import choices, field_named
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.session import find
from gridkeeper.services.showing import receipts
from gridkeeper.services.showing.lists import ListService, text_of
from gridkeeper.texts import _, pick, plural

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from gridkeeper.cli.context import Context
    from gridkeeper.domain.cases import Case
    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.records import Kind
    from gridkeeper.services.showing.lists import Shown

_RECORDED = ("visit", "dispute", "hazard", "request")
_WORKED_ON = ("dispute", "hazard", "request", "visit")

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "grid": ("code", "name", "community", "worker"),
    "building": ("compound", "name", "address", "units", "floors"),
    "dwelling": ("building_id", "unit", "room", "use", "occupancy"),
    "household": ("number", "dwelling_id", "head_id", "colour", "contact_phone"),
    "person": ("name", "sex", "id_number", "phone", "household_id"),
    "person_tag": ("person_id", "tag", "since", "until"),
    "premises": ("name", "kind", "address", "responsible", "phone"),
    "visit": ("number", "visited_on", "place", "outcome", "visitor", "state"),
    "dispute": ("number", "found_on", "title", "type", "deadline", "state"),
    "dispute_party": ("dispute_id", "side", "name", "phone"),
    "hazard": ("number", "found_on", "place", "content", "level", "deadline", "state"),
    "recheck": ("hazard_id", "checked_on", "checker", "passed", "opinion"),
    "request": ("number", "received_on", "title", "category", "deadline", "state"),
    "case_step": ("at", "action", "actor", "note"),
    "attachment": ("file_name", "purpose", "taken_at", "note"),
    "register_event": ("happened_on", "event", "person_id", "household_id", "place"),
    "consent": ("person_id", "matter", "given_on", "way", "withdrawn_on"),
    "distinction": ("person_id", "other_id", "decided_on", "decided_by"),
    "cycle": ("name", "subject", "days", "early_days", "stopped"),
    "checklist": ("name", "subject", "from_month", "until_month", "stopped"),
    "legal_basis": ("matter", "basis", "approved_by", "approved_on", "until"),
}
"""What a list shows of each kind."""

_WIDEST = 40


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    _add_record(commands, common)

    text = _("take a case one step further")
    step_ = commands.add_parser("step", parents=[common], help=text, description=text)
    kind_argument(step_, _WORKED_ON)
    step_.add_argument("number", metavar=_("NUMBER"), help=_("number, original number or id"))
    step_.add_argument(
        "action",
        nargs="?",
        metavar=_("ACTION"),
        help=_("left out: print what can be done next"),
    )
    store_option(step_)
    step_.add_argument("--note", default="", metavar=_("TEXT"), help=_("the reason"))
    step_.add_argument(
        "--set",
        action="append",
        default=[],
        metavar=_("FIELD=VALUE"),
        help=_("what is filled in with the step; may be repeated"),
    )
    step_.set_defaults(run=step)

    text = _("list records, masked")
    list_ = commands.add_parser("list", parents=[common], help=text, description=text)
    kind_argument(list_, tuple(KINDS), several=True)
    store_option(list_)
    list_.add_argument("--query", default="", metavar=_("WORDS"), help=_("what to look for"))
    list_.add_argument(
        "--period",
        metavar=_("PERIOD"),
        help=_("2026-10, 2026-Q4, 2026, 2026-10-01..2026-10-31, this-week or last-week"),
    )
    list_.add_argument(
        "--limit",
        type=count,
        default=1000,
        metavar=_("COUNT"),
        help=_("show so many at most; 1000 if left out"),
    )
    list_.add_argument(
        "--way",
        choices=[one.value for one in Way],
        help=_("only those that have come so far on their way, and no farther"),
    )
    list_.set_defaults(run=list_records)


def _add_record(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    text = _("record a visit, dispute, hazard or request; the same checks as a form")
    record_ = commands.add_parser("record", parents=[common], help=text, description=text)
    kind_argument(record_, _RECORDED, also={"line": _("one line that says it all")})
    record_.add_argument(
        "line",
        nargs="?",
        metavar=_("LINE"),
        help=_("with “line”: door, person, what happened; it is only shown how it is understood"),
    )
    store_option(record_)
    record_.add_argument(
        "--save", action="store_true", help=_("with “line”: record it as it is understood")
    )
    record_.add_argument(
        "--json-in",
        metavar=_("FILE|-"),
        help=_("one record or a list of them as JSON; - reads what is typed or piped in"),
    )
    record_.set_defaults(run=record, misused=record_.error)


def record(context: Context) -> None:
    """Record what a JSON document or a line says; of a line, only show it unless told to."""
    is_line = context.kind == "line"
    if bool(context.line) != is_line or bool(context.json_in) == is_line:
        context.misused(_("give a line after “line”, and --json-in for everything else"))
    if is_line:
        kept = quick_lines.line(context)
        if not context.save:
            return
    else:
        several = document(context.json_in)
        with context.session() as session:
            kept = RecordingService(session).record(KINDS[context.kind], several)
    for one in kept:
        text = _("Recorded: {number}") if one.kind.letter else _("Recorded: {kind}")
        context.output.say(text.format(number=one.number, kind=one.kind.label))
        for warning in one.warnings:
            context.output.say("  " + _("Please check: {warning}").format(warning=warning.text))
    context.output.result(
        records=[{"kind": one.kind.name, "id": one.record.id, "number": one.number} for one in kept]
    )


def step(context: Context) -> None:
    """Take one step, or print the steps that there are."""
    kind = KINDS[context.kind]
    action = _action(context.action) if context.action else ""
    with context.session() as session:
        with session.store.reading() as unit:
            case = cast("Case", find(unit, kind, context.number))
        service = CaseService(session)
        if not action:
            _print_steps(context, service, case)
            return
        values = _values(context, kind)
        after = service.take(case, action, Told(note=context.note, values=values))
    state = text_of(kind.field("state"), getattr(after, "state", None) or "")
    context.output.say(_("{number} is now: {state}").format(number=after.number, state=state))
    context.output.result(number=after.number, state=getattr(after, "state", None))


def list_records(context: Context) -> None:
    """Print a list."""
    kind = KINDS[context.kind]
    period = context.days(context.period) if context.period else None
    with context.session() as session:
        way = Way(context.way) if context.way else None
        rows = ListService(session).list(kind, context.query, period, context.limit, way)
    context.output.result(records=rows)
    if rows:
        context.output.table([_headings(kind), *(_cells(kind, row) for row in rows)])
    context.output.say(
        plural("{count} record", "{count} records", len(rows)).format(count=len(rows))
    )


def _print_steps(context: Context, service: CaseService, case: Case) -> None:
    steps = service.steps(case)
    context.output.result(steps=steps)
    known = kinds.kind_of(case).by_name

    def need(name: str) -> str:
        return str(known[name].label) if name in known else _("the reason (--note)")

    rows = []
    for one in steps:
        more = one.refusal or ""
        if one.needs:
            more = _("needs: {fields}").format(fields=_(", ").join(map(need, one.needs)))
        rows.append((one.action, str(one.label), more))
    context.output.table(rows)


def _action(wording: str) -> str:
    """Return the code of a step, given by code or by name.

    Raises:
        InputInvalidError: There is no such step.
    """
    found = codes.table("case_action").code(wording)
    if found is None:
        reason = _("there is no such step; leave it out to see what can be done next")
        raise InputInvalidError(where=wording, reason=reason)
    return found


def _values(context: Context, kind: Kind) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for pair in context.set:
        name, _sign, text = pair.partition("=")
        about = field_named(kind, name)
        if about is None:
            text = _("{kind} has no field {name}").format(kind=kind.label, name=name)
            raise RecordInvalidError(where=f"--set {pair}", problems=text)
        value = parsing.parse(about, text, local_date(context.app.clock.now()))
        if isinstance(value, parsing.Problem):
            said = (value.text, choices(value, about))
            problems = pick("；", "; ").join(one for one in said if one)
            raise RecordInvalidError(where=f"--set {pair}", problems=problems)
        found[about.name] = value
    return found


def _headings(kind: Kind) -> list[str]:
    return [*(str(kind.field(name).label) for name in _COLUMNS[kind.name]), "", ""]


def _cells(kind: Kind, row: Shown) -> list[str]:
    """Return one line of a list: its columns, how far it has come, whether it is in conflict."""
    cells = [layout.cut(row.values.get(name, ""), _WIDEST) for name in _COLUMNS[kind.name]]
    return [*cells, receipts.said(row.way, row.whom), _("in conflict") if row.conflicts else ""]


def document(name: str) -> Sequence[dict[str, object]]:
    """Return the records of a JSON document, from a file or from standard input."""
    shown = _("what was typed or piped in") if name == "-" else name
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        found = json.loads(text)
    except json.JSONDecodeError as error:
        reason = _("not JSON: line {line}, column {column}")
        places = {"line": error.lineno, "column": error.colno}
        raise InputInvalidError(where=shown, reason=reason.format(**places)) from error
    except UnicodeDecodeError as error:
        raise InputInvalidError(where=shown, reason=_("its text is not UTF-8")) from error
    except OSError as error:
        raise unreadable(name, error) from error
    several = found if isinstance(found, list) else [found]
    if not several or not all(isinstance(one, dict) and one for one in several):
        reason = _("neither a record nor a list of records")
        raise InputInvalidError(where=shown, reason=reason)
    return several
