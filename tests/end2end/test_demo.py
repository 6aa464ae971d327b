"""The demonstration: the whole main job, from nothing to papers."""

from __future__ import annotations

import shutil
import subprocess

import openpyxl
import pytest

from gridkeeper.cli.program import run
from gridkeeper.domain.ids import new_id
from gridkeeper.progress import Quiet
from gridkeeper.services.samples import demo
from gridkeeper.storage import engine
from tests.helpers import pdfs
from tests.helpers.command_line import process
from tests.helpers.towns import FixedClock, cheap_codes

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A demonstration of forty households: its folder, what came of it, what it told."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    told = []
    wish = demo.Wish(folder, seed=7, households=40)
    with pytest.MonkeyPatch.context() as patch, cheap_codes():
        patch.setattr(engine.KdfCost.__init__, "__defaults__", (1024, 1, 1))
        found = demo.Demo(wish, FixedClock(), new_id, told.append).run(Quiet())
    return folder, found, told


def test_every_figure_holds(shown):
    _folder, found, _told = shown

    assert found.holds
    assert len(found.checks) > 50


def test_every_file_it_lists_is_there(shown):
    folder, found, _told = shown

    names = {path.name for path in found.files}
    assert all(path.stat().st_size for path in found.files)
    assert {"office.gkdb", "worker-1.gkdb", "worker-2.gkdb"} <= names
    made = {path for path in folder.rglob("*") if path.is_file() and path.suffix != ".key"}
    assert made == {*found.files}


def test_it_tells_of_the_conflict_and_of_the_receipts(shown):
    _folder, _found, told = shown

    story = "\n".join(told)
    assert "19900000101" in story
    assert "19900000202" in story
    assert story.count("林晓梅") > 2


def test_the_workbooks_open(shown):
    folder, _found, _told = shown

    books = sorted((folder / "ledgers").glob("*.xlsx"))
    assert len(books) == 6
    for path in books:
        assert openpyxl.load_workbook(path, read_only=True).sheetnames


def test_the_papers_can_be_searched(shown):
    folder, _found, _told = shown

    papers = {path.stem: pdfs.text(path) for path in sorted((folder / "reports").glob("*.pdf"))}
    assert len(papers) == 7
    assert "晨光社区" in papers["month-2026-09"]
    assert all(papers.values())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_another_reader_finds_the_rare_character(shown):
    folder, _found, _told = shown

    texts = [
        subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()  # noqa: S603, S607
        for path in sorted((folder / "reports").glob("*.pdf"))
    ]
    books = [
        str(row)
        for row in openpyxl.load_workbook(folder / "ledgers/people-2026-09.xlsx").active.values
    ]

    assert any("月" in text for text in texts)
    assert "𠮷" in "".join(texts + books)


def test_a_folder_that_holds_something_is_left_as_it_is(shown, capsys):
    folder, found, _told = shown
    before = {path: path.stat().st_mtime_ns for path in found.files}

    code = run(["demo", str(folder)])

    assert code == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert {path: path.stat().st_mtime_ns for path in found.files} == before


def people(folder):
    """Return the ID numbers in a ledger of people."""
    (path,) = (folder / "ledgers").glob("people-*[0-9].xlsx")
    cells = [str(cell) for row in openpyxl.load_workbook(path).active.values for cell in row]
    found = {cell for cell in cells if len(cell) == 18 and cell[:17].isdigit()}
    assert found
    return found


def test_the_command_ends_well_and_another_seed_is_another_community(shown, tmp_path):
    folder = tmp_path / "out"

    with process("demo", folder, "--households", 8, "--seed", 8, "--json") as running:
        out, err = running.communicate()

    assert (running.returncode, err) == (0, b"")
    assert b'"wrong": []' in out
    assert (folder / "office.gkdb").exists()
    ours, theirs = (people(one) for one in (shown[0], folder))
    assert ours.isdisjoint(theirs)


def test_figures_that_differ_are_told_and_end_with_1(tmp_path, monkeypatch, capsys):
    wrong = demo.Shown(checks=[("走访", 3, 4)])
    monkeypatch.setattr(demo.Demo, "run", lambda *_arguments: wrong)

    assert run(["demo", str(tmp_path / "out")]) == 1

    assert capsys.readouterr().err.strip().startswith("走访")
