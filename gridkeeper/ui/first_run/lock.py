"""The lock of a store: its password, and the ways round it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from gridkeeper.errors import StoreDamagedError, StoreKeyMissingError, StoreUnlockError
from gridkeeper.texts import _
from gridkeeper.ui.first_run import known
from gridkeeper.ui.first_run.step import Step
from gridkeeper.ui.look.theme import say
from gridkeeper.ui.widgets.elided import ElidedLink
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.passwords import PasswordField
from gridkeeper.ui.widgets.pieces import button, flush, label, rule

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from gridkeeper.progress import Progress
    from gridkeeper.services.entrance import Entrance
    from gridkeeper.ui.first_run.known import Known
    from gridkeeper.ui.frame import Surroundings
    from gridkeeper.ui.preferences import Preferences

_MOST_OTHERS = 4


class Lock(Step):
    """Asks for the password of the store that was open last.

    Signals:
        unlocked: The desk, and whether somebody only looks.
        recovering: The store, whose password is forgotten or whose key file is gone.
        rescuing: The store, which is damaged.
        choosing: Another store that was open on this computer.
        opening: A file of another store.
        beginning: The three doors.
    """

    unlocked = Signal(object, bool)
    recovering = Signal(object)
    rescuing = Signal(object)
    choosing = Signal(object)
    opening = Signal()
    beginning = Signal()
    is_short = True

    def __init__(self, around: Surroundings, entrance: Entrance, path: Path) -> None:
        self._whose = known.of(around.preferences, path)
        self._others = _others(around.preferences, path, entrance.sample_beside(path))
        self._places = _places({path: self._whose, **self._others})
        about = (self._whose.about, self._places.get(path, ""))
        super().__init__(around, self._whose.name, " · ".join(filter(None, about)), _("&Open"))
        self._entrance = entrance
        self._path = path
        self._hint = ""
        if entrance.is_sample(path):
            self._hint = _("The password of the sample is: demo")
        self.password = PasswordField(around.theme, _("&Password"), self._hint)
        self.body.addWidget(self.password)
        self.viewing = QCheckBox(_("View on&ly, as a supervisor: nothing can be changed"))
        self.body.addWidget(self.viewing)
        self.viewing.setVisible(self._whose.may_be_viewed)
        self.viewing.setChecked(self._whose.viewed)
        text = _("&Forgot the password: use the recovery key")
        self._forgot = self.add_link(text, self._recover)
        text = _("&Restore the last backup")
        self._rescue = button(around.theme, text, self._ask_rescue, kind="primary")
        self.foot.addWidget(self._rescue)
        self._rescue.hide()
        self.back.hide()
        self._add_others()

    @override
    def begin(self) -> None:
        self.password.input.setFocus()

    @property
    def other(self) -> Path | None:
        """The first of the other stores of this computer; None if there is none."""
        return next(iter(self._others), None)

    def offer_file(self) -> None:
        """Put the keyboard where a file of another store is opened."""
        self._elsewhere[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def do(self) -> None:
        if not self.password.text:
            self._refuse(_("Type the password."))
            return
        self.password.clear_problem()
        path, password = self._path, self.password.text

        def work(progress: Progress) -> object:
            desk = self._entrance.open(path, password, progress)
            try:
                progress.report(1, 1)
            except BaseException:
                desk.session.close()
                raise
            return desk

        self.attempt(_("Opening …"), work, self._opened)

    @override
    def show_progress(self, done: object, total: object) -> None:
        super().show_progress(done, total)
        if isinstance(total, int) and total > 1:
            self.say_doing(
                _("Bringing the store up to this version; a copy of it as it was is kept …")
            )

    @override
    def failed(self, error: Exception) -> None:
        if isinstance(error, StoreUnlockError):
            self._refuse(_("The password is wrong."))
            return
        if isinstance(error, StoreDamagedError):
            self._say_damaged()
            return
        super().failed(error)
        if isinstance(error, StoreKeyMissingError):
            self.recovering.emit(self._path)

    def _say_damaged(self) -> None:
        """Say that nothing can be read, and offer the last backup if there is one.

        What comes to nothing makes room for what helps.
        """
        say(self.primary, kind="")
        for part in (self.viewing, self._forgot):
            part.hide()
        if self._entrance.saved(self._path) is None:
            text = _(
                "The file is damaged. Nothing was changed. There is no backup beside it; if you "
                "have one elsewhere, choose “Open another file”."
            )
            self.say_problem(text)
            self._elsewhere[-1].setFocus()
            return
        self.say_problem(_("The file is damaged. Nothing was changed; restore the last backup."))
        self._rescue.show()
        self._rescue.setFocus()

    def _refuse(self, text: str) -> None:
        """Say what is wrong; whoever looks at the sample is still told its password."""
        self.password.say_problem("\n".join(part for part in (text, self._hint) if part))

    def _opened(self, desk: object) -> None:
        self.unlocked.emit(desk, self.viewing.isChecked())

    def _recover(self) -> None:
        self.recovering.emit(self._path)

    def _ask_rescue(self) -> None:
        self.rescuing.emit(self._path)

    def _add_others(self) -> None:
        """Offer the other stores of this computer, a file, and the three doors."""
        theme = self.around.theme
        self._elsewhere: list[QPushButton] = []
        self.below.addWidget(rule())
        if self._others:
            self.below.addWidget(label(_("Other stores on this computer"), "small"))
        for path, whose in self._others.items():
            link = ElidedLink(whose.line, self._places.get(path, ""))
            link.clicked.connect(partial(self._choose, path))
            self.below.addWidget(link)
            self._elsewhere.append(link)
        opening = button(theme, _("Open another fil&e …"), self.opening.emit, "folder", "quiet")
        self._elsewhere.append(flush(opening))
        adding = button(theme, _("&Add a store …"), self.beginning.emit, "add", "quiet")
        self.below.addWidget(Flow(opening, adding))

    def _choose(self, path: Path, _checked: bool = False) -> None:
        self.choosing.emit(path)


def _others(preferences: Preferences, path: Path, beside: Path | None) -> dict[Path, Known]:
    """Return the sample's other side, then the other stores that were open here, the last first."""
    found = [other for other in preferences.stores if other != path and other.is_file()]
    if beside is not None and beside not in found:
        found.insert(0, beside)
    return {other: known.of(preferences, other) for other in found[:_MOST_OTHERS]}


def _places(stores: dict[Path, Known]) -> dict[Path, str]:
    """Return where each of the stores lies that are called as another one is."""
    names = Counter(whose.name for whose in stores.values())
    return known.places(path for path, whose in stores.items() if names[whose.name] > 1)
