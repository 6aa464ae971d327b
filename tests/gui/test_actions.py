"""The one table of actions: unique names and keys, icons that exist, words in both languages."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from gridkeeper import resources, texts
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _
from gridkeeper.ui.actions import ACTIONS, BY_NAME, shortcut
from gridkeeper.ui.pages import PAGES, home_of, icon_of, pages_of

pytestmark = pytest.mark.gui


def test_no_two_actions_have_the_same_name_or_keys():
    keys = [QKeySequence(one).toString() for action in ACTIONS for one in action.keys]
    keys += [f"Ctrl+{number}" for number in range(1, 10)]

    assert len(BY_NAME) == len(ACTIONS)
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert "" not in keys


def test_every_icon_that_is_named_is_there():
    named = [action.icon for action in ACTIONS if action.icon]
    named += [entry.icon for entry in PAGES] + [icon_of(kind) for kind in KINDS]

    assert [
        name for name in named if name and not resources.path(f"icons/{name}.svg").is_file()
    ] == []


def test_actions_are_said_in_both_languages():
    texts.use(texts.ENGLISH)
    english = [_(action.text) for action in ACTIONS]
    texts.use(texts.CHINESE)
    chinese = [_(action.text) for action in ACTIONS]

    assert [zh for en, zh in zip(english, chinese, strict=True) if en == zh] == []


def test_the_first_keys_are_what_is_shown():
    assert shortcut("save") == "Ctrl+S"
    assert shortcut("search") == "Ctrl+K"


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_pages_and_a_supervisor_sees_figures_first(role):
    names = [entry.name for entry in pages_of(role)]

    assert "settings" in names
    assert len(names) == len(set(names)) <= 11
    assert (names[0] == "figures") is (role is Role.SUPERVISOR)


def test_every_kind_that_people_work_with_lives_on_a_page():
    homeless = {kind for kind in KINDS if not home_of(kind)}

    shown_with_others = {"case_step", "attachment", "distinction"}
    rules = {"cycle", "checklist", "legal_basis"}
    assert homeless == shown_with_others | rules
