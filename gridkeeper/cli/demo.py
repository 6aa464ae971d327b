"""`demo`: the whole main job on a generated community."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import count
from gridkeeper.services.samples.demo import Demo, Wish
from gridkeeper.services.samples.sampling import PASSWORD
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the command of this module."""
    text = _("the whole main job on an invented community, into a new folder")
    demo_ = commands.add_parser("demo", parents=[common], help=text, description=text)
    demo_.add_argument(
        "folder", metavar=_("FOLDER"), help=_("made if it is not there; must be empty")
    )
    demo_.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar=_("COUNT"),
        help=_("another number, another community"),
    )
    demo_.add_argument(
        "--households",
        type=count,
        default=300,
        metavar=_("COUNT"),
        help=_("how many households; 300 if left out"),
    )
    demo_.set_defaults(run=demo)


def demo(context: Context) -> int:
    """Run the demonstration and list every file it made."""
    began = time.monotonic()
    wish = Wish(Path(context.folder), context.seed, context.households)
    shown = Demo(wish, context.app.clock, context.app.new_id, context.output.say).run(
        context.progress
    )
    context.output.say("")
    files = [(str(path), f"{path.stat().st_size:,}") for path in shown.files]
    context.output.table([(_("file"), _("bytes")), *files], right=[1])
    context.output.say("")
    wrong = [one for one in shown.checks if one[1] != one[2]]
    for what, printed, stored in wrong:
        text = _("{what}: {printed} on paper, {stored} in the store")
        print(text.format(what=what, printed=printed, stored=stored), file=sys.stderr)
    text = _("{files} files, {checks} figures compared, {wrong} of them differ; {seconds:.1f} s")
    context.output.say(
        text.format(
            files=len(shown.files),
            checks=len(shown.checks),
            wrong=len(wrong),
            seconds=time.monotonic() - began,
        )
    )
    context.output.say(_("The stores' password is: {password}").format(password=PASSWORD))
    context.output.result(
        files=shown.files, checks=len(shown.checks), wrong=wrong, password=PASSWORD
    )
    return 0 if shown.holds else 1
