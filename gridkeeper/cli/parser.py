"""The parser of the command line, in the language in force: usage, help, one-line errors.

argparse says everything through the two gettext functions that it imports into its own module, and
offers no other way to say it in another language. They are made to ask our catalogues: that names
two words of argparse instead of overriding a dozen of its private methods, and a text that a later
Python words differently is shown in English instead of breaking anything.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, NoReturn

from typing_extensions import override

from gridkeeper.cli import layout
from gridkeeper.errors import InputInvalidError
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("expected %s argument"),
    N_("expected %s arguments"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""What argparse says, so that the catalogue has it."""

_HELP_COLUMN = 28
_TITLE = re.compile(r"^(\S+):$", re.MULTILINE)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line; its sub-commands are parsed by its like."""

    def __init__(self, **facts: Any) -> None:  # noqa: ANN401 - argparse's own
        argparse._ = _  # type: ignore[attr-defined]
        argparse.ngettext = _counted  # type: ignore[attr-defined]
        super().__init__(**{"formatter_class": HelpFormatter, "allow_abbrev": False, **facts})

    @override
    def error(self, message: str) -> NoReturn:
        text = _("{command}: {message}; see: {command} --help")
        self.exit(2, text.format(command=self.prog, message=message) + "\n")


class HelpFormatter(argparse.HelpFormatter):
    """Help whose columns and lines know how wide Chinese is."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=_HELP_COLUMN)
        self._action_max_length = _HELP_COLUMN

    @override
    def format_help(self) -> str:
        return _TITLE.sub(lambda found: found[1] + _(":"), super().format_help())

    @override
    def _split_lines(self, text: str, width: int) -> list[str]:
        return layout.wrapped(" ".join(text.split()), width)

    @override
    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width))

    @override
    def _format_action(self, action: argparse.Action) -> str:
        """Take back the spaces that argparse has put behind characters of double width.

        Of sub-commands only these are listed; their heading says already what they are.
        """
        made = super()._format_action(action)
        if action.nargs == argparse.PARSER:
            return made.partition("\n")[2]
        head = self._format_action_invocation(action)
        spare = layout.width(head) - len(head)
        return made.replace(head + " " * spare, head, 1) if spare else made


def rehearse_option(parser: argparse.ArgumentParser) -> None:
    """Let a command say what it would change and save nothing."""
    parser.add_argument(
        "--rehearse", action="store_true", help=_("say what would change, save nothing")
    )


def store_option(command: argparse.ArgumentParser) -> None:
    """Add the option that names the store a command works on."""
    command.add_argument(
        "--store",
        required=True,
        metavar=_("STORE"),
        help=_("the store's file, such as office.gkdb"),
    )


def overwrite_option(command: argparse.ArgumentParser) -> None:
    """Let a command that writes a file replace one that is there."""
    command.add_argument(
        "--overwrite", action="store_true", help=_("replace the file if it is there already")
    )


def spare(path: Path, *, overwrite: bool) -> Path:
    """Return where something is written to.

    Raises:
        InputInvalidError: A file is there, and nobody said that it may go.
    """
    if path.exists() and not overwrite:
        reason = _("already exists and was left unchanged; choose another name, or add --overwrite")
        raise InputInvalidError(where=path.name, reason=reason)
    return path


def count(text: str) -> int:
    """Return a number above zero; what argparse calls for an option of that type."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(_("write a whole number above zero"))
    return int(text)


def values(named: Sequence[tuple[str, object]]) -> str:
    """Return words and what they mean as a help text says them."""
    return _(", ").join(f"{word} {meaning}".rstrip() for word, meaning in named)


def _counted(one: str, many: str, count: int) -> str:
    return _(one if count == 1 else many)
