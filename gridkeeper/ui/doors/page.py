"""The page of doors: buildings, the matrix of one of them, and what is behind the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain import file_names
from gridkeeper.domain.privacy import Profile
from gridkeeper.services import errands
from gridkeeper.services.matrix.beginnings import began_at
from gridkeeper.services.matrix.values import about
from gridkeeper.services.papers import sheets as papers
from gridkeeper.services.papers.titles import SHEET, Paper
from gridkeeper.texts import _, plural
from gridkeeper.ui.doors.houses import LEAST, Houses
from gridkeeper.ui.doors.knocks import KEYS, Knocks
from gridkeeper.ui.doors.matrix import MatrixSide
from gridkeeper.ui.doors.panel import DoorPanel
from gridkeeper.ui.doors.rooms import RoomsDialog
from gridkeeper.ui.doors.several import SeveralDialog
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.look import tokens
from gridkeeper.ui.page import Page
from gridkeeper.ui.widgets.head import Head
from gridkeeper.ui.widgets.pieces import button, empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from gridkeeper.progress import Progress
    from gridkeeper.services.changes import Changed
    from gridkeeper.services.matrix.rooms import Plan
    from gridkeeper.services.matrix.values import House, Matrix
    from gridkeeper.ui.frame import Frame

_WIDE = 960
"""From this width on, in pixels at the normal text size, a door's panel has room beside it."""

_LIST, _PANEL = 220, 256

_OURS = frozenset(
    {"building", "dwelling", "household", "person", "person_tag", "visit", "hazard", "grid"}
)
"""Kinds whose changes may be seen here."""

_DOOR = "door"
"""What is read here, to the way back: not the dwelling itself, which opens elsewhere."""


class DoorsPage(Page):
    """Walks through buildings door by door."""

    calls_back = frozenset({"visit", "person"})

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        theme = frame.theme
        self._asked = 0
        self._stale = True
        self.matrix: Matrix | None = None
        self.houses = Houses(theme)
        self.side = MatrixSide(theme)
        self.panel = DoorPanel(frame)
        self.knocks = Knocks(frame, self)
        self._print = button(theme, _("&Print …"), self.print, "print")
        self._fill = button(theme, _("&Missing doors …"), self.fill_in, "add")
        self._record = button(theme, _("Record a &visit"), self.record, "add", "primary")
        parts = (self._fill, self._print, self._record)
        self._head = Head(theme, _("Doors"), parts, folding=parts[:2])
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(12)
        for part, stretch in ((self.houses, 0), (self.side, 1), (self.panel, 0)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(self._splitter.indexOf(part), stretch)
        self._splitter.setSizes([theme.px(_LIST), theme.px(548), theme.px(_PANEL)])
        self._nothing = self._without_buildings()
        self._stack = QStackedWidget()
        for whole in (self._splitter, self._nothing):
            self._stack.addWidget(whole)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 20, 16, 16)
        down.setSpacing(tokens.SPACE + 4)
        down.addWidget(self._head)
        down.addWidget(self._stack, 1)
        self._connect()
        self._tell()

    @override
    def enter(self) -> None:
        if self._stale:
            self._ask()
        self.focus()

    def focus(self) -> None:
        """Put the keyboard where work begins: on the doors, or where buildings are chosen."""
        part: QWidget = self.side.view if self.matrix and self.matrix.doors else self.houses.view
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def refresh(self, changed: Changed) -> None:
        if changed.kinds & _OURS:
            self._stale = True
            if self.isVisible():
                self._ask()

    @override
    def open(self, kind: str, record_id: str) -> None:
        here = self.side.view.door
        if kind == _DOOR and (here is None or here.id != record_id):
            self.side.view.go_to(record_id)

    @override
    def at(self) -> tuple[str, str]:
        door = self.side.view.door if holds_focus(self.side.view) else None
        return (_DOOR, door.id) if door is not None else ("", "")

    @override
    def offers(self) -> frozenset[str]:
        return frozenset({"find", "print"} if self.matrix else {"find"})

    @override
    def perform(self, action: str) -> None:
        if action == "print":
            self.print()
        else:
            self.houses.field.setFocus()
            self.houses.field.selectAll()

    @override
    def preset(self, kind: str) -> dict[str, str]:
        door = self.side.view.door
        return began_at(door, kind) if door is not None else {}

    @override
    def parts(self) -> list[QWidget]:
        parts: list[QWidget] = [self.houses.field, self.side.view, self.panel]
        return [part for part in parts if part.isVisible()]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def record(self) -> None:
        """Begin a visit to the door, or to all that are chosen."""
        chosen, door = self.side.view.chosen, self.side.view.door
        if len(chosen) > 1 or (chosen and len(chosen[0].homes) > 1):
            dialog = SeveralDialog(self.frame, chosen)
            dialog.answered.connect(self.knocks.record)
            self.frame.messages.show(dialog)
        else:
            self.frame.compose("visit", **(about(door) if door is not None else {}))

    def settle(self) -> None:
        """Begin to record who lives at the door; at a new home, its household is made with her."""
        self.frame.compose("person", **self.preset("person"))

    def knock(self, outcome: str) -> None:
        """Record that the chosen doors met nobody."""
        self.knocks.knock(self.side.view.chosen, outcome)

    def fill_in(self) -> None:
        """Ask which doors the building shall have."""
        house, service = self.houses.house, self.frame.desk.rooms
        if house is None:
            return

        def look(_progress: Progress) -> object:
            return house, service.guess(house.id)

        self.frame.ask("", look, self._ask_rooms)

    def print(self) -> None:
        """Show the building as it is printed, in the layer that is shown."""
        if self.matrix is None:
            return
        # Printing brings much with it that nobody needs who walks.
        from gridkeeper.ui.papers.printing import preview_pdf  # noqa: PLC0415

        session, house, layer = self.frame.desk.session, self.matrix.house, self.side.layer

        def write(path: Path, progress: Progress) -> None:
            way = errands.access(session)
            in_child(errands.print_doors, way, house.id, layer, path)(progress)

        def noted(how: str) -> None:
            papers.handed_out(session, how, Paper(SHEET, "doors", Profile.MASKED))

        day = file_names.on_day(session.today())
        preview_pdf(self.frame, house.title, write, noted, day, whole=True)

    def _connect(self) -> None:
        view, side = self.side.view, self.side
        self.houses.picked.connect(self._pick)
        self.houses.entered.connect(self.focus)
        view.walked.connect(self._walked)
        view.entered.connect(self.record)
        view.opened.connect(self._open_door)
        view.pressed_key.connect(self._press)
        side.found.connect(self.knock)
        side.layered.connect(self._walked)
        side.filling.connect(self.fill_in)
        side.settling.connect(self.settle)
        side.opening.connect(self._open_door)
        self.frame.theme.changed.connect(self._arrange)

    def _press(self, letter: str) -> None:
        """Take one of the letters that mean something on a door."""
        if letter.upper() in KEYS:
            self.knock(KEYS[letter.upper()])
        elif letter.upper() == "R":
            self.settle()
        elif letter.upper() == "L":
            self.side.next_layer(-1 if letter == "L" else 1)

    def _open_door(self) -> None:
        door = self.side.view.door
        if door is not None:
            kind = "household" if door.home else "dwelling"
            self.frame.show_record(kind, door.home or door.id)

    def _ask(self) -> None:
        self._stale = False
        service = self.frame.desk.doors

        def look(_progress: Progress) -> object:
            return service.houses()

        def count(_progress: Progress) -> object:
            return service.due()

        self.frame.ask("", look, self._show_houses)
        self.frame.ask("", count, self._show_due)

    def _show_houses(self, result: object) -> None:
        houses = cast("Sequence[House]", result)
        had_focus = self.matrix is None and self.isVisible()
        self.houses.show_all(houses)
        self._stack.setCurrentWidget(self._splitter if houses else self._nothing)
        if had_focus and not houses:
            self._first.setFocus()
        self._pick()

    def _show_due(self, result: object) -> None:
        self.houses.table.tell_due(cast("Mapping[str, int]", result))

    def _pick(self) -> None:
        """Read the building that is chosen."""
        house, service = self.houses.house, self.frame.desk.doors
        self._asked += 1
        asked = self._asked
        if house is None:
            self._show((asked, None))
            return

        def look(_progress: Progress) -> object:
            return asked, service.matrix(house.id)

        self.frame.ask("", look, self._show)

    def _show(self, result: object) -> None:
        asked, matrix = cast("tuple[int, Matrix | None]", result)
        if asked != self._asked:
            return
        first = self.matrix is None and matrix is not None and bool(matrix.doors)
        begins = first and self.houses.view.hasFocus()
        self.matrix = matrix
        self.side.take(matrix)
        if begins:
            self.focus()
        self._tell()
        self.offering.emit()

    def _walked(self) -> None:
        view = self.side.view
        self.side.tell()
        self.panel.show_door(view.door, len(view.chosen))

    def _tell(self) -> None:
        matrix = self.matrix
        for part in (self._print, self._fill):
            part.setVisible(matrix is not None)
        if matrix is None:
            self._head.say("")
            return
        doors = plural("{n} door", "{n} doors", len(matrix.doors)).format(n=len(matrix.doors))
        self._head.say(f"{matrix.house.title} · {doors}", matrix.house.title)

    def _ask_rooms(self, result: object) -> None:
        house, plan = cast("tuple[House, Plan]", result)
        self.frame.messages.show(RoomsDialog(self.frame, house, plan))

    def _arrange(self) -> None:
        """Show the panel where it has room, else the door in one line."""
        wide = self.width() >= self.frame.theme.px(_WIDE)
        if wide == self.panel.isHidden():  # else somebody's own widths stay
            self.panel.setVisible(wide)
            px, whole = self.frame.theme.px, self._splitter.width()
            list_ = px(_LIST) if wide else px(LEAST)
            self._splitter.setSizes([list_, whole - list_, px(_PANEL)])
        self.side.speak(on=not wide)

    def _without_buildings(self) -> QWidget:
        theme, frame = self.frame.theme, self.frame
        self._first = button(
            theme, _("Record a buildin&g"), lambda: frame.compose("building"), "building"
        )
        advice = _(
            "Record a building or import a roster; its doors then stand here floor by floor."
        )
        return empty(theme, "building", _("No buildings yet"), advice, self._first)
