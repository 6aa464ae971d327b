"""The way back: the pages that were shown, and what was read or begun on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LONGEST = 20  # so many pages the way back leads over
_NOTHING = ("", "")


@dataclass(slots=True)
class Stop:
    """A page on the way back.

    Attributes:
        page: Its name.
        record: Kind and id of the record that was left there for another one.
        follows: Whether it was come to from a record.
        form: The form for which it was come to from the page before; None for all else.
    """

    page: str
    record: tuple[str, str] = _NOTHING
    follows: bool = False
    form: QWidget | None = None


class Trail:
    """The pages that were shown, the one that is shown last."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []

    @property
    def here(self) -> Stop:
        """The page that is shown."""
        return self._stops[-1]

    @property
    def leads_back(self) -> bool:
        """Whether another page was shown before."""
        return len(self._stops) > 1

    def come(self, page: str) -> bool:
        """Come to a page; return whether it is another one."""
        comes = not self._stops or self.here.page != page
        if comes:
            self._stops = [*self._stops[-_LONGEST:], Stop(page)]
        return comes

    def follow(self, before: Stop, left: tuple[str, str]) -> None:
        """Come here from a record that was read on the page before, or on this one."""
        before.record = left
        if self.here is before:
            self._stops.append(Stop(before.page))
        self.here.follows = True

    def begin(self, form: QWidget, left: tuple[str, str]) -> None:
        """Be here for a form alone, which was begun on the page before, where a record was read."""
        self.here.form = form
        self._stops[-2].record = left

    def ends_with(self, form: QWidget) -> bool:
        """Whether one is here for a form that is done with."""
        return self.leads_back and self.here.form is form

    def back(self) -> tuple[Stop, tuple[str, str]]:
        """Go back; return where that leads, and the record that was left there."""
        self._stops.pop()
        record, self.here.record = self.here.record, _NOTHING
        return self.here, record
