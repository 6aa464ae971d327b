from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

from gridkeeper import errors, texts
from tests.helpers.sources import files, name, tree

pytestmark = pytest.mark.no_cover

CODE = re.compile(r"[a-z]+\.[a-z_]+")


def _classes(root):
    for child in root.__subclasses__():
        yield child
        yield from _classes(child)


def _places(text):
    return {place for _, place, _, _ in Formatter().parse(text) if place is not None}


ALL = sorted(_classes(errors.GridKeeperError), key=lambda one: one.code)
BY_NAME = {one.__name__: one for one in ALL}


def test_all_errors_are_defined_in_one_place():
    assert {one.__module__.rpartition(".")[0] for one in ALL} == {"gridkeeper.errors"}
    assert {one.__name__ for one in ALL} <= set(errors.__all__)


def test_codes_are_unique():
    assert len({one.code for one in ALL}) == len(ALL)


@pytest.mark.parametrize("error", ALL, ids=lambda one: one.code)
def test_an_error_is_named_for_what_happened(error):
    assert CODE.fullmatch(error.code)
    assert error.__name__.endswith("Error")
    assert error.__doc__


@pytest.mark.parametrize("error", ALL, ids=lambda one: one.code)
def test_an_error_speaks_chinese_with_the_same_places(error):
    chinese = texts._(error.text)

    assert chinese != error.text, "no translation"
    assert _places(chinese) == _places(error.text)


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("error", ALL, ids=lambda one: one.code)
def test_an_error_is_one_line_that_names_its_places(error, language):
    texts.use(language)
    places = {place: f"<{place}>" for place in _places(error.text)}

    sentence = str(error(**places))

    assert all(value in sentence for value in places.values())
    assert "\n" not in sentence
    assert "{" not in sentence


def test_an_error_keeps_its_code_and_places_for_scripts():
    error = errors.StoreBusyError(store="office.gkdb")

    assert error.code == "store.busy"
    assert error.places == {"store": "office.gkdb"}


def test_every_raised_error_is_given_the_places_that_its_text_needs():
    wrong = [
        f"{name(file)}:{call.lineno} {called} lacks {sorted(lacking)}"
        for file in files()
        for call, called, given in _calls(tree(file))
        if (lacking := _places(BY_NAME[called].text) - given)
    ]

    assert not wrong


def _calls(module):
    """Return each call of an error class, with the places it names; `**places` are trusted."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = {keyword.arg for keyword in node.keywords}
            if called in BY_NAME and None not in given:
                yield node, called, given


def test_a_forgotten_place_would_be_noticed():
    module = ast.parse("raise StoreBusyError(file=1)\nraise errors.StoreBusyError(**places)")

    assert [(called, given) for _, called, given in _calls(module)] == [
        ("StoreBusyError", {"file"})
    ]
