"""A page of records: a list with its filters, and beside it the record that is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain.queries import Query
from gridkeeper.texts import _
from gridkeeper.ui.lists import deeds
from gridkeeper.ui.lists.filters import Filters
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.lists.list_side import ListSide
from gridkeeper.ui.lists.panel import Panel
from gridkeeper.ui.lists.switch import TURNS, Switch
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.theme import say
from gridkeeper.ui.page import Page, Typing
from gridkeeper.ui.widgets.head import Head
from gridkeeper.ui.widgets.pieces import button, icon_button
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gridkeeper.services.changes import Changed
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.lists.shelf import Shelf

_WIDE = 900
"""From this width on, in pixels at the normal text size, a record has room beside its list."""


class RecordPage(Page):
    """Shows one of several lists, and the record that is chosen in it."""

    def __init__(self, frame: Frame, title: str, shelves: Sequence[Shelf]) -> None:
        """Make it.

        Args:
            frame: The window around it.
            title: In the language in force.
            shelves: The lists; the first one is shown first.
        """
        super().__init__(frame)
        self._shelves = {shelf.kind: shelf for shelf in shelves}
        self._sides: dict[str, ListSide] = {}
        self._covering = False
        self._narrow = False
        self._lists = QStackedWidget()
        self.panel = Panel(frame)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(12)
        for part, stretch in ((self._lists, 3), (self.panel, 2)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(self._splitter.indexOf(part), stretch)
        self._splitter.setSizes([640, 380])
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 20, 16, 16)
        down.setSpacing(tokens.SPACE + 4)
        self._title = title
        self._head = self._make_head(title)
        down.addWidget(self._head)
        self._switch = self._make_switch()
        if self._switch is not None:
            down.addWidget(self._switch)
        self._bars = QVBoxLayout()
        down.addLayout(self._bars)
        down.addWidget(self._splitter, 1)
        self._connect()
        self.show_list(shelves[0].kind)

    @property
    def side(self) -> ListSide:
        """The list that is shown."""
        found: ListSide = self._lists.currentWidget()  # type: ignore[assignment]
        return found

    def show_list(self, kind: str) -> None:
        """Show the list of a kind; it is made if it is shown for the first time."""
        if kind not in self._sides:
            side = ListSide(self.frame, self._shelves[kind])
            side.counted.connect(partial(self._say_count, side))
            side.filtered.connect(self.offering)
            side.taken_in.connect(self._take_in)
            side.view.picked.connect(partial(self._picked, side))
            side.view.opened.connect(partial(self._opened, side))
            self._sides[kind] = side
            self._lists.addWidget(side)
            self._bars.addWidget(side.bar)
        side = self._sides[kind]
        for other in self._sides.values():
            other.bar.setVisible(other is side)
        self._lists.setCurrentWidget(side)
        self._say_count(side)
        self._record.setText(_(side.shelf.record))
        if self._switch is not None:
            self._switch.blockSignals(True)
            self._switch.setCurrentIndex(list(self._shelves).index(kind))
            self._switch.blockSignals(False)
        if not self._covering and self.panel.form is None:
            self.panel.show_record(kind, side.view.current_id)
        tab_in_reading_order(self)
        self._show_parts()
        self.offering.emit()

    @override
    def enter(self) -> None:
        self.side.catch_up()
        if self.panel.form is not None or self._covering:
            self.panel.focus()
        else:
            self.side.focus()

    @override
    def refresh(self, changed: Changed) -> None:
        for side in self._sides.values():
            side.refresh(changed, counted=side is self.side and self.isVisible())
        self.panel.detail.renew()

    @override
    def offers(self) -> frozenset[str]:
        if self.panel.form is not None:
            return self.panel.form.offers() | self.panel.offers() | {"find"}
        found = {"find", *self.panel.offers()}
        found.update(TURNS if self._switch is not None and self._switch.isVisible() else ())
        if not self.side.bar.filters.is_empty:
            found.add("clear_filters")
        if self._covering:
            found.add("leave")
        dossier = self.panel.detail.dossier
        shelf = self._shelves.get(dossier.kind) if dossier is not None else None
        printed = shelf is not None and bool(shelf.form)
        return frozenset(found | deeds.offered(self.frame, dossier, printed=printed))

    @override
    def perform(self, action: str) -> None:
        form = self.panel.form
        if form is not None and action in {"save", "leave"}:
            form.perform(action)
            return
        dossier = self.panel.detail.dossier
        if action == "find":
            self._uncover()
            self.side.bar.search()
        elif action == "paste":
            self.panel.paste()
        elif action in TURNS and self._switch is not None:
            self._switch.turn(TURNS[action])
            self.side.focus()
        elif action == "clear_filters":
            self.side.bar.clear()
        elif action == "leave":
            self._escape()
        elif dossier is not None:
            self._do(action)

    @override
    def open(self, kind: str, record_id: str) -> None:
        if kind in deeds.PARENTS:
            deeds.whole_of(self.frame, kind, record_id, self.open)
            return
        self.show_list(kind)
        self.side.go_to(record_id)
        self.panel.show_record(kind, record_id)
        self._cover()
        if self.follows:
            self.panel.focus()
        else:
            self.enter()

    @override
    def at(self) -> tuple[str, str]:
        dossier = self.panel.detail.dossier
        read = self.panel.form is None and (self._covering or holds_focus(self.panel.detail))
        return (dossier.kind, dossier.id) if dossier is not None and read else ("", "")

    @override
    def show_query(self, query: Query, called: str) -> None:
        self.show_list(query.kind)
        self._uncover()
        everything = query == Query(query.kind)
        self.side.bar.choose(Filters() if everything else Filters(asked=query, called=called))
        self.side.focus()

    @override
    def compose(self, kind: str, preset: dict[str, str]) -> QWidget | None:
        return self.resume((kind, ""), preset, "")

    @override
    def begin_at_top(self) -> None:
        if self.panel.form is not None:
            self.panel.form.focus_first()

    @override
    def resume(self, record: tuple[str, str], preset: dict[str, str], draft: str) -> QWidget | None:
        kind, record_id = record
        if kind in self._shelves:
            self.show_list(kind)
            if record_id:
                self.side.go_to(record_id)
        self.panel.write(kind, record_id, preset, draft)
        self._cover()
        self.panel.focus()
        return self.panel.form

    @override
    def preset(self, kind: str) -> dict[str, str]:
        # A case is of its visit only where it is begun from there.
        detail = self.panel.detail
        return detail.names(kind) if kind == "visit" and detail.isVisible() else {}

    @override
    def typing(self) -> Typing | None:
        return self.panel.typing

    @override
    def parts(self) -> list[QWidget]:
        parts: list[QWidget] = [self.side.bar.field, self.side.view, self.panel.detail]
        return [part for part in parts if part.isVisible()]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _make_head(self, title: str) -> Head:
        theme = self.frame.theme
        self._import = button(theme, _("&Import …"), self._take_in, "import")
        self._record = button(
            theme, "", lambda: self.compose(self.side.shelf.kind, {}), "add", "primary"
        )
        self._columns = icon_button(theme, _("Columns and order"), "table", self._show_menu)
        return Head(theme, title, (self._columns, self._import, self._record), (self._import,))

    def _make_switch(self) -> Switch | None:
        if len(self._shelves) < 2:
            return None
        made = Switch(shelf.title for shelf in self._shelves.values())
        made.currentChanged.connect(lambda place: self.show_list(list(self._shelves)[place]))
        return made

    def _connect(self) -> None:
        panel = self.panel
        panel.saved.connect(self._saved)
        panel.closed.connect(self._closed)
        panel.done.connect(self.done)
        panel.offering.connect(self._show_parts)
        panel.offering.connect(self.offering)
        panel.detail.prints = frozenset(kind for kind, one in self._shelves.items() if one.form)
        panel.detail.wanted.connect(self.perform)
        panel.detail.stepping.connect(self._step)
        panel.detail.left.connect(self._go_back)
        panel.detail.escaped.connect(self._escape)
        self._splitter.splitterMoved.connect(self._keep_splitter)
        self.frame.theme.changed.connect(self._arrange)
        kept = self.frame.preferences.geometry(self._name)
        if not kept.isEmpty():
            self._splitter.restoreState(kept)

    @property
    def _name(self) -> str:
        return f"panel_{next(iter(self._shelves))}"

    def _do(self, action: str) -> None:
        dossier = self.panel.detail.dossier
        assert dossier is not None  # noqa: S101 - the caller looked
        match action:
            case "edit":
                self.panel.write(dossier.kind, dossier.id)
                self._cover()
                self.panel.focus()
            case "step":
                self._step("")
            case "print":
                deeds.print_form(self.frame, self._shelves[dossier.kind].form, dossier.id)
            case _:
                deeds.do(self.frame, dossier, action, self.panel.detail)

    def _step(self, action: str) -> None:
        dossier = self.panel.detail.dossier
        if dossier is not None:
            deeds.step(self.frame, dossier, action)

    def _take_in(self) -> None:
        # Importing brings services with it that nobody needs to see a list.
        from gridkeeper.ui.lists import import_dialog  # noqa: PLC0415

        import_dialog.choose(self.frame, self.side.shelf.imports, self)

    def _show_menu(self) -> None:
        self.side.show_menu()

    def _say_count(self, side: ListSide) -> None:
        if side is self.side:
            self._show_parts()

    def _picked(self, side: ListSide, record_id: str) -> None:
        """Get what the list is on, unless something is being typed or covers the list.

        Also where there is no room to show it: every command is about the chosen row.
        """
        if side is not self.side or self._covering or self.panel.is_writing:
            return
        if self.panel.form is not None and not side.view.hasFocus():
            return  # the list has just been filled; nobody chose anything in it
        self.follows = self.follows and not side.view.hasFocus()
        self.panel.show_record(side.shelf.kind, record_id)

    def _opened(self, side: ListSide, record_id: str) -> None:
        if self.panel.is_writing:
            self.panel.focus()
            return
        self.follows = False
        self.panel.show_record(side.shelf.kind, record_id)
        self._cover()
        self.panel.focus()

    def _saved(self, kind: str, record_id: str) -> None:
        if kind in self._shelves:
            self.show_list(kind)
            self.side.go_to(record_id, must=False)
        elif kind in deeds.PARENTS:
            deeds.whole_of(self.frame, kind, record_id, self.panel.show_record)
            return
        self.panel.show_record(kind, record_id)
        self.enter()

    def _closed(self, kind: str, record_id: str) -> None:
        if record_id and kind in self._shelves:
            self.panel.show_record(kind, record_id)
            self.enter()
        else:
            self._go_back()
            if not self._narrow:
                self.panel.show_record(self.side.shelf.kind, self.side.view.current_id)

    def _escape(self) -> None:
        """Go back to the record that one came from, else to the list."""
        back = self.frame.actions["back"].trigger if self.follows else self._go_back
        back()

    def _go_back(self) -> None:
        self.follows = False
        self._uncover()
        self.side.focus()

    def _cover(self) -> None:
        self._covering = self._narrow
        self._arrange()

    def _uncover(self) -> None:
        if self._covering:
            self._covering = False
            self._arrange()
            if self.panel.form is None:
                self.panel.show_record(self.side.shelf.kind, self.side.view.current_id)

    def _arrange(self) -> None:
        """Show list and panel side by side, or where there is no room, one of them."""
        narrow = self.width() < self.frame.theme.px(_WIDE)
        if narrow != self._narrow:
            self._narrow = narrow
            self._covering = narrow and self.panel.form is not None
        self.panel.detail.set_narrow(narrow=narrow)
        self._show_parts()
        self.offering.emit()

    def _show_parts(self) -> None:
        """Show what there is room for, and what there is something to see in."""
        side, panel, theme = self.side, self.panel, self.frame.theme
        writing, may = panel.form is not None, self.frame.may_write
        listed = not (self._narrow and self._covering)
        words = side.words if listed and not writing else side.counted_words
        words = words if listed or side.bar.filters.is_empty else ("", "")  # filters out of sight
        # The title is that of the page; of several lists, the words say which one they count.
        listed_as = side.shelf.title if side.shelf.title != self._title else ""
        self._head.say(*(" · ".join(filter(None, (listed_as, text))) for text in words))
        for part in (self._lists, side.bar, self._columns, *filter(None, (self._switch,))):
            part.setVisible(listed)
        chosen = writing or panel.detail.dossier is not None
        panel.setVisible(not listed if self._narrow else chosen or not side.is_empty)
        self._import.setVisible(listed and may and bool(side.shelf.imports))
        self._record.setVisible(may and (listed or not writing))
        kind, colours = "" if writing else "primary", theme.colours
        if self._record.property("kind") != kind:
            say(self._record, kind=kind)
            self._record.setIcon(theme.icon("add", colours.text if writing else colours.on_accent))

    def _keep_splitter(self, _place: int, _which: int) -> None:
        self.frame.preferences.keep_geometry(self._name, self._splitter.saveState())
