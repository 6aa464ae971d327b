"""The recovery key of a new store: kept on paper before anybody goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit

from gridkeeper.domain.replicas import Role
from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.papers.printing import PreviewDialog

pytestmark = pytest.mark.gui


def seen(widget):
    """Whether all of a widget is in sight."""
    return widget.visibleRegion().boundingRect() == widget.rect()


class TestKey:
    @pytest.fixture
    def page(self, computer, tmp_path):
        made = computer.window.entrance.create(Role.OFFICE, "王芳", "", (tmp_path / "a.gkdb", "x"))
        computer.gate.show_key(*made)
        self.key = made[1]
        return computer.page

    def test_nobody_goes_on_with_a_wrong_group(self, computer, page):
        page._typed.setText("AAAA")

        computer.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)

        assert "不是第" in page.check.note
        assert computer.window.frame is None

    @pytest.mark.parametrize("size", list(TextSize))
    def test_the_field_for_the_group_is_in_sight_without_scrolling(self, computer, page, size):
        window = computer.window
        window.resize(960, 600)
        window.around.theme.use(Scheme.LIGHT, size)
        page.begin()

        for part in (page.check, page.sheet.printing):
            computer.until(lambda part=part: seen(part))
        window.around.theme.use(Scheme.LIGHT, TextSize.NORMAL)

    def test_escape_does_not_leave_it(self, computer, page):
        computer.press(Qt.Key.Key_Escape)

        assert computer.page is page

    def test_it_can_be_copied(self, page):
        page.sheet.copying.click()
        kept = QGuiApplication.clipboard().text()
        assert (kept, page.check.input.hasFocus()) == (self.key, True)

    def test_it_can_be_saved_as_a_page(self, computer, page, tmp_path):
        page.sheet.saving.click()
        (dialog,) = computer.window.findChildren(QFileDialog)
        assert dialog.findChild(QLineEdit).text() == "恢复密钥-20261008.pdf"
        dialog.filesSelected.emit([str(tmp_path / "key.pdf")])
        dialog.reject()

        computer.until(lambda: "key.pdf" in computer.window.around.notices.text)

        assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF")

    def test_it_can_be_looked_at_before_it_is_printed(self, computer, page):
        page.sheet.printing.click()
        (dialog,) = computer.window.findChildren(PreviewDialog)

        computer.until(lambda: dialog.preview.document is not None)

        dialog.reject()
