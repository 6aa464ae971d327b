"""The register's places: grids, buildings, dwellings (DOMAIN §5.1, §8.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Check, Mask, Merge, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Record):
    """A grid: the smallest area that one worker looks after; it belongs to one community."""

    code: str | None = about("网格编码", "Grid code", longest=20, merge=Merge.OFFICE)
    name: str | None = about(
        "网格名称",
        "Grid name",
        required=True,
        search=3,
        merge=Merge.OFFICE,
        aliases=("网格", "责任网格"),
    )
    kind: str | None = about(
        "网格类型", "Grid kind", Type.CODE, codes="grid_kind", merge=Merge.OFFICE
    )
    street: str | None = about(
        "街道", "Street", aliases=("镇(街)", "乡镇(街道)", "所属街道"), merge=Merge.OFFICE
    )
    community: str | None = about(
        "社区", "Community", aliases=("所属社区", "村(社区)", "村/社区"), merge=Merge.OFFICE
    )
    scope: str | None = about("网格范围", "Area", Type.PROSE, longest=500, merge=Merge.OFFICE)
    worker: str | None = about("网格员", "Grid worker", merge=Merge.OFFICE)
    leader: str | None = about("网格长", "Grid leader", merge=Merge.OFFICE)
    worker_phone: str | None = about("网格员电话", "Worker's phone", checks=(Check.PHONE,))
    supervise_phone: str | None = about(
        "监督电话", "Supervision phone", checks=(Check.PHONE,), merge=Merge.OFFICE
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Building(Record):
    """A building of a residential compound."""

    compound: str | None = about("小区", "Compound", search=2, aliases=("小区名称", "所属小区"))
    name: str | None = about(
        "幢号",
        "Building",
        required=True,
        search=2,
        aliases=("楼栋", "楼栋号", "楼号", "幢", "楼", "栋"),
    )
    address: str | None = about(
        "地址", "Street address", mask=Mask.WORDS, aliases=("门牌地址", "街路巷")
    )
    kind: str | None = about("建筑类型", "Building kind", Type.CODE, codes="building_kind")
    units: int | None = about("单元数", "Stairways", Type.NUMBER, checks=(Check.NOT_NEGATIVE,))
    floors: int | None = about("层数", "Floors", Type.NUMBER, checks=(Check.NOT_NEGATIVE,))
    elevator: bool | None = about("有电梯", "Lift", Type.YES_NO)
    gas: str | None = about("燃气", "Gas", Type.CODE, codes="gas")
    built_year: int | None = about("建成年份", "Built in", Type.NUMBER, aliases=("建成年代",))
    manager: str | None = about(
        "物业公司", "Property manager", mask=Mask.WORDS, aliases=("物业管理单位名称",)
    )
    manager_phone: str | None = about(
        "物业电话", "Manager's phone", mask=Mask.FIRM_PHONE, checks=(Check.PHONE,)
    )
    lead: str | None = about("楼栋长", "Building lead", mask=Mask.WORDS)
    lead_phone: str | None = about(
        "楼栋长电话",
        "Lead's phone",
        privacy=Privacy.PERSONAL,
        mask=Mask.PHONE,
        checks=(Check.PHONE,),
    )
    lead_duties: str | None = about("楼栋长职责", "Lead's duties", mask=Mask.WORDS)
    lead_since: date | None = about("任职日期", "Lead since", Type.DAY)
    lead_until: date | None = about("任期届满", "Lead until", Type.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwelling(Record):
    """A dwelling behind one door; building, unit, floor and room make sense together only."""

    building_id: str | None = about(
        "楼栋", "Building", Type.RECORD, refers="building", group="door"
    )
    unit: str | None = about("单元", "Stairway", group="door", longest=20, aliases=("单元号",))
    floor: str | None = about("层", "Floor", group="door", longest=10, aliases=("楼层", "所在层"))
    room: str | None = about(
        "室",
        "Room",
        group="door",
        longest=20,
        required=True,
        aliases=("房号", "门牌号", "室号", "房间号"),
    )
    use: str | None = about(
        "房屋用途", "Use", Type.CODE, codes="dwelling_use", aliases=("房屋性质",)
    )
    occupancy: str | None = about(
        "居住方式", "Occupancy", Type.CODE, codes="occupancy", aliases=("住所类型",)
    )
    rent_use: str | None = about(
        "出租用途", "Let as", Type.CODE, codes="rent_use", aliases=("出租房用途",)
    )
    area: Decimal | None = about(
        "建筑面积（m²）",
        "Area (m²)",
        Type.AMOUNT,
        checks=(Check.NOT_NEGATIVE,),
        aliases=("面积", "建筑面积", "本户建筑面积"),
    )
    owner: str | None = about(
        "房主姓名",
        "Owner",
        privacy=Privacy.PERSONAL,
        mask=Mask.NAME,
        search=1,
        checks=(Check.PERSON_NAME,),
        aliases=("房主", "产权人", "业主", "房东姓名"),
    )
    owner_phone: str | None = about(
        "房主电话",
        "Owner's phone",
        privacy=Privacy.PERSONAL,
        mask=Mask.PHONE,
        checks=(Check.PHONE,),
        aliases=("房东电话", "业主联系电话"),
    )
    rent_registered: bool | None = about(
        "租赁已备案", "Tenancy registered", Type.YES_NO, aliases=("是否备案", "出租登记")
    )
    safety_paper: bool | None = about(
        "已签安全责任书", "Safety paper signed", Type.YES_NO, aliases=("安全责任书",)
    )
    bottled_gas: bool | None = about(
        "使用瓶装燃气", "Bottled gas", Type.YES_NO, aliases=("瓶装液化气",)
    )
    last_check: date | None = about(
        "最近检查日期", "Last checked on", Type.DAY, checks=(Check.NOT_FUTURE,)
    )
    verified_on: date | None = about(
        "核实日期", "Verified on", Type.DAY, group="verified", checks=(Check.NOT_FUTURE,)
    )
    verified_by: str | None = about("核实人", "Verified by", group="verified", mask=Mask.STAFF)
    remark: str | None = about("备注", "Remark", Type.PROSE, longest=1000, merge=Merge.APPEND)
