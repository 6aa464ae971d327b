"""What a measurement says, and the table of them."""

from __future__ import annotations

from dataclasses import dataclass


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
        met: Whether the bar is met; None where there is none.
    """

    name: str
    ours_s: float
    peer: str
    peer_s: float
    ratio: float
    bar: str
    note: str = ""
    met: bool | None = None


def table(rows: list[Row]) -> str:
    """Return the measurements as a table for a terminal."""
    heads = ("what", "ours s", "peer", "peer s", "ratio", "bar", "met", "note")
    texts = [heads, *map(_texts, rows)]
    widths = [max(len(text[column]) for text in texts) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(text, widths, strict=True)).rstrip()
        for text in texts
    )


def _texts(row: Row) -> tuple[str, ...]:
    seconds = (f"{row.ours_s:.3g}", row.peer, f"{row.peer_s:.3g}", f"{row.ratio:.2f}")
    met = {None: "-", True: "yes", False: "NO"}[row.met]
    return (row.name, *seconds, row.bar, met, row.note)
