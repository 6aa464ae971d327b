"""The ledger of hazards 安全隐患排查整治台账 (DOMAIN §7.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import HAZARD, RECHECK
from gridkeeper.domain.labels import Label
from gridkeeper.ledgers.columns import Column, Ledger, place_columns, taken

if TYPE_CHECKING:
    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.lines import HazardLine

_RECHECKED = Label("复查", "Re-check")
_CLOSED = frozenset(("70", "90"))


def _last(name: str, width: float, label: Label) -> Column:
    """Return a column that tells one fact of the latest re-check."""

    def of(line: HazardLine) -> Value:
        value: Value = getattr(line.rechecks[-1], name) if line.rechecks else None
        return value

    return taken(RECHECK, name, width, label, group=_RECHECKED, of=of)


def _is_closed(line: HazardLine) -> bool:
    return line.hazard.state in _CLOSED


LEDGER = Ledger(
    HAZARD,
    Label("安全隐患排查整治台账", "Ledger of hazards"),
    (
        taken(HAZARD, "number", 12),
        taken(HAZARD, "found_on", 11),
        taken(HAZARD, "mode", 10),
        taken(HAZARD, "finder", 9),
        *place_columns(HAZARD),
        taken(HAZARD, "place", 20, Label("场所/住户", "Place")),
        taken(HAZARD, "spot", 12),
        taken(HAZARD, "content", 32),
        taken(HAZARD, "category", 12, Label("类别", "Category")),
        taken(HAZARD, "level", 8, Label("等级", "Level")),
        taken(HAZARD, "fixed_on_spot", 5),
        taken(HAZARD, "measure", 24),
        taken(HAZARD, "unit", 16),
        taken(HAZARD, "handler", 9),
        taken(HAZARD, "responsible", 10),
        taken(HAZARD, "responsible_phone", 13, Label("责任人电话", "Phone")),
        taken(HAZARD, "funds", 16),
        taken(HAZARD, "deadline", 11, Label("整改期限", "Due on")),
        taken(HAZARD, "notice_number", 14),
        taken(HAZARD, "fixed_on", 11),
        _last("checked_on", 11, Label("日期", "On")),
        _last("checker", 9, Label("复查人", "By")),
        _last("passed", 6, Label("合格", "Passed")),
        _last("opinion", 18, Label("意见", "Opinion")),
        Column("closed", Label("是否销号", "Closed"), 5, Type.YES_NO, _is_closed),
        taken(HAZARD, "state", 11),
        taken(HAZARD, "original_number", 14),
        taken(HAZARD, "remark", 12),
    ),
    frozen=3,
)
