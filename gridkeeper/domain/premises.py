"""Premises: units and the nine kinds of small premises (DOMAIN §5.1, 九小场所)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Check, Mask, Merge, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises(Record):
    """A shop, workshop, school or other unit at one place."""

    name: str | None = about(
        "单位名称",
        "Name",
        required=True,
        mask=Mask.UNIT,
        search=4,
        aliases=(
            "企业名称",
            "场所名称",
            "商户名称",
            "店铺名称",
            "店名",
            "门店名称",
            "商铺名称",
            "单位",
            "名称",
        ),
    )
    credit_code: str | None = about(
        "统一社会信用代码",
        "Credit code",
        longest=18,
        search=2,
        checks=(Check.CREDIT_CODE,),
        aliases=("社会信用代码", "信用代码"),
    )
    kind: str | None = about(
        "场所类型",
        "Kind",
        Type.CODE,
        codes="premises_kind",
        aliases=("单位类型", "单位类别", "企业类别", "店铺类型", "经营类型", "类型", "类别"),
    )
    address: str | None = about(
        "地址",
        "Address",
        search=2,
        mask=Mask.WORDS,
        aliases=("单位地址", "场所地址", "店铺地址", "经营地址", "详细地址"),
    )
    responsible: str | None = about(
        "负责人",
        "In charge",
        privacy=Privacy.PERSONAL,
        mask=Mask.NAME,
        search=1,
        checks=(Check.PERSON_NAME,),
        aliases=("法定代表人", "法人代表", "法人", "经营者", "经营人", "店主", "老板"),
    )
    phone: str | None = about(
        "负责人电话",
        "Phone",
        privacy=Privacy.PERSONAL,
        mask=Mask.PHONE,
        search=1,
        checks=(Check.PHONE,),
        aliases=(
            "负责人联系电话",
            "负责人手机号码",
            "负责人手机",
            "经营者电话",
            "联系电话",
            "单位电话",
        ),
    )
    safety_officer: str | None = about(
        "安全责任人", "Safety officer", privacy=Privacy.PERSONAL, mask=Mask.NAME
    )
    employees: int | None = about(
        "从业人数", "Employees", Type.NUMBER, checks=(Check.NOT_NEGATIVE,)
    )
    last_check: date | None = about("最近检查日期", "Last checked on", Type.DAY)
    remark: str | None = about("备注", "Remark", Type.PROSE, longest=1000, merge=Merge.APPEND)
