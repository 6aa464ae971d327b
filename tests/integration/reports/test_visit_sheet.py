"""A sheet to tick, on paper."""

from __future__ import annotations

from gridkeeper.reports import visit_sheet
from gridkeeper.reports.visit_sheet import Row, Sheet
from tests.helpers.papers import a_heading
from tests.helpers.pdfs import pages

TICKS = ("见到本人", "见到家属", "未遇", "拒访", "房屋空置")


def written(tmp_path, *rows):
    path = tmp_path / "sheet.pdf"
    visit_sheet.write(path, Sheet("走访单", "AB12-CD34", TICKS, rows), a_heading())
    return pages(path)


def test_a_reason_that_is_too_long_is_cut_off_with_a_mark(tmp_path):
    (text,) = written(tmp_path, Row(1, "晨光花园5幢", "101室", "王*", "每周一次，" * 60 + "末"))

    assert "每周一次" in text
    assert "…" in text
    assert "末" not in text


def test_a_place_stands_over_its_homes_once_and_again_on_the_next_sheet(tmp_path):
    rows = [Row(n, "晨光花园5幢", f"{n}01室", "", "应于今天走访") for n in range(1, 15)]
    shop = Row(15, "单位场所", "晨光超市", "", "应于今天走访")

    found = written(tmp_path, *rows, shop)

    assert [text.count("晨光花园5幢") for text in found] == [1, 1]
    assert found[-1].index("单位场所") < found[-1].index("晨光超市")
