"""What is said of batches that were rehearsed or taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.exchange import own_grids, refusals, undone_there
from gridkeeper.services.showing.days import in_full
from gridkeeper.texts import _, capital, pick, plural
from gridkeeper.ui.exchange.history import counted
from gridkeeper.ui.exchange.tables import Column
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.services.exchange.batch_outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Step:
    """One field that a batch changes, or a whole record.

    Attributes:
        record: Sort and title of the record, masked; "" where it is that of the step before.
        field: "" of a whole record, and of what is only counted.
    """

    record: str
    field: str = ""
    before: str = ""
    after: str = ""


def outcome_columns(*, rehearsed: bool) -> list[Column]:
    """Return what the table of files shows."""

    def word(outcome: Outcome) -> str:
        return state(outcome, rehearsed=rehearsed)[0]

    def tone(outcome: Outcome) -> Tone:
        return state(outcome, rehearsed=rehearsed)[1]

    return [
        Column(_("File name"), _file),
        Column(_("From"), _sender, 144),
        Column(_("What happens") if rehearsed else _("What happened"), word, 112, tone=tone),
        Column(_("New"), _created, 72, right=True, spare=2),
        Column(_("Changed"), _changed, 72, right=True, spare=3),
        Column(_("Conflicts"), _conflicts, 72, right=True, spare=1),
    ]


def step_columns() -> list[Column]:
    """Return what the table of differences shows."""
    return [
        Column(_("Record"), lambda step: step.record),
        Column(_("Field"), lambda step: step.field, 112),
        Column(_("Current value"), lambda step: _value(step, step.before)),
        Column(_("New value"), lambda step: _value(step, step.after)),
    ]


def _value(step: Step, value: str) -> str:
    return value or (_("(empty)") if step.field else "")


def state(outcome: Outcome, *, rehearsed: bool) -> tuple[str, Tone]:
    """Return in a word what came, or would come, of a file."""
    done = _("can be taken in") if rehearsed else _("taken in")
    found = (
        (outcome.for_others, _("not for you"), Tone.NEUTRAL),
        (outcome.is_incomplete, _("not complete"), Tone.WARNING),
        (bool(outcome.refused), _("refused"), Tone.BAD),
        (bool(outcome.same), _("duplicate"), Tone.NEUTRAL),
        (bool(outcome.undone), _("taken back"), Tone.WARNING),
        (outcome.seen, _("taken in before"), Tone.NEUTRAL),
        (bool(outcome.conflicts), _("conflicts"), Tone.WARNING),
        (bool(outcome.quarantined), _("partly set aside"), Tone.WARNING),
        (not _brings(outcome), _("nothing new"), Tone.NEUTRAL),
        (True, done, Tone.GOOD),
    )
    return next((word, tone) for holds, word, tone in found if holds)


def _brings(outcome: Outcome) -> bool:
    """Whether anything is different afterwards; grids come and go without a change of a record."""
    return bool(outcome.new or outcome.contents or outcome.gained or outcome.lost)


def steps(outcome: Outcome) -> list[Step]:
    """Return what a batch changes, field by field, and what it brings: as many as are counted."""
    found = []
    for one in outcome.differences:
        name = capital(KINDS[one.kind].called(one.title))
        for place, (field, before, after) in enumerate(one.texts):
            found.append(Step("" if place else name, field, before, after))
        if not one.texts:
            found.append(Step(_("{record} (nothing new)").format(record=name)))
    for kind, title in outcome.arrived:
        name = capital(KINDS[kind].called(title))
        found.append(Step(_("{record} (new)").format(record=name)))
    rest = sum(outcome.created.values()) + sum(outcome.changed.values())
    rest -= len(outcome.differences) + len(outcome.arrived)
    if rest > 0:
        found.append(Step(_("and {n} others").format(n=f"{rest:,}")))
    return found


def sentences(outcome: Outcome, *, rehearsed: bool) -> list[str]:
    """Return what is to be said of one file."""
    if outcome.refused:
        return [sentence(_reason(outcome))]
    if outcome.same:
        return [_("The same as {file}; nothing happens.").format(file=outcome.same)]
    if outcome.undone:
        text = _(
            "Batch {number} was taken in before and taken back later; nothing happens. It can be "
            "let count again."
        )
        return [text.format(number=outcome.number)]
    if outcome.seen:
        text = _("Batch {number} was taken in before; nothing happens.")
        return [text.format(number=outcome.number)]
    said = []
    for text, counts in (
        (_("New: {what}"), outcome.created),
        (_("Changed: {what}"), outcome.changed),
    ):
        if counts:
            said.append(sentence(text.format(what=counted(counts))))
    if outcome.returned:
        text = plural(
            "{n} change that this office had lost is given back with it.",
            "{n} changes that this office had lost are given back with it.",
            outcome.returned,
        )
        said.append(text.format(n=f"{outcome.returned:,}"))
    if outcome.released:
        text = plural(
            "{n} entry that had been set aside could be taken in now.",
            "{n} entries that had been set aside could be taken in now.",
            outcome.released,
        )
        said.append(text.format(n=f"{outcome.released:,}"))
    if outcome.known:
        text = _("Changes in the batch: {all}, of which {known} were here already.")
        known, both = f"{outcome.known:,}", f"{outcome.new + outcome.known:,}"
        said.append(text.format(all=both, known=known))
    said += _of_contents(outcome)
    return [*said, *_trouble(outcome, rehearsed=rehearsed)] or [_("Nothing new in it.")]


def _of_contents(outcome: Outcome) -> list[str]:
    """Say how far the photos and documents have come that concern the sender."""
    shared = outcome.shared
    if not shared.whole or not (outcome.contents or shared.missing):
        return []
    text = _("Photos and files here: {there} of {whole}.")
    said = [text.format(there=f"{shared.there:,}", whole=f"{shared.whole:,}")]
    if shared.missing:
        text = _("{n} still to come: the next file for {sender} asks for what is lacking.")
        said.append(text.format(n=f"{shared.missing:,}", sender=outcome.sender))
    return said


def _reason(outcome: Outcome) -> str:
    """Return why a file was refused, without its path: its name stands in the table above."""
    reason = refusals.reason(outcome)
    return shortened(reason) if reason == outcome.refused else capital(reason)


def _trouble(outcome: Outcome, *, rehearsed: bool) -> list[str]:
    said = own_grids.said(outcome.gained, outcome.lost, keeps=outcome.keeps)
    if outcome.wanted:
        text = _(
            "{sender} lacks what you recorded from number {first} on: hand in once more, and the "
            "program adds it by itself."
        )
        said.append(text.format(sender=outcome.sender, first=f"{outcome.wanted:,}"))
    said += map(undone_there.said, outcome.turned.undone)
    said += map(undone_there.said_again, outcome.turned.redone)
    if outcome.conflicts:
        number = len(outcome.conflicts)
        text = (
            plural(
                "{n} field would be in conflict; it is settled after taking in.",
                "{n} fields would be in conflict; they are settled after taking in.",
                number,
            )
            if rehearsed
            else plural(
                "{n} field is in conflict and waits to be settled.",
                "{n} fields are in conflict and wait to be settled.",
                number,
            )
        )
        said.append(text.format(n=number))
    for _line, name in outcome.quarantined:
        text = _("One entry was set aside: its field “{field}” is not valid.")
        said.append(text.format(field=name))
    if outcome.confirmed_on is not None and not outcome.wanted:
        text = _("{sender} has received everything sent up to {day}")
        said.append(text.format(sender=outcome.sender, day=in_full(outcome.confirmed_on)))
    return [sentence(one) for one in said]


def summary(outcomes: Sequence[Outcome], *, rehearsed: bool) -> str:
    """Return what is said of all files; what it counts adds up to them."""
    others = sum(one.for_others for one in outcomes)
    waiting = sum(one.is_incomplete for one in outcomes)
    refused = sum(bool(one.refused) for one in outcomes) - others - waiting
    seen = sum(one.seen and not one.refused for one in outcomes)
    good = len(outcomes) - others - waiting - refused - seen
    if rehearsed:
        text = plural(
            "{files} file, {good} can be taken in.",
            "{files} files, {good} can be taken in.",
            len(outcomes),
        )
    else:
        text = plural(
            "{files} file, {good} taken in.", "{files} files, {good} taken in.", len(outcomes)
        )
    some = f"{good:,}" if good else pick("0", "none")
    said = text.format(files=f"{len(outcomes):,}", good=some)
    if seen:
        text = plural("{n} batch was taken in before.", "{n} batches were taken in before.", seen)
        said += pick("", " ") + text.format(n=seen)
    if others:
        text = plural("{n} file is not for you.", "{n} files are not for you.", others)
        said += pick("", " ") + text.format(n=others)
    if waiting:
        text = plural(
            "{n} file waits for other volumes.", "{n} files wait for other volumes.", waiting
        )
        said += pick("", " ") + text.format(n=waiting)
    if refused:
        text = plural("{n} file was refused.", "{n} files were refused.", refused)
        said += pick("", " ") + text.format(n=refused)
    if rehearsed and good:
        said += pick("", " ") + _("Nothing has been taken in yet.")
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
