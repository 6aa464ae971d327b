from __future__ import annotations

import sys

import pytest

from gridkeeper import resources
from tests.helpers.sources import ROOT


def test_a_source_tree_has_its_resources_beside_the_package():
    assert resources.path("codes") == ROOT / "resources" / "codes"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../pyproject.toml", "codes/../../x", "C:/x", r"codes\x", r"..\x"]
)
def test_a_name_that_leaves_the_resources_is_refused(name):
    with pytest.raises(ValueError, match="not a resource name"):
        resources.path(name)


def test_a_text_is_read_as_utf_8():
    assert "隐患" in resources.text("codes/hazard_level.json")


def test_a_frozen_program_looks_beside_itself_first(tmp_path, monkeypatch):
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resources._root.__wrapped__() == tmp_path / "resources"


def test_an_installed_wheel_carries_its_resources(tmp_path, monkeypatch):
    (tmp_path / "_resources").mkdir()
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "resources.py"))

    assert resources._root.__wrapped__() == tmp_path / "_resources"


def test_a_program_without_its_resources_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "package" / "resources.py"))

    with pytest.raises(FileNotFoundError, match="install GridKeeper again"):
        resources._root.__wrapped__()
