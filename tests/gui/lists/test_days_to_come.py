"""Lists of days that have not come yet."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from gridkeeper.domain.periods import Period
from gridkeeper.ui.lists.filters import Filters


def test_they_say_that_these_days_are_to_come(stand):
    page = stand.page("visits")
    ahead = Period(date(2030, 1, 1), date(2030, 1, 31))

    page.side.bar.choose(Filters(days="own", own=ahead))
    stand.settled(page)

    assert "这段时间还没有到" in [one.text() for one in page.side.findChildren(QLabel)]


def test_days_that_were_without_anything_match_nothing(stand):
    page = stand.page("visits")
    past = Period(date(2020, 1, 1), date(2020, 1, 31))

    page.side.bar.choose(Filters(days="own", own=past))
    stand.settled(page)

    assert "这段时间还没有到" not in [one.text() for one in page.side.findChildren(QLabel)]
