"""How far the visits of this month and of the last one are covered, in words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from gridkeeper.services.plans.due import Covered


def said(this: Covered, last: Covered) -> str:
    """Return where somebody was met, and how many of the visits due were made; counted, no more."""
    periods = ((_("This month so far"), this), (_("Last month"), last))
    homes = _("{seen} of all {homes} households")
    both = _("{seen} of all {homes} households and {entered} of all {premises} premises")
    lines = []
    for period, one in periods:
        counts = {name: f"{number:,}" for name, number in asdict(one.counts).items()}
        places = (both if one.counts.premises else homes).format(**counts)
        text = plural(
            "{period}: somebody was met at {places}; {done} of the {due} visit due was made.",
            "{period}: somebody was met at {places}; {done} of the {due} visits due were made.",
            one.counts.due,
        )
        if not one.counts.due:
            text = _("{period}: somebody was met at {places}; no visit was due.")
        lines.append(text.format(period=period, places=places, **counts))
    return "\n".join(lines)
