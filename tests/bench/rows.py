"""What a measurement says, and the table of them."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Row:
    """One measurement beside one peer.

    Attributes:
        name: What was done.
        ours_s: Our median, in seconds.
        peer: Whom we compare with, with its version.
        peer_s: The peer's median in the same run.
        ratio: The peer's time by ours: above 1 we are faster.
        bar: What the design asks for, in words.
        note: Peak memory and the like.
    """

    name: str
    ours_s: float
    peer: str
    peer_s: float
    ratio: float
    bar: str
    note: str = ""


def table(rows: list[Row]) -> str:
    """Return the measurements as a table for a terminal."""
    heads = ("what", "ours s", "peer", "peer s", "ratio", "bar", "note")
    texts = [heads, *(tuple(map(_text, astuple(row))) for row in rows)]
    widths = [max(len(text[column]) for text in texts) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(text, widths, strict=True)).rstrip()
        for text in texts
    )


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}"
