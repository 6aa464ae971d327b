"""People and the care groups they belong to (DOMAIN §5.1, T-TAG; GB/T 31000-2015)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Check, Mask, Merge, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person who lives, lived or is registered in the community (实有人口)."""

    household_id: str | None = about("所在户", "Household", Type.RECORD, refers="household")
    name: str | None = about(
        "姓名",
        "Name",
        required=True,
        privacy=Privacy.PERSONAL,
        mask=Mask.NAME,
        search=5,
        longest=80,
        checks=(Check.PERSON_NAME,),
        aliases=("户主姓名", "居民姓名", "中文名"),
    )
    former_name: str | None = about(
        "曾用名", "Former name", privacy=Privacy.PERSONAL, mask=Mask.NAME, search=1, longest=80
    )
    id_type: str | None = about(
        "证件类型",
        "ID type",
        Type.CODE,
        codes="id_type",
        group="identity",
        aliases=("证件种类", "证件代码"),
    )
    id_number: str | None = about(
        "身份证号",
        "ID number",
        group="identity",
        privacy=Privacy.SENSITIVE,
        mask=Mask.ID_NUMBER,
        search=2,
        longest=40,
        checks=(Check.ID_NUMBER,),
        aliases=("公民身份号码", "身份证号码", "证件号码", "证件号", "居民身份证号码", "身份号码"),
    )
    sex: str | None = about("性别", "Sex", Type.CODE, codes="sex")
    birth: date | None = about(
        "出生日期",
        "Born on",
        Type.DAY,
        privacy=Privacy.PERSONAL,
        mask=Mask.BIRTHDAY,
        checks=(Check.NOT_FUTURE,),
        aliases=("出生年月", "出生年月日"),
    )
    phone: str | None = about(
        "联系电话",
        "Phone",
        privacy=Privacy.PERSONAL,
        mask=Mask.PHONE,
        search=2,
        checks=(Check.PHONE,),
        aliases=("联系手机", "手机", "手机号", "手机号码", "联系方式", "电话"),
    )
    resident_class: str | None = about(
        "人口类别",
        "Resident class",
        Type.CODE,
        codes="resident_class",
        aliases=("人员类别", "实口类型"),
    )
    relation: str | None = about(
        "与户主关系", "Relation to head", Type.CODE, codes="relation", aliases=("与户主的关系",)
    )
    registered_address: str | None = about(
        "户籍地址",
        "Registered address",
        privacy=Privacy.PERSONAL,
        mask=Mask.ADDRESS,
        aliases=("户籍详址", "户籍地详址", "户籍详细地址", "户口所在地", "户籍所在地"),
    )
    education: str | None = about(
        "文化程度", "Education", Type.CODE, codes="education", aliases=("学历",)
    )
    marital: str | None = about("婚姻状况", "Marital status", Type.CODE, codes="marital")
    work_unit: str | None = about(
        "工作单位",
        "Works at",
        privacy=Privacy.PERSONAL,
        mask=Mask.WORDS,
        aliases=("工作单位或就读学校", "服务处所", "单位"),
    )
    inflow_reason: str | None = about("流入原因", "Came for", Type.CODE, codes="inflow_reason")
    moved_in: date | None = about(
        "迁入日期", "Moved in on", Type.DAY, aliases=("流入时间", "来本地日期", "入住日期")
    )
    moved_out: date | None = about("迁出日期", "Moved out on", Type.DAY)
    moved_to: str | None = about(
        "迁往何处", "Moved to", privacy=Privacy.PERSONAL, mask=Mask.ADDRESS, aliases=("迁往地",)
    )
    died_on: date | None = about(
        "死亡日期",
        "Died on",
        Type.DAY,
        privacy=Privacy.PERSONAL,
        checks=(Check.NOT_FUTURE,),
        aliases=("去世日期",),
    )
    lives_as_registered: bool | None = about(
        "人户一致", "Lives where registered", Type.YES_NO, aliases=("是否人户一致",)
    )
    guardian_id: str | None = about("监护人", "Guardian", Type.RECORD, refers="person")
    verified_on: date | None = about(
        "核实日期", "Verified on", Type.DAY, group="verified", checks=(Check.NOT_FUTURE,)
    )
    verified_by: str | None = about("核实人", "Verified by", group="verified", mask=Mask.STAFF)
    merged_into: str | None = about("并入居民", "Merged into", Type.RECORD, refers="person")
    remark: str | None = about("备注", "Remark", Type.PROSE, longest=1000, merge=Merge.APPEND)


def lives_there(one: Person, on: date | None = None) -> bool:
    """Whether somebody counts among the people of the household: nobody who died or moved out.

    Args:
        one: Of whom the register says that she lives there.
        on: The day that is asked about; today, if none is named.
    """
    left = [day for day in (one.died_on, one.moved_out) if day is not None]
    return not left or (on is not None and min(left) > on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTag(Record):
    """A care group that a person belongs to, with since when and why."""

    person_id: str | None = about("人员", "Person", Type.RECORD, refers="person", required=True)
    tag: str | None = about(
        "人群类别",
        "Care group",
        Type.CODE,
        codes="person_tag",
        required=True,
        privacy=Privacy.SENSITIVE,
        aliases=("人群标签", "特殊人群类型", "关爱类别"),
    )
    since: date | None = about("起始日期", "Since", Type.DAY)
    until: date | None = about("终止日期", "Until", Type.DAY)
    basis: str | None = about("认定依据", "Basis", mask=Mask.PROSE)
    cycle_days: int | None = about(
        "走访周期（天）", "Visit every (days)", Type.NUMBER, merge=Merge.OFFICE
    )
    level: str | None = about(
        "关注程度", "Attention", Type.CODE, codes="attention", privacy=Privacy.SENSITIVE
    )
    source: str | None = about("来源", "Source", Type.CODE, codes="tag_source")
    responsible: str | None = about("责任人", "Responsible", mask=Mask.STAFF)
    helpers: str | None = about(
        "共同帮扶人", "Helpers", Type.PROSE, longest=200, merge=Merge.APPEND
    )
