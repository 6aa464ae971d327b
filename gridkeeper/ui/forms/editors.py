"""Which editor a field gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.fields import Check, Type
from gridkeeper.ui.forms.assignees import AssigneeLine
from gridkeeper.ui.forms.checks import FIELD, ChecksBox
from gridkeeper.ui.forms.choices import ChoiceBox
from gridkeeper.ui.forms.days import DayLine
from gridkeeper.ui.forms.lines import HourLine, LineEditor, MomentLine, ProseBox
from gridkeeper.ui.forms.references import ReferenceBox
from gridkeeper.ui.forms.residents import NAMINGS, ResidentLine
from gridkeeper.ui.forms.yes_no import YesNo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.frame import Frame

_ASSIGNMENT = "assignment"  # the group of the fields that say whom a case goes to
CHECKS = kinds.VISIT.field(FIELD)
_EDITORS: Mapping[Type, type[LineEditor | ProseBox | YesNo]] = {
    Type.TEXT: LineEditor,
    Type.PROSE: ProseBox,
    Type.CODE: ChoiceBox,
    Type.RECORD: ReferenceBox,
    Type.DAY: DayLine,
    Type.MOMENT: MomentLine,
    Type.NUMBER: LineEditor,
    Type.AMOUNT: LineEditor,
    Type.YES_NO: YesNo,
}


def editor(frame: Frame, about: Field) -> Editor:
    """Return an empty editor for a field."""
    if about.group == _ASSIGNMENT:
        return AssigneeLine(frame, about)
    if about == CHECKS:
        return ChecksBox(frame, about)
    if about in NAMINGS:
        return ResidentLine(frame, about)
    if Check.HOUR in about.checks:
        return HourLine(frame, about)
    return _EDITORS[about.type](frame, about)
