"""Settling many conflicts of one kind at once: which ones is seen first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton
from typing_extensions import override

from gridkeeper.services.exchange.claims import like
from gridkeeper.texts import _, plural
from gridkeeper.ui.exchange.claim_columns import titled, value_of, whose
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from gridkeeper.services.exchange.conflicts import Claim, Conflict
    from gridkeeper.ui.frame import Frame

Chosen = list[tuple["Conflict", "Claim"]]

_HIGH = 260


class SettleAlikeDialog(Dialog):
    """Shows in which conflicts the same side would stand, and asks whether it shall."""

    def __init__(
        self,
        frame: Frame,
        conflict: Conflict,
        among: Sequence[Conflict],
        then: Callable[[Chosen], object],
        parent: QWidget | None,
    ) -> None:
        """Ask.

        Args:
            frame: The window around it.
            conflict: The one that is looked at.
            among: Everything that is in conflict.
            then: Gets the conflicts with the claim that shall stand in each.
            parent: The window above which it opens.
        """
        text = _("Whose value shall stand in all of these? It can be undone as one.")
        title = _("Settle all like this: {field}").format(field=conflict.label)
        super().__init__(frame.theme, title, parent, text)
        self._conflict = conflict
        self._among = among
        self._then = then
        self._group = QButtonGroup(self)
        for place in range(len(conflict.claims)):
            choice = QRadioButton(whose(conflict, place, of_many=True))
            self._group.addButton(choice, place + 1)
            self.body.addWidget(choice)
        columns = [
            Column(_("Record"), lambda pair: titled(pair[0]), under=lambda pair: pair[0].who),
            Column(_("Will be"), lambda pair: value_of(pair[1])),
        ]
        self.lines = LineView(frame.theme, LineTable(columns), _("Conflicts like this"))
        theme = frame.theme
        theme.follow(self.lines, lambda: self.lines.setMinimumHeight(theme.px(_HIGH)))
        self.body.addWidget(self.lines, 1)
        self.setMinimumWidth(theme.px(560))
        self.add_cancel()
        self._go = self.add_button("", self.settle, icon="check", kind="primary")
        self._group.idToggled.connect(self._draw)
        self._group.button(1).setChecked(True)
        self._group.button(1).setFocus()

    @property
    def chosen(self) -> Chosen:
        """The conflicts, the one that was looked at first, each with the claim to stand."""
        claim = self._conflict.claims[self._group.checkedId() - 1]
        return [(self._conflict, claim), *like(self._conflict, claim, self._among)]

    def settle(self) -> None:
        """Hand on what is chosen, and close."""
        chosen = self.chosen
        self.accept()
        self._then(chosen)

    def _draw(self, _place: int, on: bool) -> None:
        if not on:
            return
        chosen = self.chosen
        self.lines.table.show(chosen)
        text = plural("&Settle {n} conflict", "&Settle {n} conflicts", len(chosen))
        self._go.setText(f" {text.format(n=f'{len(chosen):,}')}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - int(Qt.Key.Key_0)
        button = self._group.button(number) if 1 <= number <= 9 else None
        if button is None:
            super().keyPressEvent(event)
        else:
            button.setChecked(True)
            button.setFocus()
