"""What people were told and agreed to, and who is not who (PIPL 14-17, 29, 31; DOMAIN §8.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Check, Mask, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Record):
    """One notice that was given to a person, or one consent that a person gave."""

    person_id: str | None = about("居民", "Person", Type.RECORD, refers="person", required=True)
    matter: str | None = about(
        "告知同意类型", "Matter", Type.CODE, codes="consent_matter", required=True
    )
    wording: str | None = about("文本版本", "Wording", longest=80)
    given_on: date | None = about(
        "告知同意日期", "Given on", Type.DAY, required=True, checks=(Check.NOT_FUTURE,)
    )
    way: str | None = about("方式", "Way", Type.CODE, codes="consent_way")
    guardian: str | None = about(
        "监护人姓名",
        "Guardian's name",
        privacy=Privacy.PERSONAL,
        mask=Mask.NAME,
        checks=(Check.PERSON_NAME,),
    )
    withdrawn_on: date | None = about(
        "撤回日期", "Withdrawn on", Type.DAY, checks=(Check.NOT_FUTURE,)
    )
    recorder: str | None = about("登记人", "Recorded by", mask=Mask.STAFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinction(Record):
    """Two people who look alike in the register and are not the same."""

    person_id: str | None = about("居民", "Person", Type.RECORD, refers="person", required=True)
    other_id: str | None = about("另一居民", "Other person", Type.RECORD, refers="person")
    decided_on: date | None = about("判定日期", "Decided on", Type.DAY)
    decided_by: str | None = about("判定人", "Decided by", mask=Mask.STAFF)
