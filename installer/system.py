"""What the operating system must have: Qt's libraries, `venv`, and the tools that tests look with.

Only Linux needs anything. On Debian and Ubuntu, as root or with a sudo that asks no password, what
is missing is installed with apt-get; elsewhere the person is told what to install.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from typing import NamedTuple

from messages import say


class Need(NamedTuple):
    """Something to have, and the packages that may bring it, the newest name first."""

    name: str
    packages: tuple[str, ...]


# Found by starting Qt on a bare Debian 12: the first six for any use, the others for a window.
QT_LIBRARIES = (
    Need("libEGL.so.1", ("libegl1",)),
    Need("libGL.so.1", ("libgl1",)),
    Need("libdbus-1.so.3", ("libdbus-1-3",)),
    Need("libfontconfig.so.1", ("libfontconfig1",)),
    Need("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    Need("libxkbcommon.so.0", ("libxkbcommon0",)),
    Need("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Need("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Need("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Need("libxcb-shape.so.0", ("libxcb-shape0",)),
    Need("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
)
PDF_TOOLS = (Need("pdftotext", ("poppler-utils",)), Need("pdftoppm", ("poppler-utils",)))
# A screen of its own, keys, a window manager, and what screen readers hear.
SCREEN_TOOLS = (
    Need("Xvfb", ("xvfb",)),
    Need("xdotool", ("xdotool",)),
    Need("matchbox-window-manager", ("matchbox-window-manager",)),
    Need("dbus-daemon", ("dbus-daemon", "dbus")),
    Need("dbus-send", ("dbus-bin", "dbus")),
    Need("/usr/libexec/at-spi-bus-launcher", ("at-spi2-core",)),
)


def lacking_libraries() -> list[Need]:
    """Return the libraries that Qt needs and this machine lacks."""
    if not sys.platform.startswith("linux"):
        return []
    return [need for need in QT_LIBRARIES if not _loads(need.name)]


def lacking_tools() -> list[Need]:
    """Return the programs that tests look at papers and windows with and this machine lacks."""
    tools = (*PDF_TOOLS, *SCREEN_TOOLS) if sys.platform.startswith("linux") else PDF_TOOLS
    return [need for need in tools if shutil.which(need.name) is None]


def lacking_venv() -> list[Need]:
    """Return the need for `venv` if this Python came without it, as Debian's does."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return []
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [Need("venv", (f"python{version}-venv", "python3-venv"))]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(needs: list[Need]) -> None:
    """Install what is missing if this machine lets us; look again afterwards to see whether."""
    if not needs or shutil.which("apt-get") is None or (prefix := _as_root()) is None:
        return
    say(
        f"正在用 apt-get 安装缺少的系统组件：{names(needs)}",
        f"installing with apt-get what the system lacks: {names(needs)}",
    )
    _apt([*prefix, "apt-get", "--quiet", "update"])
    packages = sorted({_available(need) for need in needs})
    options = ["--quiet", "--yes", "--no-install-recommends"]
    _apt([*prefix, "apt-get", "install", *options, *packages])


def advice(needs: list[Need]) -> str:
    """Return the command that installs them."""
    if shutil.which("apt-get") is None:
        return names(needs)
    packages = sorted({_available(need) for need in needs})
    return f"sudo apt-get update && sudo apt-get install --yes {' '.join(packages)}"


def names(needs: list[Need]) -> str:
    """Return the names of what is missing, for a sentence."""
    return ", ".join(need.name for need in needs)


def _as_root() -> list[str] | None:
    """Return what to put before a command to run it as root; None if we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
        return None
    return [sudo, "-n"] if sudo else None


def _available(need: Need) -> str:
    """Return the first package name that this release knows, or else the oldest."""
    for package in need.packages:
        shown = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
        if shown.returncode == 0:
            return package
    return need.packages[-1]


def _apt(command: list[str]) -> None:
    """Run apt-get without questions; say what it said if it failed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if command[0].endswith("sudo"):
        command = [*command[:2], "DEBIAN_FRONTEND=noninteractive", *command[2:]]
    done = subprocess.run(
        command, env=environment, text=True, errors="replace", capture_output=True, check=False
    )
    if done.returncode:
        print(done.stderr.strip() or done.stdout.strip(), file=sys.stderr)
