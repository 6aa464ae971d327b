"""The pages of the navigation: which there are, for whom, and which kinds of records live where."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from gridkeeper.domain.labels import Label
from gridkeeper.domain.replicas import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.page import Page

# A page's module is imported while a password is typed, or when the page is shown for the first
# time: the window comes first.


def _today(frame: Frame) -> Page:
    from gridkeeper.ui.today.page import TodayPage  # noqa: PLC0415

    return TodayPage(frame)


def _doors(frame: Frame) -> Page:
    from gridkeeper.ui.doors.page import DoorsPage  # noqa: PLC0415

    return DoorsPage(frame)


def _figures(frame: Frame) -> Page:
    from gridkeeper.ui.figures.page import FiguresPage  # noqa: PLC0415

    return FiguresPage(frame)


def _people(frame: Frame) -> Page:
    from gridkeeper.ui.people.page import PeoplePage  # noqa: PLC0415

    return PeoplePage(frame)


def _visits(frame: Frame) -> Page:
    from gridkeeper.ui.visits.page import VisitsPage  # noqa: PLC0415

    return VisitsPage(frame)


def _disputes(frame: Frame) -> Page:
    from gridkeeper.ui.disputes.page import DisputesPage  # noqa: PLC0415

    return DisputesPage(frame)


def _hazards(frame: Frame) -> Page:
    from gridkeeper.ui.hazards.page import HazardsPage  # noqa: PLC0415

    return HazardsPage(frame)


def _requests(frame: Frame) -> Page:
    from gridkeeper.ui.requests.page import RequestsPage  # noqa: PLC0415

    return RequestsPage(frame)


def _exchange(frame: Frame) -> Page:
    from gridkeeper.ui.exchange.page import ExchangePage  # noqa: PLC0415

    return ExchangePage(frame)


def _papers(frame: Frame) -> Page:
    from gridkeeper.ui.papers.page import PapersPage  # noqa: PLC0415

    return PapersPage(frame)


def _settings(frame: Frame) -> Page:
    from gridkeeper.ui.settings.page import SettingsPage  # noqa: PLC0415

    return SettingsPage(frame)


_OWN_ICONS = {"household": "household", "dwelling": "door", "building": "building", "grid": "grid"}
_EVERYBODY = frozenset(Role)
_READERS = frozenset({Role.OFFICE, Role.SUPERVISOR})
_WRITERS = _EVERYBODY - {Role.SUPERVISOR}


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One line of the navigation.

    Attributes:
        icon: A name of `resources/icons`.
        make: Makes the page.
        roles: Who sees it.
        kinds: Kinds of records, and of other drafts, that are shown and written there.
    """

    name: str
    label: Label
    icon: str
    make: Callable[[Frame], Page]
    roles: frozenset[Role] = _EVERYBODY
    kinds: tuple[str, ...] = field(default=())


PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", Label("今日", "Today"), "today", _today, _WRITERS, ("visit_sheet",)),
    PageEntry(
        "figures",
        Label("统计", "Figures"),
        "figures",
        _figures,
        frozenset({Role.OFFICE, Role.SUPERVISOR}),
    ),
    PageEntry("doors", Label("楼栋", "Doors"), "building", _doors, _WRITERS),
    PageEntry(
        "people",
        Label("居民", "Residents"),
        "people",
        _people,
        kinds=(
            *("person", "household", "dwelling", "building", "grid", "premises"),
            *("person_tag", "consent", "register_event"),
        ),
    ),
    PageEntry("visits", Label("走访", "Visits"), "visit", _visits, kinds=("visit",)),
    PageEntry(
        "disputes",
        Label("纠纷", "Disputes"),
        "dispute",
        _disputes,
        kinds=("dispute", "dispute_party"),
    ),
    PageEntry("hazards", Label("隐患", "Hazards"), "hazard", _hazards, kinds=("hazard", "recheck")),
    PageEntry("requests", Label("诉求", "Requests"), "request", _requests, kinds=("request",)),
    PageEntry(
        "exchange",
        Label("交接", "Exchange"),
        "exchange",
        _exchange,
        frozenset({Role.WORKER, Role.OFFICE}),
    ),
    PageEntry("papers", Label("台账报表", "Papers"), "papers", _papers),
    PageEntry("settings", Label("设置", "Settings"), "settings", _settings),
)


def prepare() -> None:
    """Import what the pages need; any thread may do so.

    What was loaded stays, so Python is told once not to look for cycles in it: the window stood
    still for a tenth of a second each time it did.
    """
    for entry in PAGES:
        import_module(f"gridkeeper.ui.{entry.name}.page")
    if not gc.get_freeze_count():
        gc.freeze()


def pages_of(role: Role) -> tuple[PageEntry, ...]:
    """Return the pages that a role sees, in order; the first is shown first."""
    seen = [entry for entry in PAGES if role in entry.roles]
    if role is Role.SUPERVISOR:
        seen.sort(key=lambda entry: entry.name != "figures")
    if role is Role.OFFICE:  # who sits at a desk walks less than she reads and prints
        seen.sort(key=lambda entry: (entry.name == "settings", entry.name == "doors"))
    return tuple(seen)


def home_of(kind: str) -> str:
    """Return the page where a kind of records lives; "" if none does."""
    return next((entry.name for entry in PAGES if kind in entry.kinds), "")


def icon_of(kind: str) -> str:
    """Return the icon of a kind of records: its own, or that of its page; "" if it has none."""
    home = home_of(kind)
    return _OWN_ICONS.get(kind) or next((entry.icon for entry in PAGES if entry.name == home), "")
