"""What is shown: one line a scene, arranged as a person would come there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Role
from gridkeeper.ui.pages import pages_of
from tests.gallery import (
    attachment_scenes,
    conflict_scenes,
    day_scenes,
    door_scenes,
    gate_scenes,
    import_scenes,
    level_scenes,
    mailbox_scenes,
    office_scenes,
    receipt_scenes,
    record_scenes,
    register_scenes,
    setting_scenes,
)
from tests.gallery.playing import Scene
from tests.gallery.stock import second

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.ui.main_window import MainWindow

RECORDED = ("visit", "dispute", "hazard", "request", "person", "household", "dwelling", "building",
            "grid", "premises")  # fmt: skip
ROLES = {
    "worker": Role.WORKER,
    "office": Role.OFFICE,
    "viewing": Role.SUPERVISOR,
    "new": Role.OFFICE,
    "alone": Role.ALONE,
}
SHOWN = ("visit", "dispute", "hazard", "request", "person", "household", "building")


def scenes() -> Iterator[Scene]:
    """Yield all scenes, grouped by whose window they need."""
    yield from gate_scenes.scenes()
    windows = list(ROLES)
    yield from sorted(_of_stores(), key=lambda scene: windows.index(scene.who))


def _of_stores() -> Iterator[Scene]:
    for who, role in ROLES.items():
        for entry in pages_of(role):
            yield Scene(f"{who}-page-{entry.name}", who, partial(_page, name=entry.name))
    for kind in RECORDED:
        yield Scene(f"worker-new-{kind}", "worker", partial(_compose, kind=kind))
    for kind in SHOWN:
        yield Scene(f"worker-shown-{kind}", "worker", partial(_open, kind=kind))
    yield from record_scenes.scenes()
    yield from register_scenes.scenes()
    yield from attachment_scenes.scenes()
    yield from office_scenes.scenes()
    yield from setting_scenes.scenes()
    yield from conflict_scenes.scenes()
    yield from mailbox_scenes.scenes()
    yield from receipt_scenes.scenes()
    yield from import_scenes.scenes()
    yield from level_scenes.scenes()
    yield from door_scenes.scenes()
    yield from day_scenes.scenes()


def _page(window: MainWindow, name: str) -> None:
    window.workspace.show_page(name)


def _compose(window: MainWindow, kind: str) -> None:
    window.frame.compose(kind)


def _open(window: MainWindow, kind: str) -> None:
    window.frame.show_record(kind, second(window.frame.desk.session, kind))
