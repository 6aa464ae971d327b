"""The real window over the store of a worker of the small town, who has recorded a visit."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTabWidget

from tests.helpers.attachments import attach
from tests.helpers.listing import Stand
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.towns import a_visit_of
from tests.helpers.windows import a_window

__all__ = ["made_town", "town"]


class Place(Stand):
    """The visit, at whose photos somebody looks."""

    visit = None

    def idle(self):
        """Wait until nothing is done any more."""
        self.qtbot.waitUntil(lambda: self.window.jobs.is_idle)

    def hang(self, *files, **how):
        """Let files hang on the visit before anybody looks."""
        return attach(self.session, self.visit, *files, **how)

    def section(self):
        """Show what hangs on the visit."""
        page = self.page("visits")
        page.open("visit", self.visit.id)
        detail = page.panel.detail
        self.qtbot.waitUntil(lambda: detail.dossier is not None and detail.photos is not None)
        detail.findChild(QTabWidget).setCurrentWidget(detail.photos)
        self.idle()
        return detail.photos

    def names(self):
        """Return what hangs on the visit now."""
        service = self.window.frame.desk.attachments
        return [one.record.file_name for one in service.of(self.visit.id)]


@pytest.fixture
def place(qtbot, town, tmp_path):
    visit = a_visit_of(town.mei)
    with a_window(tmp_path, town.mei) as window:
        made = Place(window, town.mei, qtbot)
        made.visit = visit
        yield made
        qtbot.waitUntil(lambda: window.jobs.is_idle)
