"""The menu of a list: which columns are shown, the order of the rows, and copying them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from gridkeeper.ui.lists.record_list import RecordList
    from gridkeeper.ui.models.columns import Column


def column_menu(view: RecordList, known: Sequence[Column]) -> QMenu:
    """Return the menu of a list; it goes when it is closed."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _add_order(menu, view)
    menu.addSeparator()
    columns = menu.addMenu(_("&Columns"))
    shown = {column.name for column in view.table.columns}
    for column in known:
        text = column.title(view.kind)
        if column.name in view.waiting:
            text = _("{column} (no room just now)").format(column=text)
        line = _line(columns, text, chosen=column.name in shown)
        # The last column stays: a list without any could not be brought back from its header.
        line.setEnabled(column.name not in shown or len(shown) > 1)
        # `toggled`, not `triggered`: a `partial` is not told the state by the latter.
        line.toggled.connect(partial(_switch, view, known, column.name))
    columns.addSeparator()
    usual = [column for column in known if column.usual]
    columns.addAction(_("&Usual columns")).triggered.connect(partial(_choose, view, usual))
    menu.addSeparator()
    copy = menu.addAction(_("Co&py the selected rows") + "\tCtrl+C", view.copy_chosen)
    copy.setEnabled(bool(view.current_id))
    return menu


def _add_order(menu: QMenu, view: RecordList) -> None:
    sort = menu.addMenu(_("&Sort by"))
    name, descending = view.order
    group = QActionGroup(sort)
    lines = [("", _("Default order"))]
    lines += [
        (one.name, one.title(view.kind)) for one in view.table.columns if one.is_sortable(view.kind)
    ]
    for other, text in lines:
        line = _line(sort, text, chosen=other == name)
        group.addAction(line)
        line.triggered.connect(partial(_sort, view, other, descending and bool(other)))
    sort.addSeparator()
    downwards = _line(sort, _("&Descending"), chosen=descending)
    downwards.setEnabled(bool(name))
    downwards.triggered.connect(partial(_sort, view, name, not descending))


def _line(menu: QMenu, text: str, *, chosen: bool) -> QAction:
    line = menu.addAction(text)
    line.setCheckable(True)
    line.setChecked(chosen)
    return line


def _sort(view: RecordList, name: str, descending: bool, _checked: bool = False) -> None:
    view.sort_by(name, descending=descending)


def _choose(view: RecordList, columns: Sequence[Column], _checked: bool = False) -> None:
    view.choose_columns(list(columns))


def _switch(view: RecordList, known: Sequence[Column], name: str, checked: bool) -> None:
    """Show a column at its usual place, or hide it; the others stay as they were moved."""
    shown = view.columns_in_order()
    if not checked:
        view.choose_columns([column for column in shown if column.name != name])
        return
    ranks = {column.name: rank for rank, column in enumerate(known)}
    column = next(column for column in known if column.name == name)
    before = [place for place, one in enumerate(shown) if ranks[one.name] < ranks[name]]
    shown.insert(before[-1] + 1 if before else 0, column)
    view.choose_columns(shown)
