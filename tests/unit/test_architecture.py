"""The architecture is a test: who may import whom, and that every package's map is complete."""

from __future__ import annotations

import ast
import re

import pytest
from importlinter.cli import lint_imports

from tests.helpers.sources import PACKAGE, ROOT, name, tree

PACKAGES = sorted(file.parent for file in PACKAGE.rglob("__init__.py"))
LISTED = re.compile(r"^- ((?:`\w+`, )*`\w+`): \S", re.MULTILINE)


@pytest.mark.slow
def test_nothing_imports_what_its_layer_may_not(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)

    broken = lint_imports(no_cache=True, no_logo=True)

    assert not broken, capsys.readouterr().out


@pytest.mark.parametrize("package", PACKAGES, ids=name)
def test_a_package_lists_each_of_its_modules_once(package):
    map_text = ast.get_docstring(tree(package / "__init__.py")) or ""
    listed = [word for line in LISTED.findall(map_text) for word in re.findall(r"\w+", line)]

    assert sorted(listed) == _modules(package)


def _modules(package):
    """Return what lies in a package."""
    found = {file.stem for file in package.glob("*.py")}
    found |= {file.parent.name for file in package.glob("*/__init__.py")}
    return sorted(found - {"__init__"})


def test_a_missing_module_would_be_noticed(tmp_path):
    (tmp_path / "here.py").touch()
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "__init__.py").touch()

    assert _modules(tmp_path) == ["here", "inner"]
