"""What an office does all day: handing out, taking in, settling, papers, settings, help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import StoreBusyError
from gridkeeper.ui.exchange.page import ExchangePage
from gridkeeper.ui.lists.record_page import RecordPage
from gridkeeper.ui.papers import page as papers_page
from tests.gallery import stock
from tests.gallery.playing import Held, Scene, dialogs, go_on, wait
from tests.helpers.exchanges import foot_of
from tests.helpers.towns import cheap_codes
from tests.helpers.windows import because

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gridkeeper.ui.look.tokens import Tone
    from gridkeeper.ui.main_window import MainWindow
    from gridkeeper.ui.page import Page

STICK = "U盘 晨光街道"


def scenes() -> Iterator[Scene]:
    """Yield them in the order in which a person comes by."""
    for name, arrange in (*_EXCHANGE, *_PAPERS, *_EVERYWHERE):
        yield Scene(f"office-{name}", "office", arrange)
    for name, arrange in _OF_A_WORKER:
        yield Scene(f"worker-{name}", "worker", arrange)


def page_of(window: MainWindow, name: str) -> Page:
    """Show a page as it is when one comes there for the first time, and wait until it stands."""
    window.frame.notices.clear()
    window.workspace.show_page(name)
    page = window.workspace.page
    if isinstance(page, ExchangePage):
        page.come_back()
    elif isinstance(page, RecordPage):
        page.follows = False  # the way back leads to its list, not to the scene before
        if "leave" in page.offers():
            page.perform("leave")
        page.side.bar.clear()
    wait(window)
    return page


def folder_of(window: MainWindow) -> Path:
    """Return where the stores and batches of the scenes lie."""
    return window.frame.desk.session.store.path.parent


def dialog_of(window: MainWindow) -> QDialog:
    """Return the dialog that is open."""
    return next(one for one in reversed(dialogs(window)) if isinstance(one, QDialog))


def close(window: MainWindow) -> None:
    """Close what is open above the window."""
    for dialog in dialogs(window):
        dialog.close()
    window.activateWindow()  # or nothing shows that it has the keyboard


# --- to and fro -----------------------------------------------------------------------------------


def ready_to_hand_over(window: MainWindow) -> None:
    """Plug a stick in."""
    page = page_of(window, "exchange")
    stick = folder_of(window) / STICK
    stick.mkdir(exist_ok=True)
    page.hand_over.place.use(stick)
    page.hand_over.setFocus()


def not_finished(window: MainWindow) -> None:
    """Leave a visit half written, and go to hand in."""
    unsaved = window.frame.desk.unsaved
    unsaved.keep("visit:new", {"household_id": "3-2-501", "situation": "老人"}, "1.x")
    ready_to_hand_over(window)


def handing_over(window: MainWindow) -> None:
    """Look while it is written."""
    Held(window.frame.desk.batches_out, "export")
    page_of(window, "exchange").hand_over.hand_over()


def _rehearsing(window: MainWindow) -> None:
    Held(window.frame.desk.batches_in, "take")
    page = page_of(window, "exchange")
    page.rehearse([folder_of(window) / name for name in ("batch.gkb", "next.gkb", stock.DAMAGED)])


def _rehearsed(window: MainWindow) -> None:
    go_on(window)
    window.workspace.page.intake.files.choose(2)  # they stand in the order of their names


def _refused(window: MainWindow) -> None:
    window.workspace.page.intake.files.choose(0)


def _taking_in(window: MainWindow) -> None:
    Held(window.frame.desk.batches_in, "take")
    window.workspace.page.intake.go_on()


def _all_refused(window: MainWindow) -> None:
    page_of(window, "exchange").rehearse([folder_of(window) / stock.DAMAGED])


def history(window: MainWindow) -> None:
    """Show what has gone to and fro."""
    page = page_of(window, "exchange")
    page.tabs.setCurrentIndex(page.tabs.count() - 2)
    page.batches.setFocus()


def _history_of_a_worker(window: MainWindow) -> None:
    history(window)
    page = window.workspace.page
    page.batches.choose(1)  # where she comes, the first line is chosen
    page.scrolled().ensureWidgetVisible(page.batches)


def _taking_back(window: MainWindow) -> None:
    history(window)
    page = window.workspace.page
    table = page.batches.table
    lines = enumerate(map(table.line, range(table.rowCount())))
    incoming = (at for at, line in lines if not (line.outgoing or line.refused or line.imported))
    page.batches.choose(next(incoming))
    foot_of(page.batches).buttons[-1].click()


def _taken_back(window: MainWindow) -> None:
    _bringing_back(window)
    wait(window)
    dialog_of(window).accept()


def _bringing_back(window: MainWindow) -> None:
    foot_of(window.workspace.page.batches).buttons[-1].click()


def _revoking(window: MainWindow, *, revoked: bool) -> None:
    page = page_of(window, "exchange")
    page.tabs.setCurrentIndex(0)
    page.peers.choose(1)
    foot_of(page.peers).buttons[-1].click()
    if revoked:
        dialog_of(window).accept()


def _enrol(window: MainWindow) -> None:
    page_of(window, "exchange").enrol()


def _enrol_without_name(window: MainWindow) -> None:
    page_of(window, "exchange").enrol()
    wait(window)
    dialog_of(window).ask_place()


def _code(window: MainWindow) -> None:
    page_of(window, "exchange").enrol()
    wait(window)
    dialog = dialog_of(window)
    dialog.name.input.setText("周晓燕")
    dialog.grids.item(0).setCheckState(Qt.CheckState.Checked)
    with cheap_codes():
        dialog.write(folder_of(window) / "开通包-周晓燕.gkb")
        wait(window)


def _files(window: MainWindow) -> None:
    dialog_of(window).accept()  # the code is closed by its button alone
    page_of(window, "exchange").take_in.choose()


_EXCHANGE: tuple[tuple[str, Callable[[MainWindow], object]], ...] = (
    ("ready-to-hand-out", ready_to_hand_over),
    ("handing-out", handing_over),
    ("handed-out", go_on),
    ("rehearsing", _rehearsing),
    ("rehearsed", _rehearsed),
    ("rehearsed-refused", _refused),
    ("taking-in", _taking_in),
    ("taken-in", go_on),
    ("all-refused", _all_refused),
    ("history", history),
    ("taking-back", _taking_back),
    ("taken-back", _taken_back),
    ("bringing-back", _bringing_back),
    ("brought-back", _taken_back),
    ("revoking", partial(_revoking, revoked=False)),
    ("revoked", partial(_revoking, revoked=True)),
    ("letting-in-again", partial(_revoking, revoked=False)),
    ("let-in-again", partial(_revoking, revoked=True)),
    ("enrolling", _enrol),
    ("enrolling-without-name", _enrol_without_name),
    ("code", _code),
    ("choosing-files", _files),
)


# --- papers ---------------------------------------------------------------------------------------


def _making(window: MainWindow) -> None:
    page = page_of(window, "papers")
    Held(papers_page, "in_child", makes=True)
    page.wishes.choose("visits", is_ledger=False)
    page.make()


def _ledger(window: MainWindow, name: str, profile: Profile) -> None:
    page = page_of(window, "papers")
    page.wishes.choose(name, is_ledger=True)
    page.wishes.choose_profile(profile)
    if profile is Profile.FULL:
        page.make()
        because(page.ask_reason())


def _why_in_full(window: MainWindow) -> None:
    page = page_of(window, "papers")
    page.wishes.choose("people", is_ledger=True)
    page.wishes.choose_profile(Profile.MASKED)
    page.make()  # so that the reason of the scene before is forgotten
    page.wishes.choose_profile(Profile.FULL)


def _reason(window: MainWindow) -> None:
    _why_in_full(window)
    page_of(window, "papers").ask_reason()


def _other_days(window: MainWindow) -> None:
    page = page_of(window, "papers")
    page.wishes.choose("disputes", is_ledger=True)
    page.wishes.period.setCurrentIndex(page.wishes.period.count() - 1)
    page.wishes.first.setFocus()
    page.wishes.first.setText("2026-13-01")
    page.wishes.first.textEdited.emit("2026-13-01")


def _save_in_full(window: MainWindow) -> None:
    _ledger(window, "people", Profile.FULL)
    wait(window)
    window.workspace.page.save()


def _saved(window: MainWindow) -> None:
    page = page_of(window, "papers")
    page.wishes.choose("month", is_ledger=False)
    page.wishes.choose_profile(Profile.MASKED)
    page.wishes.period.setCurrentIndex(0)
    wait(window)
    folder = folder_of(window) / "2026年" / "11月 上报材料 晨光街道综治中心"
    folder.mkdir(parents=True, exist_ok=True)
    page._out.saved(folder / page._named(page._wish, ".pdf"))


def _no_printer(window: MainWindow) -> None:
    page_of(window, "papers").print()


_PAPERS = (
    ("paper-making", _making),
    ("paper-shown", go_on),
    ("ledger-masked", partial(_ledger, name="visits", profile=Profile.MASKED)),
    ("ledger-people", partial(_ledger, name="people", profile=Profile.FULL)),
    ("paper-why", _why_in_full),
    ("paper-reason", _reason),
    ("ledger-public", partial(_ledger, name="hazards", profile=Profile.PUBLIC)),
    ("ledger-wrong-days", _other_days),
    ("save-in-full", _save_in_full),
    ("paper-saved", _saved),
    ("no-printer", _no_printer),
)


# --- everywhere -----------------------------------------------------------------------------------


def search(window: MainWindow, text: str) -> None:
    """Type into the search box."""
    window.actions_["search"].trigger()
    dialog_of(window).findChild(QLineEdit).setText(text)


def _from_line(window: MainWindow) -> None:
    search(window, "1-1-301 漏水 楼上402 纠纷")
    wait(window)
    dialog = dialog_of(window)
    QTest.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)


def _help(window: MainWindow, page: int) -> None:
    window.actions_["help"].trigger()
    dialog_of(window).list.setCurrentRow(page)


def _say(window: MainWindow, text: str, tone: Tone, answer: str = "") -> None:
    page_of(window, "today")
    window.frame.notices.say(text, tone, answer, lambda: None)


def _failed(window: MainWindow) -> None:
    page_of(window, "today")
    window.frame.messages.failed(StoreBusyError(store=window.frame.desk.session.store.path))


def _crashed(window: MainWindow) -> None:
    page_of(window, "today")
    try:
        window.frame.actions["a key that nobody presses"].trigger()
    except KeyError as error:
        window.around.messages.failed(error)


_EVERYWHERE = (
    ("search-people", partial(search, text="zh")),
    ("search-door", partial(search, text="3-2-5")),
    ("search-nothing", partial(search, text="qqqq")),
    ("commands", partial(search, text="")),
    *((f"help-{number}", partial(_help, page=number)) for number in range(9)),
    ("failed", _failed),
    ("crashed", _crashed),
)
_OF_A_WORKER = (
    ("ready-to-hand-in", ready_to_hand_over),
    ("handing-in", handing_over),
    ("handed-in", go_on),
    ("all-handed-in", partial(page_of, name="exchange")),
    ("history", _history_of_a_worker),
    ("today-all-handed-in", partial(page_of, name="today")),
    ("search", partial(search, text="zh")),
    ("search-line", partial(search, text="1-1-301 漏水 楼上402 纠纷")),
    ("search-line-opened", _from_line),
    ("help", partial(_help, page=0)),
    ("not-finished", not_finished),
)
