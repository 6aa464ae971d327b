"""Kinds of records as they are named on the command line: `visit`, or `visits`."""

from __future__ import annotations

import argparse
from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.cli.parser import values
from gridkeeper.domain.kinds import KINDS, PLURALS
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_SINGULARS = MappingProxyType({many: one for one, many in PLURALS.items()})


def kind_argument(
    command: argparse.ArgumentParser,
    names: Collection[str],
    *,
    several: bool = False,
    also: Mapping[str, str] | None = None,
) -> None:
    """Add the argument that says which kind of records a command is about.

    Both forms are understood; `context.kind` is the kind's name.

    Args:
        command: Gets the argument.
        names: The kinds it takes.
        several: Whether the help says the plurals.
        also: Words that are taken besides, and what the help says of them.
    """
    more = also or {}

    def kind(word: str) -> str:
        name = _SINGULARS.get(word, word)
        if name not in names and name not in more:
            shown = [*(PLURALS[one] if several else one for one in names), *more]
            text = _("{word} is none of: {words}").format(word=word, words=", ".join(shown))
            raise argparse.ArgumentTypeError(text)
        return name

    # The word says it all to who reads English.
    said = [(PLURALS[name] if several else name, pick(KINDS[name].label.zh, "")) for name in names]
    said += more.items()
    command.add_argument("kind", type=kind, metavar=_("KIND"), help=values(said))
