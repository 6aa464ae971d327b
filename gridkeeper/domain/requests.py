"""Residents' requests 诉求·民情民意 (DOMAIN §5.1 Issue, §6.2, §7.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.cases import Case
from gridkeeper.domain.fields import Check, Mask, Merge, Privacy, Type, about

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Case):
    """What a resident asks for, complains of, or suggests, and what came of it."""

    title: str | None = about(
        "标题",
        "Title",
        required=True,
        mask=Mask.PROSE,
        search=3,
        aliases=("事件标题", "事项名称"),
    )
    source: str | None = about(
        "来源渠道",
        "Source",
        Type.CODE,
        codes="request_source",
        aliases=("来源", "信息来源", "采集渠道"),
    )
    nature: str | None = about(
        "诉求性质", "Nature", Type.CODE, codes="request_nature", aliases=("事件性质", "诉求类型")
    )
    category: str | None = about(
        "诉求分类",
        "Category",
        Type.CODE,
        codes="request_category",
        aliases=("分类", "事件分类", "类别"),
    )
    received_on: date | None = about(
        "收集日期",
        "Received on",
        Type.DAY,
        required=True,
        checks=(Check.NOT_FUTURE,),
        aliases=("受理日期", "登记日期", "日期", "收集时间", "采集时间", "事发时间"),
    )
    content: str | None = about(
        "内容摘要",
        "Content",
        Type.PROSE,
        longest=2000,
        search=1,
        privacy=Privacy.PERSONAL,
        mask=Mask.PROSE,
        aliases=("内容", "诉求内容", "反映问题", "事件描述"),
    )
    reporter: str | None = about(
        "反映人",
        "Reported by",
        privacy=Privacy.PERSONAL,
        mask=Mask.NAME,
        search=2,
        longest=80,
        group="reporter",
        aliases=("联系人员", "诉求人"),
    )
    reporter_phone: str | None = about(
        "反映人电话",
        "Reporter's phone",
        privacy=Privacy.PERSONAL,
        mask=Mask.PHONE,
        group="reporter",
        checks=(Check.PHONE,),
        aliases=("联系方式", "联系电话"),
    )
    anonymous: bool | None = about("匿名", "Anonymous", Type.YES_NO, group="reporter")
    urgency: str | None = about("紧急程度", "Urgency", Type.CODE, codes="urgency")
    handling: str | None = about(
        "办理方式", "Handling", Type.CODE, codes="handling_mode", aliases=("办结方式",)
    )
    result: str | None = about(
        "办理结果", "Result", Type.PROSE, longest=2000, aliases=("结果", "办理情况")
    )
    feedback_on: date | None = about("反馈日期", "Feedback on", Type.DAY, group="feedback")
    feedback_by: str | None = about(
        "反馈方式", "Feedback by", Type.CODE, codes="feedback_by", group="feedback"
    )
    state: str | None = about(
        "状态",
        "State",
        Type.CODE,
        codes="request_state",
        group="progress",
        merge=Merge.STATE,
        aliases=("当前状态",),
    )
