"""A roster of which not every row can be taken in, and a ledger on its way to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.privacy import Profile
from gridkeeper.ui.lists.import_dialog import ImportDialog
from tests.gallery.office_scenes import dialog_of, folder_of, page_of
from tests.gallery.playing import Scene, dialogs, wait
from tests.helpers.case_files import workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.ui.main_window import MainWindow

_HEADINGS = ("姓名", "身份证号", "联系电话", "小区", "幢号", "单元", "室", "网格名称")
_ROWS = (
    ("王小明", "", "13800002222", "晨光花园", "9幢", "1", "101", "第一网格"),
    ("李小红", "11010119491001001", "13800003333", "晨光花园", "9幢", "1", "102", "第一网格"),
    ("赵小刚", "", "138000", "晨光花园", "9幢", "1", "103", "第一网格"),
)


def scenes() -> Iterator[Scene]:
    """Yield them in order."""
    for name, arrange in (
        ("import-read", _read),
        ("import-refused-left", _taken),
        ("import-closing", _closing),
        ("import-without-grid", _gridless),
        ("import-differing", _differing),
        ("import-doubles", _doubles),
        ("import-doubles-taken", _doubles_taken),
        ("import-recalled", _recalled),
        ("import-columns", _columns),
        ("import-explaining", _explaining),
        ("import-explaining-all", _explaining_all),
        ("import-new-grid", _new_grid),
        ("ledger-saving", _saving),
        ("ledger-printed", _printed),
    ):
        yield Scene(f"office-{name}", "office", arrange)


def _away(window: MainWindow) -> None:
    """Take away what asks before it is closed."""
    for dialog in dialogs(window):
        dialog.done(0)


def _reads(
    window: MainWindow, name: str, rows: list[tuple[str, ...]], told: dict[str, str] | None = None
) -> None:
    """Let a roster of these rows be read."""
    _away(window)
    page = page_of(window, "people")
    roster = workbook(folder_of(window) / f"{name}.xlsx", rows)
    window.frame.messages.show(ImportDialog(page.frame, "register", roster, page, told))


def _read(window: MainWindow, name: str = "王小明") -> None:
    known, *refused = _ROWS
    _reads(window, "花名册", [_HEADINGS, (name, *known[1:]), *refused])


def _gridless(window: MainWindow) -> None:
    row = ("陈小平", *_ROWS[0][1:3], "朝阳里", "8幢", "1", "101")
    _reads(window, "没写网格", [_HEADINGS[:-1], row])


def _differing(window: MainWindow) -> None:
    before = ("周小兰", "110101194901010018", "13800005555", *_ROWS[0][3:])
    after = (*before[:2], "13800006666", *before[3:])
    _reads(window, "花名册-改", [_HEADINGS, before, after])


def _doubles(window: MainWindow, given: str = "小兰") -> None:
    """Of many rows without numbers of cards, most are of people whom the rows before have."""
    names = [f"{surname}{given}" for surname in "郑冯陈褚卫蒋沈韩杨朱"]
    known = [(name, "", f"1380000{n:04d}", *_ROWS[0][3:]) for n, name in enumerate(names)]
    slips = [(name, "", f"1380100{n:04d}", *_ROWS[0][3:]) for n, name in enumerate(names)]
    _reads(window, "两份合一", [_HEADINGS, *known, *slips])


def _doubles_taken(window: MainWindow) -> None:
    _doubles(window, "小芳")
    wait(window)
    asked = dialog_of(window)
    asked.doubles.box.setCurrentIndex(1)
    asked.take.click()


def _recalled(window: MainWindow) -> None:
    """The columns of this roster were explained for the one before."""
    heads, row = (*_HEADINGS, "爱好"), (*_ROWS[0][1:6], "", "第一网格", "下棋")
    _reads(window, "花名册-一月", [heads, ("孙小北", *row)], {"爱好": "person.remark"})
    wait(window)
    dialog_of(window).take.click()
    wait(window)
    _reads(window, "花名册-二月", [heads, ("孙小东", *row)])


def _columns(window: MainWindow) -> None:
    row = ("钱小南", *_ROWS[0][1:6], "", "第一网格", "下棋", "猫")
    _reads(window, "花名册-爱好", [(*_HEADINGS, "爱好", "养宠物"), row])


def _explaining(window: MainWindow) -> None:
    _columns(window)
    wait(window)
    dialog_of(window).explain.click()


def _explaining_all(window: MainWindow) -> None:
    _explaining(window)
    dialog_of(window).toggle.setChecked(True)


def _new_grid(window: MainWindow) -> None:
    _gridless(window)
    wait(window)
    asked = dialog_of(window).grid
    asked.box.setCurrentIndex(asked.box.count() - 1)
    asked.box.activated.emit(asked.box.currentIndex())


def _taken(window: MainWindow, name: str = "王小明") -> None:
    _read(window, name)
    wait(window)
    dialog_of(window).take.click()


def _closing(window: MainWindow) -> None:
    _taken(window, "王小亮")
    wait(window)
    dialog_of(window).reject()


def _ledger(window: MainWindow) -> None:
    _away(window)
    page = page_of(window, "papers")
    page.wishes.choose("people", is_ledger=True)
    page.wishes.choose_profile(Profile.MASKED)
    wait(window)


def _saving(window: MainWindow) -> None:
    _ledger(window)
    window.workspace.page.save()


def _printed(window: MainWindow) -> None:
    _ledger(window)
    window.workspace.page.print()
