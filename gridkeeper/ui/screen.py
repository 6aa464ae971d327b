"""Whether a window can be shown at all; Qt itself would end the process without a word."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from gridkeeper.errors import ScreenMissingError
from gridkeeper.texts import _


def check() -> None:
    """Refuse in words where Qt would give up.

    Raises:
        ScreenMissingError: There is no screen, or a library that Qt needs for one is missing.
    """
    if not sys.platform.startswith("linux") or "QT_QPA_PLATFORM" in os.environ:
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise ScreenMissingError(reason=_("there is no screen here"))
    import ctypes  # noqa: PLC0415 - only where somebody has to be asked

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    try:
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    except OSError as error:
        raise ScreenMissingError(reason=str(error)) from error
    if not _answers():
        text = _("the screen {name} does not respond")
        raise ScreenMissingError(reason=text.format(name=os.environ["DISPLAY"]))


def _answers() -> bool:
    """Whether the X server lets us in."""
    import ctypes  # noqa: PLC0415 - as above

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    broken = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not broken
