"""The proof of exchange, on one page: what went to and fro, and the marks to compare by eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import proofs
from gridkeeper.domain.kinds import KINDS
from gridkeeper.reports import breaking, forms, page, story, styles, tables
from gridkeeper.reports.columns import Column, Table
from gridkeeper.reports.fonts import Face
from gridkeeper.reports.forms import Box
from gridkeeper.reports.page import Align
from gridkeeper.reports.styles import Style
from gridkeeper.texts import _, capital, pick, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from gridkeeper.domain.lines import Heading
    from gridkeeper.domain.proofs import BatchProof, PeerProof, Proof, Stream
    from gridkeeper.reports.page import Paper

_CODE = Style(Face.BOLD, 19, 24)
_MARK = Style(Face.SANS, 9, 13)
_CODE_HEIGHT = 44.0
_GROUPS_A_LINE = 8
_BAND = 15.0
_ROW = 18.4
_LABEL = 74.0
_BELOW = 56.0 + story.SIGNATURES_HEIGHT + 50.0  # head of the table, signatures, how to check


def write(path: Path, proof: Proof, *, heading: Heading) -> None:
    """Write the page; an office with many workers gets more than one.

    Raises:
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
    """
    title = _("Proof of exchange")
    with page.opened(path, title, heading) as paper:
        story.title(paper, title, _("up to {day}").format(day=_day(proof.day)))
        _whose(paper, proof)
        _code(paper, proof)
        for peer in proof.peers:
            _peer(paper, peer)
        if not proof.peers:
            story.nothing(paper, _("Nobody is known yet with whom batches are exchanged."))
        _batches(paper, proof)
        _how(paper, proof)
        story.signatures(paper, heading.author)


def _whose(paper: Paper, proof: Proof) -> None:
    replica = proof.replica
    forms.row(
        paper,
        Box(_("Store of"), f"{replica.name} · {replica.role.label}"),
        Box(_("Unit"), replica.unit),
    )
    forms.row(
        paper,
        Box(_("In its journal"), _changes(proof.place)),
        Box(_("Series"), replica.series),
    )
    forms.row(paper, Box(_("By kind"), _counted(proof.counts) or _("none")))
    paper.y -= 8


def _code(paper: Paper, proof: Proof) -> None:
    """Draw the code in boxes, and the whole digest that it is the short form of."""
    groups = proof.code.split("-")
    width = paper.width / len(groups)
    paper.need(_CODE_HEIGHT + 60)
    story.subheading(paper, _("Verification code"))
    for number, group in enumerate(groups):
        left, bottom = paper.left + number * width, paper.y - _CODE_HEIGHT
        paper.frame((left + 3, bottom + 4), (width - 6, _CODE_HEIGHT - 6), styles.STRONG_LINE, 4)
        paper.write(left + width / 2, bottom + 15, group, _CODE, Align.CENTRE)
    paper.y -= _CODE_HEIGHT + 2
    _mark(paper, _("In full"), proof.digest)
    paper.y -= 4


def _peer(paper: Paper, peer: PeerProof) -> None:
    keep = 70 if peer.streams else 30
    title = _("With {name}").format(name=peer.name)
    note = _("series {series}").format(series=peer.series)
    story.subheading(paper, title, note, keep=keep)
    if not peer.streams:
        story.nothing(paper, _("No batch went to or fro yet."))
    for stream in peer.streams:
        _stream(paper, stream)


def _stream(paper: Paper, stream: Stream) -> None:
    paper.need(6 * _BAND)
    way = _("handed over") if stream.outgoing else _("taken in")
    text = plural(
        "{count} batch, the last {number} on {day}; up to number {upto}",
        "{count} batches, the last {number} on {day}; up to number {upto}",
        stream.batches,
    ).format(
        count=f"{stream.batches:,}",
        number=stream.last,
        day=_day(stream.day),
        upto=f"{stream.upto:,}",
    )
    paper.write(paper.left, paper.y - _MARK.size - 1, capital(way), _MARK.bold())
    paper.write(paper.left + _LABEL, paper.y - _MARK.size - 1, text, _MARK)
    paper.y -= _BAND
    if stream.counts:
        paper.write(paper.left, paper.y - _MARK.size - 1, _("By kind"), _MARK.tinted(styles.SOFT))
        room = paper.width - _LABEL
        for line in breaking.wrap(_counted(stream.counts), room, _MARK.face, _MARK.size):
            paper.write(paper.left + _LABEL, paper.y - _MARK.size - 1, line, _MARK)
            paper.y -= _BAND
    label = (
        _("Chain at {upto}").format(upto=f"{stream.upto:,}")
        if stream.chained
        else _("Last batch's id")
    )
    _mark(paper, label, stream.mark)
    paper.y -= 3


def _mark(paper: Paper, label: str, mark: str) -> None:
    """Draw a mark in groups of four, eight a line, so that two pages can be laid side by side."""
    groups = proofs.grouped(mark)
    lines = -(-len(groups) // _GROUPS_A_LINE)
    paper.need(lines * _BAND + 4)
    paper.write(paper.left, paper.y - _MARK.size - 1, label, _MARK.tinted(styles.SOFT))
    height = lines * _BAND + 2
    left, width = paper.left + _LABEL, paper.width - _LABEL
    paper.fill((left - 4, paper.y - height + 2), (width + 4, height), styles.BAND, 3)
    step = width / _GROUPS_A_LINE
    for number, group in enumerate(groups):
        down, across = divmod(number, _GROUPS_A_LINE)
        y = paper.y - _MARK.size - 1.5 - down * _BAND
        for place, letter in enumerate(group):  # each letter in its own place: columns line up
            paper.write(left + across * step + place * 8.4 + 4, y, letter, _MARK, Align.CENTRE)
    paper.y -= height + 1


def _batches(paper: Paper, proof: Proof) -> None:
    fits = max(0, int((paper.room - _BELOW) / _ROW))
    if not proof.batches[:fits]:  # the page is about the marks; the list takes what they leave
        return
    columns = (
        Column(_("Day"), 1.5),
        Column(_("Way"), 1.1),
        Column(_("With"), 1.8),
        Column(_("Batch"), 3.2),
        Column(_("Numbers"), 2.2, Align.RIGHT),
        Column(_("Changes in it"), 1.4, Align.RIGHT),
    )
    rows = [_row(batch) for batch in proof.batches[:fits]]
    caption = _("The last batches")
    if earlier := proof.earlier + len(proof.batches[fits:]):
        caption = plural(
            "The last batches ({count} earlier one is not listed)",
            "The last batches ({count} earlier ones are not listed)",
            earlier,
        ).format(count=f"{earlier:,}")
    tables.draw(paper, Table(columns, rows, caption, style=styles.SMALL_CELL))


def _row(batch: BatchProof) -> Sequence[str]:
    nothing = batch.last < batch.first
    return (
        batch.day.isoformat(),
        _("handed over") if batch.outgoing else _("taken in"),
        batch.peer,
        batch.number,
        "—" if nothing else f"{batch.first:,} — {batch.last:,}",
        f"{batch.changes:,}",
    )


def _how(paper: Paper, proof: Proof) -> None:
    story.note(
        paper,
        _(
            "How to check. With the other side: lay its page of the same day beside this one; "
            "where both name the same number, the groups are the same, letter by letter. Later: "
            "run gridkeeper store verify STORE --proof {code}; it says whether the journal still "
            "begins with exactly these changes. The page proves that nothing up to this place was "
            "altered, left out or put in afterwards; it does not prove that what was written is "
            "true."
        ).format(code=proof.code),
    )


def _changes(number: int) -> str:
    return plural("{count} change", "{count} changes", number).format(count=f"{number:,}")


def _counted(counts: Mapping[str, int]) -> str:
    return " · ".join(
        f"{capital(str(KINDS[name].label)) if name in KINDS else name} {number:,}"
        for name, number in counts.items()
    )


def _day(day: date) -> str:
    return pick(f"{day.year}年{day.month}月{day.day}日", day.isoformat())
