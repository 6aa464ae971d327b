"""Sheets on the screen and on paper; the folder in which papers are made to be looked at."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from socket import gethostname

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel

from gridkeeper.domain import kinds
from gridkeeper.errors import FileExistsAlreadyError, FileUnwritableError
from gridkeeper.progress import CancelledError, Quiet
from gridkeeper.reports import page as papers
from gridkeeper.reports import styles
from gridkeeper.services.papers.sheets import put
from gridkeeper.ui.papers import private
from gridkeeper.ui.papers.handing_out import HandingOut, file_name, print_sheets
from gridkeeper.ui.papers.printing import PreviewDialog, preview_pdf, print_form, show_form
from gridkeeper.ui.papers.reading import Document
from gridkeeper.ui.papers.sheet_view import SheetView, Zoom
from tests.helpers.papers import a_heading
from tests.helpers.windows import because, the_frame

pytestmark = pytest.mark.gui
LONG = 20_000
# Qt dates a PDF, and does not understand the far-away zone in which all tests run.
NO_ZONE = pytest.mark.qt_log_ignore("Unable to determine system time zone", extend=True)


def _a_process_that_has_ended():
    """Return the number of a process that is no longer there."""
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    process.wait()
    return process.pid


def a_pdf(path, pages=3):
    """Write a paper of some pages, of which each says its number."""
    with papers.opened(path, "样张", a_heading()) as paper:
        for number in range(1, pages + 1):
            paper.write(paper.left, paper.y, f"第{number}张样张", styles.HEADING)
            if number < pages:
                paper.turn()
    return path


@pytest.fixture
def document(tmp_path):
    """A paper of three pages."""
    return Document(a_pdf(tmp_path / "a.pdf").read_bytes())


@pytest.fixture
def sheets(window, qtbot, document):
    """A view of it."""
    view = SheetView(window.around, "样张")
    qtbot.addWidget(view)
    view.resize(480, 500)
    view.show()
    view.show_document(document)
    qtbot.waitUntil(lambda: view.is_drawn)
    yield view
    qtbot.waitUntil(lambda: window.jobs.is_idle)


def test_a_page_has_its_size_its_picture_and_its_text(document):
    image = document.image(1, 2.0)

    assert [round(size.width()) for size in document.sizes] == [595] * 3
    assert abs(image.width() - 2 * document.sizes[1].width()) <= 1
    assert "第2张样张" in document.text(1)
    assert image.pixelColor(2, 2) == Qt.GlobalColor.white
    assert image != document.image(2, 2.0)


def test_pages_are_turned_by_keys(sheets, qtbot):
    sheets.use(Zoom.PAGE)

    qtbot.keyClick(sheets, Qt.Key.Key_PageDown)
    assert sheets.page == 1
    qtbot.keyClick(sheets, Qt.Key.Key_End)
    assert sheets.page == 2
    qtbot.keyClick(sheets, Qt.Key.Key_Home)
    assert sheets.page == 0


def test_the_page_in_front_is_read_aloud(sheets, qtbot):
    sheets.turn(1)

    qtbot.waitUntil(lambda: "第2张样张" in sheets.accessibleDescription())
    assert sheets.accessibleDescription().startswith("第 2 页 / 共 3 页")


def test_the_page_in_front_stays_there_when_the_pages_grow(sheets):
    sheets.use(Zoom.PAGE)
    sheets.turn(1)

    sheets.use(Zoom.WIDTH)
    assert sheets.page == 1
    sheets.resize(700, 400)
    assert sheets.page == 1


@pytest.mark.parametrize("wide", [700, 1600])
def test_a_page_fits_the_width_however_wide_it_is(sheets, wide):
    sheets.resize(wide, 400)

    page = sheets._on_screen(0)

    assert page.left() <= 16
    assert sheets.viewport().width() - page.right() <= 20


def test_pages_that_are_not_seen_are_not_kept(window, sheets, qtbot, tmp_path):
    sheets.show_document(Document(a_pdf(tmp_path / "long.pdf", 12).read_bytes()))
    for page in range(12):
        sheets.turn(page)
        qtbot.waitUntil(lambda: sheets.is_drawn)

    assert len(sheets._images) < 8


def test_no_paper_has_no_page(sheets):
    sheets.show_document(None)

    assert (sheets.page, sheets.document) == (0, None)
    assert sheets.accessibleDescription() == ""


@NO_ZONE
def test_a_paper_is_printed_page_by_page(window, document, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "p.pdf"))
    printer.setFromTo(2, 3)

    pages = print_sheets(printer, document, Quiet())

    printed = Document((tmp_path / "p.pdf").read_bytes())
    assert (pages, len(printed)) == (2, 2)
    assert round(printed.sizes[0].width()) == 595


@NO_ZONE
def test_a_cancelled_print_is_forgotten(window, document, tmp_path):
    class Stop:
        def report(self, done, total):
            if done:
                raise CancelledError

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "p.pdf"))

    with pytest.raises(CancelledError):
        print_sheets(printer, document, Stop())


@NO_ZONE
def test_a_paper_goes_to_the_printer_that_is_chosen(window, qtbot, document, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "PySide6.QtPrintSupport.QPrinterInfo.availablePrinterNames", staticmethod(lambda: ["甲"])
    )
    noted = []
    out = HandingOut(window.around, noted.append, window)

    out.print(document, "样张")
    dialog = window.findChild(QPrintDialog)
    dialog.printer().setOutputFileName(str(tmp_path / "p.pdf"))
    with qtbot.waitSignal(out.left):
        dialog.accepted.emit(dialog.printer())

    assert window.around.notices.text == "已送打印机，共 3 页。"
    assert noted == ["printed"]
    assert len(Document((tmp_path / "p.pdf").read_bytes())) == 3
    dialog.close()


def test_a_paper_that_is_saved_closes_its_dialog_and_says_where(window, qtbot, tmp_path):
    noted = []
    dialog = preview_pdf(window.around, "样张", lambda path, _progress: a_pdf(path), noted.append)
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=LONG)
    dialog.save()
    files = window.findChild(QFileDialog)
    files.selectFile(str(tmp_path / "s.pdf"))

    with qtbot.waitSignal(dialog.accepted):
        files.accept()

    assert "s.pdf" in window.around.notices.text
    assert noted == ["saved"]


def test_a_paper_is_not_put_over_what_is_none(tmp_path):
    other = tmp_path / "store.gkdb"
    other.write_bytes(b"SQLite")

    with pytest.raises(FileExistsAlreadyError):
        put(other, b"%PDF-1.7")

    assert other.read_bytes() == b"SQLite"
    assert [file.name for file in tmp_path.iterdir()] == ["store.gkdb"]


def test_a_folder_for_papers_is_entered_by_its_owner_only_and_goes_away(tmp_path):
    with private.folder(tmp_path) as folder:
        (folder / "paper.pdf").write_bytes(b"%PDF")
        mode = stat.S_IMODE(folder.stat().st_mode)
        assert os.name == "nt" or mode == 0o700

    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_is_taken_away_and_what_is_in_use_is_not(tmp_path):
    left = tmp_path / "gridkeeper-papers-left"
    left.mkdir()
    os.utime(left, (0, 0))

    with private.folder(tmp_path) as used:
        os.utime(used, (0, 0))
        private.sweep(tmp_path)
        assert list(tmp_path.iterdir()) == [used]


def test_what_a_killed_program_left_a_moment_ago_is_taken_away(tmp_path):
    left = tmp_path / "gridkeeper-papers-left"
    left.mkdir()
    (left / "paper.pdf").write_bytes(b"%PDF")
    (left / "lock").write_text(f"{_a_process_that_has_ended()}\ngridkeeper\n{gethostname()}\n")

    private.sweep(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    with pytest.raises(FileUnwritableError), private.folder(tmp_path / "gone"):
        pass


def test_a_name_for_a_file_fits_any_medium():
    assert file_name("甲/乙", "", "2026年10月", ending=".pdf") == "甲_乙-2026年10月.pdf"


def test_a_form_is_looked_at_in_full_or_masked(window, qtbot):
    frame = the_frame(window)
    with frame.desk.session.store.reading() as unit:
        (visit,) = unit.listing.where(kinds.VISIT)
    dialog = show_form(frame, "visit", visit.id, "签字")
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=LONG)
    assert "张三" in dialog.preview.document.text(0)
    assert dialog.box.seen == dialog.box.currentText()

    dialog.box.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=LONG)
    assert "张三" not in dialog.preview.document.text(0)
    dialog.reject()


def test_a_form_is_made_in_full_once_it_was_said_what_for(window, qtbot):
    frame = the_frame(window)
    with frame.desk.session.store.reading() as unit:
        (visit,) = unit.listing.where(kinds.VISIT)

    because(print_form(frame, "visit", visit.id))

    (dialog,) = frame.messages.window.findChildren(PreviewDialog)
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=LONG)
    assert [one.reason for one in frame.desk.audits.looks()] == ["签字或归档"]
    dialog.reject()


def test_any_pdf_is_looked_at_at_the_gate_too(window, qtbot):
    dialog = preview_pdf(window.around, "样张", lambda path, _progress: a_pdf(path))

    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=LONG)
    qtbot.waitUntil(dialog.preview.sheets.hasFocus)
    dialog.reject()


def test_what_cannot_be_made_says_why(window, qtbot):
    def write(path, _progress):
        raise FileUnwritableError(file=path.name, reason="磁盘已满")

    dialog = preview_pdf(window.around, "样张", write)

    qtbot.waitUntil(lambda: not dialog.preview.is_making)
    said = [label.text() for label in dialog.preview.shown.findChildren(QLabel)]
    assert any("磁盘已满" in text for text in said)
    dialog.reject()
