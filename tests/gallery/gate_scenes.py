"""The first start and the lock, step by step."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.progress import Quiet
from gridkeeper.services.store.backups import BackupService
from gridkeeper.ui.first_run import known
from tests.gallery import stock
from tests.gallery.playing import Held, Scene, go_on, wait
from tests.helpers.towns import cheap_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.ui.first_run.gate import Gate
    from gridkeeper.ui.main_window import MainWindow
    from gridkeeper.ui.widgets.passwords import NewPassword

WEAK, STRONG = "123456", "haus baum tisch rad"
STORE = "晨光街道.gkdb"


def scenes() -> Iterator[Scene]:
    """Yield them in the order in which a person meets them."""
    for name, arrange in (
        ("doors", lambda window: None),
        ("joining", _joining),
        ("joining-weak", partial(_join, password=WEAK)),
        ("joining-wrong-code", partial(_join, password=STRONG, code="AAAA-BBBB-CCCC", does=True)),
        ("creating", _creating),
        ("creating-nothing-said", _nothing_said),
        ("creating-strong", partial(_create, does=False)),
        ("creating-under-way", partial(_create, does=True)),
        ("key", go_on),
        ("key-wrong-group", _wrong_group),
        ("sample-under-way", _sample),
        ("lock", _lock),
        ("lock-wrong-password", partial(_unlock, password="falsch")),
        ("lock-under-way", partial(_unlock, password=stock.PASSWORD, held=True)),
        ("lock-of-a-copy", _lock_copies),
        ("lock-of-a-copy-wrong-password", partial(_unlock, password="falsch")),
        ("recovering", _recover),
        ("recovering-wrong", _recover_wrongly),
        ("lock-damaged", _damage),
        ("rescuing", _rescue),
        ("rescuing-elsewhere", _restore),
    ):
        yield Scene(f"gate-{name}", "gate", arrange)


def _gate(window: MainWindow) -> Gate:
    return window.centralWidget().currentWidget()


def _place(window: MainWindow) -> Path:
    return window.entrance.suggested_folder(Path()).parent


def _joining(window: MainWindow) -> None:
    _gate(window).show_joining()


def _join(window: MainWindow, password: str, code: str = "", *, does: bool = False) -> None:
    _joining(window)
    page = _gate(window).page
    page.take(_place(window) / stock.PACKAGE)
    page.code.input.setText(code or (_place(window) / stock.CODE).read_text(encoding="utf-8"))
    _choose(page.password, password)
    if does:
        with cheap_codes():
            page.go_on()
            wait(window)
    else:
        page.password.first.line.setFocus()


def _creating(window: MainWindow) -> None:
    _gate(window).show_creating()


def _nothing_said(window: MainWindow) -> None:
    _creating(window)
    _gate(window).page.go_on()


def _create(window: MainWindow, *, does: bool) -> None:
    _creating(window)
    page = _gate(window).page
    page._name.setText("晨光街道")
    page._named("晨光街道")
    _choose(page.password, STRONG)
    page.password.first.line.setFocus()
    if does:
        Held(window.entrance, "create")
        page.go_on()


def _wrong_group(window: MainWindow) -> None:
    page = _gate(window).page
    page._typed.setText("ABCD")
    page.go_on()


def _sample(window: MainWindow) -> None:
    _gate(window).close_store()
    Held(window.entrance, "sample")
    _gate(window).show_sample()


def _lock(window: MainWindow) -> None:
    page = _gate(window).page
    page.go_back()
    go_on(window)
    preferences = window.around.preferences
    for who in ("alone", "worker", "office"):
        path = _place(window) / stock.FILES[who]
        session = stock.open_store(path.parent, who)
        known.keep(preferences, path, session.replica, viewed=False)
        session.close()
        preferences.opened(path)
    window.show_gate()


def _lock_again(window: MainWindow) -> None:
    go_on(window)
    window.activateWindow()  # what opened showed a dialog, which went
    window.lock()


def _unlock(window: MainWindow, password: str, *, held: bool = False) -> None:
    page = _gate(window).page
    page.password.line.setText(password)
    if held:
        Held(window.entrance, "open")
    page.go_on()


def _lock_copies(window: MainWindow) -> None:
    """Lock a store beside a restored copy of it, whose folder has a long name."""
    _lock_again(window)
    preferences = window.around.preferences
    folder = _place(window) / "晨光街道综合网格工作资料-恢复的备份"
    folder.mkdir(exist_ok=True)
    for who in ("new", "office"):
        path = folder / stock.FILES[who]
        shutil.copy(_place(window) / stock.FILES[who], path)
        shutil.copy(f"{_place(window) / stock.FILES[who]}.key", f"{path}.key")
        session = stock.open_store(folder, who)
        known.keep(preferences, path, session.replica, viewed=False)
        session.close()
        known.keep_copied(preferences, path, copied=True)
        preferences.opened(path)
    _gate(window).show_lock(_place(window) / stock.FILES["office"])


def _recover(window: MainWindow) -> None:
    _gate(window).show_recovering(_place(window) / stock.FILES["office"])


def _recover_wrongly(window: MainWindow) -> None:
    page = _gate(window).page
    page._typed.setPlainText("-".join(["ABCD"] * 14))
    _choose(page.password, STRONG)
    page.go_on()


def _damage(window: MainWindow) -> None:
    """Lock a store whose file is damaged, with a backup of it beside."""
    path = shutil.copy(_place(window) / stock.FILES["new"], _place(window) / STORE)
    shutil.copy(f"{_place(window) / stock.FILES['new']}.key", f"{path}.key")
    session = stock.stores.opened(path, (stock.PASSWORD, ""), stock.CLOCK)
    BackupService(session).make(None, Quiet())
    known.keep(window.around.preferences, path, session.replica, viewed=False)
    session.close()
    with path.open("r+b") as file:
        file.truncate(4096)
    _gate(window).show_lock(path)
    _unlock(window, stock.PASSWORD)


def _rescue(window: MainWindow) -> None:
    _gate(window).show_rescuing(_place(window) / STORE)


def _restore(window: MainWindow) -> None:
    saved = window.entrance.saved(_place(window) / STORE)
    _gate(window)._take_file(saved.path)


def _choose(field: NewPassword, password: str) -> None:
    field.first.line.setText(password)
    field.again.line.setText(password)
