"""Ledgers as files: written, opened again by other programs' libraries, compared."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from gridkeeper import texts
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.tallies import TALLIES, count
from gridkeeper.errors import FileUnwritableError, InputInvalidError, PaperInconsistentError
from gridkeeper.ledgers import registry, workbook
from gridkeeper.ledgers.checks import of_tallies
from gridkeeper.ledgers.workbook import Check, Paper, write
from gridkeeper.progress import CancelledError, Quiet
from tests.helpers.ledger_lines import HEADING, a_request_line, some_lines, with_facts

pytestmark = pytest.mark.no_cover

TODAY = date(2026, 10, 31)
NASTY = [
    "=1+1",
    "+86 571",
    "@SUM(A1)",
    "-2",
    "#N/A",
    "0571",
    "110101198001010011",
    '甲 & 乙 <丙> "丁"',
    "第一行\n第二行",
    "_x000D_",
    "𠮷野㛃䶮𬭛",
    " 前后有空格 ",
    "a\x00b\ud800",
    "长" * 40_000,
]


def a_paper(name="requests", profile=Profile.FULL, heading=HEADING):
    return Paper(registry.ledger(name, TODAY), heading, profile)


def made(folder, name="requests", lines=None, *, checks=(), profile=Profile.FULL):
    """Write a ledger and return where."""
    lines = some_lines(name, 5) if lines is None else lines
    return write(folder / f"{name}.xlsx", a_paper(name, profile), lines, checks, Quiet())


def opened(written):
    return load_workbook(written.path)


def column_of(sheet, paper, key):
    keys = ["serial", *(column.key for column in paper.columns)]
    return [row[keys.index(key)] for row in sheet.iter_rows(min_row=paper.first_row)]


@pytest.mark.parametrize("name", registry.NAMES)
@pytest.mark.parametrize("profile", list(Profile))
def test_every_ledger_opens_with_all_its_rows(tmp_path, name, profile):
    written = made(tmp_path, name, profile=profile)
    paper = a_paper(name, profile)
    sheet = opened(written).worksheets[0]
    assert written.rows == 5
    assert [cell.value for cell in column_of(sheet, paper, "serial")] == [1, 2, 3, 4, 5, "合计"]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_sheets_and_headings_are_in_the_language_in_force(tmp_path, language):
    texts.use(language)
    try:
        book = opened(made(tmp_path))
    finally:
        texts.use(texts.CHINESE)
    names = {
        texts.CHINESE: ["民情民意台账", "编码说明", "数据校验"],
        texts.ENGLISH: ["Ledger of requests", "Codes", "Checks"],
    }
    assert book.sheetnames == names[language]


@pytest.mark.parametrize("name", registry.NAMES)
def test_the_head_tells_whose_ledger_it_is(tmp_path, name):
    sheet = opened(made(tmp_path, name)).worksheets[0]
    head = ["".join(str(cell.value or "") for cell in sheet[row]) for row in (1, 2, 3)]
    title = f"晨光社区（示例）{sheet.title}"
    assert head[0].replace(title, "") == ""
    # A wide ledger is folded to two pages, and each says what it is.
    assert head[0].count(title) == (sheet.page_setup.fitToWidth or 1)
    for fact in (
        "填报单位：晨光社区（示例）",
        "填报人：林晓禾",
        "审核人：",
        "所属期间：2026年10月",
    ):
        assert fact in head[1]
    assert "数据截止：2026年10月31日 18:00" in head[2]
    assert "内部资料 注意保存" in head[2]
    assert sheet["A1"].font.sz == 18
    assert sheet["A1"].font.b


@pytest.mark.parametrize(
    ("profile", "says"),
    [(Profile.MASKED, "已脱敏"), (Profile.PUBLIC, "公示版，不含电话、证件号和门牌")],
)
def test_a_masked_ledger_says_so(tmp_path, profile, says):
    sheet = opened(made(tmp_path, profile=profile)).worksheets[0]
    assert says in sheet["A3"].value
    assert sheet.oddFooter.right.text == says


def test_a_masked_ledger_has_no_name_and_no_phone_in_any_part(tmp_path):
    written = made(tmp_path, lines=[a_request_line(2)], profile=Profile.MASKED)
    with zipfile.ZipFile(written.path) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist()).decode()
    assert a_request_line(2).request.reporter not in everything
    assert "19900000002" not in everything
    assert "19900000007" not in everything  # it stands in the content


def test_headings_stay_in_sight_on_screen_and_on_paper(tmp_path):
    sheet = opened(made(tmp_path, "disputes")).worksheets[0]
    assert sheet.freeze_panes == "E6"
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.auto_filter.ref == "A5:AG10"


def test_a_wide_ledger_is_printed_on_a3_in_two_halves_with_its_first_columns_on_both(tmp_path):
    sheet = opened(made(tmp_path, "disputes")).worksheets[0]
    assert sheet.page_setup.paperSize == 8
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_cols == "$A:$D"


def test_a_narrow_ledger_is_printed_on_a4(tmp_path):
    ledger = registry.ledger("people", TODAY)
    paper = replace(a_paper(), ledger=replace(ledger, columns=ledger.columns[:8]))
    written = write(tmp_path / "a.xlsx", paper, some_lines("people", 2), [], Quiet())
    sheet = opened(written).worksheets[0]
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_cols is None


def test_the_second_half_of_a_folded_ledger_names_unit_and_secrecy_in_full(tmp_path):
    sheet = opened(made(tmp_path, "disputes")).worksheets[0]
    assert (sheet["A2"].value, sheet["A3"].value) == (
        "填报单位：晨光社区（示例）",
        "内部资料 注意保存",
    )
    assert {"A2:D2", "A3:D3"} <= {str(area) for area in sheet.merged_cells.ranges}


def test_groups_stand_over_their_columns(tmp_path):
    sheet = opened(made(tmp_path, "disputes")).worksheets[0]
    top = {cell.value for cell in sheet[4] if cell.value}
    assert {"甲方", "乙方", "化解", "回访", "序号"} <= top
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"J4:K4", "L4:M4", "A4:A5"} <= merged


def test_values_have_their_types(tmp_path):
    paper = a_paper("hazards")
    sheet = opened(made(tmp_path, "hazards")).worksheets[0]
    found, phone, funds = (
        column_of(sheet, paper, key) for key in ("found_on", "responsible_phone", "funds")
    )
    assert found[0].value == datetime(2026, 10, 8)  # noqa: DTZ001 - as workbooks have them
    assert found[0].number_format == "yyyy-mm-dd"
    assert (phone[0].value, phone[0].data_type, phone[0].number_format) == (
        "19900000001",
        "s",
        "@",
    )
    assert funds[4].value == 150


def test_amounts_are_summed_over_what_the_filter_shows(tmp_path):
    written = made(tmp_path, "hazards")
    paper = a_paper("hazards")
    formula = column_of(opened(written).worksheets[0], paper, "funds")[-1].value
    assert formula == "=SUBTOTAL(109,S6:S10)"
    values = load_workbook(written.path, data_only=True).worksheets[0]
    assert column_of(values, paper, "funds")[-1].value == 150


@pytest.mark.parametrize("reader", ["openpyxl", "calamine"])
def test_hostile_texts_arrive_as_the_texts_they_are(tmp_path, reader):
    lines = [a_request_line(number, content=text) for number, text in enumerate(NASTY)]
    written = made(tmp_path, lines=lines)
    paper = a_paper()
    if reader == "openpyxl":
        cells = column_of(opened(written).worksheets[0], paper, "content")
        values = [cell.value for cell in cells]
        assert {cell.data_type for cell in cells[:-1]} == {"s"}
    else:
        place = 1 + [column.key for column in paper.columns].index("content")
        sheet = CalamineWorkbook.from_path(str(written.path)).get_sheet_by_index(0)
        values = [row[place] for row in sheet.to_python()[paper.first_row - 1 :]]
    said = [str(value).replace("_x005F_x000D_", "_x000D_") for value in values[: len(NASTY)]]
    assert said[:11] == NASTY[:11]
    assert said[11].strip() == NASTY[11].strip()
    assert said[12] == "ab"
    assert said[13].endswith("…（截断）")
    assert written.shortened == 1


def test_what_looks_like_a_formula_stays_a_text_when_edited(tmp_path):
    lines = [a_request_line(1, content="=1+1"), a_request_line(2, content="1+1")]
    cells = column_of(opened(made(tmp_path, lines=lines)).worksheets[0], a_paper(), "content")
    assert [cell.quotePrefix for cell in cells[:2]] == [True, False]


def test_excel_does_not_warn_of_numbers_kept_as_text(tmp_path):
    with zipfile.ZipFile(made(tmp_path).path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert '<ignoredError sqref="A6:AD11" numberStoredAsText="1"/>' in sheet
    assert sheet.index("</headerFooter>") < sheet.index("<ignoredErrors>")


def test_file_managers_know_a_workbook_by_its_first_parts(tmp_path):
    with zipfile.ZipFile(made(tmp_path).path) as parts:
        assert parts.namelist()[0] == "[Content_Types].xml"
        assert parts.namelist()[2].startswith("xl/")
        assert parts.testzip() is None
        assert len(parts.namelist()) == len(set(parts.namelist()))


def test_an_empty_period_says_so(tmp_path):
    written = made(tmp_path, lines=[], checks=[Check("条数", None, 0)])
    sheet = opened(written).worksheets[0]
    assert sheet["A6"].value == "本期无记录"
    assert "A6:AD6" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.auto_filter.ref is None


def test_an_empty_register_does_not_speak_of_a_period(tmp_path):
    paper = a_paper("people", heading=replace(HEADING, period=""))
    written = write(tmp_path / "a.xlsx", paper, [], [], Quiet())
    sheet = opened(written).worksheets[0]
    assert sheet["A5"].value == "无记录"
    assert "所属期间" not in sheet["A2"].value


def test_the_legend_names_the_codes_that_occur(tmp_path):
    legend = opened(made(tmp_path)).worksheets[1]
    rows = [tuple(cell.value for cell in row) for row in legend.iter_rows(min_row=3)]
    assert ("来源渠道", "09", "12345转办", 3) in [row[:4] for row in rows]
    assert ("反馈满意度", None, "未填写", 2) in [row[:4] for row in rows]


def test_the_legend_for_the_board_names_only_what_the_board_reads(tmp_path):
    lines = [with_facts(line, "dispute", type="0101") for line in some_lines("disputes", 2)]
    legend = opened(made(tmp_path, "disputes", lines, profile=Profile.PUBLIC)).worksheets[1]
    rows = [tuple(cell.value for cell in row)[:4] for row in legend.iter_rows(min_row=3)]
    assert [row for row in rows if row[0] == "纠纷类型"] == [("纠纷类型", "01", "婚恋家庭纠纷", 2)]


def test_the_check_sheet_shows_both_figures(tmp_path):
    checks = [Check("收到诉求", None, 5), Check("已办结", None, 4, column="state", values=("80",))]
    sheet = opened(made(tmp_path, checks=checks)).worksheets[2]
    rows = [tuple(cell.value for cell in row)[1:5] for row in sheet.iter_rows(min_row=3)]
    assert rows[0] == ("收到诉求", 5, 5, "相符")
    assert rows[1] == ("已办结", 4, 4, "相符")
    assert ("按办理方式分项合计", 5, 5, "相符") in rows


@pytest.mark.parametrize("name", ["visits", "disputes", "hazards", "requests"])
@pytest.mark.parametrize("profile", list(Profile))
def test_all_figures_of_the_store_hold_for_every_profile(tmp_path, name, profile):
    lines = some_lines(name, 40)
    ledger = registry.ledger(name, TODAY)
    kind = ledger.kind.name
    records = [getattr(line, kind) for line in lines]
    counts = {tally.name: count(tally, records, TODAY) for tally in TALLIES if tally.kind == kind}
    checks = of_tallies(ledger, counts, profile)
    sheet = opened(made(tmp_path, name, lines, checks=checks, profile=profile)).worksheets[2]
    assert len(checks) > 2
    assert sheet.max_row > len(checks) + 2


def test_the_check_sheet_tells_of_shortened_texts(tmp_path):
    written = made(tmp_path, lines=[a_request_line(content="长" * 40_000)])
    sheet = opened(written).worksheets[2]
    last = [cell.value for cell in list(sheet.iter_rows())[-1]]
    assert last[1] == "1 处文字超出单元格长度，已截断"


@pytest.mark.parametrize("before", [None, b"PK older"])
def test_a_figure_that_differs_leaves_everything_as_it_was(tmp_path, before):
    path = tmp_path / "requests.xlsx"
    if before:
        path.write_bytes(before)
    with pytest.raises(PaperInconsistentError, match="受理诉求"):
        made(tmp_path, checks=[Check("受理诉求", None, 6)])
    assert list(tmp_path.iterdir()) == ([path] if before else [])
    assert not before or path.read_bytes() == before


class Impatient:
    """Somebody who stops after a while."""

    def __init__(self):
        self.reports = []

    def report(self, done, total):
        self.reports.append((done, total))
        if done >= 400:
            raise CancelledError


def test_cancelling_leaves_nothing_behind(tmp_path):
    progress = Impatient()
    lines = some_lines("requests", 900)
    with pytest.raises(CancelledError):
        write(tmp_path / "a.xlsx", a_paper(), lines, [Check("条数", None, 900)], progress)
    assert list(tmp_path.iterdir()) == []
    assert progress.reports == [(200, 900), (400, 900)]


def test_lines_are_taken_while_they_are_written(tmp_path):
    taken = []

    def lines():
        for line in some_lines("requests", 1_000):
            taken.append(line)
            yield line

    progress = Impatient()
    with pytest.raises(CancelledError):
        write(tmp_path / "a.xlsx", a_paper(), lines(), [], progress)
    assert len(taken) == 400


def test_a_trouble_of_the_lines_leaves_nothing_behind(tmp_path):
    def lines():
        yield a_request_line()
        raise LookupError

    with pytest.raises(LookupError):
        made(tmp_path, lines=lines())
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(FileUnwritableError, match=r"requests\.xlsx"):
        made(tmp_path / "nowhere")


@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_BYTES"])
def test_more_than_a_sheet_holds_is_refused(tmp_path, monkeypatch, limit):
    monkeypatch.setattr(workbook, limit, 4)
    with pytest.raises(InputInvalidError, match="超出一张表的容量"):
        made(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_ledger_is_replaced_by_the_new_one(tmp_path):
    (tmp_path / "requests.xlsx").write_bytes(b"PK older")
    assert opened(made(tmp_path)).worksheets[0]["A1"].value


def test_a_unit_with_a_hostile_name_is_only_a_name(tmp_path):
    paper = a_paper(heading=replace(HEADING, unit="=1+1 & \x01甲", version="&P \x02"))
    written = write(tmp_path / "a.xlsx", paper, [], [], Quiet())
    sheet = opened(written).worksheets[0]
    assert sheet["A1"].value == "=1+1 & 甲民情民意台账"
    assert sheet["A1"].data_type == "s"


def test_rows_with_long_texts_are_higher(tmp_path):
    lines = [a_request_line(1, content="短"), a_request_line(2, content="长" * 200)]
    sheet = opened(made(tmp_path, lines=lines)).worksheets[0]
    assert sheet.row_dimensions[7].height > sheet.row_dimensions[6].height


def test_english_headings_are_not_broken_inside_words(tmp_path):
    texts.use(texts.ENGLISH)
    try:
        sheet = opened(made(tmp_path, "disputes")).worksheets[0]
    finally:
        texts.use(texts.CHINESE)
    for cell in sheet[5]:
        if cell.value:
            longest = max(map(len, cell.value.split()))
            assert sheet.column_dimensions[cell.column_letter].width >= longest, cell.value
