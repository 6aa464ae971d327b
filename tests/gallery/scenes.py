"""What is shown: one line a scene, arranged as a person would come there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from gridkeeper.domain.replicas import Role
from gridkeeper.ui.pages import pages_of
from tests.gallery.stock import first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gridkeeper.ui.main_window import MainWindow

RECORDED = ("visit", "dispute", "hazard", "request", "person", "household", "dwelling", "building",
            "grid", "premises")  # fmt: skip
ROLES = {"worker": Role.WORKER, "office": Role.OFFICE, "viewing": Role.SUPERVISOR}
SHOWN = ("visit", "dispute", "hazard", "request", "person", "household", "building")


@dataclass(frozen=True)
class Scene:
    """One thing to look at.

    Attributes:
        who: Whose window it is, see `playing.window`.
        arrange: Brings it about; what it starts is waited for.
    """

    name: str
    who: str
    arrange: Callable[[MainWindow], object]


def scenes() -> Iterator[Scene]:
    """Yield all scenes, grouped by whose window they need."""
    yield from _gate()
    for who, role in (
        ("worker", Role.WORKER),
        ("office", Role.OFFICE),
        ("viewing", Role.SUPERVISOR),
    ):
        for entry in pages_of(role):
            yield Scene(f"{who}-page-{entry.name}", who, partial(_page, name=entry.name))
    for kind in RECORDED:
        yield Scene(f"worker-new-{kind}", "worker", partial(_compose, kind=kind))
    for kind in SHOWN:
        yield Scene(f"worker-shown-{kind}", "worker", partial(_open, kind=kind))
    yield Scene("worker-search", "worker", partial(_search, text="zh"))
    yield Scene("worker-search-nothing", "worker", partial(_search, text="qqqq"))
    yield Scene("worker-help", "worker", partial(_action, name="help"))


def _gate() -> Iterator[Scene]:
    yield Scene("gate-doors", "gate", lambda window: None)
    for name in ("joining", "creating"):
        yield Scene(f"gate-{name}", "gate", partial(_door, name=name))


def _door(window: MainWindow, name: str) -> None:
    gate = window.centralWidget().currentWidget()
    getattr(gate, f"show_{name}")()


def _page(window: MainWindow, name: str) -> None:
    window.workspace.show_page(name)


def _compose(window: MainWindow, kind: str) -> None:
    window.frame.compose(kind)


def _open(window: MainWindow, kind: str) -> None:
    window.frame.show_record(kind, first(window.frame.desk.session, kind))


def _action(window: MainWindow, name: str) -> None:
    window.actions_[name].trigger()


def _search(window: MainWindow, text: str) -> None:
    window.actions_["search"].trigger()
    dialog = next(one for one in window.children() if type(one).__name__ == "SearchDialog")
    dialog.findChild(QLineEdit).setText(text)
