"""Names of files that fit any medium and any system, made of what a file is about."""

from __future__ import annotations

import os
import re
import unicodedata
from socket import gethostname
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from datetime import date

MOST = 72
"""So many bytes of one part at most, which are 24 Chinese characters; media take 255 in all."""

DRAFT = ".gridkeeper-"
"""So begins what is being written; what a killed program has left is found by it."""

_DRAFT = re.compile(rf"{re.escape(DRAFT)}(\d+)-([0-9a-f]{{8}})-([0-9a-f]{{8}})\.part")
_UNFIT = frozenset('<>:"/\\|?*')


def fit(text: str) -> str:
    """Return a text as it may stand in a name of a file; "" if nothing of it is left.

    What Windows forbids, separates lines or cannot be seen becomes an underscore, once for a run of
    it; spaces and full stops at both ends go, since Windows drops them behind people's backs.
    """
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        seen = letter not in _UNFIT and unicodedata.category(letter)[0] not in "CZ"
        if seen or letter == " ":
            kept.append(letter)
        elif not kept or kept[-1] != "_":
            kept.append("_")
    begun = "".join(kept).encode()[:MOST]
    return begun.decode(errors="ignore").strip(" .")


def on_day(day: date) -> str:
    """Return a day as it stands in names: sorted by them is sorted by days."""
    return f"{day:%Y%m%d}"


def of_batch(*parts: str, day: date, number: int) -> str:
    """Return the name of a batch without its ending: what it is, whose, when, and which one.

    Whoever has sixty of them in a folder sees by it whose they are; nobody reads anything out of
    it, what counts stands inside. Parts of which nothing is left are left out.
    """
    said = [fit(part) for part in parts]
    return "_".join([*filter(None, said), on_day(day), f"{number:03d}"])


def draft(name: str) -> str:
    """Return what a file is called as long as it is being written; nobody else's is called so.

    It tells which program of which computer writes it, so that what a killed one has left can be
    told from what is still being written.
    """
    return f"{DRAFT}{os.getpid()}-{_here()}-{_sum(name)}.part"


def is_draft_of(draft: str, name: str) -> bool:
    """Whether a draft is one of what was to have a name, whoever wrote it."""
    found = _DRAFT.fullmatch(draft)
    return found is not None and found[3] == _sum(name)


def writer_of(draft: str) -> int | None:
    """Return the number of the program that wrote a draft; None if it is another computer's."""
    found = _DRAFT.fullmatch(draft)
    return int(found[1]) if found is not None and found[2] == _here() else None


def _here() -> str:
    return _sum(gethostname())


def _sum(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
