"""`record line`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.services.records.quick_lines import QuickLineService, meaning
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.texts import _

if TYPE_CHECKING:
    from gridkeeper.cli.context import Context
    from gridkeeper.services.records.keeping import Recorded
    from gridkeeper.services.records.quick_lines import Proposal


def line(context: Context) -> list[Recorded]:
    """Print what a line is understood as; return what was kept of it, which is only asked for."""
    with context.session() as session:
        proposal = QuickLineService(session).propose(context.line)
        _print(context, proposal)
        if not context.save:
            return []
        return RecordingService(session).record(proposal.kind, [proposal.facts])


def _print(context: Context, proposal: Proposal) -> None:
    output = context.output
    output.say(_("To be recorded: {kind}").format(kind=proposal.kind.label))
    line_ = proposal.line
    output.table([(part.text, str(part.sense.value), meaning(line_, part)) for part in line_.parts])
    for problem in proposal.problems:
        text = _("Please check: {warning}") if problem.warning else _("Still missing: {problem}")
        output.say("  " + text.format(warning=problem.text, problem=problem.text))
    output.result(
        kind=proposal.kind.name,
        parts=[
            {"text": part.text, "sense": part.sense.name.lower(), "value": part.value}
            for part in line_.parts
        ],
        facts=proposal.facts,
        problems=[
            {"field": one.field, "text": one.text, "warning": one.warning}
            for one in proposal.problems
        ],
    )
