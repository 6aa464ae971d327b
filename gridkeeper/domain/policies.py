"""Policy is data: rows that an office edits and that travel to all (DESIGN §2; DOMAIN §8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Check, Mask, Merge, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date

HOUSEHOLD, PERSON, DWELLING, PREMISES = "1", "2", "3", "4"
"""Codes of the table `cycle_subject`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle(Record):
    """How often somebody or something is to be visited; all that is said of it must hold.

    A rule without a condition holds for every subject of its sort.
    """

    name: str | None = about("规则名称", "Rule", required=True, longest=60, merge=Merge.OFFICE)
    subject: str | None = about(
        "走访对象类别",
        "Whom",
        Type.CODE,
        codes="cycle_subject",
        required=True,
        group="applies",
        merge=Merge.OFFICE,
    )
    tag: str | None = about(
        "人群类别", "Care group", Type.CODE, codes="person_tag", group="applies", merge=Merge.OFFICE
    )
    resident_class: str | None = about(
        "人口类别",
        "Resident class",
        Type.CODE,
        codes="resident_class",
        group="applies",
        merge=Merge.OFFICE,
    )
    youngest: int | None = about(
        "最小年龄",
        "From age",
        Type.NUMBER,
        group="applies",
        merge=Merge.OFFICE,
        checks=(Check.NOT_NEGATIVE,),
    )
    use: str | None = about(
        "房屋用途", "Use", Type.CODE, codes="dwelling_use", group="applies", merge=Merge.OFFICE
    )
    premises_kind: str | None = about(
        "场所类型",
        "Kind of premises",
        Type.CODE,
        codes="premises_kind",
        group="applies",
        merge=Merge.OFFICE,
    )
    days: int | None = about(
        "周期（天）",
        "Every (days)",
        Type.NUMBER,
        required=True,
        group="rhythm",
        merge=Merge.OFFICE,
        checks=(Check.POSITIVE,),
    )
    early_days: int | None = about(
        "可提前（天）",
        "May be early by (days)",
        Type.NUMBER,
        group="rhythm",
        merge=Merge.OFFICE,
        checks=(Check.NOT_NEGATIVE,),
    )
    phone_counts: bool | None = about(
        "电话走访也算", "A call counts", Type.YES_NO, merge=Merge.OFFICE
    )
    weight: int | None = about(
        "权重", "Weight", Type.NUMBER, merge=Merge.OFFICE, checks=(Check.NOT_NEGATIVE,)
    )
    basis: str | None = about("依据", "Basis", Type.PROSE, longest=500, merge=Merge.OFFICE)
    stopped: bool | None = about("已停用", "Not in force", Type.YES_NO, merge=Merge.OFFICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Record):
    """What is looked at where something is checked, and where and when it is offered.

    Without a subject it is offered wherever anything is checked, without months all the year.
    """

    name: str | None = about(
        "检查表名称", "Checklist", required=True, longest=60, merge=Merge.OFFICE
    )
    subject: str | None = about(
        "检查对象",
        "What is checked",
        Type.CODE,
        codes="check_subject",
        group="applies",
        merge=Merge.OFFICE,
    )
    premises_kind: str | None = about(
        "场所类型",
        "Kind of premises",
        Type.CODE,
        codes="premises_kind",
        group="applies",
        merge=Merge.OFFICE,
    )
    from_month: str | None = about(
        "起始月份", "From month", Type.CODE, codes="month", group="season", merge=Merge.OFFICE
    )
    until_month: str | None = about(
        "截止月份", "Until month", Type.CODE, codes="month", group="season", merge=Merge.OFFICE
    )
    items: str | None = about(
        "检查项目", "Items", Type.PROSE, longest=2000, required=True, merge=Merge.OFFICE
    )
    basis: str | None = about("依据", "Basis", Type.PROSE, longest=500, merge=Merge.OFFICE)
    stopped: bool | None = about("已停用", "Not in force", Type.YES_NO, merge=Merge.OFFICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis(Record):
    """On what law, and by whose approval, something restricted is kept (DOMAIN §8.7 P11, T-TAG)."""

    matter: str | None = about(
        "启用事项",
        "Matter",
        Type.CODE,
        codes="legal_matter",
        required=True,
        merge=Merge.OFFICE,
    )
    basis: str | None = about(
        "法律依据", "Legal basis", Type.PROSE, longest=1000, required=True, merge=Merge.OFFICE
    )
    approved_by: str | None = about(
        "批准人", "Approved by", mask=Mask.STAFF, required=True, merge=Merge.OFFICE
    )
    approved_on: date | None = about(
        "批准日期",
        "Approved on",
        Type.DAY,
        required=True,
        merge=Merge.OFFICE,
        checks=(Check.NOT_FUTURE,),
    )
    until: date | None = about("有效期至", "Until", Type.DAY, merge=Merge.OFFICE)
