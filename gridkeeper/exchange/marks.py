"""An office's mark on each line that it passes on, by which it knows its own words again.

An office that was set back to a backup has lost what it wrote since. Its workers still have what
concerned them, and give it back with the mark that came with each line. The key of the marks lives
where the office's private keys live, in its backups too, and nowhere else: who gives back a line
with its mark gives back what this office once passed on, and nothing of her own making.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gridkeeper.exchange.keys import Keys

SIZE = 8
"""Bytes of a mark. To guess one takes 2⁶³ batches, each of which has to be taken in."""

_PURPOSE = b"GridKeeper returned line v1\0"


class Marker:
    """Gives marks, and knows them again."""

    def __init__(self, keys: Keys) -> None:
        self._key = hmac.digest(bytes.fromhex(keys.sign_private), _PURPOSE, "sha256")

    def mark(self, line: bytes) -> bytes:
        """Return the mark of a line."""
        return hmac.digest(self._key, line, hashlib.sha256)[:SIZE]

    def is_known(self, line: bytes, mark: bytes) -> bool:
        """Whether this is the mark that the same keys gave this line."""
        return hmac.compare_digest(self.mark(line), mark)


def of_line(marks: bytes, number: int) -> bytes:
    """Return the mark of a batch's line, counted from 0; empty where it has none."""
    return marks[number * SIZE : (number + 1) * SIZE]
