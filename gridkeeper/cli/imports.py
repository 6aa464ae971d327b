"""`register import` and `cases import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import MappingInvalidError
from gridkeeper.services.cases_import import ORIGIN, CasesImportService
from gridkeeper.services.register_import import RegisterImportService
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from gridkeeper.cli.context import Context
    from gridkeeper.services.cases_import import Imported
    from gridkeeper.services.register_import import RosterImported


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    for name, run, text in (
        ("register", register, _("rosters of people and doors, xlsx, xls, ods or csv")),
        ("cases", cases, _("cases of another system, xlsx, xls, ods or csv")),
    ):
        group = commands.add_parser(name, help=text)
        actions = group.add_subparsers(metavar="", required=True)
        action = actions.add_parser("import", parents=[common], help=text)
        action.add_argument("file")
        action.add_argument("--store", required=True)
        action.add_argument("--dry-run", action="store_true", help=_("do everything, keep nothing"))
        action.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADING=FIELD",
            help=_("what a column means; FIELD - leaves it out"),
        )
        action.set_defaults(run=run)
        if name == "cases":
            action.add_argument("--origin", default=ORIGIN, help=_("name of the other system"))


def cases(context: Context) -> int:
    """Take in cases."""
    with context.session() as session:
        done = CasesImportService(session).take(
            Path(context.file),
            _mapping(context.map),
            context.progress,
            origin=context.origin,
            rehearse=context.dry_run,
        )
    _tell(context, done)
    text = _("updated {updated}, unchanged {unchanged}, refused {refused}")
    numbers = {"updated": done.updated, "unchanged": done.unchanged, "refused": len(done.refused)}
    context.output.say(text.format(**numbers))
    return 1 if done.refused else 0


def register(context: Context) -> int:
    """Take in a roster."""
    with context.session() as session:
        done = RegisterImportService(session).take(
            Path(context.file), _mapping(context.map), context.progress, rehearse=context.dry_run
        )
    _tell(context, done)
    text = _("filled in {filled}, unchanged {unchanged}, refused {refused}")
    numbers = {"filled": done.filled, "unchanged": done.unchanged, "refused": len(done.refused)}
    context.output.say(text.format(**numbers))
    return 1 if done.refused else 0


def _tell(context: Context, done: Imported | RosterImported) -> None:
    output = context.output
    output.result(**vars(done))
    if context.dry_run:
        output.say(_("Rehearsal: nothing was kept."))
    created = ", ".join(f"{KINDS[name].label} {count}" for name, count in done.created.items())
    output.say(_("{file}: new: {created}").format(file=done.file, created=created or 0))
    if done.kept:
        text = _("{kept} fields differ from what was written here; they were left as they are")
        output.say(text.format(kept=done.kept))
    for heading, reason in done.refused_columns.items():
        output.say(
            _("column {heading} was not read: {reason}").format(heading=heading, reason=reason)
        )
    if done.unused:
        output.say(
            _("columns that mean nothing here: {headings}").format(headings=", ".join(done.unused))
        )
    for refused in done.refused:
        text = _("{file}, sheet {sheet}, row {row}: {reason}")
        places = {"file": done.file, "sheet": done.sheet, "row": refused.row}
        print(text.format(**places, reason=refused.reason), file=sys.stderr)


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        heading, sign, name = pair.rpartition("=")
        if not sign or not heading or not name:
            raise MappingInvalidError(mapping=pair, reason=_("write HEADING=FIELD"))
        found[heading] = name
    return found
