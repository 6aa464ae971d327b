"""Where no window can be shown, that is said; Qt itself would end the process."""

from __future__ import annotations

import ctypes

import pytest

from gridkeeper.errors import ScreenMissingError
from gridkeeper.ui import screen

pytestmark = pytest.mark.gui


@pytest.fixture
def surroundings(monkeypatch):
    """A Linux machine without anything that leads to a screen."""
    monkeypatch.setattr(screen.sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.usefixtures("surroundings")
def test_a_machine_without_a_screen_is_refused():
    with pytest.raises(ScreenMissingError) as refused:
        screen.check()

    assert "没有图形桌面" in str(refused.value)


def test_a_screen_that_does_not_answer_is_refused(surroundings):
    surroundings.setenv("DISPLAY", ":7777")

    with pytest.raises(ScreenMissingError) as refused:
        screen.check()

    assert ":7777" in str(refused.value)


def test_a_library_that_is_missing_is_named(surroundings):
    def refuse(_name):
        raise OSError("libxcb-cursor.so.0: cannot open shared object file")

    surroundings.setenv("DISPLAY", ":0")
    surroundings.setattr(ctypes, "CDLL", refuse)

    with pytest.raises(ScreenMissingError) as refused:
        screen.check()

    assert "libxcb-cursor.so.0" in str(refused.value)


@pytest.mark.parametrize("name", ["QT_QPA_PLATFORM", "WAYLAND_DISPLAY"])
def test_what_leads_elsewhere_is_left_to_qt(surroundings, name):
    surroundings.setenv(name, "x")

    screen.check()


def test_other_systems_always_have_a_screen(surroundings):
    surroundings.setattr(screen.sys, "platform", "win32")

    screen.check()
