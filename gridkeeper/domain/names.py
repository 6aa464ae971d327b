"""Names of people: how they are written, and how they are spelled for search.

Rare characters are kept as they are, and so are traditional ones: a name is what stands on the
identity card. Spellings come from the character table of pypinyin; its package is never imported,
because its tables of phrases would cost every start a quarter of a second.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path

from gridkeeper.texts import _

DOT = "·"
"""U+00B7, the only separator that names of identity cards use."""

# Bullets, middle dots and full stops of all widths that people type in its place.
_LOOKALIKES = "\u2022\u30fb\uff65\u2027\u2219\u22c5\u25cf\uff0e\u3002\ufe52\u16eb\u0387."
_FALSE_DOT = re.compile(rf"(?<=[^\x00-\x7f])\s*[{re.escape(_LOOKALIKES)}{DOT}]\s*(?=[^\x00-\x7f])")
_SPACED = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_RARE_FROM = 0x20000
_MOST_SPELLINGS = 8
_MOST_READINGS = 2
_MOST_INITIALS = 3
_SYLLABLE = (
    r"((?:[zcs]h?|[bpmfdtnlgkhjqxrwy])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|in|un|ia|ie|iu|ua"
    r"|uo|ui|ue|ve|vn|a|o|e|i|u|v))"
)
_BEGUN = re.compile(f"{_SYLLABLE}{_SYLLABLE}?")
_IN_FULL = re.compile(f"(?:{_SYLLABLE})+[a-z]?")
_LONGEST_TYPED = 20

# What is read in a surname otherwise than elsewhere, or in one way only.
_SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou",
    "盖": "ge gai", "朴": "piao", "翟": "zhai di", "覃": "qin tan", "缪": "miao", "冼": "xian",
    "冯": "feng", "宓": "mi", "那": "na", "牟": "mu mou", "隗": "wei kui", "员": "yun",
    "乜": "nie", "黑": "he", "盛": "sheng", "石": "shi", "洗": "xian", "叶": "ye", "种": "chong",
    "秘": "bi mi", "折": "she", "繁": "po", "召": "shao zhao", "佴": "nai", "薄": "bo",
    "柏": "bai bo", "卜": "bu", "祭": "zhai", "宿": "su", "咸": "xian", "撒": "sa", "燕": "yan",
    "哈": "ha", "华": "hua", "任": "ren", "纪": "ji", "葛": "ge", "谌": "chen shen",
    "乐": "yue le", "车": "che", "过": "guo", "能": "nai", "要": "yao", "戚": "qi", "万": "wan",
    "尉": "wei", "于": "yu", "台": "tai", "令": "ling", "句": "gou", "郇": "xun huan",
    "炅": "gui", "郗": "xi chi", "郄": "qie xi", "费": "fei bi", "重": "chong", "藏": "zang",
    "都": "du", "适": "kuo", "幺": "yao", "应": "ying", "贾": "jia", "臧": "zang", "强": "qiang",
    "曲": "qu", "尹": "yin", "沈": "shen", "樊": "fan", "余": "yu", "俞": "yu", "干": "gan",
    "相": "xiang", "底": "di",
}  # fmt: skip

_COMPOUND = {
    "尉迟": "yu chi", "万俟": "mo qi", "单于": "chan yu", "长孙": "zhang sun", "澹台": "tan tai",
    "宰父": "zai fu", "鲜于": "xian yu", "令狐": "ling hu", "司马": "si ma", "夏侯": "xia hou",
    "诸葛": "zhu ge", "呼延": "hu yan", "拓跋": "tuo ba", "淳于": "chun yu", "濮阳": "pu yang",
    "申屠": "shen tu", "太史": "tai shi", "东方": "dong fang", "欧阳": "ou yang",
    "上官": "shang guan", "皇甫": "huang fu", "公孙": "gong sun", "慕容": "mu rong",
    "司徒": "si tu", "司空": "si kong", "司寇": "si kou", "宇文": "yu wen", "轩辕": "xuan yuan",
    "端木": "duan mu", "百里": "bai li", "东郭": "dong guo", "南宫": "nan gong", "独孤": "du gu",
    "闻人": "wen ren", "太叔": "tai shu", "公冶": "gong ye", "仲孙": "zhong sun",
    "钟离": "zhong li", "赫连": "he lian", "公羊": "gong yang", "西门": "xi men",
    "东门": "dong men", "左丘": "zuo qiu", "梁丘": "liang qiu", "段干": "duan gan",
    "漆雕": "qi diao", "亓官": "qi guan", "颛孙": "zhuan sun", "公西": "gong xi",
    "闾丘": "lv qiu", "羊舌": "yang she", "第五": "di wu", "纳兰": "na lan", "完颜": "wan yan",
    "耶律": "ye lv", "叶赫": "ye he",
}  # fmt: skip

# Characters of names that the table lacks.
_MORE = {"𠮷": "ji", "㐂": "xi", "𤧛": "ti"}


def cleaned(name: str) -> str:
    """Return a name without stray spaces, every false separator turned into `DOT`."""
    dotted = _FALSE_DOT.sub(DOT, unicodedata.normalize("NFC", name).strip())
    return _SPACED.sub("", " ".join(dotted.split()))


def fault(name: str) -> str | None:
    """Return what is wrong with a cleaned name, in the language in force; None if nothing is."""
    if len(name) < 2:
        return _("A name has at least two characters")
    if any(character.isdigit() for character in name):
        return _("A name has no digits in it")
    if name[0] == DOT or name[-1] == DOT:
        return _("A name cannot begin or end with “·”")
    if any(_is_strange(character) for character in name):
        return _("A name may only have letters, spaces and “·”")
    return None


def _is_strange(character: str) -> bool:
    if character in f"{DOT} .-'":
        return False
    # The newest rare characters are unknown to Python's tables, and offices put others into the
    # private-use area of their fonts; both stand on identity cards.
    if ord(character) >= _RARE_FROM or unicodedata.category(character) == "Co":
        return False
    return unicodedata.category(character)[0] not in "LM"


def surname(name: str) -> str:
    """Return the surname: two characters where a given name follows a compound one, else one."""
    return name[:2] if len(name) > 2 and name[:2] in _COMPOUND else name[:1]


def pinyin(name: str) -> tuple[str, ...]:
    """Return the full spellings of a name, the likeliest first: `单晓燕` is `shanxiaoyan`.

    Characters without a known reading are left out. `ü` is spelled `v`, as people type it.
    """
    return _combined(_spelled(name))


@cache
def spellings(text: str) -> tuple[str, ...]:
    """Return how a text that is offered may be typed in letters: its initials, then in full."""
    return (*initials(text), *pinyin(text))


def reading(character: str) -> str:
    """Return the likeliest syllable of a character that is no surname; "" if none is known."""
    return next(iter(_readings(character)), "")


def initials(name: str) -> tuple[str, ...]:
    """Return the first letters of a name's syllables: `sxy`."""
    return _combined([tuple(reading[0] for reading in found) for found in _spelled(name)])


def begun_in_full(typed: str) -> tuple[tuple[str, str], ...]:
    """Return how letters may be a surname in full and then initials: `zhousy` is `zhou`, `zsy`.

    Letters that may be the beginning of a name in full, as `zhang` and `zhangw`, are nothing else.

    Returns:
        The part in full, and the initials of all of it.
    """
    if len(typed) > _LONGEST_TYPED or _IN_FULL.fullmatch(typed):
        return ()
    found = []
    for end in range(max(2, len(typed) - _MOST_INITIALS), len(typed)):
        if syllables := _BEGUN.fullmatch(typed[:end]):
            letters = "".join(part[0] for part in syllables.groups() if part)
            found.append((typed[:end], letters + typed[end:]))
    return tuple(found)


def _combined(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    if all(len(part) == 1 for part in parts):
        whole = "".join(part[0] for part in parts)
        return (whole,) if whole else ()
    every = ("".join(chosen) for chosen in product(*parts))
    return tuple(dict.fromkeys(islice(every, _MOST_SPELLINGS)))


def _spelled(name: str) -> list[tuple[str, ...]]:
    """Return the readings of each character; those without one are left out."""
    compound = _COMPOUND.get(name[:2])
    head: list[tuple[str, ...]] = [(syllable,) for syllable in (compound or "").split()]
    if not compound:
        head = [_surname(name[0])] if name else []
    elif name[0] in _SURNAMES:
        # 单于婷 is more often a 单 than a 单于, and no card says which.
        head[0] = tuple(dict.fromkeys((*head[0], *_surname(name[0]))))
    given = [_readings(character) for character in name[2 if compound else 1 :]]
    return [found for found in head + given if found]


@cache
def _surname(character: str) -> tuple[str, ...]:
    return tuple(_SURNAMES.get(character, "").split()) or _readings(character)


@cache
def _readings(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    found = _MORE.get(character) or _table().get(str(ord(character)), "")
    plain = dict.fromkeys(_plain(reading) for reading in found.split(",") if reading)
    return tuple(islice(plain, _MOST_READINGS))


def _plain(reading: str) -> str:
    """Return a syllable without its tone: `lǚ` is `lv`."""
    bare = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in bare if c.isascii())


@cache
def _table() -> dict[str, str]:
    spec = find_spec("pypinyin")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name="pypinyin")
    file = Path(spec.submodule_search_locations[0], "pinyin_dict.json")
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found
