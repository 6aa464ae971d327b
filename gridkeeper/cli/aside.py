"""`batch aside|retry`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import store_option
from gridkeeper.services.exchange.second_chance import QuarantineService, said
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context


def add(actions: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module to those of batches."""
    for name, text, run in (
        ("aside", _("print the entries that were set aside"), list_aside),
        ("retry", _("try to take in what was set aside"), retry),
    ):
        one = actions.add_parser(name, parents=[common], help=text, description=text)
        store_option(one)
        one.set_defaults(run=run)


def list_aside(context: Context) -> None:
    """Print what was put aside, and the field that is not valid."""
    with context.session() as session:
        found = QuarantineService(session).aside()
    rows = [(f"{one.line:,}", *said(one)) for one in found]
    if rows:
        heads = (_("change"), _("kind"), _("by"), _("field that is not valid"))
        context.output.table([heads, *rows])
    else:
        context.output.say(_("Nothing is set aside."))
    context.output.result(
        aside=[{"batch": one.batch_id, "line": one.line, "field": one.reason} for one in found]
    )


def retry(context: Context) -> None:
    """Try everything again."""
    with context.session() as session:
        taken, left = QuarantineService(session).retry()
    text = plural("{n} entry was taken in", "{n} entries were taken in", taken)
    context.output.say(text.format(n=f"{taken:,}"))
    text = plural("{n} entry stays set aside", "{n} entries stay set aside", left)
    context.output.say(text.format(n=f"{left:,}"))
    context.output.result(taken=taken, left=left)
