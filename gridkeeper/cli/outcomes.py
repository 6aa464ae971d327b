"""What came, or would come, of batches, told to a person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gridkeeper.cli import layout
from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.exchange import own_grids, undone_there
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gridkeeper.cli.output import Output
    from gridkeeper.services.attachments.contents import Shared
    from gridkeeper.services.exchange.batch_outcomes import Outcome
    from gridkeeper.services.exchange.differences import Difference

_WIDEST = 60


def tell_all(
    output: Output, taken: Sequence[Outcome], *, rehearsed: bool, named: Collection[str] = ()
) -> int:
    """Say what came of batches; return the exit code, 1 if anything of them was refused.

    What lies in a folder for somebody else is no refusal, unless its file is among those `named`.
    """
    if rehearsed:
        output.say(_("Rehearsal: nothing was saved."))
    wrong = 0
    for outcome in taken:
        if outcome.for_others and outcome.file not in named:
            output.say(_("{file}: for somebody else, left alone").format(file=outcome.file))
            continue
        tell(output, outcome, rehearsed=rehearsed)
        wrong += bool(outcome.refused or outcome.quarantined)
    output.result(batches=taken)
    return 1 if wrong else 0


def tell(output: Output, outcome: Outcome, *, rehearsed: bool) -> None:
    """Say what came of one batch; with a rehearsal also what each record would become."""
    if outcome.refused:
        print(layout.harmless(outcome.refused), file=sys.stderr)
        return
    if outcome.undone:
        text = _(
            "{file}: batch {number} was taken in before and taken back later; let it count again "
            "with “gridkeeper batch redo {number}”"
        )
        output.say(text.format(file=outcome.file, number=outcome.number))
        return
    if outcome.seen:
        text = _("{file}: batch {number} was taken in before; nothing happened")
        output.say(text.format(file=outcome.file, number=outcome.number))
        return
    text = plural(
        "{file}: from {sender}, {new} new change",
        "{file}: from {sender}, {new} new changes",
        outcome.new,
    )
    said = text.format(file=outcome.file, sender=outcome.sender, new=f"{outcome.new:,}")
    if outcome.returned:
        text = _(", {returned} of which this office had lost")
        said += text.format(returned=f"{outcome.returned:,}")
    if outcome.known:
        said += _(", {known} known before").format(known=f"{outcome.known:,}")
    output.say(said)
    output.table(
        [
            (f"  {label}", counted(counts))
            for label, counts in (
                (_("new records"), outcome.created),
                (_("changed records"), outcome.changed),
            )
            if counts
        ]
    )
    for difference in outcome.differences if rehearsed else ():
        _tell_difference(output, difference)
    tell_contents(output, outcome.contents, outcome.shared)
    _tell_trouble(output, outcome)
    if outcome.confirmed and not outcome.wanted:
        text = _("{sender} has received everything from here up to number {confirmed}")
        places = {"sender": outcome.sender, "confirmed": f"{outcome.confirmed:,}"}
        output.say("  " + text.format(**places))


def tell_contents(output: Output, brought: int, shared: Shared) -> None:
    """Say of a batch how far photos and documents have come; nothing where there are none."""
    if not shared.whole:
        return
    text = _("  photos and documents {there}/{whole}, {brought} of them in this file")
    numbers = {"there": shared.there, "whole": shared.whole, "brought": brought}
    output.say(text.format(**{name: f"{n:,}" for name, n in numbers.items()}))
    if shared.missing:
        text = _("  {missing} still to come; what is lacking is asked for with each batch")
        output.say(text.format(missing=f"{shared.missing:,}"))


def counted(counts: Mapping[str, int]) -> str:
    """Return how many records there are of each kind."""
    return _(", ").join(kinds.counted(name, n) for name, n in counts.items())


def _tell_trouble(output: Output, outcome: Outcome) -> None:
    for said in own_grids.said(outcome.gained, outcome.lost, keeps=outcome.keeps):
        output.say("  " + said)
    for one in outcome.turned.undone:
        output.say("  " + undone_there.said(one))
    for one in outcome.turned.redone:
        output.say("  " + undone_there.said_again(one))
    if outcome.wanted:
        text = _("{sender} lacks your changes from number {first} on; export once more")
        output.say("  " + text.format(sender=outcome.sender, first=f"{outcome.wanted:,}"))
    if outcome.conflicts:
        text = plural(
            "{count} conflict to settle: gridkeeper conflict list",
            "{count} conflicts to settle: gridkeeper conflict list",
            len(outcome.conflicts),
        )
        output.say("  " + text.format(count=len(outcome.conflicts)))
    for line, name in outcome.quarantined:
        text = _("{file}: change {line} was set aside, its field {field} is not valid")
        said = text.format(file=outcome.file, line=line, field=name)
        print(layout.harmless(said), file=sys.stderr)


def _tell_difference(output: Output, difference: Difference) -> None:
    label = KINDS[difference.kind].label
    output.say(f"  {label} {difference.title or difference.record}")
    empty = _("(empty)")
    rows = [
        (
            f"    {field}",
            layout.cut(old, _WIDEST) or empty,
            "→",
            layout.cut(new, _WIDEST) or empty,
        )
        for field, old, new in difference.texts
    ]
    output.table(rows)
