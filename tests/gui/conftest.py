"""What holds for tests with windows: none is left open."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


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
