"""What openpyxl makes of a ledger: title, headings, print set-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from gridkeeper.domain.labels import Label
from gridkeeper.domain.privacy import Profile
from gridkeeper.ledgers import annexes, heads, styles
from gridkeeper.ledgers.cells import lines_of, row_height
from gridkeeper.ledgers.columns import SERIAL
from gridkeeper.ledgers.styles import Look
from gridkeeper.ledgers.values import clean
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from gridkeeper.domain.lines import Heading
    from gridkeeper.ledgers.checks import Compared, Totals
    from gridkeeper.ledgers.columns import Column, Ledger

HEAD_ROWS = 3
_A3, _A4 = 8, 9
_ON_A4 = 12
_ON_ONE_PAGE = 290
"""How wide the columns of an A3 page may be together, for letters that can still be read."""

_SECRECY = {
    Profile.FULL: Label("内部资料 注意保存", "Internal, keep safe"),
    Profile.MASKED: Label("已脱敏", "Masked"),
    Profile.PUBLIC: Label(
        "公示版，不含电话、证件号和门牌", "Copy for the board, without phones, ID numbers and doors"
    ),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """What a ledger is to look like, before its rows are known."""

    ledger: Ledger
    heading: Heading
    profile: Profile

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that the profile may see, after the running number."""
        return self.ledger.for_profile(self.profile)

    @property
    def is_two_line(self) -> bool:
        """Whether some columns stand under a common heading."""
        return any(column.group for column in self.columns)

    @property
    def first_row(self) -> int:
        """The number of the first row of data."""
        return HEAD_ROWS + (2 if self.is_two_line else 1) + 1

    @property
    def last_column(self) -> str:
        """The letter of the last column."""
        return get_column_letter(len(self.columns) + 1)

    @property
    def pages_wide(self) -> int:
        """On how many pages a row is folded; each begins with the columns that stay in sight."""
        return 1 + int(sum(column.width for column in self.columns) > _ON_ONE_PAGE)

    @property
    def last_of_head(self) -> str:
        """The letter of the column up to which the head goes: those of the first page."""
        room = sum(column.width for column in self.columns) / self.pages_wide
        number, width = 1, 0.0
        for column in self.columns:
            width += column.width
            number += width <= room
        return get_column_letter(number)

    @property
    def heads(self) -> Sequence[tuple[str, str]]:
        """From which letter to which the title stands: once on each page that a row takes."""
        if self.pages_wide == 1:
            return [("A", self.last_of_head)]
        following = get_column_letter(column_index_from_string(self.last_of_head) + 1)
        return [("A", self.last_of_head), (following, self.last_column)]

    @property
    def title(self) -> str:
        """The title, with whose ledger it is."""
        return heads.title(self.ledger, self.heading)


def begin(paper: Paper) -> Workbook:
    """Return a workbook with all its sheets, the first one complete but for its data."""
    book = Workbook()
    book.properties.creator = clean(paper.heading.version)
    book.properties.title = paper.title
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = str(paper.ledger.title)
    _head(sheet, paper)
    _headings(sheet, paper)
    _set_up_page(sheet, paper, landscape=True)
    sheet.freeze_panes = f"{get_column_letter(paper.ledger.frozen + 1)}{paper.first_row}"
    sheet.print_title_rows = f"{HEAD_ROWS + 1}:{paper.first_row - 1}"
    if paper.pages_wide > 1:
        sheet.print_title_cols = f"A:{get_column_letter(paper.ledger.frozen)}"
        sheet.page_setup.pageOrder = "overThenDown"
        sheet.page_setup.fitToWidth = paper.pages_wide
    for title in (pick("编码说明", "Codes"), pick("数据校验", "Checks")):
        _set_up_page(book.create_sheet(title), paper, landscape=False)
    return book


def complete(book: Workbook, paper: Paper, totals: Totals, lines: Sequence[Compared]) -> None:
    """Add what depends on the data: filter, legend, check sheet."""
    sheet, legend, checks = book.worksheets
    last = paper.first_row + totals.rows - 1
    if totals.rows:
        sheet.auto_filter.ref = f"A{paper.first_row - 1}:{paper.last_column}{last}"
    else:
        sheet.merge_cells(f"A{paper.first_row}:{paper.last_column}{paper.first_row}")
    annexes.fill_legend(legend, paper.title, paper.columns, totals, paper.profile)
    annexes.fill_checks(checks, paper.title, totals, lines)


def _head(sheet: Worksheet, paper: Paper) -> None:
    heading = paper.heading
    gap = pick("　　", "     ")
    cut_off = heads.named(pick("数据截止", "Data up to"), heading.cut_off)
    for first, end in paper.heads:
        styles.put(sheet, 1, column_index_from_string(first), paper.title, Look.TITLE)
        sheet.merge_cells(f"{first}1:{end}1")
    _head_line(sheet, paper, 2, heads.about(heading), gap)
    _head_line(sheet, paper, 3, [str(_SECRECY[paper.profile]), cut_off, heading.version], gap)
    for row, height in enumerate((36, 20, 16), start=1):
        sheet.row_dimensions[row].height = height


def _head_line(sheet: Worksheet, paper: Paper, row: int, texts: Sequence[str], gap: str) -> None:
    """Write a line of the head; its first text stands on every page of a folded ledger."""
    look = Look.ABOUT if row == 2 else Look.NOTE
    last = paper.last_of_head
    if paper.pages_wide == 1:
        parts = [("A", last, gap.join(texts))]
    else:
        kept = get_column_letter(paper.ledger.frozen)
        following = get_column_letter(paper.ledger.frozen + 1)
        parts = [("A", kept, texts[0]), (following, last, gap.join(texts[1:]))]
    for first, end, text in parts:
        styles.put(sheet, row, column_index_from_string(first), text, look)
        sheet.merge_cells(f"{first}{row}:{end}{row}")


def _headings(sheet: Worksheet, paper: Paper) -> None:
    top, bottom = HEAD_ROWS + 1, paper.first_row - 1
    for number, column in enumerate((SERIAL, *paper.columns), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.room
        grouped = column.group is not None
        _heading(sheet, (bottom if grouped else top, bottom), number, str(column.label))
    for first, last, label in _groups(paper.columns):
        for number in range(first, last + 1):
            styles.put(sheet, top, number, label if number == first else "", Look.HEADING)
        sheet.merge_cells(start_row=top, end_row=top, start_column=first, end_column=last)
    sheet.row_dimensions[top].height = (
        row_height(1) if paper.is_two_line else _tallest(paper.columns)
    )
    if paper.is_two_line:
        sheet.row_dimensions[bottom].height = _tallest(paper.columns)


def _heading(sheet: Worksheet, rows: tuple[int, int], number: int, label: str) -> None:
    for row in rows:
        styles.put(sheet, row, number, label if row == rows[0] else "", Look.HEADING)
    if rows[0] < rows[1]:
        sheet.merge_cells(
            start_row=rows[0], end_row=rows[1], start_column=number, end_column=number
        )


def _groups(columns: Sequence[Column]) -> Iterable[tuple[int, int, str]]:
    """Yield first and last column number and name of each run of one group."""
    first = 2
    for number, column in enumerate(columns, start=2):
        following = columns[number - 1].group if number - 1 < len(columns) else None
        if following != column.group:
            if column.group is not None:
                yield first, number, str(column.group)
            first = number + 1


def _tallest(columns: Sequence[Column]) -> float:
    """Return the height in points that the longest heading needs in its width."""
    return row_height(max(lines_of(str(column.label), column.width - 1) for column in columns))


def _set_up_page(sheet: Worksheet, paper: Paper, *, landscape: bool) -> None:
    heading = paper.heading
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    is_wide = landscape and len(paper.columns) + 1 > _ON_A4
    sheet.page_setup.paperSize = _A3 if is_wide else _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.6, 0.7
    foot: Any = sheet.oddFooter  # its parts are typed as if they could be missing
    cut_off = pick("数据截止", "Data up to")
    foot.left.text = _in_footer(f"{heading.version}　{cut_off} {heading.cut_off}")
    foot.center.text = pick("第 &P 页 / 共 &N 页", "Page &P of &N")
    foot.right.text = _in_footer(str(_SECRECY[paper.profile]))
    for part in (foot.left, foot.center, foot.right):
        part.size = 9


def _in_footer(text: str) -> str:
    return clean(text)[:80].replace("&", "&&")
