"""`fields`: which fields there are to write, to import and to map columns to."""

from __future__ import annotations

import pytest

from gridkeeper.domain.kinds import KINDS
from tests.helpers.towns import OFFICE

IMPORTS = ("people", "doors", "units", "cases")


@pytest.mark.parametrize(
    ("of", "name", "heading", "example"),
    [
        ("people", "person.phone", "联系电话", "19900000101"),
        ("people", "dwelling.address", "地址", "晨光里3幢2单元501"),
        ("cases", "closed_on", "办结日期", "2025-10-16"),
        ("visits", "household_id", "走访户", "3-2-501"),
    ],
)
def test_a_field_has_its_name_its_heading_and_an_example(shell, of, name, heading, example):
    (line,) = [one for one in shell.well("fields", of).out.splitlines() if f"{name} " in one]

    assert line.split() == [name, heading, example]


def test_without_a_kind_all_of_them_are_named(shell):
    said = shell.well("fields").out

    assert all(f"  {name} " in said for name in (*IMPORTS, *KINDS))


@pytest.mark.parametrize("of", [*IMPORTS, *KINDS])
def test_the_fields_of_each_kind_can_be_listed(shell, of):
    found = shell.well("fields", of, "--json").json["fields"]

    assert all(one["name"] and one["heading"] for one in found)
    assert found


def test_what_is_listed_is_what_an_import_understands(shell):
    path = shell.folder / "r.csv"
    names = [one["name"] for one in shell.well("fields", "people", "--json").json["fields"]]
    path.write_text("姓名,爱好\n李四,\n", encoding="utf-8")
    command = ("register", "import", "r.csv", "--store", OFFICE, "--dry-run", "--grid", "-")

    for name in names:
        assert shell(*command, "--map", f"爱好={name}").code == 0, name


def test_a_kind_that_there_is_not_is_refused_with_those_there_are(shell):
    said = shell("fields", "dogs")

    assert said.code == 2
    assert "people" in said.err
