"""What stands under the search box, and writing into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.ui.search.answers import ANSWER
from tests.helpers.forms import commit

if TYPE_CHECKING:
    from gridkeeper.ui.search.answers import Answer
    from gridkeeper.ui.search.dialog import SearchDialog


def write(box: SearchDialog, text: str) -> None:
    """Write as an input method does."""
    commit(box.field, text)


def lines(box: SearchDialog) -> list[Answer]:
    """Return the lines that can be chosen."""
    return [answer for answer in _answers(box) if answer.does is not None]


def headings(box: SearchDialog) -> list[str]:
    """Return what stands there and cannot be chosen."""
    return [answer.title for answer in _answers(box) if answer.does is None]


def _answers(box: SearchDialog) -> list[Answer]:
    return [box.list.item(row).data(ANSWER) for row in range(box.list.count())]
