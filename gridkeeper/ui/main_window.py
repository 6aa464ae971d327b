"""The one window: the gate while no store is open, then the store's workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.actions import ActionSet
from gridkeeper.ui.crash import Crash
from gridkeeper.ui.frame import Frame, Surroundings
from gridkeeper.ui.idleness import Idleness
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import JobRunner, Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.messages import BATCHES, OTHERS, PAPERS, Messages
from gridkeeper.ui.notices import Notices
from gridkeeper.ui.widgets.soon import Soon
from gridkeeper.ui.window_actions import WindowActions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from gridkeeper.services.desk import Desk
    from gridkeeper.services.entrance import Entrance
    from gridkeeper.ui.first_run.gate import Gate
    from gridkeeper.ui.languages import Languages
    from gridkeeper.ui.look.theme import Theme
    from gridkeeper.ui.page import Typing
    from gridkeeper.ui.preferences import Preferences
    from gridkeeper.ui.workspace import Workspace


class MainWindow(QMainWindow):
    """Everything that is on the screen.

    Attributes:
        entrance: The way in.
        workspace: The open store; None at the gate.
        backs_up: Whether stores that are opened here are backed up every day.
    """

    def __init__(
        self, entrance: Entrance, theme: Theme, preferences: Preferences, languages: Languages
    ) -> None:
        super().__init__()
        self.entrance = entrance
        self.backs_up = False
        self._languages = languages
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.jobs = JobRunner(self)
        # Not over the stack: of a stack a screen reader is told of the page alone.
        notices = Notices(self, theme)
        messages = Messages(self, theme, preferences, notices)
        messages.crash = Crash(self, theme)
        messages.crash.foreseen.connect(messages.failed)
        messages.rescue = self._rescue
        messages.unreadable = self._cover
        self._does = WindowActions(self)
        self.actions_ = ActionSet(self, theme, self._does.page_does)
        self.around = Surroundings(theme, preferences, self.jobs, messages, notices, self.actions_)
        self.workspace: Workspace | None = None
        self._gate: Gate | None = None
        # Where somebody was when she locked it, and in which form.
        self._left: tuple[tuple[Path, bool] | None, str, Typing | None] = None, "", None
        self._idleness = Idleness(preferences, self)
        self._idleness.over.connect(self.lock)
        self._soon = Soon(self, self._prepare)
        self._connect()
        self.setMinimumSize(960, 600)
        self.resize(1280, 800)
        self.restoreGeometry(preferences.geometry("window"))
        self._reword()

    @property
    def frame(self) -> Frame | None:
        """The open store; None at the gate."""
        return self.workspace.frame if self.workspace is not None else None

    def install_crash_screen(self) -> None:
        """Show from now on what nobody foresaw."""
        if self.around.messages.crash is not None:
            self.around.messages.crash.install()

    def show_gate(self) -> None:
        """Show the first start's doors, or the lock of the store that was open last."""
        from gridkeeper.ui.first_run.gate import Gate  # noqa: PLC0415

        gate = Gate(self.entrance, self.around)
        gate.opened.connect(self.open_desk)
        gate.wording.connect(self.reword)
        self._gate = gate
        self._show(gate)
        # What a store needs is imported while somebody types her password.
        self._soon.start()

    def open_desk(self, desk: Desk, viewing: bool = False) -> None:
        """Show an open store."""
        # Imported late, with all of what a store needs: the window comes first.
        from gridkeeper.ui.workspace import Workspace  # noqa: PLC0415

        frame = Frame(desk, self.around, viewing=viewing)
        # Later: the dialog that asked must be closed first.
        frame.leaving.connect(self._leave_sample, Qt.ConnectionType.QueuedConnection)
        frame.copied.connect(self._reword)
        self.actions_.serve(frame.role)
        # Later: the key that chose a language must be done with before its button goes.
        frame.wording.connect(self.reword, Qt.ConnectionType.QueuedConnection)
        self.around.preferences.opened(desk.session.store.path)
        self._gate = None
        self.workspace = Workspace(frame)
        self._show(self.workspace)
        self._idleness.watch(active=True)
        self._reword()
        left, page, typing = self._left
        is_back = left == (desk.session.store.path, viewing)  # who only looks begins elsewhere
        if is_back:
            self.workspace.show_page(page)
        self.workspace.page.enter()
        if is_back and typing is not None and frame.may_write:
            self.workspace.page.resume(*typing)
        self._left = None, "", None
        self.jobs.tidying.keep()
        if desk.session.store.looking:
            said = _(
                "This store's folder cannot be written to: you can only view it. To work with "
                "it, copy it and the key file beside it to this computer's own disk, and open it "
                "there."
            )
            self.around.notices.say(said, Tone.WARNING)
        if self.backs_up:
            self.workspace.back_up_daily()

    def lock(self) -> None:
        """Close the store and show its lock; what is being typed is kept."""
        if self.workspace is None:
            return
        frame, going = self.workspace.frame, self._going()
        desk, page = frame.desk, self.workspace.page
        who = desk.session.store.path, frame.viewing
        self._left = who, self.workspace.shown, page.typing()
        self._leave_store()
        self.jobs.settle()
        _silence(going)
        desk.session.close()
        self.show_gate()
        self.jobs.tidying.release()
        self._reword()

    def open_other(self) -> None:
        """Close the store, and offer the others of this computer and any file."""
        self.lock()
        if self._gate is not None:
            self._gate.show_others()

    def _leave_sample(self) -> None:
        """Close the sample, forget that it was open, and show the three doors."""
        preferences = self.around.preferences
        preferences.forget([path for path in preferences.stores if self.entrance.is_sample(path)])
        self.lock()
        if self._gate is not None:
            self._gate.show_doors()

    def _cover(self, error: Exception) -> bool:
        """Say on the page that is shown that its store is damaged; whether there is one."""
        return self.workspace is not None and self.workspace.cover(error)

    def _rescue(self) -> None:
        """Close the store, which is damaged, and offer its last backup."""
        if self.workspace is not None:
            path = self.workspace.frame.desk.session.store.path
            self.lock()
            if self._gate is not None:
                self._gate.show_rescuing(path)

    def reword(self) -> None:
        """Make everything anew in the chosen language."""
        self._languages.use(self.around.preferences.language)
        self.around.theme.apply()  # each language has its own quotes
        self.actions_.reword()
        if self.workspace is None:
            before = self._gate
            self.show_gate()
            if before is not None and self._gate is not None:
                self._gate.show_as(before)
        else:
            frame, shown = self.workspace.frame, self.workspace.shown
            choices = frame.choices.kept()
            focus = QApplication.focusWidget()
            held = focus.objectName() if focus is not None else ""
            self._leave_store()
            self.open_desk(frame.desk, frame.viewing)
            self.workspace.frame.choices.follow(choices)
            self.workspace.show_page(shown)
            again = self.workspace.page.findChild(QWidget, held) if held else None
            if again is not None:
                again.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reword()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.around.preferences.keep_geometry("window", self.saveGeometry())
        self._idleness.watch(active=False)
        going = self._going()
        self.jobs.close()
        _silence(going)
        if self._gate is not None:
            self._gate.close_store()
        if self.workspace is not None:
            desk = self.workspace.frame.desk
            self.workspace.close_store()
            self.workspace = None
            desk.session.close()
        event.accept()

    def _prepare(self) -> None:
        if self.workspace is None:
            self.jobs.start(Job("", lambda _progress: self._make_ready()), Lane.LOOK)

    def _make_ready(self) -> None:
        """Take away what a program that was killed has left, and load what a store needs."""
        from gridkeeper.ui import pages  # noqa: PLC0415
        from gridkeeper.ui.papers import private  # noqa: PLC0415

        private.sweep()
        self.entrance.prepare()
        pages.prepare()
        preferences = self.around.preferences
        drawers = [preferences.folder(drawer) for drawer in (PAPERS, BATCHES, OTHERS)]
        self.entrance.tidy(preferences.stores, drawers)

    def _connect(self) -> None:
        self._does.connect_all()
        self.around.theme.changed.connect(self.update)

    def _show(self, widget: QWidget) -> None:
        while self._stack.count():
            old = self._stack.widget(0)
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(widget)

    def _leave_store(self) -> None:
        self._idleness.watch(active=False)
        self.around.notices.clear()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        if self.workspace is not None:
            self.workspace.close_store()
            self.workspace = None

    def _going(self) -> list[QObject]:
        """Return what goes with the open store: its pages and dialogs, and all in them."""
        if self.workspace is None:
            return []
        tops = [self.workspace, self.workspace.frame, *self.findChildren(QDialog)]
        return [one for top in tops for one in (top, *top.findChildren(QObject))]

    def _reword(self) -> None:
        title = _("GridKeeper")
        if self.frame is not None:
            replica = self.frame.desk.session.replica
            parts = [replica.name, _("Restored copy") if self.frame.copy else "", title]
            title = " · ".join(filter(None, parts))
        self.setWindowTitle(title)


def _silence(going: Iterable[QObject]) -> None:
    """Let nobody who is about to go hear how work ended that was under way.

    They would speak of a store that is closed, over the lock of it.
    """
    for one in going:
        if isValid(one):
            QCoreApplication.removePostedEvents(one, QEvent.Type.MetaCall.value)
