"""The first start: three doors, each by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QStyleOptionButton

from gridkeeper import texts
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import StorePlaceError
from gridkeeper.services.entrance import _here
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.ui.first_run.creating import Creating
from gridkeeper.ui.first_run.doors import Doors
from gridkeeper.ui.first_run.joining import Joining
from gridkeeper.ui.first_run.key_step import KeyStep
from gridkeeper.ui.first_run.step import Step
from gridkeeper.ui.jobs import child
from gridkeeper.ui.look.tokens import Scheme, TextSize
from tests.gui.first_run.conftest import SECRET
from tests.helpers.towns import QUIET

pytestmark = pytest.mark.gui


def through_door(computer, key, kind):
    """Press a door's key; a button that a key presses is seen to go down, and takes its time."""
    computer.press(key)
    computer.until(lambda: isinstance(computer.page, kind))


def through_the_key(computer):
    """Type the group that the recovery key's page asks for."""
    page = computer.page
    assert isinstance(page, KeyStep)
    computer.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    computer.type(page._expected.lower())
    computer.go_on()


def test_an_office_begins_by_keys_alone(computer):
    assert isinstance(computer.page, Doors)
    through_door(computer, Qt.Key.Key_2, Creating)
    computer.press(Qt.Key.Key_Tab)
    computer.type("Morning")
    computer.tab(2)
    computer.type(SECRET)
    computer.tab(2)
    computer.type(SECRET)
    computer.go_on()

    through_the_key(computer)

    frame = computer.window.frame
    assert frame.role is Role.OFFICE
    assert frame.desk.session.store.path == computer.folder / "Morning.gkdb"
    assert frame.desk.session.replica.unit == "Morning"


def test_somebody_on_her_own_says_so_with_an_arrow(computer):
    through_door(computer, Qt.Key.Key_2, Creating)

    computer.press(Qt.Key.Key_Down)

    assert computer.page.role is Role.ALONE


def test_escape_goes_back_to_the_doors(computer):
    through_door(computer, Qt.Key.Key_1, Joining)

    computer.press(Qt.Key.Key_Escape)

    assert isinstance(computer.page, Doors)


@pytest.mark.parametrize("page", ["show_joining", "show_creating", "show_key"])
@pytest.mark.parametrize("language", [texts.CHINESE, texts.ENGLISH])
def test_what_goes_on_is_in_sight_in_the_smallest_window_with_the_largest_text(
    computer, page, language, tmp_path
):
    window = computer.window
    window.around.preferences.set("language", language)
    window.reword()
    window.around.theme.use(Scheme.LIGHT, TextSize.LARGEST)
    window.resize(960, 600)
    facts = ()
    if page == "show_key":
        place = (computer.folder / "a.gkdb", SECRET)
        facts = window.entrance.create(Role.OFFICE, "a", "", place)
    getattr(computer.gate, page)(*facts)

    primary = computer.page.primary
    computer.until(lambda: primary.visibleRegion().boundingRect() == primary.rect())
    assert window.rect().contains(primary.mapTo(window, primary.rect().bottomRight()))


class TestNew:
    @pytest.fixture
    def page(self, computer):
        computer.gate.show_creating()
        return computer.page

    def filled(self, page):
        page._name.setText("晨光社区")
        page._named("晨光社区")
        page.password.first.line.setText(SECRET)
        page.password.again.line.setText(SECRET)

    @pytest.mark.parametrize("language", texts.LANGUAGES)
    def test_it_needs_no_scroll_bar_even_where_a_password_is_too_weak(self, computer, language):
        computer.window.around.preferences.set("language", language)
        computer.window.reword()
        computer.gate.show_creating()
        page = computer.page
        self.filled(page)
        page.password.first.line.setText("123456")
        page.password.again.line.setText("123456")
        page.go_on()

        assert page.password.weak.isVisible()
        computer.until(lambda: page._scroll.verticalScrollBar().maximum() == 0)
        computer.window.around.preferences.set("language", texts.CHINESE)
        computer.window.reword()

    def test_a_name_is_needed(self, computer, page):
        computer.go_on()

        assert page.name.note == "必填"
        assert QApplication.focusWidget() is page.name.input

    def test_a_problem_goes_when_something_is_typed(self, computer, page):
        computer.go_on()

        computer.type("a")

        assert page.name.note == ""
        assert not page.name.input.property("wrong")

    def test_a_password_is_needed(self, computer, page):
        page._name.setText("a")

        computer.go_on()

        assert page.password.first.note == "请设置密码。"

    def test_the_passwords_must_be_the_same(self, computer, page):
        self.filled(page)
        page.password.again.line.setText("other")

        computer.go_on()

        assert page.password.again.note == "两次输入不一致。"

    def test_the_file_follows_the_name_until_another_is_chosen(self, page):
        self.filled(page)
        assert page.place.path.name == "晨光社区.gkdb"

        page.place._typed()
        page._named("新名")

        assert page.place.path.name == "晨光社区.gkdb"

    def test_a_file_that_is_there_is_not_taken(self, computer, page):
        self.filled(page)
        page.place.path.touch()

        computer.go_on()

        assert "已有同名文件" in page.place.note

    def test_a_file_needs_a_folder(self, computer, page):
        self.filled(page)
        page.place._line.setText("晨光")

        computer.go_on()

        assert page.place.note == "请选择文件夹和文件名。"

    def test_another_place_can_be_chosen(self, computer, page, tmp_path):
        page.place._choose()
        (dialog,) = computer.window.findChildren(QFileDialog)

        dialog.filesSelected.emit([str(tmp_path / "b.gkdb")])
        dialog.reject()

        assert page.place.path == tmp_path / "b.gkdb"

    def test_a_place_that_is_refused_is_said_at_its_field(self, page):
        page.failed(StorePlaceError(file="e", reason="U 盘"))

        assert "U 盘" in page.place.note

    def test_the_strength_of_the_password_is_said(self, page):
        page.password.first.line.setText("123456")
        weak = page.password.hint

        page.password.first.line.setText(SECRET)

        assert "很弱" in weak
        assert page.password.hint != weak

    def test_a_password_that_is_easily_guessed_is_taken_only_if_that_is_meant(self, page):
        for line in (page.password.first.line, page.password.again.line):
            line.setText("123456")

        assert not page.password.holds()
        assert "容易被猜到" in page.password.first.note

        page.password.weak.setChecked(True)
        assert page.password.holds()

        page.password.first.line.setText("1234567")
        assert not page.password.weak.isChecked()

    def test_the_password_can_be_seen(self, page):
        field = page.password.first

        field._eye.click()

        assert field.line.echoMode() is field.line.EchoMode.Normal
        assert QApplication.focusWidget() is field.line

    def test_a_locked_shift_is_said(self, computer, page):
        page.password.first.input.setFocus()

        computer.qtbot.keyClick(page.password.first.line, "A")
        assert page.password.first.note == "大写锁定已打开。"
        computer.qtbot.keyClick(page.password.first.line, "A", Qt.KeyboardModifier.ShiftModifier)

        assert page.password.first.note == ""


@pytest.mark.usefixtures("quick_codes")
class TestJoin:
    @pytest.fixture
    def enrolled(self, town):
        package = town.folder / "e.gkb"
        return EnrolmentService(town.office).enrol("陈静", ["第一网格"], package, QUIET)

    def test_a_worker_joins_with_a_package_that_is_dropped_on_the_window(self, computer, enrolled):
        drop(computer.gate, enrolled.path)
        page = computer.page
        assert QApplication.focusWidget() is page.code.input

        computer.type(enrolled.code.replace("-", "").lower())
        page.password.first.line.setText(SECRET)
        page.password.again.line.setText(SECRET)
        computer.go_on()
        through_the_key(computer)

        assert computer.window.frame.role is Role.WORKER
        assert computer.window.frame.desk.session.replica.name == "陈静"

    def test_a_wrong_code_is_said_at_its_field(self, computer, enrolled):
        computer.gate._take_file(enrolled.path)
        page = computer.page
        page.code.input.setText("AAAA")
        page.password.first.line.setText(SECRET)
        page.password.again.line.setText(SECRET)

        computer.go_on()

        assert "口令与文件不符" in page.code.note
        assert not list(computer.folder.glob("*"))

    def test_a_damaged_package_is_said_at_its_field(self, computer, enrolled):
        enrolled.path.write_bytes(enrolled.path.read_bytes()[:200])
        computer.gate._take_file(enrolled.path)
        page = computer.page
        page.code.input.setText("AAAA")
        page.password.first.line.setText(SECRET)
        page.password.again.line.setText(SECRET)

        computer.go_on()

        assert "e.gkb" in page.package.note

    def test_package_and_code_are_asked_for(self, computer, enrolled):
        computer.gate.show_joining()
        page = computer.page

        computer.go_on()
        assert "请选择" in page.package.note
        page.take(enrolled.path)
        computer.go_on()

        assert "请输入街道告诉您的口令" in page.code.note

    def test_a_place_that_is_refused_is_said_at_its_field(self, computer):
        page = computer.gate.show_joining()

        page.failed(StorePlaceError(file="e", reason="U 盘"))

        assert "U 盘" in page.place.note

    def test_the_package_can_be_chosen(self, computer, enrolled):
        page = computer.gate.show_joining()
        page._choose()
        (dialog,) = computer.window.findChildren(QFileDialog)

        dialog.filesSelected.emit([str(enrolled.path)])
        dialog.reject()

        assert page._package.text() == str(enrolled.path)


@pytest.mark.usefixtures("quick_codes")
class TestSample:
    def test_one_key_leads_into_it(self, computer, monkeypatch):
        # Here rather than elsewhere, where codes are not quick; the real way: test_first_day.
        monkeypatch.setattr(child, "in_child", _here)
        computer.press(Qt.Key.Key_3)

        computer.until(lambda: computer.window.frame is not None)

        assert computer.window.frame.desk.session.replica.name == "林晓梅"

    def test_it_can_be_stopped(self, computer):
        through_door(computer, Qt.Key.Key_3, Step)
        computer.press(Qt.Key.Key_Escape)

        computer.until(lambda: computer.window.jobs.is_idle)

        assert not list(computer.folder.glob("*"))
        computer.press(Qt.Key.Key_Escape)
        assert isinstance(computer.page, Doors)


class TestFoot:
    def test_the_language_changes_before_anything_is_read(self, computer):
        computer.gate._other_language()

        assert computer.page.cards[0].accessibleName() == "Join a street office"
        computer.gate._other_language()
        assert computer.page.cards[0].accessibleName() == "加入街道"

    def test_text_grows_and_colours_change(self, computer):
        computer.gate._next_size()
        computer.gate._next_scheme()

        theme = computer.window.around.theme
        assert theme.size is TextSize.LARGE
        assert theme.scheme is Scheme.DARK
        assert computer.window.around.preferences.text_size is TextSize.LARGE
        theme.use(Scheme.LIGHT, TextSize.NORMAL)


def drop(gate, path):
    """Drop a file onto the gate; return whether it was welcome."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    facts = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), *facts)
    enter.ignore()
    gate.dragEnterEvent(enter)
    if enter.isAccepted():
        gate.dropEvent(QDropEvent(QPointF(9, 9), *facts))
    return enter.isAccepted()


def test_what_is_no_file_of_ours_is_not_welcome(computer, tmp_path):
    assert not drop(computer.gate, tmp_path / "a.txt")
    assert isinstance(computer.page, Doors)


@pytest.mark.parametrize("size", list(TextSize))
def test_the_word_that_goes_back_stands_in_line_with_the_fields(computer, size):
    computer.window.around.theme.use(Scheme.LIGHT, size)
    through_door(computer, Qt.Key.Key_2, Creating)
    page = computer.page
    computer.until(lambda: page.back.isVisible() and page.back.width() > 0)
    back = page.back

    option = QStyleOptionButton()
    back.initStyleOption(option)
    inside = back.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, back)
    word = back.mapTo(page, inside.topLeft()).x()
    field = page.name.input.mapTo(page, QPoint()).x()
    computer.window.around.theme.use(Scheme.LIGHT, TextSize.NORMAL)
    assert word == field
