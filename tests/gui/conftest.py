"""What holds for tests with windows: none is left open; the lines are counted of some."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

for _waiting in (QtBot.waitUntil, QtBot.waitSignal):
    # A test that passes waits no longer for it; one beside a busy neighbour does not fail.
    _waiting.__kwdefaults__["timeout"] = 30_000


@pytest.fixture(autouse=True)
def _no_window_is_left(qapp):
    before = {id(window) for window in QApplication.topLevelWidgets()}
    yield
    left = [
        repr(window)
        for window in QApplication.topLevelWidgets()
        if id(window) not in before and window.isVisible()
    ]
    assert not left, f"windows left open: {left}"


_HERE = Path(__file__).parent
_OF = 2
"""In one test of so many the lines that it runs are counted; its name tells, always the same."""


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    """Count the lines that a test runs, or do not.

    Counting makes Python half as fast again, and tests with windows run the same lines many times.
    What is counted is never more than what is covered, so that the floor holds as it is.
    pytest asks this for every test, wherever it stands: the others are counted, all of them.
    """
    plugin = item.config.pluginmanager.getplugin("_cov")
    control = plugin and plugin.cov_controller
    is_here = item.path.is_relative_to(_HERE)
    if is_here and control and control.started and crc32(item.nodeid.encode()) % _OF:
        control.pause()
        yield
        if not control.started:
            control.resume()
    else:
        yield
