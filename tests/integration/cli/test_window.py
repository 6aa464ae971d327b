"""A store's file alone opens the window with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gridkeeper.app import App


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        (["office.gkdb"], Path("office.gkdb")),
        (["--language", "en", "Office.GKDB"], Path("Office.GKDB")),
        (["--language=en", "office.gkdb"], Path("office.gkdb")),
        (["app", "office.gkdb"], Path("office.gkdb")),
        ([], None),
    ],
)
def test_a_store_alone_is_opened_in_the_window(shell, monkeypatch, arguments, opened):
    seen = []
    monkeypatch.setattr(App, "window", lambda _self, store=None: seen.append(store) or 0)

    shell.well(*arguments)

    assert seen == [opened]


def test_what_is_no_store_is_still_no_command(shell):
    assert shell("office.txt").code == 2
    assert shell("store", "office.gkdb").code == 2
