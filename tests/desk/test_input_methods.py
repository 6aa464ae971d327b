"""Chinese is typed into the real program through the input methods that people have."""

from __future__ import annotations

import subprocess
import time

import pytest

from tests.helpers.desktops import Program, until

pytestmark = pytest.mark.end2end

_FCITX_PROFILE = """\
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
_PATIENCE_S = 20.0


def fcitx5(desktop):
    """Start fcitx5 with its pinyin, and wait until it answers."""
    folder = desktop.folder / "config" / "fcitx5"
    folder.mkdir()
    (folder / "profile").write_text(_FCITX_PROFILE, encoding="utf-8")
    desktop.start(["fcitx5", "--disable=wayland,kimpanel,cloudpinyin,notifications"])
    question = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"]
    question += ["org.freedesktop.DBus.NameHasOwner", "string:org.fcitx.Fcitx5"]
    until(lambda: "true" in asked(desktop, question))


def ibus(desktop):
    """Start ibus with libpinyin, and wait until it is the engine in force."""
    desktop.environment["GSETTINGS_BACKEND"] = "memory"
    desktop.start(["ibus-daemon", "--panel=disable", "--xim"])
    until(lambda: "libpinyin" in asked(desktop, ["ibus", "list-engine"]))
    until(
        lambda: (
            asked(desktop, ["ibus", "engine", "libpinyin"]) is not None
            and "libpinyin" in asked(desktop, ["ibus", "engine"])
        )
    )


def asked(desktop, command):
    """Return what a program says."""
    done = subprocess.run(  # noqa: S603 - fixed words
        command, env=desktop.environment, capture_output=True, text=True, check=False, timeout=20
    )
    return done.stdout


@pytest.mark.parametrize(
    ("begin", "letters", "characters"),
    # The words of ibus do not begin with 网格 for these letters.
    [(fcitx5, "wangge ", "网格"), (ibus, "shequ ", "社区")],
)
def test_pinyin_becomes_characters(desktop, begin, letters, characters):
    begin(desktop)
    program = Program(desktop)
    program.sees("看看示例社区", "push button")
    desktop.keys("2")
    program.focus("街道或社区")
    desktop.keys("Tab")
    field = "单位名称或您的姓名"
    program.focus(field)

    limit = time.monotonic() + _PATIENCE_S
    while characters not in (typed := program.focus(field).text):
        # An engine that is still loading its words lets the letters through.
        assert time.monotonic() < limit, f"only {typed!r} came"
        desktop.keys("ctrl+a", "Delete")
        desktop.type(letters)
        wait_for_text(program, field)


def wait_for_text(program, field):
    """Wait a moment until something stands in the field."""
    limit = time.monotonic() + 2
    while not program.focus(field).text and time.monotonic() < limit:
        time.sleep(0.05)
