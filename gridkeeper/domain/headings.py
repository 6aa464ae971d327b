"""Which field a spreadsheet's heading means, and which columns a community may not collect."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.fields import Field

_UNITS = re.compile(r"\((?:元|人|户|%|㎡|m2|m²|平方米|天|万元|件|次|yuan|days)\)$")
_MARKS = re.compile(r"[\s*:、\u200b\ufeff]+")
_NOTES = re.compile(r"\([^()]*(?:必填|选填|可选|有效|required)[^()]*\)")

PARTY = "dispute_party"
_SIDES = {"甲方": "1", "申请人": "1", "乙方": "2", "被申请人": "2"}
_SIDED = re.compile(rf"(?P<side>{'|'.join(_SIDES)})(?:当事人)?/?(?:\(当事人\))?(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Matched:
    """The field that a heading means.

    Attributes:
        side: The code of `dispute_side`, of a party's field; "" of all others.
    """

    kind: str
    field: str
    side: str = ""


_RELIGION = N_("A community does not collect religious belief (Personal Information Law, art. 28)")
_PETITION = N_("Petitioning is a right; a community does not keep lists of petitioners")
_ETHNIC = N_("A community does not mark people by origin or as a threat to stability")
_HEALTH = N_("Infections are kept by the health service only (Personal Information Law, art. 28)")
_DRUGS = N_("A history of drug use is kept by the police only")
_BIOMETRIC = N_("Faces, fingerprints and tracks of people are not collected")

# What a community may not collect (DOMAIN §8.7 P15): a word in a heading, and why.
_REFUSED = (
    ("宗教", _RELIGION),
    ("信教", _RELIGION),
    ("religio", _RELIGION),
    ("上访", _PETITION),
    ("信访人员", _PETITION),
    ("缠访", _PETITION),
    ("涉稳", _ETHNIC),
    ("涉疆", _ETHNIC),
    ("涉藏", _ETHNIC),
    ("涉恐", _ETHNIC),
    ("邪教", _ETHNIC),
    ("艾滋", _HEALTH),
    ("hiv", _HEALTH),
    ("感染途径", _HEALTH),
    ("吸毒", _DRUGS),
    ("涉毒", _DRUGS),
    ("人脸", _BIOMETRIC),
    ("指纹", _BIOMETRIC),
    ("虹膜", _BIOMETRIC),
    ("轨迹", _BIOMETRIC),
    ("定位", _BIOMETRIC),
)


def folded(heading: str) -> str:
    """Return a heading without the differences that mean nothing.

    Stars, spaces, line breaks, notes like `(必填)` and units like `(元)` go; width and case fold.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", heading)).casefold()
    return _UNITS.sub("", _NOTES.sub("", plain))


def match(headings: Sequence[str], kinds: Sequence[str]) -> Mapping[str, Matched]:
    """Return the field of each heading that is known, by the heading as it stands.

    A label beats an alias, an earlier kind a later one, an earlier heading a later one: no field
    is filled from two columns. Of a heading in two rows (`住址/小区`) the whole is tried first,
    then the part below. `甲方姓名` and the like are the fields of a `dispute_party` of that side.
    """
    found: dict[str, Matched] = {}
    for exact in (True, False):
        for heading in headings:
            matched = None if heading in found else _find(heading, kinds, exact=exact)
            if matched is not None and matched not in found.values() and refused(heading) is None:
                found[heading] = matched
    return {heading: found[heading] for heading in headings if heading in found}


def refused(heading: str) -> str | None:
    """Return why a column may not be collected, in the language in force; None if it may."""
    plain = folded(heading)
    return next((_(reason) for word, reason in _REFUSED if _is_said(word, plain)), None)


def can_be_meant(about: Field) -> bool:
    """Whether a column may mean a field at all: no other record, and not that it was deleted."""
    return about.type is not Type.RECORD and about.name != "deleted"


def _is_said(word: str, heading: str) -> bool:
    """Whether a heading says a word; letters only as a whole, for `archive` is not HIV."""
    if not word.isascii():
        return word in heading
    return re.search(rf"(?<![a-z]){word}", heading) is not None


def _find(heading: str, kinds: Sequence[str], *, exact: bool) -> Matched | None:
    whole = folded(heading)
    sided = _SIDED.fullmatch(whole)
    if sided and PARTY in kinds:
        return _find_party(sided["rest"], _SIDES[sided["side"]])
    for wanted in dict.fromkeys((whole, whole.rpartition("/")[2])):
        for kind in kinds:
            field = (_labels(kind) if exact else _aliases(kind)).get(wanted)
            if field is not None:
                return Matched(kind, field)
    return None


def _find_party(rest: str, side: str) -> Matched | None:
    """Return a party's field from what stands behind the side: `姓名`, `电话`, or nothing."""
    for wanted in (rest, f"当事人{rest}"):
        field = _labels(PARTY).get(wanted) or _aliases(PARTY).get(wanted)
        if field is not None:
            return Matched(PARTY, field, side)
    return None


@cache
def _labels(kind: str) -> Mapping[str, str]:
    """Return the field of each folded label; where two agree, the earlier field holds."""
    fields = KINDS[kind].fields
    pairs = [(folded(text), f.name) for f in fields for text in (f.label.zh, f.label.en)]
    return dict(reversed(pairs))


@cache
def _aliases(kind: str) -> Mapping[str, str]:
    fields = KINDS[kind].fields
    pairs = [(folded(alias), f.name) for f in fields for alias in (*f.aliases, f.name)]
    return dict(reversed(pairs))
