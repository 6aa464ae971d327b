"""Whoever saw a record in full stands in the audit, and is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import _
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from gridkeeper.domain.records import Kind
    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame


def note_seen(frame: Frame, kind: Kind, record_id: str) -> None:
    """Let the audit say who saw it in full; behind a long import, and nobody waits for it."""
    recording = frame.desk.recording

    def note(_progress: Progress) -> object:
        recording.note_seen(kind, record_id)
        return None

    frame.ask("", note, lambda _nothing: None, Lane.WORK)


def seen_in_full() -> QLabel:
    """Return the sentence, hidden so far, that says that names and numbers stand here in full."""
    text = _("What is masked elsewhere is shown in full here; that is logged.")
    said = label(text, "small", wraps=True)
    said.hide()
    return said
