"""The pieces that the detail of a record is put together from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gridkeeper.domain import clock
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import _, pick, plural
from gridkeeper.ui.lists import deeds
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.fitted import Scrolled
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.lines import DoorLine
from gridkeeper.ui.widgets.lines import Link as Passage
from gridkeeper.ui.widgets.pieces import button, chip, dotted, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QLabel

    from gridkeeper.domain.workflow import Step
    from gridkeeper.services.views.dossiers import Dossier, Event
    from gridkeeper.services.views.facts import Fact
    from gridkeeper.services.views.histories import Said
    from gridkeeper.services.views.related import Group, Link
    from gridkeeper.ui.frame import Frame

_MOST_SAID = 40
_ABOVE = 4  # so that a text stands level with a link
_ICONS = {
    "person": "person",
    "household": "household",
    "dwelling": "door",
    "building": "building",
    "grid": "grid",
    "premises": "building",
    "visit": "visit",
    "dispute": "dispute",
    "hazard": "hazard",
    "request": "request",
}
_NOBODY = frozenset({"person_tag", "dispute_party", "recheck", "consent"})
"""Kinds that are shown here whole and have no page of their own to go to."""

_AMENDED = frozenset({"person_tag", "consent", "dispute_party"})
"""Those of them that are changed from here."""


def scrolled(inner: QWidget) -> QScrollArea:
    """Return a widget that scrolls upwards and downwards when there is too much of it."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(_("Details"))
    made.setWidget(inner)
    # On the card's ground, not on that of the window.
    made.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return made


def selectable(text: str, kind: str = "") -> QLabel:
    """Return a text of several lines that can be taken with the mouse."""
    made = label(text, kind, wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def _column() -> tuple[QWidget, QVBoxLayout]:
    made = Scrolled()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(4, 12, 8, 8)
    layout.setSpacing(tokens.SPACE)
    return made, layout


def chips_of(dossier: Dossier) -> QWidget | None:
    """Return how a record stands, in a row of chips; None if there is nothing to say."""
    if not dossier.chips:
        return None
    chips = (chip(one.text, Tone(one.tone.value)) for one in dossier.chips[:6])
    return Flow(*chips, spacing=6)


def facts_of(frame: Frame, facts: Iterable[Fact], reveal: Callable[[], object] | None) -> QWidget:
    """Return the fields that have a value; `reveal` is offered where some are hidden."""
    made, layout = _column()
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    hidden = False
    for row, fact in enumerate(facts):
        name = label(fact.label, "label", wraps=True)
        name.setFixedWidth(frame.theme.px(104))
        name.setContentsMargins(0, _ABOVE, 0, _ABOVE)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_said_by(frame, fact), row, 1)
        hidden = hidden or fact.hidden
    layout.addLayout(grid)
    if hidden and reveal is not None:
        layout.addSpacing(tokens.SPACE)
        layout.addWidget(label(_("Some details are hidden."), "small", wraps=True))
        door = button(frame.theme, _("Show in &full …"), reveal, "reveal")
        layout.addWidget(door, 0, Qt.AlignmentFlag.AlignLeft)
    layout.addStretch(1)
    return scrolled(made)


def _said_by(frame: Frame, fact: Fact) -> QWidget:
    """Return what a field says: a text, or a way to the record that it names."""
    if fact.refers[0]:
        door = Passage(frame.theme, fact.text, partial(frame.show_record, *fact.refers))
        door.setAccessibleName(f"{fact.label} {fact.text}")
        return door
    text = selectable(fact.text)
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    text.setContentsMargins(0, _ABOVE, 0, _ABOVE)
    return text


def work_of(frame: Frame, dossier: Dossier, take: Callable[[str], object] | None) -> QWidget:
    """Return what can be done next, and what was done; `take` is called with an action's code."""
    made, layout = _column()
    if take is not None and dossier.next_steps:
        layout.addWidget(label(_("Possible next steps"), "strong"))
        _add_steps(frame, layout, dossier.next_steps, take)
        layout.addSpacing(tokens.SPACE)
    if dossier.timeline:
        done = _("Steps taken") if KINDS[dossier.kind].case else _("Changes of the register")
        layout.addWidget(label(done, "strong"))
        layout.addWidget(_timeline(dossier.timeline))
    if not dossier.timeline and not dossier.next_steps:
        layout.addWidget(label(_("No steps yet."), "soft", wraps=True))
    layout.addStretch(1)
    return scrolled(made)


def _add_steps(
    frame: Frame, layout: QVBoxLayout, steps: Iterable[Step], take: Callable[[str], object]
) -> None:
    """Add a button for each step that is possible, and why the others are not."""
    beside = Flow(spacing=tokens.SPACE)
    refused = []
    for step in steps:
        door = button(frame.theme, step.label, partial(take, step.action), "step")
        door.setProperty("step", step.action)
        if step.refusal:
            door.setEnabled(False)
            door.setAccessibleDescription(step.refusal)
            refused.append((door, step.refusal))
        else:
            beside.add(door)
    layout.addWidget(beside)
    for door, why in refused:
        layout.addWidget(door, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(label(sentence(why), "small", wraps=True))


def _timeline(events: Iterable[Event]) -> QWidget:
    """Return what was done, the newest first, along a line."""
    made = QFrame()
    made.setProperty("kind", "event")
    layout = QVBoxLayout(made)
    layout.setContentsMargins(12, 0, 0, 0)
    layout.setSpacing(tokens.SPACE // 4)
    for place, event in enumerate(reversed(tuple(events))):
        if place:
            layout.addSpacing(tokens.SPACE + 4)
        layout.addWidget(label(dotted(event.at, event.who), "small", wraps=True))
        if event.whom:
            layout.addWidget(selectable(f"{event.what} → {event.whom}"))
            layout.addWidget(selectable(event.change, "soft"))
        else:
            what = pick("：", ": ").join(part for part in (event.what, event.change) if part)
            layout.addWidget(selectable(what))
        if event.note:
            layout.addWidget(selectable(event.note, "soft"))
    return made


def related_to(frame: Frame, groups: Iterable[Group], doors: Iterable[QWidget]) -> QWidget:
    """Return other records that hang on one, and doors to write down more."""
    made, layout = _column()
    for group in groups:
        many = pick(f"（{group.count:,}）", f" ({group.count:,})") if group.count > 1 else ""
        layout.addWidget(label(f"{group.label}{many}", "strong"))
        doorways = QVBoxLayout()
        doorways.setSpacing(0)  # each line has its own room around it
        layout.addLayout(doorways)
        for link in group.links:
            about = dotted(link.chip, link.day)
            if link.kind in _NOBODY:
                layout.addWidget(selectable(link.title))
                if about:
                    layout.addWidget(label(about, "small", wraps=True))
                _add_ways(frame, layout, link)
                continue
            show = partial(frame.show_record, link.kind, link.id)
            icon = _ICONS.get(link.kind, "")
            doorways.addWidget(DoorLine(frame.theme, link.title, about, show, icon))
        if group.count > len(group.links):
            rest = group.count - len(group.links)
            text = plural("and {n} more", "and {n} more", rest).format(n=f"{rest:,}")
            layout.addWidget(label(text, "small"))
        layout.addSpacing(tokens.SPACE)
    if layout.isEmpty():
        layout.addWidget(label(_("No related records yet."), "soft", wraps=True))
    layout.addWidget(Flow(*doors, spacing=tokens.SPACE))
    layout.addStretch(1)
    return scrolled(made)


def _add_ways(frame: Frame, layout: QVBoxLayout, link: Link) -> None:
    """Add what can be done with what has no page of its own."""
    if not frame.may_write or link.kind not in _AMENDED:
        return
    amend = partial(frame.resuming.emit, link.kind, link.id, {}, "")
    ways = [Passage(frame.theme, _("Edit"), amend)]
    if link.in_force:
        ways.append(Passage(frame.theme, _("Withdraw …"), partial(withdraw, frame, link.id)))
    if link.kind == "dispute_party":
        ways.append(
            Passage(frame.theme, _("Delete …"), partial(deeds.remove, frame, link.kind, link.id))
        )
    for one in ways:
        one.setAccessibleName(f"{one.accessibleName()} {link.title}")
    layout.addWidget(Flow(*ways, spacing=tokens.SPACE))


def withdraw(frame: Frame, consent_id: str) -> None:
    """Ask when a consent was taken back."""
    from gridkeeper.ui.register.withdrawing import WithdrawDialog  # noqa: PLC0415

    frame.messages.show(WithdrawDialog(frame, consent_id, frame.messages.window))


def history_of(frame: Frame, history: tuple[Said, ...]) -> QWidget:
    """Return who said what, the newest first; a long history is shown bit by bit."""
    made, layout = _column()
    layout.addStretch(1)

    def more(first: int = 0) -> None:
        before = ""
        for said in history[first : first + _MOST_SAID]:
            before = _add_said(layout, said, before)
        rest = len(history) - first - _MOST_SAID
        if rest <= 0:
            return

        def go_on() -> None:
            door.hide()
            more(first + _MOST_SAID)

        text = plural("Show &earlier ones ({n})", "Show &earlier ones ({n})", rest).format(
            n=f"{rest:,}"
        )
        door = button(frame.theme, text, go_on, "history")
        layout.insertWidget(layout.count() - 1, door, 0, Qt.AlignmentFlag.AlignLeft)

    more()
    return scrolled(made)


def _add_said(layout: QVBoxLayout, said: Said, before: str) -> str:
    """Add what was said; return who said it when, which is not repeated if it was `before`."""
    at = f"{clock.local(clock.moment(said.at)):%Y-%m-%d %H:%M}" if said.at else ""
    brought = _("batch {number}").format(number=said.batch) if said.batch else ""
    when = dotted(at, said.who, brought)
    what = said.after or _("nothing")
    if said.before:
        what = f"{said.before} → {what}"
    colon = pick("：", ": ")
    parts = [selectable(f"{said.label}{colon}{what}" if said.label else said.after)]
    if when != before:
        parts.insert(0, label(when, "small", wraps=True))
    for part in parts:
        layout.insertWidget(layout.count() - 1, part)
    return when
