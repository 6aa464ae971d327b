"""Households: who lives behind one door and runs one home (DOMAIN §5.1, 一户一档)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Check, Mask, Merge, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Household(Record):
    """One household and its file."""

    dwelling_id: str | None = about("房屋", "Dwelling", Type.RECORD, refers="dwelling")
    number: str | None = about(
        "户号", "Household no.", longest=30, search=1, aliases=("户口号", "户编号")
    )
    head_id: str | None = about("户主", "Head of household", Type.RECORD, refers="person")
    colour: str | None = about(
        "关注颜色",
        "Attention",
        Type.CODE,
        codes="attention",
        group="attention",
        privacy=Privacy.SENSITIVE,
        aliases=("户情颜色",),
    )
    colour_reason: str | None = about(
        "关注原因", "Reason for attention", mask=Mask.PROSE, group="attention"
    )
    contact: str | None = about(
        "联系人",
        "Contact",
        privacy=Privacy.PERSONAL,
        mask=Mask.NAME,
        search=1,
        checks=(Check.PERSON_NAME,),
    )
    contact_phone: str | None = about(
        "联系人电话",
        "Contact's phone",
        privacy=Privacy.PERSONAL,
        mask=Mask.PHONE,
        search=1,
        checks=(Check.PHONE,),
        aliases=("家庭电话", "住宅电话"),
    )
    no_contact_reason: str | None = about("无法联系原因", "No contact because", mask=Mask.PROSE)
    next_visit: date | None = about("下次走访", "Next visit", Type.DAY)
    verified_on: date | None = about(
        "核实日期", "Verified on", Type.DAY, group="verified", checks=(Check.NOT_FUTURE,)
    )
    verified_by: str | None = about("核实人", "Verified by", group="verified", mask=Mask.STAFF)
    ended_on: date | None = about(
        "销户日期", "Closed on", Type.DAY, group="ended", checks=(Check.NOT_FUTURE,)
    )
    joined_into: str | None = about(
        "并入户", "Joined into", Type.RECORD, refers="household", group="ended"
    )
    remark: str | None = about("备注", "Remark", Type.PROSE, longest=1000, merge=Merge.APPEND)


def is_open(home: Household) -> bool:
    """Whether a household lives where it did: it neither moved out whole nor joined another."""
    return home.ended_on is None and home.joined_into is None


def is_closed(record: Record) -> bool:
    """Whether a record is a household that is not open any more."""
    return isinstance(record, Household) and not is_open(record)
