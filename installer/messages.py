"""What the installer says: one sentence at a time, in the language of the machine, on stderr.

On stderr, because what `gridkeeper` prints on stdout may be read by another program.
"""

from __future__ import annotations

import locale
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class RefusedError(Exception):
    """The installer cannot go on; the text says why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(pick(zh, en))


def pick(zh: str, en: str) -> str:
    """Return the one of two texts that the machine's language asks for."""
    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    named = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return zh if named.lower().startswith(("zh", "chinese")) else en


def say(zh: str, en: str) -> None:
    """Print one line; a character that the terminal cannot show never stops us."""
    line = f"GridKeeper: {pick(zh, en)}"
    encoding = sys.stderr.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def guarded(work: Callable[[], int]) -> int:
    """Run the installer's work; turn what stops it into one sentence and an exit code."""
    try:
        return work()
    except (RefusedError, OSError) as error:
        say(str(error), str(error))
        return 1
    except KeyboardInterrupt:
        say("已停止；下次启动会接着完成", "stopped; the next start completes it")
        return 130
