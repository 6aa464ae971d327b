"""Cases of the small town, and the dialog in which their next step is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import HAZARD, REQUEST
from gridkeeper.ui.forms.steps import StepDialog
from tests.helpers.towns import record

if TYPE_CHECKING:
    from gridkeeper.domain.records import Kind, Record
    from tests.helpers.forms import Stage
    from tests.helpers.towns import Town


def opened(stage: Stage, case: Record, kind: Kind, action: str = "") -> StepDialog:
    """Open the dialog over a case, and wait until it knows what can be done."""
    dialog = StepDialog(stage.frame, kind.name, case.id, action, stage.window)
    dialog.open()
    stage.qtbot.waitUntil(lambda: len(dialog.steps) > 0)
    return dialog


def a_request(town: Town, **facts: object) -> Record:
    """Return a request of a worker."""
    return record(town.mei, REQUEST, **{"title": "路灯不亮", "received_on": "2026-10-07"} | facts)


def a_hazard(town: Town, **facts: object) -> Record:
    """Return a hazard that a worker found."""
    usual = {"content": "楼道堆物", "category": "03", "level": "2", "found_on": "2026-10-07"}
    return record(town.mei, HAZARD, **usual | facts)
