"""Which paper somebody wants: of which days, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gridkeeper.domain import boards
from gridkeeper.domain.periods import usual
from gridkeeper.services.papers.titles import LEDGER, REPORT, REPORTS, Paper
from gridkeeper.texts import N_, _
from gridkeeper.ui.look import tokens
from gridkeeper.ui.papers.all_ledgers import Wanted
from gridkeeper.ui.papers.profiles import MEANINGS, PROFILES
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import label, unlettered
from gridkeeper.ui.widgets.two_days import DayInput, TwoDays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.labels import Label
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.ui.frame import Frame

_OF_PEOPLE = "people"
_OWN = "own"
_MOVED_ON = 10
"""Up to this day of a month people still write about the month before."""
_SETTLED_MS = 350
_LAST = "papers/last"

Choice = tuple[tuple[int, int, int], tuple[str, str]]
"""The places of paper, period and profile, and days of one's own as they were typed."""

_PERIODS = {
    "week": N_("This week"),
    "last_week": N_("Last week"),
    "month": N_("This month"),
    "last_month": N_("Last month"),
    "quarter": N_("This quarter"),
    "last_quarter": N_("Last quarter"),
    "year": N_("This year"),
    "last_year": N_("Last year"),
    _OWN: N_("Other days …"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A paper that somebody wants.

    Attributes:
        period: None where the paper is not about days.
        reason: Why it is to be seen in full; "" until that was said.
    """

    name: str
    title: str
    is_ledger: bool
    period: Period | None
    profile: Profile
    reason: str = ""

    @property
    def as_noted(self) -> Paper:
        """What the audit calls it."""
        sort = LEDGER if self.is_ledger else REPORT
        return Paper(sort, self.name, self.profile, self.period, reason=self.reason)


class Wishes(QWidget):
    """Lets a paper, its days and its readers be chosen.

    Signals:
        changed: Another paper is wanted, for a third of a second now.
    """

    changed = Signal()

    def __init__(self, frame: Frame, ledgers: Mapping[str, Label]) -> None:
        super().__init__()
        self._today = frame.desk.session.today()
        self._periods = usual(self._today)
        self._ledgers = ledgers
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self.changed)
        self._boxes = self.paper, self.period, self.profile = Box(), Box(), Box()
        self.first, self.last = DayInput(), DayInput()
        self._days = TwoDays(self.first, self.last)
        self.problem = label("", "problem", wraps=True)
        self.meaning = label("", "small", wraps=True)
        self._preferences = frame.preferences
        self._fill()
        self._lay_out(frame)
        self._fit()
        for box in self._boxes:
            box.currentIndexChanged.connect(self._changed)
        self.period.activated.connect(self._go_to_days)
        for line in (self.first, self.last):
            line.textEdited.connect(self._changed)

    def wish(self) -> Wish | None:
        """Return what is wanted, for no reason yet; None while it cannot be had: see `problem`."""
        is_ledger, name = self._papers[self.paper.currentIndex()]
        if self.lacks_board_copy:
            return None
        period = self._period()
        of_days = not (is_ledger and name == _OF_PEOPLE)
        if of_days and period is None:
            return None
        return Wish(
            name,
            self.paper.currentText(),
            is_ledger,
            period if of_days else None,
            self.chosen_profile,
        )

    @property
    def chosen_profile(self) -> Profile:
        """For whom it is to be."""
        return list(PROFILES)[self.profile.currentIndex()]

    @property
    def lacks_board_copy(self) -> bool:
        """Whether a copy for the board is chosen of a paper that has none."""
        is_ledger, _name = self._papers[self.paper.currentIndex()]
        return bool(boards.refusal(LEDGER if is_ledger else REPORT, self.chosen_profile))

    @property
    def all_ledgers(self) -> Wanted | None:
        """All ledgers of the chosen days; None where they cannot be had."""
        period, profile = self._period(), self.chosen_profile
        if period is None or boards.refusal(LEDGER, profile):
            return None
        return Wanted(period, profile)

    @property
    def choice(self) -> Choice:
        """What is chosen, to be chosen again in another language."""
        paper, period, profile = self._boxes
        places = paper.currentIndex(), period.currentIndex(), profile.currentIndex()
        return places, (self.first.text(), self.last.text())

    def choose_again(self, choice: Choice) -> None:
        """Choose what was chosen before everything was made anew."""
        places, days = choice
        for line, text in zip((self.first, self.last), days, strict=True):
            line.setText(text)
        for box, at in zip(self._boxes, places, strict=True):
            box.setCurrentIndex(at)
        self._show_own()

    def choose(self, name: str, *, is_ledger: bool) -> None:
        """Choose a paper."""
        self.paper.setCurrentIndex(self._papers.index((is_ledger, name)))

    def choose_period(self, period: Period) -> None:
        """Choose days; those that have no name of their own are written out."""
        named = [name for name in _PERIODS if self._periods.get(name) == period]
        self.period.setCurrentIndex(list(_PERIODS).index(named[0] if named else _OWN))
        if not named:
            self.first.setText(period.first.isoformat())
            self.last.setText(period.last.isoformat())
            self._changed()

    def choose_profile(self, profile: Profile) -> None:
        """Choose for whom."""
        self.profile.setCurrentIndex(list(PROFILES).index(profile))

    def _fill(self) -> None:
        # Kept here by their places: Qt would give Python's values back as others.
        self._papers = [(False, name) for name in REPORTS]
        self.paper.addItems(list(map(_, REPORTS.values())))
        self.paper.insertSeparator(len(self._papers))
        self._papers += [(False, ""), *((True, name) for name in self._ledgers)]
        self.paper.addItems([str(title) for title in self._ledgers.values()])
        last = self._preferences.text(_LAST)
        names = [_kept(*paper) for paper in self._papers]
        self.paper.setCurrentIndex(names.index(last) if last and last in names else 0)
        for name, text in _PERIODS.items():
            period = self._periods.get(name)
            said = _(text)
            self.period.addItem(f"{said} · {period.text()}" if period else said)
        name = "last_month" if self._today.day <= _MOVED_ON else "month"
        self.period.setCurrentIndex(list(_PERIODS).index(name))
        self.profile.addItems([_(text) for text in PROFILES.values()])

    def _lay_out(self, frame: Frame) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        across = Flow(spacing=tokens.SPACE * 2)
        down.addWidget(across)
        for text, box in (
            (_("&Report or ledger"), self.paper),
            (_("&Days"), self.period),
            (_("&For"), self.profile),
        ):
            named = label(text, "label")
            named.setBuddy(box)
            if box is self.period:
                self._said_days, self._days_called = named, text
            column = QWidget()
            column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            under = QVBoxLayout(column)
            under.setContentsMargins(0, 0, 0, 0)
            under.setSpacing(tokens.SPACE // 2)
            under.addWidget(named)
            under.addWidget(box)
            box.setToolTip(box.currentText())
            box.currentTextChanged.connect(box.setToolTip)
            box.setMinimumWidth(frame.theme.px(120))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            across.add(column)
        self._own = QWidget()
        own = QHBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(tokens.SPACE)
        for text, line in ((_("Fr&om"), self.first), (_("&To"), self.last)):
            named = label(text, "label")
            named.setBuddy(line)
            line.setPlaceholderText(self._today.isoformat())
            line.setMaximumWidth(frame.theme.px(160))
            own.addWidget(named)
            own.addWidget(line)
        own.addStretch(1)
        down.addWidget(self._own)
        down.addWidget(self.problem)
        down.addWidget(self.meaning)

    def _changed(self) -> None:
        self._preferences.set(_LAST, _kept(*self._papers[self.paper.currentIndex()]))
        self._fit()
        self._settled.start()

    def _fit(self) -> None:
        """Offer what the chosen paper can be; the one about people has no days."""
        of_people = self._papers[self.paper.currentIndex()] == (True, _OF_PEOPLE)
        self.period.setEnabled(not of_people)
        # A letter that leads nowhere is not shown.
        text = self._days_called
        self._said_days.setText(unlettered(text) if of_people else text)
        self._show_meaning()
        self._show_own()

    def _show_meaning(self) -> None:
        self.meaning.setText(_(MEANINGS[self.chosen_profile]))
        self.profile.setAccessibleDescription(self.meaning.text())

    def _show_own(self) -> None:
        own = self._chosen_period == _OWN and self.period.isEnabled()
        if own and not self.first.text():
            self.first.setText((self._today - timedelta(days=6)).isoformat())
            self.last.setText(self._today.isoformat())
        self._own.setVisible(own)
        text = self._days.problem if own and self._period() is None else ""
        if self.lacks_board_copy:
            text = _("A ledger has no copy for the board.")
        self.problem.setVisible(bool(text))
        self.problem.setText(text)

    def _go_to_days(self) -> None:
        """Let days of one's own be typed at once; only for somebody who chose to."""
        if self._chosen_period == _OWN:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _chosen_period(self) -> str:
        return list(_PERIODS)[self.period.currentIndex()]

    def _period(self) -> Period | None:
        if self._chosen_period != _OWN:
            return self._periods[self._chosen_period]
        return self._days.period(self._today)


def _kept(is_ledger: bool, name: str) -> str:
    """Return a paper as the preferences keep it."""
    return f"ledger {name}" if is_ledger else name
