"""Who sits at an office says her name among the settings."""

from __future__ import annotations

import pytest

from gridkeeper.services.store.persons import PersonService
from tests.helpers.windows import a_window

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]


def settings_of(window):
    """Open the page."""
    window.workspace.show_page("settings")
    return window.workspace.page


def test_a_name_holds_as_soon_as_its_line_is_left(tmp_path, town):
    with a_window(tmp_path, town.office) as window:
        line = settings_of(window).safety.person.line
        line.setText("张静")
        line.editingFinished.emit()

        assert PersonService(town.office).name == "张静"
        assert "张静" in window.around.notices.text


def test_who_keeps_a_store_of_her_own_is_not_asked(tmp_path, town):
    with a_window(tmp_path, town.mei) as window:
        assert settings_of(window).safety.person.row is None
