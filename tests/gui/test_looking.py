"""A store that lies where nothing can be written is shown for looking only, and it is said."""

from __future__ import annotations

import sys

import pytest

from gridkeeper.domain.clock import SystemClock
from gridkeeper.services.session import Session
from gridkeeper.storage.store import Store
from tests.helpers.rights import a_folder_for_all, write_protected
from tests.helpers.stores import PASSWORD, a_copied_store
from tests.helpers.windows import a_window

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX"),
]


@pytest.fixture
def window(qtbot, tmp_path):
    """A window over a store in a folder that was write-protected when it was opened."""
    with a_folder_for_all() as folder:
        a_copied_store(folder).close()
        with write_protected(folder):
            session = Session(Store.open(folder / "store.gkdb", PASSWORD), SystemClock())
        with a_window(tmp_path, session) as opened:
            yield opened
            qtbot.waitUntil(lambda: opened.jobs.is_idle)


def test_whoever_opens_it_only_looks_and_is_told_why(window):
    assert window.frame.viewing
    assert not window.frame.may_write
    assert "不能写入，现在只能查看" in window.around.notices.text


def test_every_page_can_be_looked_at(window, qtbot):
    window.around.notices.clear()

    for name in window.workspace.names:
        window.workspace.show_page(name)
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        assert window.around.notices.text == "", name
