"""Visits to households, people and premises (DOMAIN §5.1, §6.1, §7.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Check, Mask, Merge, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Record):
    """One visit or patrol, made or tried."""

    number: str | None = about("走访编号", "Visit no.", longest=40, search=2, aliases=("编号",))
    household_id: str | None = about(
        "走访户", "Household", Type.RECORD, refers="household", group="subject"
    )
    person_id: str | None = about(
        "走访对象", "Person", Type.RECORD, refers="person", group="subject"
    )
    premises_id: str | None = about(
        "走访单位", "Premises", Type.RECORD, refers="premises", group="subject"
    )
    place: str | None = about(
        "走访地点",
        "Place",
        group="subject",
        privacy=Privacy.PERSONAL,
        mask=Mask.ADDRESS,
        search=2,
        aliases=("家庭住址", "地点", "住址"),
    )
    visited_on: date | None = about(
        "走访日期",
        "Visited on",
        Type.DAY,
        required=True,
        checks=(Check.NOT_FUTURE,),
        aliases=("走访时间", "巡访时间", "日期"),
    )
    started_at: datetime | None = about("开始时间", "Started at", Type.MOMENT)
    kind: str | None = about("走访类型", "Kind", Type.CODE, codes="visit_kind")
    form: str | None = about("走访形式", "Form", Type.CODE, codes="visit_form")
    reason: str | None = about("走访原因", "Reason", Type.CODE, codes="visit_reason")
    outcome: str | None = about(
        "走访结果", "Outcome", Type.CODE, codes="visit_outcome", required=True, group="outcome"
    )
    tries: int | None = about(
        "敲门次数", "Tries", Type.NUMBER, group="outcome", checks=(Check.NOT_NEGATIVE,)
    )
    situation: str | None = about(
        "走访情况",
        "Situation",
        Type.PROSE,
        longest=2000,
        search=1,
        privacy=Privacy.PERSONAL,
        mask=Mask.PROSE,
        aliases=("情况", "基本情况", "主要情况", "家庭情况"),
    )
    checks: str | None = about(
        "检查结果",
        "Found by the check",
        Type.PROSE,
        longest=4000,
        search=1,
        privacy=Privacy.PERSONAL,
        mask=Mask.PROSE,
    )
    demands: str | None = about(
        "困难诉求",
        "Needs and demands",
        Type.PROSE,
        longest=2000,
        search=1,
        privacy=Privacy.PERSONAL,
        mask=Mask.PROSE,
        aliases=("诉求", "困难"),
    )
    measures: str | None = about(
        "解决措施", "Measures", Type.PROSE, longest=2000, search=1, aliases=("措施", "采取措施")
    )
    result: str | None = about(
        "办理结果", "Result", Type.PROSE, longest=2000, aliases=("结果", "处理结果")
    )
    conclusion: str | None = about("走访结论", "Conclusion", Type.CODE, codes="visit_conclusion")
    satisfaction: str | None = about("满意度", "Satisfaction", Type.CODE, codes="satisfaction")
    next_due: date | None = about("下次走访日期", "Next visit", Type.DAY, aliases=("下次走访时间",))
    next_at: str | None = about(
        "约定时间", "At about", longest=20, mask=Mask.WORDS, checks=(Check.HOUR,)
    )
    visitor: str | None = about(
        "走访人", "Visitor", mask=Mask.STAFF, search=1, aliases=("走访人员", "网格员")
    )
    companions: str | None = about("同行人员", "Accompanied by", mask=Mask.STAFF)
    no_signature_reason: str | None = about("不便签名说明", "Not signed because", mask=Mask.PROSE)
    remark: str | None = about("备注", "Remark", Type.PROSE, longest=1000, merge=Merge.APPEND)
    state: str | None = about(
        "状态", "State", Type.CODE, codes="visit_state", group="progress", merge=Merge.STATE
    )
    reviewer: str | None = about(
        "复核人", "Reviewed by", mask=Mask.STAFF, group="progress", merge=Merge.STATE
    )
