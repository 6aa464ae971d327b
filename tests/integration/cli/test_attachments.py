"""Photos and documents on the command line, and what is said of them with batches."""

from __future__ import annotations

import pytest

from tests.helpers.attachments import a_document, a_photo
from tests.helpers.towns import OFFICE, WORKER_1, a_visit_of

MEI, AT_OFFICE = ("--store", WORKER_1), ("--store", OFFICE)


@pytest.fixture
def visit(town):
    made = a_visit_of(town.mei).number
    town.close_all()
    return made


def test_files_are_attached_listed_and_saved(shell, town, visit):
    photo = a_photo(town.folder / "门.jpg")
    document = a_document(town.folder / "张三的协议.txt")

    said = shell.well("attach", "add", visit, photo, document, *MEI, "--note", "现场")
    listed = shell.well("attach", "list", visit, *MEI)
    found = shell.well("attach", "list", visit, *MEI, "--json").json["attachments"]
    saved = shell.well("attach", "save", found[1]["record"]["id"], *MEI, "--out", "out.txt")

    assert "已添加 2 个附件" in said.out
    assert "门.jpg" in listed.out
    assert "张三" not in listed.out
    assert "out.txt" in saved.out
    assert (town.folder / "out.txt").read_bytes() == document.read_bytes()


def test_a_purpose_is_named(shell, town, visit):
    photo = a_photo(town.folder / "门.jpg")

    shell.well("attach", "add", visit, photo, *MEI, "--purpose", "整改前")

    assert "整改前" in shell.well("attach", "list", visit, *MEI).out
    assert "门.jpg" in shell.well("list", "attachment", *MEI).out


def test_both_sides_say_how_many_have_come(shell, town, visit):
    files = [a_photo(town.folder / f"{n}.jpg", seed=n) for n in range(3)]
    shell.well("attach", "add", visit, *files, *MEI)

    out = shell.well("batch", "export", *MEI, "--out", "b.gkb")
    rehearsed = shell.well("batch", "import", "b.gkb", *AT_OFFICE, "--rehearse")
    came = shell.well("batch", "import", "b.gkb", *AT_OFFICE)

    for said in (out, rehearsed, came):
        assert "附件 3/3，其中 3 个在这个文件里" in said.out


def test_what_is_lacking_is_said(shell, town, visit):
    shell.well("attach", "add", visit, a_photo(town.folder / "门.jpg"), *MEI)
    (content,) = (town.folder / f"{WORKER_1}.attachments").glob("*/*")
    content.unlink()

    said = shell.well("batch", "export", *MEI, "--out", "b.gkb")

    assert "附件 0/1" in said.out
    assert "还差 1 个" in said.out
    assert "还没收到" in shell.well("attach", "list", visit, *MEI).out


def test_a_damaged_content_is_named_by_verify(shell, town, visit):
    shell.well("attach", "add", visit, a_photo(town.folder / "门.jpg"), *MEI)
    (content,) = (town.folder / f"{WORKER_1}.attachments").glob("*/*")
    content.write_bytes(b"something else")

    said = shell("store", "verify", WORKER_1)

    assert said.code == 1
    assert content.name in said.err


def test_a_record_that_is_none_is_refused(shell, town, visit):
    assert "没有" in shell("attach", "add", "走访0", a_document(town.folder / "一.txt"), *MEI).line
