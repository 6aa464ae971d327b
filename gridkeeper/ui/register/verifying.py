"""Saying by one key that what the register says of somebody, or of a home, is still so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import N_, _
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.undoing import say_done

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.views.dossiers import Dossier
    from gridkeeper.ui.frame import Frame

_SAID = {
    "person": N_("Verified today: what is registered of {what}. Doors are verified in Households"),
    "household": N_("Verified today: the household {what}"),
    "dwelling": N_("Verified today: the dwelling {what}"),
}


def verify(frame: Frame, dossier: Dossier) -> None:
    """Note that nothing has changed; a notice offers to take it back."""
    service, kind, record_id = frame.desk.verifying, KINDS[dossier.kind], dossier.id
    references = frame.desk.references

    def work(_progress: Progress) -> object:
        service.verify(kind, [record_id])
        named = references.named(kind, record_id)
        return named.title if named is not None else ""

    def done(called: object) -> None:
        said = _(_SAID[kind.name]).format(what=called)
        say_done(frame, said)

    frame.ask(_("Verifying"), work, done, Lane.WORK)
