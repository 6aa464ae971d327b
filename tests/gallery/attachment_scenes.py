"""Scenes of photos and documents: below a record, in a form, large, and side by side."""

from __future__ import annotations

import io
import random
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabWidget

from gridkeeper.domain.kinds import KINDS
from gridkeeper.progress import Quiet
from gridkeeper.services.attachments.attaching import Source
from gridkeeper.ui.attachments import adding
from gridkeeper.ui.attachments.section import HINTED
from gridkeeper.ui.attachments.viewer import Viewer
from gridkeeper.ui.pages import home_of
from tests.gallery.playing import Scene, wait
from tests.gallery.stock import first, second

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gridkeeper.ui.attachments.section import Section
    from gridkeeper.ui.lists.record_page import RecordPage
    from gridkeeper.ui.main_window import MainWindow

_TAKEN = 0x0132


def scenes() -> Iterator[Scene]:
    """Yield the scenes; the first ones are of a record on which nothing hangs."""
    for name, arrange in (
        ("empty", _empty),
        ("refused", _refused),
        ("section", _section),
        ("viewer", partial(_viewer, place=0)),
        ("viewer-document", partial(_viewer, place=3)),
        ("viewer-missing", partial(_viewer, place=2)),
        ("pair", _pair),
        ("saying", _saying),
        ("camera", _camera),
        ("waiting", _waiting),
    ):
        yield Scene(f"worker-attachments-{name}", "worker", arrange)
    yield Scene("viewing-attachments-empty", "viewing", _empty)


def _shown(window: MainWindow, record_id: str) -> Section:
    """Show the photos of a hazard."""
    window.activateWindow()
    window.frame.notices.clear()
    window.workspace.show_page(home_of("hazard"))
    page = cast("RecordPage", window.workspace.page)
    if "leave" in page.offers():
        page.perform("leave")
    wait(window)
    window.frame.show_record("hazard", record_id)
    wait(window)
    detail = page.panel.detail
    detail.findChild(QTabWidget).setCurrentWidget(detail.photos)
    wait(window)
    return detail.photos


def _empty(window: MainWindow) -> Section:
    return _shown(window, second(window.frame.desk.session, "hazard"))


def _section(window: MainWindow) -> Section:
    """Show a pair, a photo that has not come yet, and a document."""
    session, service = window.frame.desk.session, window.frame.desk.attachments
    window.frame.preferences.set(HINTED, "yes")
    record_id = first(session, "hazard")
    if not service.of(record_id):
        with session.store.reading() as unit:
            hazard = unit.listing.get(KINDS["hazard"], record_id)
        with tempfile.TemporaryDirectory() as folder:
            photos = _photos(Path(folder))
            service.attach(hazard, photos[:1], "整改前", "二楼楼道堆满纸箱")
            service.attach(hazard, photos[1:2], "整改后", "纸箱已清走")
            lost = service.attach(hazard, photos[2:3])[0]
            paper = Path(folder) / "整改告知单.txt"
            paper.write_text("请在三日内清理。", encoding="utf-8")
            service.attach(hazard, [paper])
        session.store.contents.file(lost.sha256).unlink()
    section = _shown(window, record_id)
    section.view.setFocus()
    return section


def _viewer(window: MainWindow, place: int) -> Viewer:
    section = _section(window)
    section.look(place)
    wait(window)
    return next(one for one in window.findChildren(Viewer) if one.isVisible())


def _pair(window: MainWindow) -> None:
    _viewer(window, 0).compare()


def _saying(window: MainWindow) -> None:
    _viewer(window, 0).say()


def _refused(window: MainWindow) -> None:
    section = _empty(window)
    with tempfile.TemporaryDirectory() as folder:
        empty, photo = Path(folder) / "空白.jpg", Path(folder) / "IMG_20261119_093012.heic"
        empty.write_bytes(b"")
        photo.write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
        section.add(lambda: [Source(empty), Source(photo)])
        wait(window)


def _camera(window: MainWindow) -> None:
    section = _section(window)
    # Kept for the next scenes and gone with the stores; its name is the same in every picture.
    folder = window.frame.desk.session.store.path.parent / "DCIM"
    folder.mkdir(exist_ok=True)
    _photos(folder)
    window.frame.preferences.keep_folder(adding.CAMERA, folder)
    adding.choose_from_camera(window.frame, section)
    wait(window)
    dialog = window.findChildren(adding.CameraDialog)[-1]
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)


def _waiting(window: MainWindow) -> None:
    _section(window)
    window.frame.compose("hazard")
    wait(window)
    form = cast("RecordPage", window.workspace.page).panel.form
    with tempfile.TemporaryDirectory() as folder:
        photos = _photos(Path(folder))
        found = window.frame.desk.attachments.prepare(_sources(photos[:2]), (), Quiet())
    form.waiting.files = found.waiting
    form.waiting.set_facts(form.waiting.facts())
    form.surface.reveal(form.waiting.view)


def _sources(files: Sequence[Path]) -> list[Source]:
    return [Source(file) for file in files]


def _photos(folder: Path) -> list[Path]:
    """Write photos that look like something: a corridor with boxes, and without."""
    made = []
    for number in range(4):
        rough = Image.new("RGB", (8, 6), (196, 188, 176))
        places = random.Random(number)  # noqa: S311
        for _box in range(0 if number == 1 else 7):
            at = places.randrange(8), places.randrange(3, 6)
            rough.putpixel(at, (150 + 10 * number, 110, 70 + 20 * number))
        notes = Image.Exif()
        notes[_TAKEN] = f"2026:11:1{number + 5} 09:30:1{number}"
        stream = io.BytesIO()
        rough.resize((1280, 960), Image.Resampling.NEAREST).save(stream, "JPEG", exif=notes)
        file = folder / f"IMG_2026111{number + 5}_09301{number}.jpg"
        file.write_bytes(stream.getvalue())
        made.append(file)
    return made
