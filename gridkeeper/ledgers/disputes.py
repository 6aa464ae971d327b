"""The ledger of disputes 矛盾纠纷排查化解台账 (DOMAIN §7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import DISPUTE, DISPUTE_PARTY
from gridkeeper.domain.labels import Label
from gridkeeper.ledgers.columns import Column, Ledger, place_columns, taken

if TYPE_CHECKING:
    from gridkeeper.domain.lines import DisputeLine

_FIRST, _SECOND, _OTHER = "1", "2", "9"
_SETTLING = Label("化解", "Settlement")
_FOLLOW_UP = Label("回访", "Follow-up")


def _party(side: str, name: str, width: float, label: Label, group: Label | None) -> Column:
    """Return a column that tells one fact of all parties of a side."""

    def of(line: DisputeLine) -> tuple[str, ...]:
        values = (getattr(party, name) for party in line.parties if party.side == side)
        return tuple(value for value in values if value)

    return taken(DISPUTE_PARTY, name, width, label, group=group, of=of, key=f"{name}_{side}")


def _side(side: str, group: Label) -> tuple[Column, Column]:
    return (
        _party(side, "name", 10, Label("姓名", "Name"), group),
        _party(side, "phone", 13, Label("电话", "Phone"), group),
    )


LEDGER = Ledger(
    DISPUTE,
    Label("矛盾纠纷排查化解台账", "Ledger of disputes"),
    (
        taken(DISPUTE, "number", 12),
        taken(DISPUTE, "found_on", 11),
        taken(DISPUTE, "title", 20),
        taken(DISPUTE, "type", 12),
        taken(DISPUTE, "scale", 9),
        *place_columns(DISPUTE),
        taken(DISPUTE, "place", 18, Label("发生地点", "Place")),
        *_side(_FIRST, Label("甲方", "First party")),
        *_side(_SECOND, Label("乙方", "Second party")),
        _party(_OTHER, "name", 10, Label("其他当事人", "Other parties"), None),
        taken(DISPUTE, "involved", 5),
        taken(DISPUTE, "amount", 16),
        taken(DISPUTE, "content", 32),
        taken(DISPUTE, "risk", 10),
        taken(DISPUTE, "method", 10, Label("方式", "Method"), group=_SETTLING),
        taken(DISPUTE, "mediator", 9, Label("责任人", "Mediator"), group=_SETTLING),
        taken(DISPUTE, "mediator_phone", 13, Label("责任人电话", "Phone"), group=_SETTLING),
        taken(DISPUTE, "deadline", 11, Label("时限", "Due on"), group=_SETTLING),
        taken(DISPUTE, "mediated_on", 11, Label("日期", "Mediated on"), group=_SETTLING),
        taken(DISPUTE, "success", 5, Label("是否成功", "Settled"), group=_SETTLING),
        taken(DISPUTE, "agreement", 9, Label("协议形式", "Agreement"), group=_SETTLING),
        taken(DISPUTE, "agreement_number", 14, Label("协议编号", "No."), group=_SETTLING),
        taken(DISPUTE, "result", 22, Label("化解情况", "Outcome"), group=_SETTLING),
        taken(DISPUTE, "performance", 9, Label("履行情况", "Performance"), group=_SETTLING),
        taken(DISPUTE, "follow_up_on", 11, Label("时间", "On"), group=_FOLLOW_UP),
        taken(DISPUTE, "follow_up", 16, Label("结果", "Result"), group=_FOLLOW_UP),
        taken(DISPUTE, "satisfaction", 9, group=_FOLLOW_UP),
        taken(DISPUTE, "state", 11),
        taken(DISPUTE, "remark", 12),
    ),
    frozen=4,
)
