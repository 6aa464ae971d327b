"""How long a password would hold somebody who has the file and guesses: a hint, not a proof."""

from __future__ import annotations

import math
import re
import string
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

_BITS = (20, 30, 40, 55)
"""From so many bits on a password reaches the next level; each guess takes a tenth of a second."""

_WORD_BITS = 10.0  # one of a thousand that everybody tries first
_COMMON = frozenset(
    (
        *("password", "passwd", "admin", "administrator", "root", "guest", "user", "test", "login"),
        *("welcome", "hello", "master", "iloveyou", "love", "baby", "china", "office", "computer"),
        *("abc", "asd", "zxc", "qwe", "aaa", "qaz", "wsx", "edc", "pwd", "key", "wifi", "home"),
        *("woaini", "wo", "ai", "ni", "nihao", "mima", "wode", "zhongguo", "beijing", "shanghai"),
        *("guangzhou", "shenzhen", "chengdu", "hangzhou", "nanjing", "wuhan", "tianjin", "xian"),
        *("shequ", "wangge", "wanggeyuan", "jiedao", "juweihui", "zhengfu", "bangong", "gongzuo"),
        *("zhang", "wang", "li", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun"),
        *("ma", "zhu", "hu", "guo", "he", "lin", "gao", "luo", "xiao", "baobao", "laogong"),
        *("wei", "fang", "na", "min", "jing", "lei", "jun", "yong", "jie", "juan", "tao", "ming"),
        *("chao", "xia", "ping", "gang", "hong", "hua", "mei", "yan", "hui", "jian", "guang"),
        *("laopo", "mama", "baba", "jiayou", "facai", "pingan", "xingfu", "kuaile", "dajia"),
        *("520", "521", "1314", "5201314", "888", "666", "168", "518", "110", "119", "120", "365"),
        *("密码", "我爱你", "中国", "社区", "网格", "网格员", "街道", "办公室", "居委会", "你好"),
        *("平安", "加油", "发财", "幸福", "宝宝", "管理员", "一二三", "生日", "快乐", "北京"),
    )
)
_RUNS = (
    *(string.digits + "0", string.digits[::-1], string.ascii_lowercase),
    *(string.ascii_lowercase[::-1], "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv"),
    *("poiuytrewq", "lkjhgfdsa", "mnbvcxz", "!@#$%^&*()", "一二三四五六七八九十"),
)
_LEETS = str.maketrans("@$!013", "asioie")
_YEAR = r"(?:19[3-9]\d|20[0-4]\d)"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_MONTH_DAY = _MONTH + _DAY
_ID_NUMBER = re.compile(rf"\d{{6}}{_YEAR}{_MONTH_DAY}\d{{3}}[\dx]")
_PHONE = re.compile(r"1[3-9]\d{9}")
_DATE = re.compile(
    rf"{_YEAR}年(?:\d\d?月)?(?:\d\d?日)?|{_YEAR}[-./]?{_MONTH}[-./]?{_DAY}"
    rf"|\d\d{_MONTH_DAY}|{_MONTH_DAY}{_YEAR}|{_YEAR}"
)
_LONGEST_PIECE = 12
_POOLS = (
    (string.ascii_lowercase, 26),
    (string.ascii_uppercase, 26),
    (string.digits, 10),
    (string.punctuation + " ", 33),
)
_OTHER_POOL = 500  # of Chinese characters few are likely next to each other


@dataclass(frozen=True, slots=True)
class Strength:
    """How good a password is.

    Attributes:
        level: 0 falls at once, 1 in hours, 2 in weeks, 3 in years, 4 holds.
        advice: What would make it better; "" if nothing need be.
    """

    level: int
    advice: str


def strength(password: str, known: Iterable[str] = ()) -> Strength:
    """Estimate how good a password is; `known` are words that others connect with its owner.

    The estimate errs to the low side for what is listed here and to the high side for all else: it
    knows few words.
    """
    bits, advice = _weigh(password, tuple(word.lower() for word in known if len(word) > 1))
    level = sum(bits >= bar for bar in _BITS)
    if level < 3 and not advice:
        advice = N_("Make it longer: four words that do not belong together are easy to keep.")
    # What is good is not called easily guessed in the same breath.
    return Strength(level, _(advice) if level < 3 else "")


def _weigh(password: str, known: tuple[str, ...]) -> tuple[float, str]:
    """Take the password to pieces, what is best known first; return its bits and advice."""
    rest, bits, advice = password.lower(), 0.0, ""
    size, times = _repeated_at(rest, 0) if rest else (0, 1)
    if times > 1 and size * times == len(rest):
        # All of it is one piece again and again: what the piece is worth counts once.
        rest, bits, advice = rest[:size], math.log2(times), N_("It repeats itself.")
    for take, text in (
        (
            partial(_without_pattern, _ID_NUMBER, 24.0),
            N_("It contains an ID number, which others know."),
        ),
        (
            partial(_without_pattern, _PHONE, 22.0),
            N_("It contains a phone number, which others know."),
        ),
        (_without_repeats, N_("It repeats itself.")),
        (
            partial(_without_pattern, _DATE, 13.0),
            N_("It contains a date or a year; birthdays are tried first."),
        ),
        (partial(_without_words, known), N_("It contains a name that others know.")),
        (_without_runs, N_("It contains a sequence such as 123456 or abcd.")),
        (
            partial(_without_words, _COMMON),
            N_("It contains common words, which are easily guessed."),
        ),
    ):
        rest, worth = take(rest)
        bits += worth
        advice = advice or (text if worth else "")
    bits += _free_bits(rest.replace("\0", ""))
    upper = sum(one.isupper() for one in set(password))
    return bits + (min(upper, 4) if not password.isupper() else 0), advice


def _without_pattern(pattern: re.Pattern[str], worth: float, text: str) -> tuple[str, float]:
    rest, found = pattern.subn("\0", text)
    return rest, worth * found


def _without_words(words: Iterable[str], text: str) -> tuple[str, float]:
    worth = 0.0
    for word in sorted(words, key=lambda one: (-len(one), one)):
        while (place := max(text.find(word), text.translate(_LEETS).find(word))) >= 0:
            text = text[:place] + "\0" + text[place + len(word) :]
            worth += _WORD_BITS if len(word) > 2 else _WORD_BITS / 2
    return text, worth


def _without_repeats(text: str) -> tuple[str, float]:
    """Let what repeats itself stand once; how often is worth a little."""
    kept, worth, place = "", 0.0, 0
    while place < len(text):
        size, times = _repeated_at(text, place)
        kept += text[place : place + size]
        place += size * times
        worth += math.log2(times)
    return kept, worth


def _repeated_at(text: str, place: int) -> tuple[int, int]:
    """Return the size of the piece that covers most from a place on, and how often it comes."""
    best = (1, 1)
    for size in range(1, _LONGEST_PIECE + 1):
        piece, times = text[place : place + size], 1
        while text.startswith(piece, place + size * times) and len(piece) == size:
            times += 1
        if times > 1 and size * times > max(2, best[0] * best[1]):
            best = (size, times)
    return best


def _without_runs(text: str) -> tuple[str, float]:
    kept, worth, place = "", 0.0, 0
    while place < len(text):
        length = _run_at(text, place)
        if length >= 3:
            worth += 5.0 + math.log2(length)
            kept, place = kept + "\0", place + length
        else:
            kept, place = kept + text[place], place + 1
    return kept, worth


def _run_at(text: str, place: int) -> int:
    """Return how many characters from a place on are neighbours in one of the runs."""
    longest = 0
    for run in _RUNS:
        length = 1
        while place + length <= len(text) and text[place : place + length] in run:
            length += 1
        longest = max(longest, length - 1)
    return longest


def _free_bits(rest: str) -> float:
    """Return what characters are worth that belong to nothing known."""
    pool = sum(size for letters, size in _POOLS if any(one in letters for one in rest))
    plain = sum(any(one in letters for letters, _size in _POOLS) for one in rest)
    bits = plain * math.log2(pool) * 0.9 if plain else 0.0
    return bits + (len(rest) - plain) * math.log2(_OTHER_POOL)
