"""Whether a program still runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes

    _MAY_ASK = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
    _STILL_ACTIVE = 259

    def is_running(number: int) -> bool:
        """Whether there is a process of this number; another one may have it by now."""
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_MAY_ASK, False, number)  # noqa: FBT003 - positional in C
        if not handle:
            return False
        try:
            code = ctypes.c_ulong()
            asked = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
            return bool(asked) and code.value == _STILL_ACTIVE
        finally:
            kernel.CloseHandle(handle)

else:

    def is_running(number: int) -> bool:
        """Whether there is a process of this number; another one may have it by now."""
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return not _has_ended(number)

    def _has_ended(number: int) -> bool:
        """Whether all that is left of a process is that nobody has asked how it ended."""
        try:
            stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False  # not Linux, or it has gone
        return stat.rpartition(")")[2].split()[:1] == ["Z"]
