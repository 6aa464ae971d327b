"""A screen of its own with a window manager and a session bus, and the real program on it.

Nothing of the person's own desktop is touched: the screen is Xvfb, the folders lie in `tmp_path`.
"""

# ruff: noqa: S603, S607 - the tools are called by their usual names

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Self

from tests.helpers.atspi import Accessible, Tree

TOOLS = ("Xvfb", "xdotool", "matchbox-window-manager", "dbus-daemon")
_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 60.0
_GLANCE_S = 0.05
_MOST_TABS = 60


class Desktop:
    """A screen, a window manager and a session bus, as long as the block lasts."""

    def __init__(self, folder: Path, size: str = "1280x800") -> None:
        self.folder = folder
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("QT_", "DBUS_", "XDG_", "GRIDKEEPER_", "COV_"))
        }
        self._size = size
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for name in ("home", "runtime", "config"):
            (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        self.environment |= {
            "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "TZ": "Asia/Shanghai",
        }
        screen = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{self._size}x24", "-nolisten", "tcp"]
        number = self._serve(screen).strip()
        self.environment["DISPLAY"] = f":{number}"
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._serve(bus).strip()
        # It would keep Alt+N and the like for itself, which are ours.
        no_keys = self.folder / "no-keys"
        no_keys.touch()
        self.start(["matchbox-window-manager", "-use_titlebar", "no", "-kbdconfig", str(no_keys)])
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def start(self, command: list[str], **options: object) -> subprocess.Popen[str]:
        """Start a program that ends with the desktop at the latest."""
        process = subprocess.Popen(
            command,
            env=self.environment,
            text=True,
            **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options},
        )
        self._stack.callback(_end, process)
        return process

    def keys(self, *names: str) -> None:
        """Press keys one after the other, such as `ctrl+n`, `Tab`, `Return`."""
        self._tool("key", "--delay", "30", *names)

    def type(self, text: str) -> None:
        """Type a text."""
        for plain, run in groupby(text, key=str.isascii):
            # For what no key has, xdotool lends a key to it, and must not take it back too soon.
            self._tool("type", "--delay", "30" if plain else "250", "".join(run))

    def click(self, x: int, y: int) -> None:
        """Click somewhere, as with a mouse."""
        self._tool("mousemove", str(x), str(y), "click", "1")

    def picture(self, file: Path) -> None:
        """Keep what is on the screen; what looks the same is the same file."""
        taking = ["import", "-window", "root", "-define", "png:exclude-chunks=date,time"]
        subprocess.run([*taking, str(file)], env=self.environment, check=True)

    def _tool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True)

    def _serve(self, command: list[str]) -> str:
        """Start a server and return the line by which it says where it is."""
        process = self.start(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        self._stack.callback(process.stdout.close)
        return process.stdout.readline()


class Program:
    """The real program on a desktop, seen as a screen reader sees it."""

    def __init__(self, desktop: Desktop, *arguments: str) -> None:
        self.desktop = desktop
        errors = (desktop.folder / "stderr.txt").open("w")
        desktop._stack.callback(errors.close)
        command = [sys.executable, "-P", "-m", "gridkeeper", *arguments]
        desktop.environment["PYTHONPATH"] = str(_ROOT)
        self.process = desktop.start(command, stderr=errors)
        self._tree: Tree | None = None

    @property
    def tree(self) -> Tree:
        """What is on the screen, for a screen reader."""
        if self._tree is None:
            address = self.desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
            self._tree = until(lambda: self._alive() and Tree.of(address, self.process.pid))
            self.desktop._stack.callback(self._tree.close)
        return self._tree

    def sees(self, name: str, role: str = "") -> Accessible:
        """Wait until something with this in its name is shown; return it."""
        return self._until(lambda: self.tree.find(name, role), f"no {role} {name!r}")

    def sees_not(self, name: str, role: str = "") -> None:
        """Wait until nothing with this in its name is shown."""
        self._until(lambda: not self.tree.find(name, role), f"still a {role} {name!r}")

    def stands_still(self) -> list[Accessible]:
        """Wait until what is shown is the same at two glances; return it."""
        seen: list[Accessible] = []

        def same() -> bool:
            before, seen[:] = [one.path for one in seen], self.tree.walk()
            return before == [one.path for one in seen]

        self._until(same, "it never stands still")
        return seen

    def focus(self, name: str, role: str = "") -> Accessible:
        """Wait until what has this in its name has the keyboard."""
        return self._until(lambda: self.tree.focused(name, role), f"no focus on {role} {name!r}")

    def keys(self, *names: str) -> None:
        """Press keys one after the other; see `Desktop.keys`."""
        self.desktop.keys(*names)

    def type(self, text: str) -> None:
        """Type a text."""
        self.desktop.type(text)

    def tab_to(self, name: str, role: str = "", key: str = "Tab") -> Accessible:
        """Press a key until what has this in its name has the keyboard."""
        here = self.focus("")
        for _press in range(_MOST_TABS):
            if name in here.name and role in ("", here.role):
                break
            self.keys(key)
            here = self._until(
                lambda here=here: self._focus_but(here), f"{key} does nothing on {here}"
            )
        return self.focus(name, role)

    def fill(self, name: str, text: str) -> None:
        """Come to a field by Tab and type a text into it."""
        self.tab_to(name)
        self.type(text)

    def _focus_but(self, here: Accessible) -> Accessible | None:
        # What was shown before the key is mostly still shown after it.
        for now in (self.tree.focused_of_the_last(), self.tree.focused()):
            if now is not None and now.path != here.path:
                return now
        return None

    def ends(self) -> int:
        """Wait for the program's end; return its exit code."""
        return self.process.wait(_PATIENCE_S)

    def _until(self, ask, what: str):
        try:
            return until(lambda: self._alive() and ask())
        except AssertionError:
            shown = [str(one) for one in self.tree.walk()]
            raise AssertionError("\n".join([what, *shown])) from None

    def _alive(self) -> bool:
        code = self.process.poll()
        errors = (self.desktop.folder / "stderr.txt").read_text()
        assert code is None, f"the program ended with {code}: {errors[-2000:]}"
        return True


def until(ask):
    """Ask until the answer is something; fail after a while."""
    limit = time.monotonic() + _PATIENCE_S
    began = time.monotonic()
    while not (answer := ask()):
        took = time.monotonic() - began
        assert began + took < limit, "it never came"
        # Who asks all the time keeps the program from doing what is waited for.
        time.sleep(max(_GLANCE_S, took))
        began = time.monotonic()
    return answer


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
