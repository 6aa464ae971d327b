"""A line in the search box that reads as something to be recorded (一句话登记)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.domain.quick_lines import Sense
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.records.quick_lines import meaning
from gridkeeper.texts import _
from gridkeeper.ui.forms.drafts import form_key
from gridkeeper.ui.forms.facts import LINE, flattened
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.search.answers import Answer

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.records.quick_lines import Proposal
    from gridkeeper.ui.frame import Frame


def proposed(desk: Desk, text: str) -> Proposal | None:
    """Return what a line amounts to if it reads as one; on a worker."""
    try:
        found = desk.quick_lines.propose(text)
    except InputInvalidError:
        return None
    return found if found.line.is_telling else None


def answer(frame: Frame, text: str, proposal: Proposal) -> Answer:
    """Return the line of the box that opens the form, filled in; nothing is saved by that."""
    line = proposal.line
    said = [meaning(line, part) or part.text for part in line.parts if part.sense is not Sense.KIND]
    # A number that was typed goes into no list in full.
    detail = " · ".join(shown(one, Mask.PROSE, Profile.MASKED) for one in said)
    title = _("Record {kind}").format(kind=proposal.kind.one)
    if line.is_patrol:
        title = _("Record a patrol")
    return Answer(title, detail, "add", does=partial(begin, frame, text, proposal))


def begin(frame: Frame, text: str, proposal: Proposal) -> None:
    """Open the form, filled in. It is a draft already: whatever happens, the line is not lost."""
    desk, kind = frame.desk, proposal.kind.name

    def keep(_progress: Progress) -> object:
        facts = flattened(proposal.facts) | {LINE: text}
        home = desk.references.meant(kinds.HOUSEHOLD, facts.get("household_id", ""))
        if home:
            facts["household_id"] = home
        said = facts.items()
        left = desk.unsaved.left(form_key(kind), lambda one: said <= one.facts.items())
        if left is not None:  # the same line was left before: one draft of it is enough
            return left.form
        return desk.unsaved.keep(form_key(kind), facts, desk.unsaved.writer())

    frame.ask("", keep, lambda name: frame.resuming.emit(kind, "", {}, name), Lane.KEEP)
