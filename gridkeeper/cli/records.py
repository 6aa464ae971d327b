"""`record`, `step` and `list`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import kinds, parsing, periods
from gridkeeper.domain.clock import local_date
from gridkeeper.domain.kinds import KINDS, VISIT
from gridkeeper.errors import FileMissingError, FileUnreadableError, RecordInvalidError
from gridkeeper.services.casework import CaseService, Told
from gridkeeper.services.drafts import field_named
from gridkeeper.services.lists import ListService
from gridkeeper.services.recording import RecordingService
from gridkeeper.services.session import find
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from gridkeeper.cli.context import Context
    from gridkeeper.domain.cases import Case
    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.records import Kind
    from gridkeeper.services.lists import Shown

_RECORDED = ("visit", "dispute", "hazard", "request")


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("record a visit, dispute, hazard or request; the same checks as a form")
    record_ = commands.add_parser("record", parents=[common], help=text)
    record_.add_argument("kind", choices=_RECORDED)
    record_.add_argument("--store", required=True)
    record_.add_argument(
        "--json-in", required=True, metavar="FILE|-", help=_("one object or a list")
    )
    record_.set_defaults(run=record)

    step_ = commands.add_parser("step", parents=[common], help=_("take a case one step further"))
    step_.add_argument("kind", choices=_RECORDED)
    step_.add_argument("number", help=_("number, original number or id"))
    step_.add_argument("action", nargs="?", help=_("left out: print what can be done next"))
    step_.add_argument("--store", required=True)
    step_.add_argument("--note", default="", help=_("the reason"))
    step_.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE")
    step_.set_defaults(run=step)

    list_ = commands.add_parser("list", parents=[common], help=_("list records, masked"))
    list_.add_argument("kind", choices=list(KINDS))
    list_.add_argument("--store", required=True)
    list_.add_argument("--query", default="", help=_("what to look for"))
    list_.add_argument("--period", help=_("2026-10, 2026-Q4, 2026 or 2026-10-01..2026-10-31"))
    list_.add_argument("--limit", type=int, default=1000)
    list_.set_defaults(run=list_records)


def record(context: Context) -> None:
    """Record what a JSON document says."""
    several = _document(context.json_in)
    with context.session() as session:
        kept = RecordingService(session).record(KINDS[context.kind], several)
    for one in kept:
        context.output.say(f"{one.kind.label} {one.number}")
        for warning in one.warnings:
            context.output.say(f"  {warning.text}")
    context.output.result(
        records=[{"kind": one.kind.name, "id": one.record.id, "number": one.number} for one in kept]
    )


def step(context: Context) -> None:
    """Take one step, or print the steps that there are."""
    kind = KINDS[context.kind]
    with context.session() as session:
        with session.store.reading() as unit:
            case = cast("Case", find(unit, kind, context.number))
        service = CaseService(session)
        if context.action is None:
            _print_steps(context, service, case)
            return
        values = _values(context, kind)
        after = service.take(case, context.action, Told(note=context.note, values=values))
    state = kind.field("state")
    context.output.say(f"{after.number}: {kinds_text(state, after)}")
    context.output.result(number=after.number, state=getattr(after, "state", None))


def list_records(context: Context) -> None:
    """Print a list."""
    kind = KINDS[context.kind]
    period = periods.parse(context.period) if context.period else None
    with context.session() as session:
        rows = ListService(session).list(kind, context.query, period, context.limit)
    context.output.result(records=rows)
    for row in rows:
        context.output.say(_line(kind, row))
    context.output.say(_("{count} records").format(count=len(rows)))


def kinds_text(about: Any, record_: object) -> str:  # noqa: ANN401 - a Field
    """Return the text of one field of a record."""
    from gridkeeper.services.lists import text_of  # noqa: PLC0415 - beside its only use

    value = getattr(record_, about.name, None)
    return "" if value is None else text_of(about, value)


def _print_steps(context: Context, service: CaseService, case: Case) -> None:
    steps = service.steps(case)
    context.output.result(steps=steps)
    for one in steps:
        more = one.refusal or ""
        if one.needs:
            kind = kinds.kind_of(case)
            names = (kind.by_name[n].label if n in kind.by_name else n for n in one.needs)
            more = _("needs: {fields}").format(fields=", ".join(map(str, names)))
        context.output.say(f"{one.action:<16} {one.label}  {more}".rstrip())


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
            raise RecordInvalidError(where=f"--set {pair}", problems=value.text)
        found[about.name] = value
    return found


def _line(kind: Kind, row: Shown) -> str:
    """Return one line of a list: number, day, title, state, and how far it has come."""
    names = ("number", kind.day, kind.title, "phone", "id_number", "state")
    parts = [row.values[name] for name in names if name in row.values]
    if kind is VISIT:
        parts.append(row.values.get("outcome", ""))
    marks = [_(row.way) if row.way else "", _("in conflict") if row.conflicts else ""]
    title = [part.replace("\n", " ") for part in parts if part]
    return "  ".join([*title, *(f"[{mark}]" for mark in marks if mark)]) or row.id


def _document(name: str) -> Sequence[dict[str, object]]:
    """Return the records of a JSON document, from a file or from standard input."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        found = json.loads(text)
    except FileNotFoundError as error:
        raise FileMissingError(file=name) from error
    except json.JSONDecodeError as error:
        reason = _("not JSON: line {line}, column {column}")
        places = {"line": error.lineno, "column": error.colno}
        raise FileUnreadableError(file=name, reason=reason.format(**places)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadableError(file=name, reason=str(error)) from error
    several = found if isinstance(found, list) else [found]
    if not all(isinstance(one, dict) for one in several):
        raise FileUnreadableError(file=name, reason=_("not an object, nor a list of objects"))
    return several
