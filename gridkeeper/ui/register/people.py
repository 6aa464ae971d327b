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
from typing_extensions import override

from gridkeeper.texts import _, pick
from gridkeeper.ui.widgets.pieces import label
from gridkeeper.ui.widgets.pressing import moved
from gridkeeper.ui.widgets.tabbing import tab_to_checked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QKeyEvent

    from gridkeeper.services.register.events import Member


class _Box(QCheckBox):
    """One of several boxes below each other: arrows go to the next one, and stay at the last."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not moved(self, event):
            super().keyPressEvent(event)


class People(QWidget):
    """The people of a household, of whom some are chosen.

    Signals:
        changed: Others are chosen now.
    """

    changed = Signal()

    def __init__(
        self, people: Sequence[Member], chosen: str, *, several: bool, whole: bool = False
    ) -> None:
        """Show them.

        Args:
            people: In order.
            chosen: Id of who is chosen to begin with; "" for nobody.
            several: Whether more than one can be chosen.
            whole: Whether it may be all of them, whom one key then chooses.
        """
        super().__init__()
        self._ids = [one.id for one in people]
        self._boxes: list[QAbstractButton] = []
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        self._whole = _Box(_("The &whole household"))
        self._whole.setVisible(False)
        self._whole.clicked.connect(self._choose_whole)
        if whole and len(people) > 1:
            down.addWidget(self._whole)
            self._whole.setVisible(True)
        for one in people:
            about = pick(f"（{one.about}）", f" ({one.about})") if one.about else ""
            made: QAbstractButton = (_Box if several else QRadioButton)(f"{one.name}{about}")
            made.setChecked(one.id == chosen)
            made.toggled.connect(self._toggled)
            self._boxes.append(made)
            down.addWidget(made)
        if not several:
            # Of boxes that can all be ticked Qt lets Tab reach one alone, once they are a group.
            group = QButtonGroup(self)
            for made in self._boxes:
                group.addButton(made)
            tab_to_checked(group)
        self._said = label("", "problem", wraps=True)
        self._said.hide()
        down.addWidget(self._said)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those who are chosen, in the order in which they stand there."""
        return tuple(
            one for one, box in zip(self._ids, self._boxes, strict=True) if box.isChecked()
        )

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is left."""
        return len(self.chosen) == len(self._ids)

    def choose(self, chosen: Collection[str]) -> None:
        """Choose these and nobody else."""
        for one, box in zip(self._ids, self._boxes, strict=True):
            box.setChecked(one in chosen)

    def is_whole(self) -> bool:
        """Whether somebody is chosen; if nobody is, that is said."""
        self._said.setText("" if self.chosen else _("Choose who it is"))
        self._said.setVisible(not self.chosen)
        return bool(self.chosen)

    def focus(self) -> None:
        """Take the keyboard."""
        checked = [one for one in self._boxes if one.isChecked()]
        first = (checked or self._boxes)[0]
        first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_whole(self, on: bool) -> None:
        self.choose(self._ids if on else ())

    def _toggled(self, _on: bool) -> None:
        self._whole.setChecked(self.is_everybody)
        if self.chosen:
            self._said.hide()
        self.changed.emit()
