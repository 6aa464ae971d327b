"""What a command gets: its arguments, passwords, output."""

from __future__ import annotations

import getpass
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.app import App
from gridkeeper.cli.output import TerminalProgress
from gridkeeper.domain import periods
from gridkeeper.domain.clock import local_date
from gridkeeper.errors import InputInvalidError, unreadable
from gridkeeper.services.store.strength import strength
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from gridkeeper.cli.output import Output
    from gridkeeper.domain.periods import Period
    from gridkeeper.services.session import Session

PASSWORD_VARIABLE = "GRIDKEEPER_PASSWORD"  # noqa: S105 - the name of a variable, no password


@dataclass
class Context:
    """One run of one command."""

    arguments: argparse.Namespace
    output: Output
    app: App = field(default_factory=App)
    progress: TerminalProgress = field(default_factory=TerminalProgress)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever argparse made of it
        return getattr(self.arguments, name)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open the store that `--store` or the first argument names."""
        with self.app.session(
            Path(self.arguments.store), self.unlocking(), self.progress
        ) as session:
            yield session

    def days(self, text: str) -> Period:
        """Return the period that was typed, seen from today.

        Raises:
            PeriodInvalidError: It is none.
        """
        return periods.parse(text, local_date(self.app.clock.now()))

    def unlocking(self) -> tuple[str, str]:
        """Return the password and the recovery key; one of them is empty."""
        recovery = self.arguments.recovery_key_file
        key = _first_line(Path(recovery)) if recovery else ""
        return "" if key else self.password(), key

    def password(self, *, new: bool = False, known: Iterable[str] = ()) -> str:
        """Return the password, from a file, the environment or the keyboard.

        Args:
            new: It is chosen now: it is typed twice, and one that is easily guessed is warned of.
            known: Words that others connect with its owner.

        Raises:
            InputInvalidError: There is none, or the two that were typed differ.
        """
        found = self._password(new=new)
        if new and not found:
            raise InputInvalidError(where=_("password"), reason=_("it is empty; choose one"))
        if new and not (how_good := strength(found, known)).level:
            said = _("This password is easily guessed: better choose another.")
            self.output.say(pick("", " ").join(part for part in (said, how_good.advice) if part))
        return found

    def _password(self, *, new: bool) -> str:
        if self.arguments.password_file:
            return _first_line(Path(self.arguments.password_file))
        if PASSWORD_VARIABLE in os.environ:
            return os.environ[PASSWORD_VARIABLE]
        if not sys.stdin.isatty():
            reason = _("give the password with --password-file or in {variable}")
            raise InputInvalidError(
                where=_("password"), reason=reason.format(variable=PASSWORD_VARIABLE)
            )
        typed = _typed(_("Password: "), _("password"))
        if new and _typed(_("Password again: "), _("password")) != typed:
            raise InputInvalidError(where=_("password"), reason=_("the two do not match"))
        return typed

    def one_time_code(self) -> str:
        """Return the code that opens a package, from the arguments or the keyboard.

        Raises:
            InputInvalidError: There is none.
        """
        if self.arguments.code is not None:
            return str(self.arguments.code)
        if not sys.stdin.isatty():
            raise InputInvalidError(where=_("one-time code"), reason=_("give it with --code"))
        return _typed(_("One-time code: "), _("one-time code"))


def _typed(prompt: str, what: str) -> str:
    """Ask for a secret at the keyboard.

    Raises:
        InputInvalidError: The input has ended: Ctrl+D instead of an answer.
    """
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise InputInvalidError(where=what, reason=_("nothing was typed")) from error


def _first_line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows' Notepad writes a mark before it
    except UnicodeDecodeError as error:
        raise InputInvalidError(where=path, reason=_("its text is not UTF-8")) from error
    except OSError as error:
        raise unreadable(path, error) from error
    return text.splitlines()[0] if text else ""
