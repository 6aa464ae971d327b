"""`register import` and `cases import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli import layout
from gridkeeper.cli import register as register_commands
from gridkeeper.cli.parser import overwrite_option, spare, store_option
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import MappingInvalidError
from gridkeeper.services.imports import returned
from gridkeeper.services.imports.cases_import import ORIGIN, CasesImportService
from gridkeeper.services.imports.register_import import RegisterImportService, RosterImported
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from gridkeeper.cli.context import Context
    from gridkeeper.services.imports.cases_import import Imported

_NO_GRID = "-"
_MOST_SAID = 50


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    for name, run, group_text, text, fields in (
        (
            "register",
            register,
            _("the register: rosters, who came and went, who stands in it twice"),
            _("import rosters of people, doors, buildings and units: xlsx, xls, ods or csv"),
            _("what a column means, such as 手机=phone; with - it is left out"),
        ),
        (
            "cases",
            cases,
            _("import cases from another system: xlsx, xls, ods or csv"),
            _("import cases from another system: xlsx, xls, ods or csv"),
            _("what a column means, such as 时间=received_at; with - it is left out"),
        ),
    ):
        group = commands.add_parser(name, help=group_text, description=group_text)
        actions = group.add_subparsers(metavar=_("COMMAND"), title=_("commands"), required=True)
        action = actions.add_parser("import", parents=[common], help=text, description=text)
        action.add_argument("file", metavar=_("FILE"), help=_("a workbook or a CSV file"))
        store_option(action)
        action.add_argument(
            "--dry-run", action="store_true", help=_("say what would change, save nothing")
        )
        action.add_argument(
            "--map", action="append", default=[], metavar=_("HEADING=FIELD"), help=fields
        )
        errors = _("write the rows that were refused, or differ, to this workbook, to be corrected")
        action.add_argument("--errors", metavar=_("FILE"), help=errors)
        overwrite_option(action)
        action.set_defaults(run=run)
        if name == "cases":
            origin = _("name of the other system; its numbers are unique within it")
            action.add_argument("--origin", default=ORIGIN, metavar=_("NAME"), help=origin)
        else:
            grid = _("name or code of the grid of rows that name none; - for no grid")
            action.add_argument("--grid", metavar=_("GRID"), help=grid)
            doubles = _("take in also who may be registered already; see register duplicates")
            action.add_argument("--doubles", action="store_true", help=doubles)
            register_commands.add(actions, common)


def cases(context: Context) -> int:
    """Take in cases."""
    _spare_errors(context)
    with context.session() as session:
        done = CasesImportService(session).take(
            Path(context.file),
            _mapping(context.map),
            context.progress,
            origin=context.origin,
            rehearse=context.dry_run,
        )
    _tell(context, done, (_("rows that brought newer values"), done.updated))
    return 1 if done.refused else 0


def register(context: Context) -> int:
    """Take in a roster."""
    _spare_errors(context)
    with context.session() as session:
        done = RegisterImportService(session).take(
            Path(context.file),
            _mapping(context.map),
            context.progress,
            rehearse=context.dry_run,
            grid="" if context.grid == _NO_GRID else context.grid,
            doubles=context.doubles,
        )
    _tell(context, done, (_("rows that filled something in"), done.filled))
    return 1 if done.refused else 0


def _spare_errors(context: Context) -> None:
    """Refuse before anything is taken in: what stayed out would have nowhere to go."""
    if context.errors:
        spare(Path(context.errors), overwrite=context.overwrite)


def _tell(context: Context, done: Imported | RosterImported, changed: tuple[str, int]) -> None:
    output = context.output
    output.result(**vars(done))
    if context.dry_run:
        output.say(_("Rehearsal: nothing was saved."))
    output.say(_where(done))
    rows = [
        (_("new: {kind}").format(kind=KINDS[name].label), n) for name, n in done.created.items()
    ]
    parked = done.parked if isinstance(done, RosterImported) else []
    rows += [changed, (_("rows that say nothing new"), done.unchanged)]
    rows += [(_("rows that may be duplicates"), len(parked))] if parked else []
    rows += [(_("rows that were refused"), len(done.refused))]
    output.table([(f"  {label}", f"{number:,}") for label, number in rows], right=[1])
    if not (done.created or changed[1] or done.unchanged or parked or done.refused):
        output.say(_("There are headings, but no rows below them."))
    if done.kept:
        _tell_kept(context, done)
    if isinstance(done, RosterImported) and done.homeless:
        text = plural(
            "{n} new resident has no room number in the file and belongs to no household",
            "{n} new residents have no room number in the file and belong to no household",
            done.homeless,
        )
        output.say(text.format(n=f"{done.homeless:,}"))
    if isinstance(done, RosterImported) and done.doorless:
        text = _("rows whose address names no door; it is kept as a remark: {rows}")
        output.say(text.format(rows=_(", ").join(map(str, done.doorless[:_MOST_SAID]))))
    if isinstance(done, RosterImported) and done.without_grid and context.grid is None:
        text = plural(
            "{n} row names no grid; say with --grid which it is",
            "{n} rows name no grid; say with --grid which it is",
            done.without_grid,
        )
        output.say(text.format(n=f"{done.without_grid:,}"))
    if isinstance(done, RosterImported):
        _tell_parked(context, done)
    _tell_left_out(context, done)
    for refused in done.refused[:_MOST_SAID]:
        text = _("{where}, row {row}: {reason}")
        places = {"where": _where(done), "row": refused.row, "reason": refused.reason}
        print(layout.harmless(text.format(**places)), file=sys.stderr)
    if len(done.refused) > _MOST_SAID:
        text = _("… and {n} more rows; write them all to a workbook with --errors FILE")
        more = len(done.refused) - _MOST_SAID
        print(text.format(n=f"{more:,}"), file=sys.stderr)
    _hand_back(context, done)


def _tell_kept(context: Context, done: Imported | RosterImported) -> None:
    """Say which fields differ, each with how often, and where both values are to be read."""
    text = plural(
        "{n} value differs from what is recorded here; it was left unchanged:",
        "{n} values differ from what is recorded here; they were left unchanged:",
        done.kept,
    )
    context.output.say(text.format(n=f"{done.kept:,}"))
    rows = []
    for meant, number in done.kept_in.most_common():
        kind, _dot, name = meant.partition(".")
        rows.append((f"  {KINDS[kind].label} · {KINDS[kind].field(name).label}", f"{number:,}"))
    context.output.table(rows, right=[1])
    if isinstance(done, RosterImported) and not context.errors:
        context.output.say("  " + _("--errors FILE writes each such row with both values"))


def _tell_parked(context: Context, done: RosterImported) -> None:
    """Say how many may be registered already, and how they are settled; no row is asked about."""
    if not done.parked:
        return
    number = f"{len(done.parked):,}"
    if done.doubles:
        text = plural(
            "{n} new resident may be registered already; settle it with: gridkeeper register "
            "duplicates",
            "{n} new residents may be registered already; settle them with: gridkeeper register "
            "duplicates",
            len(done.parked),
        )
    else:
        text = plural(
            "{n} row was left out, since its resident may be registered already: write it to a "
            "workbook with --errors FILE, or take it in with --doubles and settle it later",
            "{n} rows were left out, since their residents may be registered already: write "
            "them to a workbook with --errors FILE, or take them in with --doubles and settle "
            "them later",
            len(done.parked),
        )
    context.output.say(text.format(n=number))


def _tell_left_out(context: Context, done: Imported | RosterImported) -> None:
    """Say which columns and which lines of a file are not read."""
    output = context.output
    for heading, reason in done.refused_columns.items():
        text = _("column {heading} was not read: {reason}")
        output.say(text.format(heading=heading, reason=reason))
    if done.sums:
        text = plural(
            "row {rows} is a line of sums and was left out",
            "rows {rows} are lines of sums and were left out",
            len(done.sums),
        )
        output.say(text.format(rows=_(", ").join(map(str, done.sums))))
    if isinstance(done, RosterImported) and done.recalled:
        said = _(", ").join(f"{heading}={done.mapping[heading]}" for heading in done.recalled)
        text = _("columns as they were explained for an earlier file like this: {columns}")
        output.say(text.format(columns=said))
    if done.unused:
        text = _("columns not recognised; say with --map what they mean, see “{command}”:")
        output.say(text.format(command=f"gridkeeper fields {_listed(done)}"))
        for heading in done.unused:
            output.say(f"  {heading}")


def _listed(done: Imported | RosterImported) -> str:
    """Return the word by which `fields` lists what a column of such a file can mean."""
    return done.roster if isinstance(done, RosterImported) else "cases"


def _hand_back(context: Context, done: Imported | RosterImported) -> None:
    """Write the rows that stayed out to a workbook, if that was asked for and there are any."""
    if not context.errors or not returned.rows(done):
        return
    path = Path(context.errors)
    mapped = done.mapping if isinstance(done, RosterImported) else _mapping(context.map)
    count = returned.write(Path(context.file), path, done, mapped)
    text = plural(
        "{count} row that was refused or differs, with the reason: {path}; once corrected, it "
        "can be imported as it is",
        "{count} rows that were refused or differ, with the reasons: {path}; once corrected, "
        "they can be imported as they are",
        count,
    )
    context.output.say(text.format(count=count, path=path))


def _where(done: Imported | RosterImported) -> str:
    """Return the file and its sheet; a text file has none."""
    if done.sheet == done.file:
        return done.file
    return _("{file}, sheet {sheet}").format(file=done.file, sheet=done.sheet)


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        heading, sign, name = pair.rpartition("=")
        if not sign or not heading or not name:
            raise MappingInvalidError(mapping=pair, reason=_("write HEADING=FIELD"))
        found[heading] = name
    return found
