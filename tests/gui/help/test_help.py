"""The help pages and their window."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QPoint, Qt

from gridkeeper import resources, texts
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.services.records import phrases
from gridkeeper.ui.actions import ACTIONS, shortcut
from gridkeeper.ui.help import keys
from gridkeeper.ui.help.dialog import PAGES, HelpDialog, page
from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.pages import PAGES as PLACES
from tests.helpers.windows import a_window

BOLD = re.compile(r"\*\*(.+?)\*\*")
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+\w+|\bF\d\b|\bEsc\b")


def plain(text):
    """Return a text of the screen without its mnemonic and what trails it."""
    bare = re.sub(r"\(&.\)", "", text).replace("&", "")
    return bare.rstrip("…. ").strip()


def letter(text):
    """Return the letter that a text of the screen is pressed by; "" for none."""
    return "".join(re.findall(r"&(\w)", text)[:1]).upper()


@pytest.fixture(scope="module")
def words():
    """Every text of the screen, by language, and its letter where it has one."""
    folder = resources.path("translations/zh_CN")
    found = {texts.CHINESE: {}, texts.ENGLISH: {}}
    for name in ("ui", "services"):
        with (folder / f"{name}.po").open("rb") as stream:
            messages = [one for one in read_po(stream, locale="zh_CN") if one.id]
        for message in messages:
            for language, said in ((texts.ENGLISH, message.id), (texts.CHINESE, message.string)):
                forms = said if isinstance(said, tuple) else (said,)
                found[language] |= {plain(form): letter(form) for form in forms}
    labels = [place.label for place in PLACES]
    labels += [about.label for kind in KINDS.values() for about in kind.fields]
    found[texts.CHINESE] |= {label.zh: "" for label in labels}
    found[texts.ENGLISH] |= {label.en: "" for label in labels}
    return found


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_the_screen_in_the_help_is_on_the_screen(words, language, name):
    texts.use(language)

    named = {plain(word) for word in BOLD.findall(page(name))}

    assert named <= words[language].keys()


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_key_in_the_help_does_something(words, language, name):
    texts.use(language)
    known = {one for action in ACTIONS for one in action.keys}
    named = (words[language].get(plain(word), "") for word in BOLD.findall(page(name)))
    known |= {f"Alt+{letter}" for letter in (*named, *map(str, range(1, phrases.MOST + 1)))}

    assert set(KEYS.findall(page(name))) <= known


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_short_and_says_the_same_in_both_languages(name):
    shapes = []
    for language in texts.LANGUAGES:
        texts.use(language)
        lines = page(name).splitlines()
        assert len(lines) < 40
        assert lines[0].startswith("# ")
        shapes.append([line.partition(" ")[0] for line in lines if line[:1] in set("#-0123456789")])
    assert shapes[0] == shapes[1]


@pytest.fixture
def window(qtbot, tmp_path):
    """The window at the gate."""
    with a_window(tmp_path) as opened:
        yield opened


def test_the_page_of_keys_has_every_key(window):
    found = keys.page(window.actions_)

    assert all(shortcut(action.name) in found for action in ACTIONS if action.keys)


def test_the_page_of_keys_writes_arrows_as_they_stand_on_the_keys(window):
    assert "**Alt+←**" in keys.page(window.actions_)


@pytest.mark.parametrize("role", Role)
def test_no_heading_of_the_page_of_keys_stands_over_nothing(window, role):
    window.actions_.serve(role)

    lines = [line for line in keys.page(window.actions_).splitlines() if line][1:]

    assert not [one for one, after in pairwise([*lines, "#"]) if one[0] == "#" and after[0] == "#"]


@pytest.mark.parametrize(
    ("role", "said"), [(Role.WORKER, "上交"), (Role.OFFICE, "下发"), (Role.ALONE, "")]
)
def test_the_page_of_keys_speaks_as_its_reader_does(window, role, said):
    window.actions_.serve(role)

    found = keys.page(window.actions_)

    words = [word for word in ("上交", "下发") if word in found]
    assert "".join(words) == said


def shown(dialog):
    return dialog.text.toPlainText().splitlines()[0]


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("", "从这里开始"),
        ("today", "今日"),
        ("hazards", "纠纷、隐患、诉求"),
        ("people", "居民和房屋"),
        ("settings", "安全与备份"),
    ],
)
def test_help_opens_at_the_page_that_fits(window, place, title):
    dialog = HelpDialog(window.around, window, place)

    assert shown(dialog) == title
    dialog.close()


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_help_on_the_figures_opens_at_its_part(qtbot, window, language):
    window.around.preferences.set("language", language)
    window.reword()
    dialog = HelpDialog(window.around, window, "figures")
    dialog.resize(520, 300)
    dialog.show()

    bar = dialog.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    first = dialog.text.cursorForPosition(QPoint(30, 20)).block().text()
    assert first in {"统计", "Figures"} or bar.value() == bar.maximum()
    dialog.close()
    window.around.preferences.set("language", texts.CHINESE)
    window.reword()


def test_each_page_can_be_shown(window):
    dialog = HelpDialog(window.around, window)
    titles = []
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        titles.append(shown(dialog))

    assert titles == [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert len(set(titles)) == len(PAGES) + 1
    dialog.close()


def test_a_page_follows_the_look(window):
    dialog = HelpDialog(window.around, window)
    before = dialog.text.document().begin().charFormat().font().pixelSize()
    window.around.theme.use(Scheme.DARK, TextSize.LARGEST)
    block = dialog.text.document().begin()
    fragment = next(iter(block)).fragment().charFormat()

    assert fragment.font().pixelSize() > before
    assert fragment.foreground().color().name() == window.around.theme.colours.text
    window.around.theme.use(Scheme.LIGHT, TextSize.NORMAL)
    dialog.close()


def test_f1_again_takes_the_first_window_away(qtbot, window):
    window.actions_["help"].trigger()
    window.actions_["help"].trigger()

    qtbot.waitUntil(lambda: len(window.findChildren(HelpDialog)) == 1)
    window.findChild(HelpDialog).close()


@pytest.mark.parametrize("name", PAGES)
def test_no_line_of_a_chinese_page_ends_between_two_signs(name):
    assert not re.search(r"[。，；：\u4e00-\u9fff]\**\n *\**[\u4e00-\u9fff]", page(name))


def test_the_page_of_keys_has_the_letters_of_visits_and_doors_as_they_stand_on_the_keys(window):
    found = keys.page(window.actions_)

    for line in ("**Ctrl+S / Ctrl+回车**", "**Alt+L**：与上次相同", "**Alt+U**：已核对", "**W**："):
        assert line in found


def test_page_down_in_the_contents_turns_the_page_that_is_read(qtbot, window):
    dialog = HelpDialog(window.around, window)
    dialog.resize(520, 300)
    dialog.show()
    bar = dialog.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)

    qtbot.keyClick(dialog.list, Qt.Key.Key_PageDown)

    assert bar.value() > 0
    assert dialog.list.currentRow() == 0
    dialog.close()
