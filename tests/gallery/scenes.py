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
    from collections.abc import Collection, Iterator

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
STORIES = (
    record_scenes,
    register_scenes,
    attachment_scenes,
    office_scenes,
    setting_scenes,
    conflict_scenes,
    mailbox_scenes,
    receipt_scenes,
    import_scenes,
    level_scenes,
    door_scenes,
    day_scenes,
)
SHOWN = ("visit", "dispute", "hazard", "request", "person", "household", "building")


def scenes() -> Iterator[Scene]:
    """Yield all scenes, grouped by whose window they need."""
    yield from gate_scenes.scenes()
    windows = list(ROLES)
    yield from sorted(_of_stores(), key=lambda scene: windows.index(scene.who))


def leading_to(wanted: Collection[Scene]) -> list[Scene]:
    """Return these scenes, and those from which they go on: what their stories tell before them."""
    needed = {one.name for one in wanted}
    for story in (gate_scenes, *STORIES):
        for who in ("gate", *ROLES):
            told = [one.name for one in story.scenes() if one.who == who]
            last = max((at for at, name in enumerate(told) if name in needed), default=0)
            needed.update(told[:last])
    return [one for one in scenes() if one.name in needed]


def _of_stores() -> Iterator[Scene]:
    for who, role in ROLES.items():
        for entry in pages_of(role):
            yield Scene(f"{who}-page-{entry.name}", who, partial(_page, name=entry.name))
    for kind in RECORDED:
        yield Scene(f"worker-new-{kind}", "worker", partial(_compose, kind=kind))
    for kind in SHOWN:
        yield Scene(f"worker-shown-{kind}", "worker", partial(_open, kind=kind))
    for story in STORIES:
        yield from story.scenes()


def _page(window: MainWindow, name: str) -> None:
    window.workspace.show_page(name)


def _compose(window: MainWindow, kind: str) -> None:
    window.frame.compose(kind)


def _open(window: MainWindow, kind: str) -> None:
    window.frame.show_record(kind, second(window.frame.desk.session, kind))
