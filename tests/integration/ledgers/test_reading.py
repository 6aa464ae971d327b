"""Sheets of any origin, read."""

from __future__ import annotations

import tracemalloc
from datetime import date

import pytest
from openpyxl import Workbook

from gridkeeper import texts
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import FileMissingError, FileUnreadableError
from gridkeeper.ledgers import registry
from gridkeeper.ledgers.reading import DIGITS_LOST, read
from gridkeeper.ledgers.workbook import Paper, write
from gridkeeper.progress import Quiet
from tests.helpers.ledger_lines import HEADING, some_lines

KNOWN = {"姓名", "性别", "身份证号", "联系电话", "编号", "纠纷名称"}


def sheet_of(path):
    return read(path, KNOWN.__contains__)


def a_workbook(path, rows, *, name="Sheet", merged=()):
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def a_text_file(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_a_form_in_use_is_read_below_its_title(tmp_path):
    rows = [
        ["1.0", "居民登记表"],
        ["", "填写注意事项：\n1.带*的必须填写"],
        [],
        ["姓名*", "性别*", "出生日期", "联系电话"],
        ["张三", "男", date(1980, 1, 2), 19900000000],
        [],
        ["李四", "女", None, "0571-8888"],
    ]
    sheet = sheet_of(a_workbook(tmp_path / "a.xlsx", rows, name="登记表", merged=["B1:D1"]))
    assert (sheet.file, sheet.name) == ("a.xlsx", "登记表")
    assert sheet.headings == ("姓名", "性别", "出生日期", "联系电话")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (5, ("张三", "男", "1980-01-02", "19900000000")),
        (7, ("李四", "女", "", "0571-8888")),
    ]


def test_rows_keep_their_numbers_below_empty_ones(tmp_path):
    book = Workbook()
    for place, value in (("C4", "姓名"), ("D4", "性别"), ("C6", "张三")):
        book.active[place] = value
    book.save(tmp_path / "a.xlsx")
    sheet = sheet_of(tmp_path / "a.xlsx")
    assert sheet.headings == ("姓名", "性别")
    assert [(row.number, row.cells) for row in sheet.rows] == [(6, ("张三", ""))]


def test_merged_groups_are_told_in_columns_of_the_data(tmp_path):
    rows = [
        ["", "", "编号", "甲方", "", "备注"],
        ["", "", "", "姓名", "电话", ""],
        ["", "", "1", "张三", "19900000000", ""],
    ]
    path = a_workbook(tmp_path / "a.xlsx", rows, merged=["D1:E1", "C1:C2", "F1:F2"])
    sheet = sheet_of(path)
    assert [heading for heading in sheet.headings if heading] == [
        "编号",
        "甲方/姓名",
        "甲方/电话",
        "备注",
    ]
    assert "姓名" in sheet.plain


def test_an_id_number_that_excel_rounded_is_marked(tmp_path):
    rows = [["姓名", "身份证号"], ["张三", 110101198001010011], ["李四", "110101198001010011"]]
    cells = [row.cells[1] for row in sheet_of(a_workbook(tmp_path / "a.xlsx", rows)).rows]
    assert cells == [DIGITS_LOST, "110101198001010011"]


def test_the_sheet_with_the_most_known_headings_is_read(tmp_path):
    book = Workbook()
    book.active.append(["说明", "姓名"])
    for title, visible in (("名单", "visible"), ("bean", "hidden")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = visible
        sheet.append(["姓名", "性别", *(["身份证号"] if visible == "hidden" else [])])
    book.create_sheet("空")
    book.save(tmp_path / "a.xlsx")
    assert sheet_of(tmp_path / "a.xlsx").name == "名单"


def test_a_workbook_is_known_by_its_content(tmp_path):
    path = a_workbook(tmp_path / "a.xlsx", [["姓名"], ["张三"]])
    other = path.rename(tmp_path / "b.xls")
    assert [row.cells for row in sheet_of(other).rows] == [("张三",)]


def test_a_line_of_sums_is_not_data(tmp_path):
    rows = [["编号", "姓名"], ["1", "张三"], ["合计", "1"], ["4", "合 计："], ["无记录"]]
    sheet = sheet_of(a_workbook(tmp_path / "a.xlsx", rows))

    assert [row.cells for row in sheet.rows] == [("1", "张三")]
    assert sheet.sums == [3, 4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_are_read_in_every_usual_form(tmp_path, encoding, delimiter):
    text = '姓名,备注,性别\r\n张三,𠮷,男\r\n,,\r\n李四,"有""引号""",女\r\n'
    path = a_text_file(tmp_path / "a.csv", text.replace(",", delimiter), encoding)
    sheet = sheet_of(path)
    assert sheet.headings == ("姓名", "备注", "性别")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("张三", "𠮷", "男")),
        (4, ("李四", '有"引号"', "女")),
    ]


def test_a_long_text_file_needs_little_memory(tmp_path):
    path = a_text_file(tmp_path / "a.csv", "姓名,性别\n" + "张三,男\n" * 80_000)
    tracemalloc.start()
    try:
        count = sum(1 for _ in sheet_of(path).rows)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 80_000
    assert peak < path.stat().st_size / 2


def test_cells_beyond_the_headings_are_handed_on(tmp_path):
    path = a_text_file(tmp_path / "a.csv", "姓名,性别\n张三,男,多\n李四\n")
    assert [row.cells for row in sheet_of(path).rows] == [("张三", "男", "多"), ("李四", "")]


def test_two_heading_lines_are_understood_in_a_text_file(tmp_path):
    path = a_text_file(tmp_path / "a.csv", "编号,甲方,,备注\n,姓名,电话,\n1,张三,1,\n")
    assert sheet_of(path).headings == ("编号", "甲方/姓名", "甲方/电话", "备注")


def message_of(path):
    with pytest.raises((FileUnreadableError, FileMissingError)) as error:
        list(sheet_of(path).rows)
    return str(error.value)


def test_a_missing_file_is_told(tmp_path):
    assert message_of(tmp_path / "nowhere.xlsx").startswith("nowhere.xlsx")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "没有内容"),
        (b",,\n,,\n", "没有内容"),
        (b"PK\x03\x04 and no more", "已损坏"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "已损坏"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le") * 40,
            "先取消密码",
        ),
        (b"\xef\xbb\xbf <html><table>", "网页"),
        (b"\xff\xff\x81\x20\x00", "不是表格文件"),
        (b"name\0,x\n", "不是表格文件"),
        (b'name,x\n"' + b"x" * 200_000, "不是表格行"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(tmp_path, content, says):
    path = tmp_path / "名单.xls"
    path.write_bytes(content)
    message = message_of(path)
    assert says in message
    assert "名单.xls" in message


@pytest.mark.parametrize("content", [b"\xff\xff\x81\x20\x00", b"name\0,x\n"])
def test_text_in_a_strange_encoding_is_told_as_that(tmp_path, content):
    path = tmp_path / "名单.csv"
    path.write_bytes(content)
    assert "GB18030" in message_of(path)


def test_a_folder_is_no_sheet(tmp_path):
    folder = tmp_path / "名单"
    folder.mkdir()
    assert "名单" in message_of(folder)


def test_an_empty_workbook_is_told(tmp_path):
    assert "没有内容" in message_of(a_workbook(tmp_path / "a.xlsx", []))


@pytest.mark.parametrize("name", registry.NAMES)
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_our_own_ledgers_can_come_back(tmp_path, name, language):
    texts.use(language)
    try:
        ledger = registry.ledger(name, date(2026, 10, 31))
        paper = Paper(ledger, HEADING, Profile.FULL)
        written = write(tmp_path / "a.xlsx", paper, some_lines(name, 3), [], Quiet())
        labels = [str(column.label) for column in ledger.columns]
        sheet = read(written.path, labels.__contains__)
        rows = list(sheet.rows)
    finally:
        texts.use(texts.CHINESE)
    assert list(sheet.plain[1:]) == labels
    assert len(rows) == 3
    assert rows[0].number == paper.first_row
