"""Our fonts have every sign that we write."""

from __future__ import annotations

from PySide6.QtGui import QRawFont

from gridkeeper import resources
from gridkeeper.domain.kinds import KINDS


def test_every_sign_of_our_own_words_is_in_the_fonts(qapp):
    root = resources.path("codes").parent
    files = [one for one in root.rglob("*") if one.suffix in {".po", ".md", ".json"}]
    labels = [about.label for kind in KINDS.values() for about in (kind, *kind.fields)]
    words = [one.read_text("utf-8") for one in files] + [one.zh + one.en for one in labels]
    signs = {ord(sign) for sign in set().union(*words) if sign.isprintable()}
    font = QRawFont(str(root / "fonts" / "sans-regular.ttf"), 16)

    # What is above is in names alone, and in the fonts for names.
    assert not {chr(one) for one in signs if one < 0x10000 and not font.supportsCharacter(one)}
