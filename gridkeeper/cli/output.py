"""Text for people, JSON for programs, progress on a terminal."""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from msgspec import UNSET

from gridkeeper.cli import layout

if TYPE_CHECKING:
    from collections.abc import Sequence


class Output:
    """Where a command's results go: sentences, or one JSON document at the end.

    Attributes:
        as_json: Sentences are dropped and results are collected.
    """

    def __init__(self, stream: TextIO, *, as_json: bool) -> None:
        self._stream = stream
        self.as_json = as_json
        self._results: dict[str, Any] = {}

    def say(self, text: str) -> None:
        """Print a sentence for people."""
        if not self.as_json:
            print(layout.harmless(text), file=self._stream, flush=True)

    def table(self, rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
        """Print rows of cells, their columns under each other; see `layout.aligned`."""
        for line in layout.aligned(rows, right):
            self.say(line)

    def result(self, **values: object) -> None:
        """Add to the JSON document."""
        self._results |= {name: plain(value) for name, value in values.items()}

    def close(self) -> None:
        """Print the JSON document, if that is what was asked for."""
        if self.as_json:
            json.dump(self._results, self._stream, ensure_ascii=False, indent=1)
            print(file=self._stream, flush=True)


def plain(value: object) -> Any:  # noqa: ANN401, PLR0911 - JSON of whatever services return
    """Return a value as JSON can say it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
        return {name: plain(one) for name, one in named.items() if one is not UNSET}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path | Decimal):
        return str(value)
    return value


class TerminalProgress:
    """One line on a terminal that says how far it is; silent where there is no terminal."""

    _GAP_S = 0.1

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._last = 0.0
        self._shown = False

    def report(self, done: int, total: int) -> None:
        """Show it, at most ten times a second; what says nothing changes nothing."""
        if not (done or total):
            return
        now = time.monotonic()
        if not self._stream.isatty() or now - self._last < self._GAP_S:
            return
        self._last = now
        self._shown = True
        share = f"{done * 100 // total} %" if total else f"{done:,}"
        self._stream.write(f"\r{share:>12} ")
        self._stream.flush()

    def clear(self) -> None:
        """Wipe the line."""
        if self._shown:
            self._stream.write("\r" + " " * 14 + "\r")
            self._stream.flush()
            self._shown = False
