"""`app`, and the program without any command: the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context


def add(commands: Any, _common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the command of this module."""
    text = _("open the window; the same as no command at all")
    app = commands.add_parser("app", help=text, description=text)
    app.add_argument(
        "store",
        nargs="?",
        metavar=_("STORE"),
        help=_("the store to unlock; the last one if it is left out"),
    )
    app.set_defaults(run=window, json=False)


def window(context: Context) -> int:
    """Show the window until it is closed."""
    store = vars(context.arguments).get("store")
    return context.app.window(Path(store) if store else None)
