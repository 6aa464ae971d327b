"""Whoever saw a record in full stands in the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.ui.jobs.runner import Lane

if TYPE_CHECKING:
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
