"""Safety hazards and their re-checks (DOMAIN §5.1, §6.4, §7.3).

A community finds, tells and re-checks; it has no power to order (Fire Protection Law 32, 54), so
nothing here is called an order.
"""

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
class Hazard(Case):
    """Something that can hurt somebody: where it is, how bad, who mends it by when."""

    category: str | None = about(
        "隐患类别",
        "Category",
        Type.CODE,
        codes="hazard_category",
        required=True,
        aliases=("隐患类型", "类别"),
    )
    level: str | None = about(
        "隐患等级",
        "Level",
        Type.CODE,
        codes="hazard_level",
        required=True,
        aliases=("等级", "隐患级别"),
    )
    found_on: date | None = about(
        "排查日期",
        "Found on",
        Type.DAY,
        required=True,
        checks=(Check.NOT_FUTURE,),
        aliases=("发现时间", "检查日期", "检查时间", "日期", "登记日期"),
    )
    mode: str | None = about("排查方式", "How found", Type.CODE, codes="hazard_mode")
    finder: str | None = about(
        "排查人员", "Found by", mask=Mask.STAFF, search=1, aliases=("检查人", "检查人员", "发现人")
    )
    place_kind: str | None = about("场所类型", "Kind of place", Type.CODE, codes="hazard_place")
    spot: str | None = about("隐患部位", "Exact spot", mask=Mask.ADDRESS, aliases=("部位",))
    household_id: str | None = about("住户", "Household", Type.RECORD, refers="household")
    premises_id: str | None = about("场所", "Premises", Type.RECORD, refers="premises")
    content: str | None = about(
        "隐患描述",
        "Description",
        Type.PROSE,
        longest=2000,
        required=True,
        search=1,
        aliases=("存在问题", "隐患情况", "隐患内容", "内容"),
    )
    basis: str | None = about("依据", "Basis", Type.PROSE, longest=500)
    fixed_on_spot: bool | None = about("当场整改", "Fixed on the spot", Type.YES_NO)
    responsible: str | None = about(
        "整改责任人",
        "Responsible",
        privacy=Privacy.PERSONAL,
        mask=Mask.NAME,
        search=1,
        group="responsible",
        aliases=("责任人", "被告知人"),
    )
    responsible_phone: str | None = about(
        "整改责任人电话",
        "Responsible person's phone",
        privacy=Privacy.PERSONAL,
        mask=Mask.PHONE,
        group="responsible",
        checks=(Check.PHONE,),
        aliases=("责任人电话",),
    )
    measure: str | None = about(
        "整改措施", "Measure", Type.PROSE, longest=1000, aliases=("整改要求", "建议措施", "措施")
    )
    funds: Decimal | None = about(
        "整改资金（元）",
        "Funds (yuan)",
        Type.AMOUNT,
        checks=(Check.NOT_NEGATIVE,),
        aliases=("资金(元)", "资金"),
    )
    notice_number: str | None = about("告知文书编号", "Notice no.", longest=40)
    fixed_on: date | None = about("整改完成日期", "Fixed on", Type.DAY, aliases=("整改时间",))
    listed: bool | None = about(
        "挂牌督办", "Listed for supervision", Type.YES_NO, merge=Merge.OFFICE
    )
    interim: str | None = about("临时防护措施", "Interim measures", Type.PROSE, longest=500)
    state: str | None = about(
        "状态",
        "State",
        Type.CODE,
        codes="hazard_state",
        group="progress",
        merge=Merge.STATE,
        aliases=("当前状态",),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck(Record):
    """One look at whether a hazard is gone."""

    hazard_id: str | None = about("隐患", "Hazard", Type.RECORD, refers="hazard", required=True)
    checked_on: date | None = about(
        "复查日期", "Re-checked on", Type.DAY, required=True, checks=(Check.NOT_FUTURE,)
    )
    checker: str | None = about("复查人", "Re-checked by", mask=Mask.STAFF)
    passed: bool | None = about("复查合格", "Passed", Type.YES_NO, required=True)
    opinion: str | None = about("复查意见", "Opinion", Type.PROSE, longest=1000)
