from __future__ import annotations

import pytest

from gridkeeper import resources
from gridkeeper.domain import checks
from gridkeeper.errors import FontMissingError
from gridkeeper.reports import fonts
from gridkeeper.reports.fonts import Face

HAN_OF_GB_18030 = (
    (0x3400, 0x4DB5),
    (0x4E00, 0x9FEF),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)


@pytest.mark.parametrize(("first", "last"), HAN_OF_GB_18030)
def test_every_character_that_a_name_can_have_is_drawn(first, last):
    assert fonts.missing("".join(map(chr, range(first, last + 1)))) == ""


def test_the_signs_before_what_a_check_found_are_drawn():
    assert fonts.missing("".join(checks.Mark)) == ""


def test_what_no_font_draws_is_told_once():
    assert fonts.missing("甲👍 乙👍\n") == "👍"


@pytest.mark.parametrize("face", list(Face))
def test_a_rare_name_is_drawn_in_pieces_by_the_fonts_that_have_it(face):
    drawn = fonts.runs("𠮷野㛃䶮𬭛", face)

    assert drawn[0] == ("rest-kai", "𠮷")
    assert "".join(piece for _, piece in drawn) == "𠮷野㛃䶮𬭛"


def test_an_everyday_text_is_one_piece():
    assert fonts.runs("走访记录 12", Face.BOLD) == (("sans-bold", "走访记录 12"),)


def test_what_no_font_draws_is_a_mark_on_paper():
    assert fonts.runs("甲👍", Face.SANS) == (("sans-regular", "甲〓"),)


def test_a_variation_selector_takes_no_room():
    assert fonts.width("葛\U000e0100", Face.SANS, 10) == fonts.width("葛", Face.SANS, 10)
    assert fonts.runs("葛\U000e0100", Face.SANS) == (("sans-regular", "葛"),)


def test_a_chinese_character_is_as_wide_as_its_size():
    assert fonts.width("走访", Face.SANS, 10) == 20
    assert fonts.width("𠮷", Face.SANS, 10) == 10


def test_a_missing_font_is_told_by_its_file():
    with pytest.raises(FontMissingError, match=r"serif-thin\.ttf"):
        fonts._font("serif-thin")


def test_the_map_to_characters_reaches_beyond_the_first_plane():
    lines = fonts.to_unicode("F1", [0, ord("走"), ord("𠮷")]).splitlines()

    assert "<01> <8D70>" in lines
    assert "<02> <D842DFB7>" in lines
    assert "<00> <0000>" not in lines


def test_a_long_map_is_cut_into_blocks_that_readers_accept():
    blocks = [
        line for line in fonts.to_unicode("F1", range(1, 255)).splitlines() if "begin" in line
    ]

    assert [line for line in blocks if "bfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "54 beginbfchar",
    ]


def test_the_fonts_have_names_of_our_own_since_some_licences_reserve_theirs():
    files = sorted(resources.path("fonts").glob("*.ttf"))

    names = {fonts._font(file.stem).face.name.decode() for file in files}

    assert len(names) == len(files)
    assert all(name.startswith("GridKeeper") for name in names)


def test_each_package_of_fonts_has_its_licence_beside():
    licences = {file.stem: file for file in resources.path("fonts/licences").glob("*.txt")}

    assert set(licences) == {
        "noto-sans-sc",
        "noto-serif-sc",
        "fonts-lxgw-wenkai",
        "fonts-hanazono",
    }
    assert all("OPEN FONT LICENSE" in file.read_text("utf-8") for file in licences.values())


def test_all_fonts_together_can_be_shipped():
    sizes = [file.stat().st_size for file in resources.path("fonts").glob("*.ttf")]

    assert len(sizes) == 9
    assert sum(sizes) <= 60_000_000
