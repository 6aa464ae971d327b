"""The house: where files may lie, how long they may be, and what the locks must hold."""

from __future__ import annotations

import ast
import fnmatch
import re
import statistics
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.helpers.sources import PACKAGE, ROOT, files, name, tree

pytestmark = pytest.mark.no_cover

TOP_LEVEL = {
    *("README.md", "LICENSE", "pyproject.toml", ".gitignore", ".ci"),
    *("gridkeeper", "resources", "tests", "installer"),
}
TOOLS = {".git", ".venv"}  # and what .gitignore names
VAGUE = {"utils", "helpers", "common", "misc", "manager", "base", "core"}
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)([^\\]*)\\?$", re.MULTILINE)


def test_the_top_level_holds_only_what_the_house_has():
    ignored = [
        line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ]
    strangers = [
        entry.name
        for entry in ROOT.iterdir()
        if entry.name not in TOP_LEVEL | TOOLS
        and not any(fnmatch.fnmatch(entry.name, pattern) for pattern in ignored)
    ]

    assert not strangers


def test_the_house_is_whole():
    missing = [entry for entry in TOP_LEVEL if not (ROOT / entry).exists()]

    assert not missing


def test_every_place_that_the_readme_sends_people_to_is_there():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:gridkeeper|resources|tests|installer)/[\w./-]*)`", readme)
    linked = re.findall(r"\]\(([\w./-]+)\)", readme)

    assert named
    assert [place for place in named + linked if not (ROOT / place).exists()] == []


def test_no_module_has_a_vague_name():
    vague = [name(file) for file in PACKAGE.rglob("*") if file.stem in VAGUE]

    assert not vague


def test_no_file_is_longer_than_400_lines():
    long = [
        (name(file), length)
        for file in files("gridkeeper", "installer", "resources", "tests")
        if (length := _lines(file)) > 400
    ]

    assert not long


def test_no_function_is_longer_than_60_lines():
    long = [
        (name(file), node.name, length)
        for file in files("gridkeeper", "installer", "resources", "tests")
        for node, length in _functions(file)
        if length > 60
    ]

    assert not long


def test_most_files_fit_on_a_few_screens():
    lengths = [_lines(file) for file in files() if file.name != "__init__.py"]

    assert statistics.median(lengths) <= 130
    assert statistics.quantiles(lengths, n=20)[-1] <= 300


def test_most_functions_are_short():
    lengths = [length for file in files() for _, length in _functions(file)]

    assert statistics.median(lengths) <= 8
    assert statistics.quantiles(lengths, n=20)[-1] <= 35
    assert sum(length > 50 for length in lengths) <= len(lengths) / 100


def _lines(file):
    return file.read_text(encoding="utf-8").count("\n")


def _functions(file):
    """Return each function of a file with the length of its code, docstring not counted."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            said = ast.get_docstring(node) is not None
            docstring = first.end_lineno - first.lineno + 1 if said else 0
            yield node, node.end_lineno - node.lineno + 1 - docstring


def test_the_locks_name_no_host():
    for lock in ("runtime", "test"):
        assert "://" not in _lock(lock)


def test_every_locked_package_has_a_hash():
    for lock in ("runtime", "test"):
        blocks = re.split(r"^(?=[a-z])", _lock(lock), flags=re.MULTILINE)[1:]
        assert len(blocks) == len(LOCKED.findall(_lock(lock)))
        assert all("--hash=sha256:" in block for block in blocks)


def test_the_test_lock_holds_the_whole_runtime_lock():
    runtime, test = (set(LOCKED.findall(_lock(lock))) for lock in ("runtime", "test"))

    assert runtime <= test


def test_the_locks_fit_the_ranges_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {
        "runtime": project["project"]["dependencies"],
        "test": groups["test"] + groups["bench"] + groups["build"],
    }

    for lock, requirements in wanted.items():
        found = LOCKED.findall(_lock(lock))
        for requirement in map(Requirement, requirements):
            key = canonicalize_name(requirement.name)
            versions = [version for name, version, _ in found if name == key]
            assert versions, f"{lock}.txt lacks {key}; run installer/lock.py"
            assert all(requirement.specifier.contains(version) for version in versions), key


def _lock(lock):
    return (ROOT / "installer" / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
