from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from gridkeeper import texts
from gridkeeper.domain.charts import Bar, Bars, Trend
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import FileUnwritableError
from gridkeeper.reports import charts, forms, page, story, styles
from gridkeeper.reports.page import Align
from tests.helpers import pdfs
from tests.helpers.papers import a_heading


def test_every_page_says_whose_it_is_and_which_of_how_many(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.turn()
        paper.turn()

    pages = pdfs.pages(tmp_path / "a.pdf")

    for number, text in enumerate(pages, 1):
        assert f"第{number}页/共3页" in text
        assert "阳光街道" in text
        assert "内部资料注意保存" in text
        assert "GridKeeper网格管家0.1.0" in text
        assert "数据截止2026-11-3017:45" in text


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (Profile.FULL, "内部资料注意保存"),
        (Profile.MASKED, "已脱敏"),
        (Profile.PUBLIC, "公示版"),
    ],
)
def test_every_page_says_who_may_read_it_in_the_words_of_the_screen(tmp_path, profile, said):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading(profile=profile)):
        pass

    text = pdfs.text(tmp_path / "a.pdf")
    assert said in text
    assert "公开版" not in text


def test_a_paper_says_what_it_is_to_readers(tmp_path):
    with page.opened(tmp_path / "a.pdf", "走访记录表", a_heading(unit="𠮷街道")) as paper:
        paper.mark("一、总体情况")
        paper.mark("（一）走访", 1)

    facts = pdfs.facts(tmp_path / "a.pdf")

    assert facts["Title"] == "走访记录表"
    assert facts["Author"] == "𠮷街道"
    assert facts["Creator"] == "GridKeeper 网格管家 0.1.0"
    assert pdfs.outline(tmp_path / "a.pdf") == ["一、总体情况", "（一）走访"]
    assert b"/Lang (zh-CN)" in (tmp_path / "a.pdf").read_bytes()


def test_an_english_paper_is_english_all_over(tmp_path):
    texts.use(texts.ENGLISH)
    with page.opened(tmp_path / "a.pdf", "A", a_heading()):
        pass

    assert "Page1of1" in pdfs.text(tmp_path / "a.pdf")
    assert b"/Lang (en)" in (tmp_path / "a.pdf").read_bytes()


def test_no_font_is_left_to_the_printer(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.write(100, 500, "𠮷野㛃䶮𬭛", styles.BODY)

    raw = (tmp_path / "a.pdf").read_bytes()

    assert b"/Type1" not in raw
    assert b"/FontFile2" in raw
    assert b"Helvetica" not in raw


@pytest.mark.parametrize("style", [styles.BODY, styles.TITLE, styles.LETTER, styles.FORM_LABEL])
def test_a_rare_name_is_found_by_search(tmp_path, style):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.write(100, 500, "𠮷野㛃䶮𬭛鿯𪚥", style)

    assert "𠮷野㛃䶮𬭛鿯𪚥" in pdfs.text(tmp_path / "a.pdf")


def test_a_text_stands_left_of_in_or_right_of_its_place(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        for align in Align:
            paper.write(300, 500, "中", styles.BODY, align)
        lines = [line.x for line in paper._texts]

    half = styles.BODY.size / 2
    assert lines[-3:] == [300, 300 - half, 300 - 2 * half]


def test_a_failure_leaves_nothing_behind(tmp_path):
    def fail():
        with page.opened(tmp_path / "a.pdf", "甲", a_heading()):
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_older_paper_as_it_was(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF older")

    def fail():
        with page.opened(tmp_path / "a.pdf", "甲", a_heading()):
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF older"


def test_a_folder_that_is_not_there_is_told(tmp_path):
    def fail():
        with page.opened(tmp_path / "no" / "a.pdf", "甲", a_heading()):
            pass

    with pytest.raises(FileUnwritableError, match=r"a\.pdf"):
        fail()


def test_a_heading_is_not_left_alone_at_the_foot(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.y = paper.sheet.bottom + 60
        story.heading(paper, "二、走访", "共 3 条")
        story.nothing(paper, "本期无走访记录。")

    first, second = pdfs.pages(tmp_path / "a.pdf")

    assert "走访" not in first
    assert "二、走访共3条" in second.replace("本期无走访记录。", "")


def test_signatures_stay_with_the_end_of_the_text(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.y = paper.sheet.bottom + 3 * styles.BODY.leading
        story.paragraph(paper, "末段" * 60, keep=story.SIGNATURES_HEIGHT)
        story.signatures(paper, "𠮷野霞")

    last = pdfs.pages(tmp_path / "a.pdf")[-1]

    assert "末段" in last
    assert "填报人：𠮷野霞审核人：分管领导签字：日期：" in last


@pytest.mark.parametrize(("sheet", "on_a_line"), [(page.PORTRAIT, 2), (page.LANDSCAPE, 4)])
def test_whoever_signs_in_english_has_room_to_write(tmp_path, sheet, on_a_line):
    texts.use(texts.ENGLISH)
    with page.opened(tmp_path / "a.pdf", "A", a_heading(), sheet) as paper:
        story.signatures(paper, "𠮷野霞")

    document = PdfDocument(tmp_path / "a.pdf")
    lines = document[0].get_textpage().get_text_bounded().splitlines()
    document.close()
    first = next(line for line in lines if "Reported by:" in line)
    labels = ("Reported by:", "Reviewed by:", "Leader in charge:", "Date:")
    assert sum(label in first for label in labels) == on_a_line


def test_an_empty_page_is_not_turned_for_something_too_tall(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.need(10_000)

    assert len(pdfs.pages(tmp_path / "a.pdf")) == 1


def test_a_long_title_takes_several_lines(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading(unit="很长的名字" * 30)) as paper:
        story.title(paper, "很长的标题" * 12, "副题")

    assert "很长的标题" * 12 in pdfs.text(tmp_path / "a.pdf")


def test_a_trend_labels_its_highest_point(tmp_path):
    shown = Trend(["1日", "2日", "3日"], [3, 9, 4], [9, 9, 9, 9], "次")
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        charts.draw_trend(paper, shown)

    assert "峰值9（2日）" in pdfs.text(tmp_path / "a.pdf")


def test_a_label_stands_above_a_line_that_would_run_through_it(tmp_path):
    days = [str(day) for day in range(30)]
    flat, high = [1] * 30, [1] * 13 + [2, 5, 2] + [1] * 14
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        charts.draw_trend(paper, Trend(days, high, [6] * 30, "次"))
        peak = next(line for line in paper._texts if line.text.startswith("峰值"))
        top = paper.y + 26 + 94 * 6 / 8

    assert peak.y > top
    assert flat != high


def test_a_trend_of_nothing_has_no_peak(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        charts.draw_trend(paper, Trend(["1日", "2日"], [0, 0], (), "次"))
        charts.draw_trend(paper, Trend([], [], (), "次"))

    text = pdfs.text(tmp_path / "a.pdf")

    assert "峰值" not in text
    assert "上期" not in text


def test_no_bar_is_left_alone_at_the_head_of_a_page(tmp_path):
    bars = Bars([Bar(f"第{number}项", number) for number in range(1, 13)])
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.y = paper.sheet.bottom + 15 * 11 + 1
        charts.draw_bars(paper, bars)

    pages = pdfs.pages(tmp_path / "a.pdf")

    assert "第9项" in pages[0]
    assert "第10项" not in pages[0]
    assert all(f"第{number}项" in pages[1] for number in (10, 11, 12))


def test_bars_stand_with_their_numbers_and_notes(tmp_path):
    bars = Bars(
        [
            Bar("很长很长的名称" * 8, 7, "70.0%"),
            Bar("乙", 0),
            Bar("其余 3 项", 30, rest=True),
        ]
    )
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        charts.draw_bars(paper, bars)

    text = pdfs.text(tmp_path / "a.pdf")

    assert "…770.0%" in text
    assert "其余3项30" in text


def test_a_long_box_runs_on_over_the_pages(tmp_path):
    said = "".join(f"第{number}句。" for number in range(900))
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        forms.row(paper, forms.Box("走访情况", said))

    pages = pdfs.pages(tmp_path / "a.pdf")

    assert len(pages) > 2
    assert "走访情况（续）" in pages[1]
    assert "第899句。" in pages[-1]


def test_boxes_side_by_side_move_to_the_next_page_together(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.y = paper.sheet.bottom + 10
        forms.row(paper, forms.Box("甲栏", "一"), forms.Box("乙栏", "二\n三"))

    first, second = pdfs.pages(tmp_path / "a.pdf")

    assert "甲栏" not in first
    assert "甲栏" in second
    assert "乙栏" in second


def test_a_character_without_shape_leaves_no_trace(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.write(100, 500, "葛\U000e0100氏", styles.BODY)
        paper.write(100, 400, "\ufe0f", styles.BODY)

    assert "葛氏" in pdfs.text(tmp_path / "a.pdf")


def test_a_subheading_has_its_note_at_the_right(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        story.subheading(paper, "办理时效", "单位：件")

    assert "办理时效单位：件" in pdfs.text(tmp_path / "a.pdf")
