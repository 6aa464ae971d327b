"""What is chosen on the pages, such as days, while all of them are made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.ui.page import Page


class Choices:
    """Lets pages, also those that are made later, begin with what was chosen before."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}
        self._before: Mapping[str, object] = {}

    def begin(self, name: str, page: Page) -> Page:
        """Let a page that has just been made begin; return it."""
        self._pages[name] = page
        if name in self._before:
            page.choose_again(self._before[name])
        return page

    def kept(self) -> Mapping[str, object]:
        """Return what is chosen, by the names of the pages."""
        made = {name: page.choice() for name, page in self._pages.items()}
        return {**self._before, **{name: one for name, one in made.items() if one is not None}}

    def follow(self, before: Mapping[str, object]) -> None:
        """Go on with what was chosen on the pages before these."""
        self._before = before
        for name, page in self._pages.items():
            self.begin(name, page)
