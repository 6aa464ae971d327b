"""No command tells anybody's number, on the screen or in a file, unless the audit says so.

As `tests/gui/test_masking_walk.py`, for who works without a window; papers are made here, too.
"""

from __future__ import annotations

from zipfile import ZipFile

import pytest

from gridkeeper.cli.context import PASSWORD_VARIABLE
from gridkeeper.domain.kinds import KINDS, PLURALS
from gridkeeper.services.papers.report_export import PERIODICAL
from gridkeeper.storage import engine
from tests.helpers import pdfs
from tests.helpers.command_line import CommandLine
from tests.helpers.planting import a_planted_town
from tests.helpers.stores import PASSWORD
from tests.helpers.towns import OFFICE, WORKER_1, a_town

pytestmark = pytest.mark.no_cover
LEDGERS = ("visits", "disputes", "hazards", "requests", "people")
DAYS = ("--period", "2026-10")


@pytest.fixture(scope="module")
def planted(made_town, tmp_path_factory):
    """A town full of numbers, made once."""
    return a_planted_town(made_town, tmp_path_factory.mktemp("planted") / "town")


@pytest.fixture
def shell(planted, tmp_path, capsys, monkeypatch):
    """A command line in a copy of it."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    monkeypatch.setattr(engine.KdfCost.__init__, "__defaults__", (1024, 1, 1))
    with a_town(planted.folder, tmp_path / "town") as town:
        monkeypatch.chdir(town.folder)
        yield CommandLine(capsys, town.folder)


@pytest.mark.parametrize("store", [WORKER_1, OFFICE])
def test_no_command_tells_a_number(shell, planted, store):
    lines = [("list", PLURALS[name], "--json") for name in KINDS]
    lines += [("list", "people", "--query", "周"), ("list", "requests"), ("list", "buildings")]
    for line in (
        *(("plan", what) for what in ("list", "coverage")),
        ("conflict", "list"),
        ("register", "duplicates"),
        ("attach", "list", _id(planted, "request")),
    ):
        lines += [line, (*line, "--json")]
    told = [(line, shell.well(*line, "--store", store).out) for line in lines]
    told += [(line, shell.well(*line, store).out) for line in (("store", "info"),)]
    said = [(" ".join(line), text) for line, out in told for text in out.splitlines()]

    assert len(said) > 300
    assert planted.numbers.leaks(said) == []


def test_no_paper_holds_a_number(shell, planted):
    for name in LEDGERS:
        days = DAYS if name != "people" else ()
        how = ("--store", OFFICE, "--profile", "masked", *days)
        shell.well("ledger", name, *how, "--out", f"{name}.xlsx")
    for profile in ("masked", "public"):
        how = ("--store", OFFICE, "--profile", profile)
        for name in PERIODICAL:
            shell.well("report", name, *how, *DAYS, "--out", f"{name}-{profile}.pdf")
    for name, kind in (("visit", "visit"), ("notice", "hazard")):
        one = ("--record", _id(planted, kind), "--profile", "masked")
        shell.well("report", name, "--store", OFFICE, *one, "--out", f"{name}.pdf")
    shell.well("plan", "sheet", "--store", WORKER_1, "--out", "sheet.pdf")

    made = [path for path in shell.folder.iterdir() if path.suffix in {".xlsx", ".pdf"}]
    said = [(path.name, text) for path in made for text in written(path)]
    assert len(made) == len(LEDGERS) + 2 * len(PERIODICAL) + 2 + 1
    assert len(said) > 60
    assert planted.numbers.leaks(said) == []


def test_a_paper_in_full_is_asked_for_and_noted(shell, planted):
    full = ("--profile", "full", "--out", "full.xlsx")
    shell.well("ledger", "people", "--store", OFFICE, *full)

    said = [("full", text) for text in written(shell.folder / "full.xlsx")]
    looks = shell.well("store", "audit", OFFICE, "--json").json["looks"]

    assert planted.numbers.leaks(said)
    assert [(one["who"], one["what"]) for one in looks] == [("王芳", "导出了台账")]


def test_conflicts_in_full_are_asked_for_and_noted(shell, planted):
    full = shell.well("conflict", "list", "--store", OFFICE, "--full", "核对电话").out
    looks = shell.well("store", "audit", OFFICE, "--json").json["looks"]

    assert planted.numbers.leaks([("full", full)])
    assert {one["reason"] for one in looks} == {"核对电话"}


def test_the_whole_content_is_noted_as_printed(shell, planted):
    whole = shell.well("store", "dump", OFFICE).out
    looks = shell.well("store", "audit", OFFICE, "--json").json["looks"]

    assert len(planted.numbers.leaks(enumerate(whole.splitlines()))) > 50
    assert [(one["who"], one["what"]) for one in looks] == [("王芳", "输出了全部内容")]


def written(path):
    """Yield all texts of a file: of a workbook every part, also what is hidden or a comment."""
    if path.suffix == ".pdf":
        yield from pdfs.pages(path)
        yield from pdfs.facts(path).values()
    else:
        with ZipFile(path) as parts:
            for name in parts.namelist():
                yield from parts.read(name).decode("utf-8", "replace").split("<")


def _id(planted, kind):
    return planted.records[kind].id
