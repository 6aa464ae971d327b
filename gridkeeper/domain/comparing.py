"""How a number stands beside the one of the period before, in a few characters.

Percent of a handful say nothing: from 2 to 3 disputes is one more, not half as many again. So where
either number is tiny, the difference is told.
"""

from __future__ import annotations

from gridkeeper.texts import _

TINY = 10
_MANY = 10  # times: from here on a decimal says nothing


def change(now: int, before: int) -> str:
    """Return how much more or less it is: in percent of before, or by how many if either is tiny.

    A fall has a true minus. Of nothing before there are no percent, but there is a difference.
    """
    if now == before:
        return _("same")
    if min(now, before) < TINY:
        said = f"{now - before:+,}"
    else:
        ratio = (now - before) / before
        said = f"{ratio:+.1%}" if ratio < _MANY else f"{ratio:+,.0%}"
    return said.replace("-", "\u2212")
