"""The parser of all commands, and what becomes of errors.

Exit code 0 means that the whole thing was done; 1 that it was not, and the one line on the error
stream says why; 2 that the command was not understood; 130 that it was cancelled.
"""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from typing import TYPE_CHECKING

from gridkeeper import __version__, texts
from gridkeeper.cli import layout, window
from gridkeeper.cli.context import Context
from gridkeeper.cli.output import Output
from gridkeeper.cli.parser import Parser
from gridkeeper.errors import GridKeeperError
from gridkeeper.progress import CancelledError
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

_LANGUAGES = {"zh": texts.CHINESE, "en": texts.ENGLISH, **{name: name for name in texts.LANGUAGES}}
_DEBUG_VARIABLE = "GRIDKEEPER_DEBUG"
_LANGUAGE_VARIABLE = "GRIDKEEPER_LANGUAGE"


def run(arguments: Sequence[str]) -> int:
    """Run one command line; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console of another code page must not turn a rare name into an error.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    texts.use(_language(arguments))
    arguments = _opening(arguments)
    parsed = _parser().parse_args(arguments) if arguments else Namespace()
    if not hasattr(parsed, "run"):
        parsed.run, parsed.json = window.window, False
    context = Context(parsed, Output(sys.stdout, as_json=parsed.json))
    return _ended(context)


def _opening(arguments: Sequence[str]) -> Sequence[str]:
    """Let a store's file alone mean the window with it, as when it is dropped on the program."""
    before, last = arguments[:-1], arguments[-1:]
    alone = len(before) < 3 and all(one.startswith("--language") for one in before[:1])
    is_store = alone and any(one.casefold().endswith(".gkdb") for one in last)
    return [*before, "app", *last] if is_store else arguments


def _ended(context: Context) -> int:
    """Run a command to its end, whatever that is; return its exit code."""
    try:
        code = _done(context)
        context.progress.clear()
        context.output.close()
    except BrokenPipeError:
        # Whoever read has seen enough; Python would complain once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _done(context: Context) -> int:
    """Run a command and say what went wrong; return its exit code."""
    try:
        return int(context.run(context) or 0)
    except GridKeeperError as error:
        context.output.result(error=error.code)
        return _failed(context, str(error))
    except (KeyboardInterrupt, CancelledError):
        return _failed(context, _("cancelled; nothing half-done was kept"), 130)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a person never meets a traceback
        if os.environ.get(_DEBUG_VARIABLE):
            traceback.print_exc()
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        text = _(
            "unexpected error ({what}); nothing half-done was kept; set {variable}=1 for details"
        )
        return _failed(context, text.format(what=what, variable=_DEBUG_VARIABLE))


def _failed(context: Context, text: str, code: int = 1) -> int:
    context.progress.clear()
    print(layout.harmless(" ".join(text.split("\n"))), file=sys.stderr)
    return code


def _language(arguments: Sequence[str]) -> str:
    """Return the language, which the help texts need before the arguments are parsed."""
    wanted = os.environ.get(_LANGUAGE_VARIABLE, "zh")
    for place, argument in enumerate(arguments):
        if argument == "--language" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif argument.startswith("--language="):
            wanted = argument.partition("=")[2]
    return _LANGUAGES.get(wanted, texts.CHINESE)


def _parser() -> Parser:
    # Imported late: without a command the window comes, which needs none of them.
    from gridkeeper.cli import (  # noqa: PLC0415
        attachments,
        batches,
        conflicts,
        demo,
        districts,
        fields,
        imports,
        mailbox,
        papers,
        plans,
        records,
        stores,
        workers,
    )

    parser = Parser(
        prog="gridkeeper",
        description=_("Offline casework for the people who look after a community, grid by grid."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"GridKeeper {__version__}",
        help=_("show program's version number and exit"),  # argparse does not translate this one
    )
    language = _("Chinese or English")
    parser.add_argument("--language", metavar="zh|en", choices=sorted(_LANGUAGES), help=language)
    common = Parser(add_help=False)
    file = _("FILE")
    common.add_argument(
        "--password-file", metavar=file, help=_("its first line is the store's password")
    )
    common.add_argument(
        "--recovery-key-file", metavar=file, help=_("open with the recovery key in this file")
    )
    common.add_argument("--json", action="store_true", help=_("results as JSON, for programs"))
    common.add_argument("--language", metavar="zh|en", choices=sorted(_LANGUAGES), help=language)
    exchange = batches, mailbox, workers, districts, conflicts
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    work = imports, fields, records, plans, attachments
    for group in (window, demo, stores, *work, *exchange, papers):
        group.add(commands, common)
    return parser
