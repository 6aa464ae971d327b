"""What stands above the day list: what was begun, what is not handed over, the month so far."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.domain.periods import Period
from gridkeeper.services.papers.comparisons import behind, called
from gridkeeper.texts import _, joined
from gridkeeper.ui import handing
from gridkeeper.ui.forms.unsaved import go_on
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.pages import icon_of
from gridkeeper.ui.widgets.lines import DoorLine
from gridkeeper.ui.widgets.pieces import button, card, chip, label, picture, row
from gridkeeper.ui.widgets.tiles import Columns, figure_tile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from gridkeeper.services.day.today import Today
    from gridkeeper.ui.forms.unsaved import Unfinished
    from gridkeeper.ui.frame import Frame

_TILES = frozenset({"visits", "disputes", "hazards", "requests"})
_TILE_WIDTH = 168
_BEGUN = 3  # more of them stand above what is urgent only if somebody asks for them


def unfinished_card(frame: Frame, begun: Sequence[Unfinished]) -> QWidget:
    """Return what was typed and not saved; each line leads back into its form."""
    box, layout = card(margin=12)
    number = chip(str(len(begun)), Tone.WARNING)
    layout.addLayout(row(label(_("Not finished"), "heading"), number, None))
    lines = QVBoxLayout()
    lines.setSpacing(0)
    rest: list[DoorLine] = []
    for one in begun:
        when = joined(filter(None, (_("Last edited {when}").format(when=one.when), one.caution)))
        icon = icon_of(one.kind) or "edit"
        line = DoorLine(frame.theme, one.text, when, partial(go_on, frame, one), icon)
        line.setObjectName(f"unfinished:{one.form}")
        lines.addWidget(line)
        rest += [line] if lines.count() > _BEGUN else []
    layout.addLayout(lines)
    if rest:
        layout.addWidget(_unfolding(frame, rest, len(begun)), 0, Qt.AlignmentFlag.AlignLeft)
    return box


def _unfolding(frame: Frame, rest: Sequence[DoorLine], count: int) -> QPushButton:
    """Return the button that shows lines which are folded away: what is urgent stands below."""
    for line in rest:
        line.hide()

    def show() -> None:
        made.hide()
        for line in rest:
            line.show()
        rest[0].setFocus(Qt.FocusReason.OtherFocusReason)

    made = button(frame.theme, _("Show all {n}").format(n=count), show, "choose", "link")
    return made


def hand_over_card(frame: Frame, today: Today, *, rest: bool = False) -> QWidget:
    """Return what is not handed over yet, with the way to do it.

    Args:
        frame: The window around it.
        today: How things stand.
        rest: Whether something was begun that is not finished.
    """
    box, layout = card()
    theme = frame.theme
    if not today.unsent and not today.never_handed and not today.is_asked:
        tone = Tone.NEUTRAL if rest else Tone.GOOD
        said = label(sentence(handing.left(frame.role, 0, rest=rest)))
        shown = picture(theme, "case-closed", colour=theme.tone(tone)[1])
        layout.addLayout(row(shown, said, None))
        return box
    text = handing.left(frame.role, today.unsent, today.unsent_since, asked=today.is_asked)
    if today.never_handed and not today.unsent:
        text = handing.first()
    said = label(sentence(text), "strong", wraps=True)
    does = frame.actions["hand_over"].trigger
    door = button(theme, handing.verb(frame.role), does, "export")
    door.setObjectName("hand_over")
    line = row(picture(theme, "unsent"), said, door)
    line.setStretch(1, 1)
    layout.addLayout(line)
    return box


def month_tiles(frame: Frame, today: Today) -> QWidget:
    """Return the month so far beside the same days of the month before."""
    days = Period(today.day.replace(day=1), today.day)
    tiles = [
        figure_tile(
            frame.theme,
            figure,
            partial(
                frame.show_query,
                behind(figure.name, days),
                called(figure.name, days),
            ),
        )
        for figure in today.figures
        if figure.name in _TILES
    ]
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE)
    column.addWidget(label(_("This month so far, beside the same days of last month"), "soft"))
    column.addWidget(Columns(frame.theme, tiles, _TILE_WIDTH, 4))
    return made
