"""Builders for papers: headings, records and the figures counted over them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import tallies
from gridkeeper.domain.disputes import Dispute
from gridkeeper.domain.hazards import Hazard, Recheck
from gridkeeper.domain.lines import HazardLine, Heading, VisitLine
from gridkeeper.domain.periods import month
from gridkeeper.domain.requests import Request
from gridkeeper.domain.tallies import Figures
from gridkeeper.domain.visits import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.records import Record

NOVEMBER = month(2026, 11)
CUT_OFF = date(2026, 11, 30)
NAMES = {f"grid-{number}": f"第{number:02d}网格" for number in range(1, 9)}


def a_heading(**facts: Any) -> Heading:
    """Return a heading as the office's papers carry it."""
    return Heading(
        **{
            "unit": "阳光街道",
            "author": "𠮷野霞",
            "period": "2026年11月",
            "cut_off": "2026-11-30 17:45",
            "version": "GridKeeper 网格管家 0.1.0",
            "made_on": "2026-11-30",
            **facts,
        }
    )


def a_visit(number: int = 0, **values: object) -> Visit:
    """Return one of many different visits; the same number gives the same."""
    grid = f"grid-{number % 8 + 1}"
    return Visit(
        id=f"visit-{number}",
        **{
            "grid_id": grid,
            "household_id": f"household-{number % 97}",
            "place": f"阳光花园{number % 12 + 1}栋{number % 4 + 1}单元{number % 30 + 101}室",
            "visited_on": NOVEMBER.first + timedelta(number * number % 30),
            "kind": ("01", "02", "05", "07")[number % 4],
            "outcome": ("01", "01", "02", "03", "01", "04", "02")[number % 7],
            "situation": "独居老人，身体尚可，家中电线老化。",
            **values,
        },
    )


def a_dispute(number: int = 0, **values: object) -> Dispute:
    """Return one of many different disputes."""
    return Dispute(
        id=f"dispute-{number}",
        **{
            "grid_id": f"grid-{number % 8 + 1}",
            "number": f"纠纷-2026-{number:04d}",
            "title": "楼上漏水引起的邻里纠纷",
            "type": ("0201", "0101", "0402", "0602")[number % 4],
            "source": str(number % 4 + 1),
            "found_on": NOVEMBER.first + timedelta(number * 7 % 30),
            "success": (True, True, True, False, None)[number % 5],
            "state": ("60", "40", "90", "45", "30")[number % 5],
            "deadline": date(2026, 11, 20),
            **values,
        },
    )


def a_hazard(number: int = 0, **values: object) -> Hazard:
    """Return one of many different hazards."""
    return Hazard(
        id=f"hazard-{number}",
        **{
            "grid_id": f"grid-{number % 8 + 1}",
            "community": f"第{number % 5 + 1}社区",
            "number": f"隐患-2026-{number:04d}",
            "place": f"和平路{number + 1}号沿街商铺",
            "content": "楼道堆放杂物（电动车、纸箱等），堵塞消防通道，约定三日内清理完毕。",
            "category": ("01", "03", "04", "05", "06", "99")[number * number % 6],
            "level": ("1", "2", "2", "3")[number % 4],
            "found_on": NOVEMBER.first + timedelta(number * 11 % 30),
            "deadline": NOVEMBER.first + timedelta(number * 11 % 30 + 7),
            "responsible": ("𠮷野明霞", "欧阳静怡", "㛃䶮𬭛")[number % 3],
            "state": ("70", "50", "90", "60", "20")[number % 5],
            **values,
        },
    )


def a_request(number: int = 0, **values: object) -> Request:
    """Return one of many different requests, as they come from another system."""
    return Request(
        id=f"request-{number}",
        **{
            "number": f"诉求-2026-{number:04d}",
            "community": f"第{number % 24 + 1}社区",
            "title": "路灯不亮",
            "received_on": NOVEMBER.first + timedelta(number * 13 % 30),
            "original_class": f"市容环卫第{number % 14 + 1}类",
            "original_type": f"暴露垃圾第{number % 31 + 1}种",
            "nature": str(number % 5 + 1),
            "channel": ("微信", "电话", "@平台")[number % 3],
            "unit": f"第{number % 17 + 1}承办单位",
            "state": ("70", "80", "90", "50")[number % 4],
            "in_time": (True, True, True, False, None)[number % 5],
            **values,
        },
    )


def figures(
    records: Sequence[Record],
    before: Sequence[Record] = (),
    period: Period = NOVEMBER,
    register: Mapping[str, int] | None = None,
) -> Figures:
    """Return all tallies counted over records."""
    return Figures(
        period=period,
        cut_off=CUT_OFF,
        counts=_counted(records),
        before=_counted(before),
        names=NAMES,
        register=register or {},
    )


def _counted(records: Sequence[Record]) -> Mapping[str, tallies.Counts]:
    return {
        tally.name: tallies.count(
            tally, [record for record in records if _kind(record) == tally.kind], CUT_OFF
        )
        for tally in tallies.TALLIES
    }


def _kind(record: Record) -> str:
    return type(record).__name__.lower()


def a_visit_line(number: int = 0, **values: Any) -> VisitLine:
    """Return what papers say of a visit."""
    visit = a_visit(number, **values)
    return VisitLine(
        visit=visit, grid="第01网格", subject="𠮷野霞", address="阳光花园3栋2单元1102室"
    )


def a_hazard_line(number: int = 0) -> HazardLine:
    """Return what papers say of a hazard; every second one was checked again."""
    hazard = a_hazard(number)
    recheck = Recheck(
        id="r", hazard_id=hazard.id, checked_on=date(2026, 11, 25), passed=False, opinion="仍有纸箱"
    )
    return HazardLine(hazard=hazard, rechecks=(recheck,) if number % 2 else ())
