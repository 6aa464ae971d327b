"""Typing Chinese out of the box: which of Qt's ways to an input method is taken (STACK B §0.6)."""

from __future__ import annotations

import os
import shutil
import sys

_FCITX = "org.fcitx.Fcitx5"
_WAIT_S = 1.0


def prepare() -> None:
    """Choose the way, before the application is made; what a person has set is left alone.

    The wheels of Qt bring the plugin of ibus and none of fcitx5. A running fcitx5 answers to the
    portal of ibus, so the plugin is told to ask there.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = os.environ.get("QT_IM_MODULE", "")
    if wanted.startswith("fcitx") or (not wanted and _runs(_FCITX)):
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ["IBUS_USE_PORTAL"] = "1"
    elif not wanted and shutil.which("ibus-daemon"):
        os.environ["QT_IM_MODULE"] = "ibus"


def _runs(name: str) -> bool:
    """Whether somebody on the session bus answers to a name."""
    asker = shutil.which("dbus-send")
    if asker is None or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        return False
    question = ("org.freedesktop.DBus.NameHasOwner", f"string:{name}")
    command = (asker, "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", *question)
    import subprocess  # noqa: PLC0415 - few need it, and the window comes first

    try:
        said = subprocess.run(  # noqa: S603 - fixed words
            command, capture_output=True, text=True, check=False, timeout=_WAIT_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "true" in said.stdout
