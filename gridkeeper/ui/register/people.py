"""Who of a household something happened to: one of them, or some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gridkeeper.texts import _, pick
from gridkeeper.ui.widgets.pieces import label
from gridkeeper.ui.widgets.tabbing import tab_to_checked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gridkeeper.services.register.events import Member


class People(QWidget):
    """The people of a household, of whom some are chosen.

    Signals:
        changed: Others are chosen now.
    """

    changed = Signal()

    def __init__(self, people: Sequence[Member], chosen: str, *, several: bool) -> None:
        """Show them.

        Args:
            people: In order.
            chosen: Id of who is chosen to begin with; "" for nobody.
            several: Whether more than one can be chosen.
        """
        super().__init__()
        self._several = several
        self._ids = [one.id for one in people]
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        for place, one in enumerate(people):
            about = pick(f"（{one.about}）", f" ({one.about})") if one.about else ""
            made: QAbstractButton = (QCheckBox if several else QRadioButton)(f"{one.name}{about}")
            self._group.addButton(made, place)
            made.setChecked(one.id == chosen)
            down.addWidget(made)
        if not several:
            tab_to_checked(self._group)
        self._said = label("", "problem", wraps=True)
        self._said.hide()
        down.addWidget(self._said)
        self._group.idToggled.connect(self._toggled)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those who are chosen, in the order in which they stand there."""
        return tuple(
            one for place, one in enumerate(self._ids) if self._group.button(place).isChecked()
        )

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is left."""
        return len(self.chosen) == len(self._ids)

    def choose(self, chosen: Collection[str]) -> None:
        """Choose these and nobody else."""
        for place, one in enumerate(self._ids):
            self._group.button(place).setChecked(one in chosen)

    def is_whole(self) -> bool:
        """Whether somebody is chosen; if nobody is, that is said."""
        self._said.setText("" if self.chosen else _("Choose who it is"))
        self._said.setVisible(not self.chosen)
        return bool(self.chosen)

    def focus(self) -> None:
        """Take the keyboard."""
        buttons = self._group.buttons()
        checked = [one for one in buttons if one.isChecked()]
        first = (checked or buttons)[0]
        first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self, _place: int, _on: bool) -> None:
        if self.chosen:
            self._said.hide()
        self.changed.emit()
