"""Files of cases as a district's platform gives them out, and what a plain count says of them."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

HEADINGS = (
    "REPORT_NUM", "EVENT_PROPERTY_NAME", "EVENT_TYPE_NAME", "EVENT_SRC_NAME", "INTIME_ARCHIVE_NUM",
    "REC_ID", "OVERTIME_ARCHIVE_NUM", "STREET_NAME", "CREATE_TIME", "SUB_TYPE_NAME", "OCCUR_PLACE",
    "COMMUNITY_NAME", "DISPOSE_UNIT_NAME", "MAIN_TYPE_NAME",
)  # fmt: skip
_CLASSES = (
    ("市政设施", "道路破损", "市政、公共设施设置及维护"),
    ("市容环卫", "乱堆放", "市容"),
    ("安全隐患", "消防设施", "建筑消防"),
    ("环保水务", "噪声扰民", "环保"),
    ("矛盾纠纷", "劳资纠纷", "劳资"),
    ("社区管理", "物业管理", "物业"),
)


def rows(count: int = 60) -> list[dict[str, str]]:
    """Return cases that are all in order: ten days of August and of September 2018."""
    found = []
    for number in range(count):
        kind, sub, main = _CLASSES[number % len(_CLASSES)]
        late = number % 7 == 0
        found.append(
            {
                "REPORT_NUM": "1",
                "EVENT_PROPERTY_NAME": ("投诉", "建议", "咨询")[number % 3],
                "EVENT_TYPE_NAME": kind,
                "EVENT_SRC_NAME": ("@坪山", "12345")[number % 2],
                "INTIME_ARCHIVE_NUM": "0" if late else "1",
                "REC_ID": str(9000 + number),
                "OVERTIME_ARCHIVE_NUM": "1" if late else "0",
                "STREET_NAME": "示例街道",
                "CREATE_TIME": f"2018-{8 + number % 2:02d}-{1 + number % 20:02d} 15:34:40",
                "SUB_TYPE_NAME": sub,
                "OCCUR_PLACE": "-" if number % 4 else f"示例路{number}号",
                "COMMUNITY_NAME": ("老坑社区", "六和社区")[number % 2],
                "DISPOSE_UNIT_NAME": "城市管理局",
                "MAIN_TYPE_NAME": main,
            }
        )
    return found


def write(path: Path, cases: Iterable[dict[str, str]], headings: Sequence[str] = HEADINGS) -> Path:
    """Write cases to a text file, as Excel in China writes it, or to a workbook."""
    table = [headings, *([case.get(name, "") for name in HEADINGS] for case in cases)]
    if path.suffix == ".csv":
        with path.open("w", encoding="gb18030", newline="") as stream:
            csv.writer(stream).writerows(table)
    else:
        workbook(path, table)
    return path


def workbook(path: Path, table: Iterable[Sequence[object]]) -> Path:
    """Write rows to a workbook."""
    import openpyxl  # noqa: PLC0415 - it takes its time to import

    book = openpyxl.Workbook()
    for row in table:
        book.active.append(list(row))
    book.save(path)
    return path


def kind(case: dict[str, str]) -> str:
    """Return which kind a case is, told by hand."""
    if "安全隐患" in case["EVENT_TYPE_NAME"]:
        return "hazard"
    return "dispute" if "纠纷" in case["EVENT_TYPE_NAME"] + case["SUB_TYPE_NAME"] else "request"


def counted(cases: Iterable[dict[str, str]]) -> Counter[str]:
    """Return how many cases there are of each kind."""
    return Counter(kind(case) for case in cases)
