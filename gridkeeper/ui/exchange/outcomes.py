"""What is said of batches that were rehearsed or taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import _, pick, plural
from gridkeeper.ui.exchange.history import counted
from gridkeeper.ui.exchange.tables import Column
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.services.batch_import import Outcome


@dataclass(frozen=True, slots=True)
class Step:
    """One field that a batch changes.

    Attributes:
        record: Sort and title of the record, masked; "" where it is that of the step before.
    """

    record: str
    field: str
    before: str
    after: str


def outcome_columns(*, rehearsed: bool) -> list[Column]:
    """Return what the table of files shows."""

    def word(outcome: Outcome) -> str:
        return state(outcome, rehearsed=rehearsed)[0]

    def tone(outcome: Outcome) -> Tone:
        return state(outcome, rehearsed=rehearsed)[1]

    return [
        Column(_("File name"), _file),
        Column(_("From"), _sender, 144),
        Column(_("What comes of it"), word, 112, tone=tone),
        Column(_("New"), _created, 72, right=True, spare=2),
        Column(_("Changed"), _changed, 72, right=True, spare=3),
        Column(_("Conflicts"), _conflicts, 72, right=True, spare=1),
    ]


def step_columns() -> list[Column]:
    """Return what the table of differences shows."""
    return [
        Column(_("Record"), lambda step: step.record),
        Column(_("Field"), lambda step: step.field, 112),
        Column(_("As it is"), lambda step: step.before or _("(empty)")),
        Column(_("Would become"), lambda step: step.after or _("(empty)")),
    ]


def state(outcome: Outcome, *, rehearsed: bool) -> tuple[str, Tone]:
    """Return in a word what came, or would come, of a file."""
    done = _("can be taken in") if rehearsed else _("taken in")
    found = (
        (bool(outcome.refused), _("refused"), Tone.BAD),
        (bool(outcome.same), _("twice here"), Tone.NEUTRAL),
        (outcome.seen, _("had it before"), Tone.NEUTRAL),
        (bool(outcome.conflicts), _("conflicts"), Tone.WARNING),
        (bool(outcome.quarantined), _("put aside in part"), Tone.WARNING),
        (not outcome.new, _("nothing new"), Tone.NEUTRAL),
        (True, done, Tone.GOOD),
    )
    return next((word, tone) for holds, word, tone in found if holds)


def steps(outcome: Outcome) -> list[Step]:
    """Return the differences of a batch, field by field."""
    found = []
    for one in outcome.differences:
        name = f"{KINDS[one.kind].label} {one.title}".strip()
        for place, (field, before, after) in enumerate(one.texts):
            found.append(Step("" if place else name, field, before, after))
    return found


def sentences(outcome: Outcome, *, rehearsed: bool) -> list[str]:
    """Return what is to be said of one file."""
    if outcome.refused:
        return [shortened(outcome.refused)]
    if outcome.same:
        return [_("The same as {file}; nothing happens.").format(file=outcome.same)]
    if outcome.seen:
        text = _("File {number} was taken in before; nothing happens.")
        return [text.format(number=outcome.number)]
    said = []
    for text, counts in (
        (_("New: {what}"), outcome.created),
        (_("Changed: {what}"), outcome.changed),
    ):
        if counts:
            said.append(text.format(what=counted(counts)))
    if outcome.known:
        text = plural(
            "{n} thing in it was here already", "{n} things in it were here already", outcome.known
        )
        said.append(text.format(n=f"{outcome.known:,}"))
    return [*said, *_trouble(outcome, rehearsed=rehearsed)] or [_("Nothing new is in it.")]


def _trouble(outcome: Outcome, *, rehearsed: bool) -> list[str]:
    said = []
    if outcome.conflicts:
        number = len(outcome.conflicts)
        text = (
            plural(
                "{n} field would be in conflict; it is settled after taking in",
                "{n} fields would be in conflict; they are settled after taking in",
                number,
            )
            if rehearsed
            else plural(
                "{n} field is in conflict and waits to be settled",
                "{n} fields are in conflict and wait to be settled",
                number,
            )
        )
        said.append(text.format(n=number))
    for _line, name in outcome.quarantined:
        text = _("One entry is put aside: its field “{field}” is not what it should be")
        said.append(text.format(field=name))
    if outcome.confirmed_on is not None:
        text = _("{sender} has received everything that went there until {day}")
        said.append(text.format(sender=outcome.sender, day=outcome.confirmed_on.isoformat()))
    return said


def summary(outcomes: Sequence[Outcome], *, rehearsed: bool) -> str:
    """Return one sentence about all files."""
    good = [one for one in outcomes if not one.refused and not one.seen]
    refused = sum(bool(one.refused) for one in outcomes)
    text = (
        _("{files} files; {good} of them can be taken in. Nothing is kept yet.")
        if rehearsed
        else _("{files} files; {good} of them were taken in.")
    )
    said = text.format(files=f"{len(outcomes):,}", good=f"{len(good):,}")
    if refused:
        text = plural("{n} file was refused.", "{n} files were refused.", refused)
        said += pick("", " ") + text.format(n=refused)
    return said


def _file(outcome: Outcome) -> str:
    return outcome.file


def _sender(outcome: Outcome) -> str:
    return outcome.sender


def _created(outcome: Outcome) -> str:
    return _figure(sum(outcome.created.values()))


def _changed(outcome: Outcome) -> str:
    return _figure(sum(outcome.changed.values()))


def _conflicts(outcome: Outcome) -> str:
    return _figure(len(outcome.conflicts))


def _figure(number: int) -> str:
    return f"{number:,}" if number else ""
