"""All about one record, beside the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain.attachments import TAKEN_BY
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import RecordUnknownError
from gridkeeper.texts import _, pick
from gridkeeper.ui.attachments.section import Section
from gridkeeper.ui.lists import deeds, detail_parts
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.lists.reading import in_order
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, icon_button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent
    from PySide6.QtWidgets import QPushButton, QToolButton

    from gridkeeper.progress import Progress
    from gridkeeper.services.views.dossiers import Dossier
    from gridkeeper.ui.frame import Frame

_HANGS_ON = {
    "household": ("household_id", ("visit", "hazard", "person")),
    "person": ("person_id", ("visit", "person_tag", "consent")),
    "dwelling": ("dwelling_id", ("household",)),
    "premises": ("premises_id", ("visit", "hazard")),
    "dispute": ("dispute_id", ("dispute_party",)),
    "visit": ("visit_id", ("dispute", "hazard", "request")),
}
"""What can be written down about a record of a kind, and the field that then names it."""

_IN_FULL_MS = 120_000
"""So long somebody is shown in full who was asked for."""


class Detail(QWidget):
    """Shows one record; masked until somebody gives a reason to see it in full.

    What is shown in full is masked again as soon as something else is looked at, and after two
    minutes.

    Attributes:
        prints: The kinds of which there is a paper of one record.
        photos: What hangs on the record; None where nothing does, whatever it is.

    Signals:
        wanted: The name of an action of `ui.actions` that is to be done with the record.
        stepping: The code of a step that is to be taken.
        shown: A record is shown now, or none.
        left: The keyboard goes back to the list.
        escaped: The keyboard goes back to where it came from.
    """

    wanted = Signal(str)
    stepping = Signal(str)
    shown = Signal()
    left = Signal()
    escaped = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._asked = 0
        self._narrow = False
        self._tab = ""
        self.dossier: Dossier | None = None
        self.prints: frozenset[str] = frozenset()
        self.photos: Section | None = None
        self._wanted = ("", "")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Details"))
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._edit: QPushButton | None = None
        self._back: QWidget | None = None
        self._until = QTimer(self, singleShot=True, interval=_IN_FULL_MS)
        self._until.timeout.connect(self._mask)

    def show_record(self, kind: str, record_id: str) -> None:
        """Show a record as soon as it is read; what was asked for before is dropped."""
        if (kind, record_id) != self._wanted:
            self._wanted = (kind, record_id)
            self._ask(full=False)

    def renew(self) -> None:
        """Read again what is shown, masked as it is."""
        if self._wanted[1]:
            self._ask(full=self.dossier is not None and self.dossier.full)

    def take(self, dossier: object) -> None:
        """Show a dossier that somebody gave a reason to see in full."""
        self._asked += 1
        self._show(cast("Dossier", dossier))
        self._until.start()

    def clear(self) -> None:
        """Show nothing."""
        self._asked += 1
        self._wanted = ("", "")
        self.dossier = None
        self._drop()
        self._drop_photos()
        self.shown.emit()

    def set_narrow(self, *, narrow: bool) -> None:
        """Offer a way back to the list, where it is covered."""
        self._narrow = narrow
        if self._back is not None:
            self._back.setVisible(narrow)

    def names(self, kind: str) -> dict[str, str]:
        """Return what a new record of a kind is about that is written of the one shown."""
        dossier = self.dossier
        if dossier is None or kind not in _born(dossier):
            return {}
        name, _kinds = _HANGS_ON[dossier.kind]
        home = {one.name: one.refers[1] for one in dossier.facts if one.name == "household_id"}
        # Who lives somewhere is visited there.
        return {**(home if kind == "visit" else {}), name: dossier.id}

    def door(self, name: str) -> QWidget:
        """Return the button of an action of the record that is shown; itself if it has none."""
        return cast("QWidget | None", self.findChild(QWidget, name)) or self

    def focus(self) -> None:
        """Take the keyboard."""
        tabs = self._shown_tabs
        bar = tabs.tabBar() if tabs is not None else None
        found = next((one for one in (self._edit, bar) if one and one.isVisible()), self)
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._mask()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _mask(self) -> None:
        if self.dossier is not None and self.dossier.full:
            self._ask(full=False)

    def _ask(self, *, full: bool) -> None:
        self._asked += 1
        asked, (kind, record_id) = self._asked, self._wanted
        dossiers = self._frame.desk.dossiers

        def read(_progress: Progress) -> object:
            try:
                return asked, dossiers.of(KINDS[kind], record_id, full=full)
            except RecordUnknownError:
                return asked, None

        self._frame.ask("", read, self._read)

    def _read(self, found: object) -> None:
        asked, dossier = cast("tuple[int, Dossier | None]", found)
        if asked != self._asked:
            return
        if dossier is None:
            self.clear()
        else:
            self._show(dossier)

    def _show(self, dossier: Dossier) -> None:
        had_focus = holds_focus(self)
        held = self.window().focusWidget() if had_focus else None
        self._drop()
        self.dossier = dossier
        inside = QWidget()
        down = QVBoxLayout(inside)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        down.addLayout(self._head(dossier))
        if dossier.subtitle:
            down.addWidget(label(dossier.subtitle, "soft", wraps=True))
        chips = detail_parts.chips_of(dossier)
        if chips is not None:
            down.addWidget(chips)
        if dossier.verified is not None:
            kind = "advice" if dossier.verified.stale else "small"
            down.addWidget(label(dossier.verified.text, kind, wraps=True))
        if self._frame.may_write:
            down.addWidget(self._doors(dossier))
        down.addWidget(self._tabs(dossier), 1)
        self._inside = inside
        self._down.addWidget(inside)
        if had_focus:
            inside.show()  # at once, and not when Qt comes to it: a button of it is given keys
            if held is not None and self.photos is not None and self.photos.isAncestorOf(held):
                held.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.focus()
        self.shown.emit()

    def _drop(self) -> None:
        self._edit = self._back = None
        inside, self._inside = self._inside, None
        if inside is None:
            return
        for tabs in inside.findChildren(QTabWidget):
            tabs.blockSignals(True)  # nobody chose the tab that is next to what goes
        if self.photos is not None:
            self.photos.setParent(None)  # it stays for the same record
        inside.hide()
        self._down.removeWidget(inside)
        inside.deleteLater()

    def _drop_photos(self) -> None:
        if self.photos is not None:
            self.photos.deleteLater()
            self.photos = None

    def _photos_of(self, dossier: Dossier) -> Section:
        """Return what hangs on a record; the same as before for the same record."""
        owner = (dossier.kind, dossier.id)
        if self.photos is None or self.photos.owner != owner:
            self._drop_photos()
            self.photos = Section(self._frame, owner)
            self.photos.added.connect(self._show_photos)
        self.photos.renew(full=dossier.full)
        return self.photos

    def _show_photos(self) -> None:
        if self._shown_tabs is not None and self.photos is not None:
            self._shown_tabs.setCurrentWidget(self.photos)

    @property
    def _shown_tabs(self) -> QTabWidget | None:
        """The tabs of what is shown; those of the record before are still there for a moment."""
        found = self._inside.findChild(QTabWidget) if self._inside is not None else None
        return found if isinstance(found, QTabWidget) else None

    def _head(self, dossier: Dossier) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE)
        back = icon_button(self._frame.theme, _("Back to the list"), "back", self.left.emit)
        if not self._narrow:
            back.hide()  # and never shown here: without a parent yet, it would be a window
        self._back = back
        across.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(label(dossier.title, "heading", wraps=True), 1)
        across.addWidget(self._more(dossier), 0, Qt.AlignmentFlag.AlignTop)
        return across

    def _doors(self, dossier: Dossier) -> Flow:
        theme = self._frame.theme
        self._edit = button(theme, _("&Edit"), partial(self.wanted.emit, "edit"), "edit")
        doors = Flow(self._edit)
        if dossier.next_steps:
            step = button(theme, _("&Next step …"), partial(self.wanted.emit, "step"), "step")
            doors.add(step)
        if "visit" in _born(dossier):
            begin = partial(self._frame.compose, "visit", **self.names("visit"))
            doors.add(button(theme, _("Record a visi&t"), begin, "add"))
        if deeds.is_without_household(dossier):
            # Her household is made with her; a form of the household would ask for its head first.
            begin = partial(self._frame.compose, "person", household_id=dossier.title)
            doors.add(button(theme, _("Reco&rd a person"), begin, "person"))
        if home := deeds.home_of(dossier):
            begin = partial(self._frame.compose, "person", household_id=home)
            doors.add(button(theme, _("Add a famil&y member"), begin, "person"))
        if deeds.is_merged(dossier):
            text = _("Not the same after &all")
            doors.add(button(theme, text, partial(self.wanted.emit, "apart"), "undo"))
        elif dossier.kind in deeds.LIVES:
            text = _("&Change of the register …")
            event = button(theme, text, partial(self.wanted.emit, "event"), "people")
            event.setObjectName("event")
            doors.add(event)
        if dossier.verified is not None:
            verify = partial(self.wanted.emit, "verify")
            doors.add(button(theme, _("Nothin&g has changed"), verify, "check"))
        return doors

    def _more(self, dossier: Dossier) -> QToolButton:
        more = icon_button(self._frame.theme, _("More"), "more")
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        for name in self._deeds(dossier):
            menu.addAction(self._frame.actions[name])
        more.setMenu(menu)
        if menu.isEmpty():
            more.hide()  # and never shown here: without a parent yet, it would be a window
        return more

    def _deeds(self, dossier: Dossier) -> list[str]:
        """Return what can be done with a record besides what has a button."""
        can = {
            "reveal": not dossier.full,
            "print": dossier.kind in self.prints,
            "delete": self._frame.may_write,
        }
        return [name for name, may in can.items() if may]

    def _tabs(self, dossier: Dossier) -> QTabWidget:
        frame, tabs = self._frame, QTabWidget()
        # Its bar takes the keyboard; Qt sets the bar's policy, too.
        tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tabs.tabBar().setDrawBase(False)
        reveal = None if dossier.full else partial(self.wanted.emit, "reveal")
        facts = in_order(dossier.kind, dossier.facts)
        tabs.addTab(detail_parts.facts_of(frame, facts, reveal), _("Details"))
        if KINDS[dossier.kind].case or dossier.timeline or dossier.next_steps:
            take = self.stepping.emit if frame.may_write else None
            is_work = KINDS[dossier.kind].case or dossier.next_steps
            named = _("Steps") if is_work else _("Events")
            tabs.addTab(detail_parts.work_of(frame, dossier, take), named)
        if dossier.kind in TAKEN_BY:
            # Shorter than elsewhere: with it, all five fit beside a list.
            tabs.addTab(self._photos_of(dossier), pick("照片和文件", "Files"))
        else:
            self._drop_photos()
        related = detail_parts.related_to(frame, dossier.related, self._births(dossier))
        tabs.addTab(related, _("Related"))
        tabs.addTab(detail_parts.history_of(frame, dossier.history), _("History"))
        names = [tabs.tabText(place) for place in range(tabs.count())]
        if self._tab in names:
            tabs.setCurrentIndex(names.index(self._tab))
        tabs.currentChanged.connect(partial(self._keep_tab, tabs))
        return tabs

    def _births(self, dossier: Dossier) -> list[QPushButton]:
        """Return a button for each kind that can be written down about the record."""
        if not self._frame.may_write:
            return []
        found = []
        for kind in _born(dossier):
            text = _("Record {what}").format(what=KINDS[kind].one)
            begin = partial(self._frame.compose, kind, **self.names(kind))
            found.append(button(self._frame.theme, text, begin, "add"))
        return found

    def _keep_tab(self, tabs: QTabWidget, place: int) -> None:
        self._tab = tabs.tabText(place)


def _born(dossier: Dossier) -> tuple[str, ...]:
    """Return what can be written down about a record; nothing of a household that is closed."""
    return () if deeds.is_closed(dossier) else _HANGS_ON.get(dossier.kind, ("", ()))[1]
