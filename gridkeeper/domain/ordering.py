"""In which order people look things up: names as they are spelled, numbers by their size."""

from __future__ import annotations

import re
from functools import cache

from gridkeeper.domain import addresses, names

_NUMBERS = re.compile(r"\d+|(?<=第)[一二三四五六七八九十百]+")
_DIGITS = 9
_THEN = "\x01"
"""Stands behind a syllable, before all letters: `xi'an` comes before `xian`."""


_OTHERWISE = {
    "重": ("chong", "重(?=[阳庆新建修复叠孙逢])|(?<=[双九多])重"),
    "长": (
        "chang",
        "(?<![校家院店会部镇区楼组站园市成生县局科班队村乡行])长(?![者辈老子官孙])",
    ),
    "行": ("hang", "(?<=[银商车分支琴金洋粮])行|行(?=[业情])"),
    "乐": ("yue", "(?<=[音声])乐|乐(?=[器清队])"),
    "都": ("du", "都(?=[市城])|(?<=[首成花国])都"),
    "厦": ("xia", "厦(?=门)"),
    "会": ("kuai", "会(?=计)|(?<=财)会"),
    "藏": ("zang", "(?<=西)藏|藏(?=[族医药])"),
    "调": ("tiao", "调(?=[解处整味])|(?<=空)调"),
    "参": ("shen", "(?<=[人海红])参"),
    "朝": ("zhao", "朝(?=[晖霞])"),
    "给": ("ji", "给(?=[水排])|(?<=供)给"),
    "模": ("mu", "模(?=具)"),
    "着": ("zhao", "着(?=火)"),
    "弹": ("tan", "弹(?=[簧琴])"),
    "率": ("shuai", "率(?=先)"),
    "番": ("pan", "番(?=禺)"),
    "六": ("lu", "六(?=安)"),
    "蚌": ("beng", "蚌(?=埠)"),
}
"""How characters of places and titles are read in some words, and in which."""

_WORDS = re.compile("|".join(words for _syllable, words in _OTHERWISE.values()))
_MARKED = 0xF0000
"""Where no characters are: one that is read otherwise is put there until it is spelled."""


class _Spellings(dict[int, str]):
    """What stands for each character: its likeliest syllable, then itself."""

    def __missing__(self, code: int) -> str:
        self[code] = found = names.reading(chr(code)) + _THEN + chr(code)
        return found


_SPELLINGS = _Spellings(
    {
        _MARKED + ord(character): syllable + _THEN + character
        for character, (syllable, _words) in _OTHERWISE.items()
    }
)


def key(text: str, *, is_person: bool) -> str:
    """Return what texts are sorted by: `单晓燕` under `shan`, `第三网格` after `第二网格`.

    Args:
        text: A name of a person or a place, or a title.
        is_person: Whether it begins with a surname.
    """
    if is_person:
        head = names.surname(text)
        return _surname(head) + text[len(head) :].translate(_SPELLINGS)
    return _WORDS.sub(_marked, _NUMBERS.sub(_padded, text)).translate(_SPELLINGS)


@cache
def _surname(head: str) -> str:
    return "".join(names.pinyin(head)[:1]) + _THEN + head


def _marked(found: re.Match[str]) -> str:
    return chr(_MARKED + ord(found[0]))


def _padded(number: re.Match[str]) -> str:
    return addresses.bare("room", number[0]).zfill(_DIGITS)
