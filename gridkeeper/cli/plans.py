"""`plan list|coverage|rules|adopt|set|sheet|keyed`: the visits that are due."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import overwrite_option, spare, store_option
from gridkeeper.cli.records import document
from gridkeeper.domain import codes, kinds
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.exchange.enrolment import grid_of
from gridkeeper.services.plans import said as plan_said
from gridkeeper.services.plans.due import PlanService
from gridkeeper.services.plans.rules import PlanRuleService
from gridkeeper.services.plans.visit_sheets import VisitSheetService
from gridkeeper.texts import _, pick, plural

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context
    from gridkeeper.domain.policies import Cycle
    from gridkeeper.services.plans.due import Covered, Told
    from gridkeeper.services.session import Session

_CONDITIONS = ("tag", "resident_class", "youngest", "use", "premises_kind")


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("the visits that are due, and by which rules")
    group = commands.add_parser("plan", help=text, description=text)
    actions = group.add_subparsers(metavar=_("COMMAND"), title=_("commands"), required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(
            name, parents=[common], help=text, description=text
        )
        store_option(made)
        return made

    one = command("list", _("list the visits that are due, the most urgent first"))
    one.add_argument("--walk", action="store_true", help=_("in the order in which one walks"))
    _grid_option(one)
    one.set_defaults(run=list_due)
    one = command("coverage", _("how many of those to be visited were visited"))
    _grid_option(one)
    one.set_defaults(run=coverage)
    one = command("rules", _("list the rules by which visits are due"))
    one.set_defaults(run=rules)
    one = command("adopt", _("take over the rules that come with the program, to change them"))
    one.set_defaults(run=adopt)
    one = command("set", _("change a rule, or add one"))
    what = _("id, beginning of an id, or name; left out: a new rule")
    one.add_argument("rule", nargs="?", default="", metavar=_("RULE"), help=what)
    one.add_argument(
        "--set",
        action="append",
        default=[],
        metavar=_("FIELD=VALUE"),
        help=_("such as days=14 or stopped=yes; may be repeated"),
    )
    one.set_defaults(run=set_rule)
    one = command("sheet", _("print the visits that are due as a sheet with boxes to tick"))
    one.add_argument("--out", "-o", required=True, metavar=_("FILE"), help=_("the file to write"))
    _grid_option(one)
    overwrite_option(one)
    one.add_argument(
        "--profile",
        choices=[Profile.MASKED.value, Profile.FULL.value],
        default=Profile.MASKED.value,
        help=_("masked (if left out): names hidden; full: nothing hidden, and the audit says so"),
    )
    one.set_defaults(run=sheet)
    one = command("keyed", _("key in what was ticked on a sheet, line by line"))
    one.add_argument("code", metavar=_("CODE"), help=_("the code at the head of the sheet"))
    what = _("a list of visits as JSON, each with its line, or in order; left out: print the lines")
    one.add_argument("--json-in", default="", metavar=_("FILE|-"), help=what)
    one.set_defaults(run=keyed)


def list_due(context: Context) -> None:
    """Print what is due, with why."""
    with context.session() as session:
        service, grid = PlanService(session), _grid(context, session)
        found = service.walk(grid) if context.walk else service.due(grid)
    for one in found:
        name = " ".join(part for part in (one.stop.title, one.stop.who) if part)
        context.output.say(pick("　", "  ").join((name, one.window)))
        for why in one.why:
            context.output.say(f"  {why}")
    text = plural("{count} visit due", "{count} visits due", len(found))
    context.output.say(text.format(count=f"{len(found):,}"))
    context.output.result(visits=[_plain(one) for one in found])


def coverage(context: Context) -> None:
    """Print how far visits cover what was due, this month and last."""
    with context.session() as session:
        found = PlanService(session).coverage(_grid(context, session))
    for one in found:
        context.output.say(_coverage(one))
    context.output.result(periods=[_counts(one) for one in found])


def rules(context: Context) -> None:
    """Print the rules."""
    with context.session() as session:
        found = PlanRuleService(session).rules()
    context.output.table([_cells(one) for one in found.rules])
    if not found.own:
        text = _("These rules came with the program; “plan adopt” makes them your own.")
        context.output.say(text)
    context.output.result(own=found.own, rules=found.rules)


def adopt(context: Context) -> None:
    """Take over the rules that come with the program."""
    with context.session() as session:
        count = PlanRuleService(session).adopt()
    text = plural("{n} rule taken over", "{n} rules taken over", count)
    context.output.say(text.format(n=count))
    context.output.result(rules=count)


def set_rule(context: Context) -> None:
    """Change a rule, or add one."""
    facts = {name: value for name, _sign, value in (one.partition("=") for one in context.set)}
    with context.session() as session:
        service = PlanRuleService(session)
        rule = service.change(context.rule, facts) if context.rule else service.add(facts)
    context.output.table([_cells(rule)])
    context.output.result(rule=rule)


def sheet(context: Context) -> None:
    """Print the sheet."""
    path = spare(Path(context.out), overwrite=context.overwrite)
    with context.session() as session:
        made = VisitSheetService(session).write(
            path, _grid(context, session), Profile(context.profile)
        )
    context.output.say(_("{path}: written").format(path=path))
    context.output.say(_("Sheet code: {code}").format(code=made.code))
    context.output.result(path=path, sheet=made)


def keyed(context: Context) -> None:
    """Key in a sheet, or print its lines."""
    with context.session() as session:
        service = VisitSheetService(session)
        kept = service.key(context.code, document(context.json_in)) if context.json_in else []
        found = service.found(context.code)
    if context.json_in:
        text = plural("{n} visit kept", "{n} visits kept", len(kept))
        context.output.say(text.format(n=f"{len(kept):,}"))
    else:
        rows = [
            [f"{one.number}", one.title, one.who, _("keyed in") if one.visit_id else ""]
            for one in found.lines
        ]
        context.output.table(rows, right=(0,))
    context.output.result(sheet=found, kept=[one.record.id for one in kept])


def _grid_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--grid", default="", metavar=_("GRID"), help=_("only of this grid: its code or name")
    )


def _grid(context: Context, session: Session) -> str:
    if not context.grid:
        return ""
    with session.store.reading() as unit:
        return grid_of(unit, context.grid)


def _plain(one: Told) -> dict[str, object]:
    planned = one.stop.planned
    return {
        "kind": one.stop.kind,
        "id": one.stop.home,
        "title": one.stop.title,
        "earliest": planned.earliest,
        "day": planned.day,
        "weight": planned.weight,
        "why": one.why,
        "reasons": planned.reasons,
    }


def _coverage(one: Covered) -> str:
    counts = one.counts
    text = _(
        "{period}, up to {day}: {done} of {due} due were visited ({share}); "
        "{seen} of all {homes} households ({whole}), {entered} of all {premises} premises"
    )
    return text.format(
        period=one.period.text(),
        day=one.upto.isoformat(),
        done=f"{counts.done:,}",
        due=f"{counts.due:,}",
        share=_share(counts.done, counts.due),
        seen=f"{counts.seen:,}",
        homes=f"{counts.homes:,}",
        whole=_share(counts.seen, counts.homes),
        entered=f"{counts.entered:,}",
        premises=f"{counts.premises:,}",
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def _counts(one: Covered) -> dict[str, object]:
    return {
        "first": one.period.first,
        "last": one.period.last,
        "upto": one.upto,
        "counts": one.counts,
    }


def _cells(rule: Cycle) -> list[str]:
    """Return one rule: id, name, whom, conditions, how often."""
    conditions = []
    for name in _CONDITIONS:
        about, value = kinds.CYCLE.field(name), getattr(rule, name)
        if value is not None:
            text = codes.table(about.codes).text(value) if about.codes else f"{value}"
            conditions.append(f"{about.label} {text}")
    return [
        rule.id[:14],
        rule.name or "",
        codes.table("cycle_subject").text(rule.subject),
        plan_said.rhythm(rule.days or 0),
        pick("，", ", ").join(conditions),
        _("not in force") if rule.stopped else "",
    ]
