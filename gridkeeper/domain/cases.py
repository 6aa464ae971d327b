"""What disputes, hazards and requests share: number, place, assignment, progress, steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Mask, Merge, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """A matter that is worked on step by step until it is closed.

    `number` is given where the case is born; `original_number` and `origin` say what it is called
    in the system that it was imported from.
    """

    number: str | None = about("编号", "Case no.", longest=40, search=2, aliases=("事件编号",))
    origin: str | None = about(
        "来源系统", "From system", group="origin", longest=80, mask=Mask.WORDS
    )
    original_number: str | None = about(
        "原编号",
        "Original number",
        group="origin",
        longest=80,
        search=2,
        aliases=("工单编号", "工单号"),
    )
    channel: str | None = about(
        "来源名称",
        "Reported through",
        longest=80,
        mask=Mask.WORDS,
        aliases=("渠道", "上报渠道", "诉求来源"),
    )
    original_class: str | None = about(
        "原大类", "Original class", longest=80, mask=Mask.WORDS, aliases=("事项大类", "大类")
    )
    original_type: str | None = about(
        "原小类",
        "Original type",
        longest=160,
        search=1,
        mask=Mask.WORDS,
        aliases=("事项小类", "小类"),
    )
    received_at: datetime | None = about("受理时间", "Received at", Type.MOMENT)
    street: str | None = about("街道", "Street", aliases=("镇(街)", "所属街道", "所属镇"))
    community: str | None = about(
        "社区", "Community", aliases=("所属社区", "所属村/社区", "村(社区)")
    )
    place: str | None = about(
        "地点",
        "Place",
        search=2,
        privacy=Privacy.PERSONAL,
        mask=Mask.ADDRESS,
        aliases=("发生地点", "事发详址", "发生详细地区", "场所/住户", "详细地址"),
    )
    visit_id: str | None = about("来自走访", "Found on visit", Type.RECORD, refers="visit")
    unit: str | None = about(
        "承办单位",
        "Unit in charge",
        mask=Mask.WORDS,
        group="assignment",
        merge=Merge.OFFICE,
        aliases=("处置单位", "责任单位", "入格部门名称"),
    )
    handler: str | None = about(
        "承办人",
        "Handler",
        mask=Mask.STAFF,
        group="assignment",
        merge=Merge.OFFICE,
        aliases=("承办责任人",),
    )
    deadline: date | None = about(
        "办理期限",
        "Due on",
        Type.DAY,
        merge=Merge.OFFICE,
        aliases=("办结期限", "化解时限", "整改期限", "时限"),
    )
    in_time: bool | None = about("按时办结", "Closed in time", Type.YES_NO)
    satisfaction: str | None = about("满意度", "Satisfaction", Type.CODE, codes="satisfaction")
    remark: str | None = about("备注", "Remark", Type.PROSE, longest=1000, merge=Merge.APPEND)
    closed_on: date | None = about(
        "办结日期",
        "Closed on",
        Type.DAY,
        group="progress",
        merge=Merge.STATE,
        aliases=("办结时间",),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep(Record):
    """One line of a case's timeline; never changed once it is written."""

    case_kind: str | None = about(
        "案件种类", "Kind of case", group="step", merge=Merge.ONCE, longest=20
    )
    case_id: str | None = about(
        "案件", "Case", Type.RECORD, refers="", group="step", merge=Merge.ONCE
    )
    at: datetime | None = about("时间", "At", Type.MOMENT, group="step", merge=Merge.ONCE)
    action: str | None = about(
        "操作", "Action", Type.CODE, codes="case_action", group="step", merge=Merge.ONCE
    )
    from_state: str | None = about("原状态", "From", group="step", merge=Merge.ONCE, longest=4)
    to_state: str | None = about("新状态", "To", group="step", merge=Merge.ONCE, longest=4)
    actor: str | None = about("经办人", "By", group="step", merge=Merge.ONCE, mask=Mask.WORDS)
    note: str | None = about(
        "说明", "Note", Type.PROSE, longest=2000, group="step", merge=Merge.ONCE
    )
