from __future__ import annotations

import ast
import importlib.util
import re
import threading
from functools import cache
from string import Formatter

import pytest
from babel.messages.mofile import read_mo

from gridkeeper import texts
from tests.helpers.sources import PACKAGE, ROOT, files, name, tree

pytestmark = pytest.mark.no_cover

BUILDER = ROOT / "resources" / "translations" / "build.py"


def _load_builder():
    spec = importlib.util.spec_from_file_location("translations_build", BUILDER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = _load_builder()


def _forms(text):
    return (text,) if isinstance(text, str) else tuple(text)


def _places(text):
    return {place for _, place, _, _ in Formatter().parse(text) if place is not None}


@cache
def _wanted(catalogue):
    """Return the texts that the code of a catalogue shows, as they are counted."""
    return {_forms(message.id) for message in build.texts(catalogue) if message.id}


@cache
def _compiled(catalogue):
    """Return the compiled translations of a catalogue by their text."""
    with (build.FOLDER / f"{catalogue}.mo").open("rb") as stream:
        messages = list(read_mo(stream))
    return {_forms(one.id): _forms(one.string or "") for one in messages if one.id}


def test_every_module_that_shows_texts_has_a_catalogue():
    ground = {"texts"}
    speaking = {
        file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for file in files()
        if re.search(r"\b(_|N_|plural)\(", file.read_text(encoding="utf-8"))
    }

    assert speaking - ground <= set(build.CATALOGUES)


@pytest.mark.parametrize("catalogue", build.CATALOGUES)
def test_a_catalogue_holds_just_the_texts_of_its_code(catalogue):
    assert set(_compiled(catalogue)) == _wanted(catalogue), (
        f"run: python resources/translations/build.py {catalogue}"
    )


@pytest.mark.parametrize("catalogue", build.CATALOGUES)
def test_every_text_is_translated(catalogue):
    empty = [text for text, translated in _compiled(catalogue).items() if not all(translated)]

    assert not empty


@pytest.mark.parametrize("catalogue", build.CATALOGUES)
def test_a_compiled_catalogue_says_what_its_source_says(catalogue):
    source = {
        _forms(one.id): _forms(one.string or "") for one in build.updated(catalogue) if one.id
    }

    assert _compiled(catalogue) == source


def test_building_again_without_a_change_gives_the_same_bytes():
    built = build.compiled(build.updated("errors"))

    assert built == (build.FOLDER / "errors.mo").read_bytes()


@pytest.mark.parametrize("catalogue", build.CATALOGUES)
def test_a_translation_names_the_same_places(catalogue):
    wrong = [
        text
        for text, translated in _compiled(catalogue).items()
        if set().union(*map(_places, text)) != set().union(*map(_places, translated))
    ]

    assert not wrong


def test_one_text_has_one_translation_in_all_catalogues():
    seen = {}
    twofold = [
        text
        for catalogue in build.CATALOGUES
        for text, translated in _compiled(catalogue).items()
        if seen.setdefault(text, translated) != translated
    ]

    assert not twofold


def test_no_text_is_translated_while_a_module_is_imported():
    early = [
        f"{name(file)}:{call.lineno}" for file in files() for call in _calls_at_import(tree(file))
    ]

    assert not early


def _calls_at_import(node):
    """Return the calls of `_` and `plural` outside any function's body."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue  # `lambda` bodies do run later, but a table of them is still a table
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.Call) and getattr(child.func, "id", "") in {"_", "plural"}:
            yield child
        yield from _calls_at_import(child)


def test_a_text_translated_too_early_would_be_noticed():
    module = ast.parse("A = {1: _('x')}\nclass B:\n    c = plural('a', 'b', 1)\ndef d(): _('y')")

    assert [call.lineno for call in _calls_at_import(module)] == [1, 3]


def test_people_see_chinese_first():
    assert texts.language() == "zh_CN"
    assert texts.pick("网格", "grid") == "网格"


def test_english_is_what_stands_in_the_code():
    texts.use(texts.ENGLISH)

    assert texts._("some text") == "some text"
    assert texts.pick("网格", "grid") == "grid"
    assert [texts.plural("{n} visit", "{n} visits", count) for count in (1, 2)] == [
        "{n} visit",
        "{n} visits",
    ]


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="unknown language: 'fr'"):
        texts.use("fr")


def test_a_language_is_in_force_for_its_own_thread_only():
    texts.use(texts.ENGLISH)
    seen = []
    thread = threading.Thread(target=lambda: seen.append(texts.language()))
    thread.start()
    thread.join()

    assert seen == ["zh_CN"]


def test_a_marked_text_stays_as_it_is():
    assert texts.N_("mark") == "mark"
