"""Disputes and their parties (DOMAIN §5.1, §6.3, §7.2; GB/T 31000-2015 5.55-5.58)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.cases import Case
from gridkeeper.domain.fields import Check, Mask, Merge, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Case):
    """A dispute between neighbours, family members, tenants, a shop and its customer, …."""

    title: str | None = about(
        "纠纷名称",
        "Dispute",
        required=True,
        search=3,
        privacy=Privacy.PERSONAL,
        mask=Mask.PROSE,
        aliases=("事件名称", "名称", "标题"),
    )
    type: str | None = about(
        "纠纷类型",
        "Type",
        Type.CODE,
        codes="dispute_type",
        aliases=("事件类别", "纠纷类别", "类别"),
    )
    source: str | None = about(
        "案件来源", "Source", Type.CODE, codes="dispute_source", aliases=("来源",)
    )
    found_on: date | None = about(
        "受理日期",
        "Accepted on",
        Type.DAY,
        required=True,
        checks=(Check.NOT_FUTURE,),
        aliases=("发生日期", "发生时间", "日期", "登记日期"),
    )
    scale: str | None = about(
        "事件规模", "Scale", Type.CODE, codes="event_scale", aliases=("规模",)
    )
    level: str | None = about(
        "纠纷分级", "Level", Type.CODE, codes="event_level", aliases=("等级",)
    )
    risk: str | None = about("风险等级", "Risk", Type.CODE, codes="dispute_risk")
    involved: int | None = about(
        "涉及人数", "People involved", Type.NUMBER, checks=(Check.NOT_NEGATIVE,)
    )
    amount: Decimal | None = about(
        "涉及金额（元）",
        "Amount (yuan)",
        Type.AMOUNT,
        checks=(Check.NOT_NEGATIVE,),
        aliases=("涉及金额", "金额"),
    )
    content: str | None = about(
        "简要情况",
        "What it is about",
        Type.PROSE,
        longest=2000,
        search=1,
        privacy=Privacy.PERSONAL,
        mask=Mask.PROSE,
        aliases=("事件简述", "事件简介", "纠纷概况", "内容"),
    )
    mediator: str | None = about(
        "化解责任人",
        "Mediator",
        mask=Mask.STAFF,
        search=1,
        group="mediator",
        merge=Merge.OFFICE,
        aliases=("调解员", "人民调解员"),
    )
    mediator_phone: str | None = about(
        "化解责任人电话",
        "Mediator's phone",
        privacy=Privacy.PERSONAL,
        mask=Mask.PHONE,
        group="mediator",
        merge=Merge.OFFICE,
        checks=(Check.PHONE,),
    )
    method: str | None = about(
        "化解方式", "Method", Type.CODE, codes="dispute_method", group="outcome"
    )
    mediated_on: date | None = about("化解日期", "Mediated on", Type.DAY, group="outcome")
    success: bool | None = about(
        "是否成功", "Mediation succeeded", Type.YES_NO, group="outcome", aliases=("化解是否成功",)
    )
    agreement: str | None = about(
        "协议形式", "Agreement", Type.CODE, codes="agreement_kind", group="outcome"
    )
    agreement_number: str | None = about("协议编号", "Agreement no.", longest=40, group="outcome")
    result: str | None = about(
        "化解情况",
        "Outcome in words",
        Type.PROSE,
        longest=2000,
        group="outcome",
        aliases=("办理结果",),
    )
    performance: str | None = about("履行情况", "Performance", Type.CODE, codes="performance")
    follow_up_on: date | None = about("回访时间", "Followed up on", Type.DAY, group="follow_up")
    follow_up: str | None = about(
        "回访结果", "Follow-up", Type.PROSE, group="follow_up", longest=1000
    )
    state: str | None = about(
        "状态",
        "State",
        Type.CODE,
        codes="dispute_state",
        group="progress",
        merge=Merge.STATE,
        aliases=("当前状态",),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeParty(Record):
    """One side of a dispute."""

    dispute_id: str | None = about("纠纷", "Dispute", Type.RECORD, refers="dispute", required=True)
    side: str | None = about("当事方", "Side", Type.CODE, codes="dispute_side", required=True)
    person_id: str | None = about("人员", "Person", Type.RECORD, refers="person")
    name: str | None = about(
        "当事人姓名",
        "Party",
        required=True,
        privacy=Privacy.PERSONAL,
        mask=Mask.NAME,
        search=2,
        longest=80,
        aliases=("当事人",),
    )
    sex: str | None = about("性别", "Sex", Type.CODE, codes="sex")
    id_number: str | None = about(
        "身份证号",
        "ID number",
        privacy=Privacy.SENSITIVE,
        mask=Mask.ID_NUMBER,
        longest=40,
        checks=(Check.ID_NUMBER,),
    )
    phone: str | None = about(
        "当事人电话", "Phone", privacy=Privacy.PERSONAL, mask=Mask.PHONE, checks=(Check.PHONE,)
    )
    category: str | None = about("人员类别", "Category", Type.CODE, codes="party_category")
    address: str | None = about("居住详址", "Address", privacy=Privacy.PERSONAL, mask=Mask.ADDRESS)
