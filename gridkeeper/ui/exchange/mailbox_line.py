"""One line that says what is new in the shared folder; nothing is taken in from it unasked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.errors import GridKeeperError, MailboxAwayError
from gridkeeper.services.exchange import mailbox
from gridkeeper.services.exchange.mailbox_reading import MailboxReader
from gridkeeper.texts import _, plural
from gridkeeper.ui.exchange.mailbox_dialog import MailboxDialog
from gridkeeper.ui.jobs.patient import NoAnswerError, Patient
from gridkeeper.ui.jobs.watching import Watch
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.theme import say
from gridkeeper.ui.widgets.pieces import button, label, picture, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.progress import Progress
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.exchange.mailbox import Mailbox, Waiting
    from gridkeeper.ui.frame import Frame

EVERY_MS = 5000
_NAMED = 2
_SILENCES = 4
"""So many times in a row a folder may stay silent: many files on a slow share take their time."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found.

    Attributes:
        waiting: None if the folder could not be looked into.
        problem: Why that was.
        silent: Whether it has not answered yet.
    """

    mailbox: Mailbox | None
    waiting: Waiting | None = None
    problem: str = ""
    silent: bool = False


class MailboxLine(QWidget):
    """Looks into the shared folder as long as it is shown.

    No `QFileSystemWatcher`: it asks the folder on the window's thread, where a share that does not
    answer would stop the window, and of what another computer writes on a share it hears nothing.

    Attributes:
        door: Leads to the choice of the folder; it stands where files are taken in.

    Signals:
        given: A list of files to be rehearsed.
        chosen: The shared folder, or None.
        looked: Whether something new waits there; told after each look.
        away: Whether it cannot be opened; told after each look.
    """

    given = Signal(object)
    looked = Signal(bool)
    away = Signal(bool)
    chosen = Signal(object)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._reader, self._patient = MailboxReader(), Patient()
        self._again = False
        self._silences = 0
        self._seen = _Seen(None)
        theme = frame.theme
        self.door = button(theme, _("Shared fo&lder …"), self.ask, "folder")
        self.take = button(theme, _("Ta&ke in what is new …"), self.give, "import", "primary")
        self.anew = button(theme, _("Look once &more"), self.look_anew, "search", "quiet")
        self._says = label("", "soft", wraps=True)
        self._rest = label("", "soft", wraps=True)
        line = row(picture(theme, "folder"), self._says, self.take, self.anew)
        line.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE)
        layout.addLayout(line)
        layout.addWidget(self._rest)
        self._watch = Watch(self, frame.jobs, EVERY_MS)
        self._watch.due.connect(self.look)
        self._watch.found.connect(self._found)
        self._watch.failed.connect(self._failed)
        self._watch.ended.connect(self._ended)
        application = cast("QGuiApplication", QGuiApplication.instance())
        application.applicationStateChanged.connect(self._come_to_front)
        self._draw()

    @property
    def order(self) -> list[QWidget]:
        """What the Tab key goes through."""
        return [self.take, self.anew]

    @property
    def waits(self) -> bool:
        """Whether something new waits."""
        return self._seen.waiting is not None and bool(self._seen.waiting.batches)

    @property
    def said(self) -> str:
        """What it says."""
        return self._says.text()

    @property
    def rest(self) -> str:
        """What it says of files that cannot be read."""
        return self._rest.text()

    def look(self) -> None:
        """Look what is there now."""
        if self._watch.is_looking:
            self._again = True
            return
        self._again = False
        desk, reader, patient = self._frame.desk, self._reader, self._patient

        def work(progress: Progress) -> object:
            return _looked(desk, reader, patient, progress)

        self._watch.look(work)

    def look_anew(self) -> None:
        """Read everything again, also what could not be read before."""
        self._says.setText(_("Looking into the shared folder …"))
        self._reader = MailboxReader()
        self.look()

    def give(self) -> None:
        """Let what is new be rehearsed."""
        if self._seen.waiting is not None and self._seen.waiting.new:
            self.given.emit(list(self._seen.waiting.new))

    def ask(self) -> None:
        """Let the folder be chosen."""
        dialog = MailboxDialog(self._frame, self._seen.mailbox)
        dialog.kept.connect(self.look_anew)
        self._frame.messages.show(dialog)

    def _come_to_front(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and self.isVisible():
            self.look()

    def _found(self, result: object) -> None:
        before, seen = self._seen, cast("_Seen", result)
        self._silences = self._silences + 1 if seen.silent else 0
        if seen.silent and self._silences < _SILENCES and seen.mailbox == before.mailbox:
            return  # what was said before may well be true still
        self._seen = seen
        if self._seen.mailbox != before.mailbox:
            self.chosen.emit(self._seen.mailbox and self._seen.mailbox.folder)
        self._draw()

    def _failed(self, error: Exception) -> None:
        """Say what is wrong, where it disturbs nothing else; the store itself tells more."""
        if not isinstance(error, GridKeeperError):
            self._watch.timer.stop()  # nobody foresaw it: that is told once, not every time
            self._frame.messages.failed(error)
        self._seen = _Seen(self._seen.mailbox, problem=str(error))
        self._draw()

    def _ended(self) -> None:
        if self._again:
            self.look()

    def _draw(self) -> None:
        found, waiting = self._seen.mailbox, self._seen.waiting
        number = waiting.batches if waiting is not None else 0
        if not number and self.take.hasFocus():
            self.anew.setFocus()
        self.take.setVisible(bool(number))
        is_slow = self._seen.silent and self._silences < _SILENCES
        if found is not None:
            words = _("Looking into the shared folder …")
            self._says.setText(words if is_slow else _words(found, self._seen))
            self._says.setToolTip(str(found.folder))
        unread = [path.name for path in waiting.unread] if waiting is not None else []
        self._rest.setText(_rest(unread))
        self._rest.setToolTip("\n".join(unread))
        self._rest.setVisible(bool(unread))
        say(self._says, kind="strong" if number else "soft")
        self.setVisible(found is not None)
        self.looked.emit(self.waits)
        self.away.emit(found is not None and waiting is None and not is_slow)


def _words(found: Mailbox, seen: _Seen) -> str:
    name = found.folder.name or str(found.folder)
    if seen.waiting is None:
        text = _("The shared folder “{name}” cannot be opened ({reason}). All else works as usual.")
        return text.format(name=name, reason=seen.problem)
    number = seen.waiting.batches
    if not number:
        return _("Nothing new in the shared folder “{name}”.").format(name=name)
    text = plural(
        "{n} new file in the shared folder “{name}”.",
        "{n} new files in the shared folder “{name}”.",
        number,
    )
    return text.format(n=number, name=name)


def _rest(names: Sequence[str]) -> str:
    text = plural(
        "{n} file there cannot be read yet ({files}): it is still being copied, or it is damaged.",
        "{n} files there cannot be read yet ({files}): they are still being copied, or damaged.",
        len(names),
    )
    more = " …" if len(names) > _NAMED else ""
    return text.format(n=len(names), files=_(", ").join(names[:_NAMED]) + more)


def _looked(desk: Desk, reader: MailboxReader, patient: Patient, progress: Progress) -> _Seen:
    """Look into the folder; what was taken in is put away, where that is wanted."""
    found = desk.mailbox.chosen()
    if found is None:
        return _Seen(None)
    try:
        contents = patient.ask(partial(reader.read, found.folder), progress)
        waiting = desk.mailbox.sorted(contents)
        if found.moves and waiting.done and not desk.session.store.looking:
            away = partial(mailbox.put_away, waiting.done, contents.stamps)
            patient.ask(away, progress)
    except MailboxAwayError as error:
        return _Seen(found, problem=str(error.places["reason"]))
    except NoAnswerError:
        return _Seen(found, problem=_("it does not answer"), silent=True)
    return _Seen(found, waiting)
