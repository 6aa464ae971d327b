"""The sheets beside the ledger: what its codes mean, and that its figures hold."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from gridkeeper.domain import codes
from gridkeeper.domain.fields import Type
from gridkeeper.domain.privacy import seen_code
from gridkeeper.ledgers import styles
from gridkeeper.ledgers.cells import lines_of, row_height, words
from gridkeeper.ledgers.styles import Look
from gridkeeper.texts import pick, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.ledgers.checks import Compared, Totals
    from gridkeeper.ledgers.columns import Column


_Value = str | int | Decimal
_CENT = Decimal("0.01")


def fill_legend(
    sheet: Worksheet, title: str, columns: Sequence[Column], totals: Totals, profile: Profile
) -> None:
    """List the codes that a profile sees, with their meaning and how many rows have them."""
    _list(sheet, title, _legend(columns, totals, profile), (20, 10, 34, 12, 40))


def fill_checks(sheet: Worksheet, title: str, totals: Totals, lines: Sequence[Compared]) -> None:
    """List all figures that were compared, and what had to be shortened."""
    _list(sheet, title, _checks(totals, lines), (6, 40, 16, 16, 10, 32))


def _legend(
    columns: Sequence[Column], totals: Totals, profile: Profile
) -> list[tuple[str | int, ...]]:
    rows: list[tuple[str | int, ...]] = [
        (
            pick("栏目", "Column"),
            pick("编码", "Code"),
            pick("含义", "Meaning"),
            pick("条数", "Rows"),
            pick("依据", "Source"),
        )
    ]
    for column in columns:
        if column.type is Type.CODE:
            source = codes.table(column.codes).source.partition(";")[0]
            standard = source if source.startswith("GB") else ""
            seen: Counter[Stored] = Counter()
            for code, count in totals.values[column.key].items():
                seen[seen_code(column.codes, str(code), profile) if code else code] += count
            for code, count in sorted(seen.items(), key=lambda pair: str(pair[0] or "~")):
                name = words(column, code, profile) or pick("未填写", "not filled in")
                rows.append((column.name, str(code or ""), name, count, standard))
    return rows


def _checks(totals: Totals, lines: Sequence[Compared]) -> list[tuple[_Value, ...]]:
    rows: list[tuple[_Value, ...]] = [
        (
            pick("序号", "No."),
            pick("项目", "Figure"),
            pick("本台账", "On this ledger"),
            pick("数据库", "In the store"),
            pick("结论", "Result"),
            pick("说明", "How"),
        )
    ]
    for number, line in enumerate(lines, start=1):
        figures = (_figure(line.printed, line.type), _figure(line.stored, line.type))
        rows.append((number, line.label, *figures, pick("相符", "equal"), line.note))
    if totals.shortened:
        text = plural(
            "{count} text was too long for a cell and was shortened",
            "{count} texts were too long for a cell and were shortened",
            totals.shortened,
        )
        rows.append(("", text.format(count=totals.shortened), "", "", "", ""))
    return rows


def _figure(figure: Decimal, type_: Type) -> int | Decimal:
    return figure.quantize(_CENT) if type_ is Type.AMOUNT else int(figure)


def _list(
    sheet: Worksheet, title: str, rows: Iterable[Sequence[_Value]], widths: Sequence[float]
) -> None:
    """Fill a sheet beside the ledger: title, heading, rows."""
    styles.put(sheet, 1, 1, f"{title}{pick('·', ' · ')}{sheet.title}", Look.SUBTITLE)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(widths))
    sheet.row_dimensions[1].height = 30
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(rows, start=2):
        lines = max(lines_of(str(value), width) for value, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = row_height(lines)
        for column, value in enumerate(row, start=1):
            styles.put(sheet, number, column, value, Look.HEADING if number == 2 else Look.CELL)
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
