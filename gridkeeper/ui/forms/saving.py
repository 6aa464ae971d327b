"""Writing what a form holds, on a worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridkeeper.ui.forms.checking import stops

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gridkeeper.domain.changes import Heads
    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.records import Kind
    from gridkeeper.progress import Progress
    from gridkeeper.services.attachments.attaching import Waiting
    from gridkeeper.services.records.recording import Opened, Recorded, RecordingService


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What a form held when it was to be saved; calling it writes that, or says what is wrong.

    Attributes:
        opened: The record that is changed; None for a new one.
        heads: What whoever typed has seen of it.
        said: What she was told already.
        writer: Who keeps the draft.
        forget: Drops the draft.
        attached: What hangs on a new record from the beginning.
        unchanged: As `RecordingService.record` takes it.
    """

    recording: RecordingService
    kind: Kind
    facts: Mapping[str, object]
    opened: Opened | None
    heads: Heads
    said: Sequence[Problem]
    writer: str
    forget: Callable[[], None]
    attached: Sequence[Waiting] = ()
    unchanged: bool = False

    def __call__(self, _progress: Progress) -> Recorded | tuple[Problem, ...]:
        """Return what was kept, or what is wrong: then nothing was."""
        opened, make_home = self.opened, self.opened is None
        record_id = opened.record.id if opened is not None else ""
        check = self.recording.check
        problems = check(self.kind, self.facts, record_id, make_home=make_home)
        if stops(problems, self.said):
            return problems
        if opened is not None:
            kept = self.recording.amend(opened.record, self.facts, self.heads, self.writer)
        else:
            kept, *inside = self.recording.record(
                self.kind,
                [self.facts],
                make_home=make_home,
                form=self.writer,
                attached=self.attached,
                unchanged=self.unchanged,
            )
            kept = replace(kept, inside=tuple(inside))
        self.forget()
        return kept
