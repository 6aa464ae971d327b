"""The panel of a household that moved out whole."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton

from gridkeeper.domain import kinds
from gridkeeper.services.register.events import Occasion, RegisterEventService
from tests.helpers.towns import where


def test_a_household_that_moved_out_whole_offers_no_visit(stand):
    page = stand.page("people")
    household = where(stand.session, kinds.HOUSEHOLD)[0].id
    page.open("household", household)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    stand.settled(page)
    assert page.panel.detail.names("visit") == {"household_id": household}
    assert any("登记走访" in one for one in buttons(page))

    RegisterEventService(stand.session).move_out_whole(household, Occasion(on=date(2026, 10, 7)))
    stand.qtbot.waitUntil(lambda: "已销户" in labels(page))

    assert page.panel.detail.names("visit") == {}
    assert not any("登记走访" in one for one in buttons(page))


def buttons(page):
    return [one.text() for one in page.panel.detail.findChildren(QPushButton) if one.isVisible()]


def labels(page):
    return [one.text() for one in page.panel.detail.findChildren(QLabel)]
