"""What a person prefers on this computer is kept, and what is kept wrongly does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from gridkeeper import texts
from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.preferences import Preferences, documents

pytestmark = pytest.mark.gui


def test_a_new_file_prefers_chinese_the_colours_of_the_system_and_normal_text(tmp_path):
    new = Preferences(tmp_path / "p.ini")

    assert (new.language, new.scheme, new.text_size) == (texts.CHINESE, None, TextSize.NORMAL)
    assert new.lock_minutes == 15
    assert new.stores == []


def test_what_was_set_is_there_the_next_time(tmp_path):
    first = Preferences(tmp_path / "p.ini")
    first.set("language", texts.ENGLISH)
    first.set("scheme", Scheme.DARK.value)
    first.set("text_size", TextSize.LARGEST.value)
    first.set("lock_minutes", "0")
    first.keep_columns("visits", [("visited_on", 120), ("state", 90)])
    first.keep_geometry("window", QByteArray(b"\x00\x01,\n"))

    then = Preferences(tmp_path / "p.ini")

    assert (then.language, then.scheme) == (texts.ENGLISH, Scheme.DARK)
    assert (then.text_size, then.lock_minutes) == (TextSize.LARGEST, 0)
    assert then.columns("visits") == [("visited_on", 120), ("state", 90)]
    assert then.columns("disputes") == []
    assert bytes(then.geometry("window").data()) == b"\x00\x01,\n"


def test_nonsense_in_the_file_is_passed_over(tmp_path):
    (tmp_path / "p.ini").write_text(
        "[General]\nlanguage=tlh\nscheme=pink\ntext_size=huge\nlock_minutes=soon\n"
        "[columns]\nvisits=a:b, c:9\n"
    )

    odd = Preferences(tmp_path / "p.ini")

    assert (odd.language, odd.scheme, odd.text_size) == (texts.CHINESE, None, TextSize.NORMAL)
    assert odd.lock_minutes == 15
    assert [width for _name, width in odd.columns("visits")] == [9]


def test_the_last_store_is_first_and_none_is_named_twice(tmp_path):
    preferences = Preferences(tmp_path / "p.ini")
    for name in ("a", "b", "a", *"cdefghij"):
        preferences.opened(Path(name))

    assert preferences.stores[0] == Path("j")
    assert len(preferences.stores) == len(set(preferences.stores)) == 8


def test_a_change_is_told_once(tmp_path, qtbot):
    preferences = Preferences(tmp_path / "p.ini")
    heard = []
    preferences.changed.connect(heard.append)

    preferences.set("scheme", "dark")
    preferences.set("scheme", "dark")

    assert heard == ["scheme"]
    assert preferences.text("none", "as it is") == "as it is"


def test_papers_and_batches_go_to_folders_of_their_own(tmp_path):
    preferences = Preferences(tmp_path / "p.ini")
    stick = tmp_path / "stick"
    stick.mkdir()

    preferences.keep_folder("batches", stick)

    assert preferences.folder("batches") == stick
    assert preferences.folder("papers") == (documents() if documents().is_dir() else Path.home())
    stick.rmdir()
    assert preferences.folder("batches") == preferences.folder("papers")
