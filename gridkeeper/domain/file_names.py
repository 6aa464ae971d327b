"""Names of files that fit any medium and any system, made of what a file is about."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MOST = 72
"""So many bytes of one part at most, which are 24 Chinese characters; media take 255 in all."""

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


def of_batch(*parts: str, day: date, number: int) -> str:
    """Return the name of a batch without its ending: what it is, whose, when, and which one.

    Whoever has sixty of them in a folder sees by it whose they are; nobody reads anything out of
    it, what counts stands inside. Parts of which nothing is left are left out.
    """
    said = [fit(part) for part in parts]
    return "_".join([*filter(None, said), f"{day:%Y%m%d}", f"{number:03d}"])
