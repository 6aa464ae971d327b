"""台账报表: choose a paper, look at it as it will be, save it, print it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain import file_names
from gridkeeper.domain.privacy import Profile
from gridkeeper.services import errands
from gridkeeper.services.papers import sheets as papers
from gridkeeper.texts import _, pick
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.messages import PAPERS, ledger_files
from gridkeeper.ui.page import Page
from gridkeeper.ui.papers import all_ledgers
from gridkeeper.ui.papers.handing_out import HandingOut, file_name
from gridkeeper.ui.papers.in_full import ask_what_for, door_to_full, lacks_reason
from gridkeeper.ui.papers.ledger_view import LedgerView
from gridkeeper.ui.papers.preview import Preview
from gridkeeper.ui.papers.printing import preview_pdf
from gridkeeper.ui.papers.profiles import PROFILES
from gridkeeper.ui.papers.wishes import Wishes
from gridkeeper.ui.widgets.pieces import button, empty, label, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gridkeeper.domain.periods import Period
    from gridkeeper.progress import Progress
    from gridkeeper.services.changes import Changed
    from gridkeeper.services.papers.ledger_export import SeenLedger
    from gridkeeper.ui.forms.reasons import ReasonDialog
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.papers.wishes import Choice, Wish

_MANY = 100
"""So many people in full are asked about before they leave the program (DOMAIN §8.7 P13)."""


class PapersPage(Page):
    """Shows the paper that is wanted as soon as the wish has stood for a moment."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._wish: Wish | None = None
        self._stale = True
        self._rows = 0
        self._given: tuple[Wish | None, str] = (None, "")
        self.wishes = Wishes(frame, frame.desk.ledgers.titles())
        self.preview = Preview(frame, _("Preview"))
        self._out = HandingOut(frame, self._note, self)
        self._save = button(frame.theme, _("&Save as …"), self.save, "save", "primary")
        self._print = button(frame.theme, _("&Print …"), self.print, "print")
        self._all = button(frame.theme, _("&All ledgers …"), self.save_all, "save")
        title = label(_("Papers"), "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16, 16)
        layout.setSpacing(tokens.SPACE * 2)
        layout.addLayout(row(title, None, self._all, self._print, self._save))
        layout.addWidget(self.wishes)
        layout.addWidget(self.preview, 1)
        self.wishes.changed.connect(self._wished)
        self.preview.ready.connect(self._allow)
        self._allow()

    @override
    def enter(self) -> None:
        self.wishes.paper.setFocus()
        if self._stale:
            self.make()

    @override
    def choice(self) -> object:
        return self.wishes.choice

    @override
    def choose_again(self, choice: object) -> None:
        self.wishes.choose_again(cast("Choice", choice))

    @override
    def refresh(self, changed: Changed) -> None:
        # A paper that is being looked at does not change under the eyes; the next look is new.
        self._stale = True

    @override
    def offers(self) -> frozenset[str]:
        names = {"save": self._save, "print": self._print}
        return frozenset(name for name, made in names.items() if made.isEnabled())

    @override
    def perform(self, action: str) -> None:
        {"save": self.save, "print": self.print}[action]()

    @override
    def parts(self) -> list[QWidget]:
        return [self.wishes.paper, self.preview]

    @override
    def show_report(self, name: str, period: Period) -> None:
        self.wishes.choose(name, is_ledger=False)
        self.wishes.choose_period(period)

    def make(self) -> None:
        """Make what is wanted, and show it."""
        self._wish = wish = self.wishes.wish()
        self._stale = False
        if wish is None:
            self._refuse()
            return
        for_which, reason = self._given
        if wish == for_which:
            self._wish = wish = replace(wish, reason=reason)
        else:
            self._given = (None, "")  # of one paper only; whoever comes back is asked anew
        if lacks_reason(self.frame, wish.profile, wish.reason):
            self.preview.show_notice(door_to_full(self.frame.theme, self.ask_reason))
            return
        text = _("Making “{title}” …").format(title=_called(wish))
        if wish.is_ledger:
            self._make_table(wish, text)
        else:
            self._make_paper(wish, text)

    def _refuse(self) -> None:
        problem = self.wishes.problem.text()
        if self.wishes.lacks_board_copy:
            instead = _(
                "It is about people one by one. For the board choose a report; for work with the "
                "ledger choose the masked copy."
            )
            self.preview.show_notice(empty(self.frame.theme, "papers", problem, instead))
        else:
            self.preview.refuse(problem)

    def ask_reason(self) -> ReasonDialog:
        """Ask what a copy in full is for, and make it then."""
        return ask_what_for(self.frame, self._go_on)

    def _go_on(self, reason: str) -> None:
        self._given = (self.wishes.wish(), reason)
        self.make()

    def save(self) -> None:
        """Let a file be named and put the paper there; many people in full are asked about."""
        wish = self._wish
        if wish is not None:
            text = _("Save it in full?"), _("&Save in full")
            self._unless_many(wish, text, lambda: self._save_wish(wish))

    def save_all(self) -> None:
        """Let a folder be chosen and put all ledgers of the chosen days there."""
        if (wanted := self.wishes.all_ledgers) is not None:
            all_ledgers.choose(self.frame, wanted)

    def print(self) -> None:
        """Let a printer be chosen and print the paper; of a ledger, its pages are seen first."""
        wish = self._wish
        if wish is None:
            return
        if wish.is_ledger:
            text = _("Print it in full?"), _("&Print in full")
            self._unless_many(wish, text, lambda: self._print_ledger(wish))
        elif (document := self.preview.document) is not None:
            text = _("Print it in full?"), _("&Print in full")
            name = self._named(wish, "")
            self._unless_many(wish, text, lambda: self._out.print(document, name))

    def _unless_many(self, wish: Wish, asked: tuple[str, str], then: Callable[[], object]) -> None:
        """Go on; where many people in full would leave the program, ask first."""
        if wish.profile is Profile.FULL and self._rows > _MANY:
            text = _(
                "It shows {n} rows with names, numbers and phones in full. Keep it safe, and "
                "give it only to those who need it for their work. Saving and printing are "
                "logged."
            )
            question, answer = asked
            said = text.format(n=f"{self._rows:,}")
            self.frame.messages.ask(question, said, answer, then)
        else:
            then()

    def _print_ledger(self, wish: Wish) -> None:
        """Show a ledger as it is printed, with the ways to print and to save that."""
        way = self._way(wish)

        def write(path: Path, progress: Progress) -> None:
            facts = (way, wish.name, wish.period, path, wish.profile)
            in_child(errands.print_ledger, *facts)(progress)

        dialog = preview_pdf(self.frame, _called(wish), write, self._note)
        dialog.name = self._named(wish, ".pdf")

    def _wished(self) -> None:
        """Make what is wanted now; where nobody looks, when somebody does."""
        self._stale = True
        self._allow()
        if self.isVisible():
            self.make()

    def _make_table(self, wish: Wish, text: str) -> None:
        ledgers = self.frame.desk.ledgers

        def look(_progress: Progress) -> object:
            return ledgers.begun(wish.name, wish.period, wish.profile, reason=wish.reason)

        self.preview.make_table(text, look, self._dress)

    def _dress(self, seen: SeenLedger) -> QWidget:
        self._rows = seen.total
        return LedgerView(self.frame.theme, seen)

    def _make_paper(self, wish: Wish, text: str) -> None:
        way, reports = self._way(wish), self.frame.desk.reports
        self._rows = 0

        def write(path: Path, progress: Progress) -> None:
            facts = (way, wish.name, wish.period, path, wish.profile)
            in_child(errands.write_report, *facts)(progress)
            if wish.period is not None and wish is self._wish:
                self._rows = reports.rows(wish.name, wish.period)

        self.preview.make_paper(text, write)

    def _save_wish(self, wish: Wish) -> None:
        if not wish.is_ledger:
            if self.preview.document is not None:
                self._out.save(self.preview.document, self._named(wish, ".pdf"))
            return
        title, name = _("Save the ledger as"), self._named(wish, ".xlsx")
        self.frame.messages.save_file(
            title, name, ledger_files(), lambda path: self._write_ledger(wish, path), PAPERS
        )

    def _write_ledger(self, wish: Wish, path: Path) -> None:
        facts = (wish.name, wish.period, path, wish.profile)
        way = self._way(wish)

        def work(progress: Progress) -> object:
            in_child(errands.write_ledger, way, *facts)(progress)
            return path

        text = _("Writing: {title}").format(title=wish.title)
        self.frame.ask(text, work, self._out.saved, Lane.ERRAND)

    def _way(self, wish: Wish) -> errands.Access:
        return errands.access(self.frame.desk.session, wish.reason)

    def _note(self, how: str) -> None:
        if self._wish is not None:
            papers.handed_out(self.frame.desk.session, how, self._wish.as_noted)

    def _named(self, wish: Wish, ending: str) -> str:
        today = file_names.on_day(self.frame.desk.session.today())
        days = wish.period.text() if wish.period is not None else today
        return file_name(wish.title, days, _(PROFILES[wish.profile]), ending=ending)

    def _allow(self) -> None:
        document = self.preview.document is not None
        there = document or isinstance(self.preview.shown, LedgerView)
        self._save.setEnabled(there)
        self._print.setEnabled(there)
        self._all.setEnabled(self.wishes.all_ledgers is not None)
        self.offering.emit()


def _called(wish: Wish) -> str:
    """Return what a paper is, with its days."""
    days = wish.period.text() if wish.period is not None else ""
    return pick(f"{days} {wish.title}", f"{wish.title}, {days}") if days else wish.title
