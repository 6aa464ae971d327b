"""How Chinese is written, wherever somebody reads it: full-width signs, spaces around numbers."""

from __future__ import annotations

import json
import re

import pytest
from babel.messages.pofile import read_po

from gridkeeper import resources
from gridkeeper.domain.kinds import KINDS

HAN = r"[\u4e00-\u9fff]"
# A letter to press, a pattern of file names, the places to be filled in.
SPARED = re.compile(r"\(&\w\)|\(\*[^)]*\)|;;")
NARROW = re.compile(rf"{HAN} ?[:,;!?()]|[:,;!?()] ?{HAN}")
NUMBER = r"(?:\{(?:n|count|days|most)\}|(?<![\d-])\d+)"
UNIT = "[个条位天次张行处名户人件项页组份字]"
CLOSE = re.compile(rf"{HAN}\{{(?:n|count|days|most)\}}|{NUMBER}{UNIT}")
PAGES = sorted(resources.path("help/zh_CN").glob("*.md"))
CATALOGUES = sorted(one.stem for one in resources.path("translations/zh_CN").glob("*.po"))


def _translated(catalogue):
    with resources.path(f"translations/zh_CN/{catalogue}.po").open("rb") as stream:
        for message in read_po(stream, locale="zh_CN"):
            if message.id:
                yield from message.string if isinstance(message.string, tuple) else [message.string]


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_signs_beside_chinese_are_full_width(catalogue):
    found = [text for text in _translated(catalogue) if NARROW.search(SPARED.sub("", text))]

    assert not found


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_a_number_in_a_sentence_has_room(catalogue):
    assert not [text for text in _translated(catalogue) if CLOSE.search(text)]


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_a_letter_to_press_stands_before_the_dots(catalogue):
    assert not [text for text in _translated(catalogue) if re.search(r"…\(&| …", text)]


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_nobody_is_taken_for_a_woman(catalogue):
    assert not [text for text in _translated(catalogue) if "她" in text]


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.stem)
def test_the_help_is_written_so_too(page):
    text = page.read_text(encoding="utf-8")

    assert not NARROW.findall(text)
    assert "她" not in text


def test_labels_of_fields_and_codes_are_written_so_too():
    labels = [str(field.label.zh) for kind in KINDS.values() for field in kind.fields]
    for table in resources.path("codes").glob("*.json"):
        found = json.loads(table.read_text(encoding="utf-8"))
        labels += [found["label"][0], *(value[1] for value in found["values"])]

    assert not [label for label in labels if NARROW.search(label)]
