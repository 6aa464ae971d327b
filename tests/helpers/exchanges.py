"""The exchange page on a real window, and what a person does with it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.ui.exchange.handed import HandedDialog
from gridkeeper.ui.exchange.panel import LinePanel
from tests.helpers.towns import rename
from tests.helpers.windows import a_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from gridkeeper.services.session import Session
    from gridkeeper.ui.exchange.page import ExchangePage
    from gridkeeper.ui.exchange.tables import LineView
    from tests.helpers.towns import Town


@contextmanager
def exchange_of(qtbot: QtBot, session: Session, folder: Path) -> Iterator[ExchangePage]:
    """Show the page over a store, and wait until it says how things stand."""
    with a_window(folder, session) as window:
        # What runs in a process of its own would have to be found again by the test's name.
        qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=20_000)
        window.workspace.show_page("exchange")
        page = window.workspace.page
        qtbot.waitUntil(lambda: window.jobs.is_idle and bool(page.hand_over.stands))
        yield page
        qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=20_000)


def foot_of(view: LineView) -> LinePanel | None:
    """Return what stands below a table with what can be done about its lines."""
    above = view.parentWidget()
    return above if isinstance(above, LinePanel) else None


@dataclass
class Office:
    """A person at the page."""

    page: ExchangePage
    qtbot: QtBot
    town: Town

    @property
    def notice(self) -> str:
        """What is told at the window's foot."""
        return self.page.frame.notices.text

    def settle(self) -> None:
        """Wait until nothing runs and nothing waits to be looked at."""
        page = self.page
        self.qtbot.waitUntil(
            lambda: page.frame.jobs.is_idle and not page.is_waiting, timeout=20_000
        )

    def rehearse(self, *paths: Path) -> None:
        """Give files to the page, and wait for the rehearsal's end."""
        self.page.rehearse(list(paths))
        self.qtbot.waitUntil(lambda: not self.page.intake.is_busy, timeout=20_000)
        self.settle()

    def take_in(self) -> None:
        """Take in what was rehearsed."""
        self.page.intake.go_on()
        self.qtbot.waitUntil(lambda: not self.page.intake.is_busy, timeout=20_000)
        self.settle()

    def hand_in(self, folder: Path) -> None:
        """Hand everything in, once."""
        self.page.hand_over.place.use(folder)
        self.page.hand_over.hand_over()
        self.dialog(HandedDialog).accept()
        self.settle()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """Wait for a dialog."""
        window = self.page.window()

        def shown() -> list[QDialog]:
            return [one for one in window.findChildren(kind) if one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
        return shown()[-1]

    def two_phones(self) -> list[Path]:
        """Let both workers change the same telephone number, and hand that in."""
        zhang = self.town.only(kinds.PERSON, name="张三")
        rename(self.town.mei, kinds.PERSON, zhang, phone="13911110001")
        rename(self.town.gang, kinds.PERSON, zhang, phone="13911110002")
        return [self.town.hand_in(self.town.mei), self.town.hand_in(self.town.gang)]
