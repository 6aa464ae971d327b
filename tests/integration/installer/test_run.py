"""The way in, from outside: a tiny project beside a copy of the installer, run as people do."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys

import pytest

from tests.helpers.sources import ROOT

LOCK = "# nothing is needed\n"
PROGRAM = """\
import os, sys
print(sys.argv[1:])
if sys.argv[1:] == ["die"]:
    os.kill(os.getpid(), 15)
sys.exit(7)
"""
posix_only = pytest.mark.skipif(os.name == "nt", reason="signals and links of POSIX")


def a_project(folder):
    """Build a project with our installer, a lock of its own and a tiny program."""
    shutil.copytree(
        ROOT / "installer", folder / "installer", ignore=shutil.ignore_patterns("*.pyc", "locks")
    )
    (folder / "installer" / "locks").mkdir()
    (folder / "installer" / "locks" / "runtime.txt").write_text(LOCK, encoding="utf-8")
    (folder / "gridkeeper").mkdir()
    (folder / "gridkeeper" / "__init__.py").touch()
    (folder / "gridkeeper" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    return folder


def set_up(project):
    """Put an environment in place as if it had been set up: this Python, and a stamp."""
    programs = project / ".venv" / "bin"
    programs.mkdir(parents=True)
    script = f'#!/bin/sh\nexport PYTHONPATH="{project}"\nexec "{sys.executable}" "$@"\n'
    (programs / "python").write_text(script, encoding="utf-8")
    (programs / "python").chmod(0o755)
    stamp = {
        "root": str(project),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "locks": {"runtime": hashlib.sha256(LOCK.encode()).hexdigest()},
        "lacking": [],
    }
    (project / ".venv" / "gridkeeper-setup.json").write_text(json.dumps(stamp), encoding="utf-8")


def run(project, *arguments, **environment):
    """Start the installer, without a network, and return what came of it."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, project / "installer" / "run.py", *arguments],
        env={**inherited, "LC_ALL": "C.UTF-8", "PIP_NO_INDEX": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@posix_only
def test_a_second_start_passes_arguments_through_in_silence(tmp_path):
    set_up(a_project(tmp_path))

    done = run(tmp_path, "demo", "./out dir")

    assert (done.stdout, done.stderr) == ("['demo', './out dir']\n", "")


@posix_only
def test_the_exit_code_is_the_programs_own(tmp_path):
    set_up(a_project(tmp_path))

    assert run(tmp_path).returncode == 7


def lacking_a_library(project):
    """Let a library that Qt needs be one that no machine has."""
    system = project / "installer" / "system.py"
    text = system.read_text(encoding="utf-8")
    text = text.replace("libEGL.so.1", "libnone.so.9").replace("apt-get", "no-such-apt-get")
    system.write_text(text, encoding="utf-8")
    stamp = project / ".venv" / "gridkeeper-setup.json"
    facts = json.loads(stamp.read_text(encoding="utf-8"))
    stamp.write_text(json.dumps({**facts, "lacking": ["libnone.so.9"]}), encoding="utf-8")


@posix_only
@pytest.mark.parametrize("arguments", [(), ("app",), ("app", "office.gkdb")])
def test_a_window_is_refused_where_a_library_is_missing(tmp_path, arguments):
    set_up(a_project(tmp_path))
    lacking_a_library(tmp_path)

    done = run(tmp_path, *arguments)

    assert (done.returncode, done.stdout) == (1, "")
    assert "windows cannot open without libnone.so.9" in done.stderr


@posix_only
def test_commands_go_on_where_a_library_is_missing(tmp_path):
    set_up(a_project(tmp_path))
    lacking_a_library(tmp_path)

    done = run(tmp_path, "demo")

    assert (done.returncode, done.stdout) == (7, "['demo']\n")
    assert "libnone.so.9" in done.stderr


@posix_only
def test_a_signal_that_ends_the_program_is_seen_outside(tmp_path):
    set_up(a_project(tmp_path))

    assert run(tmp_path, "die").returncode == -signal.SIGTERM


@posix_only
@pytest.mark.slow
def test_an_environment_without_a_stamp_is_made_anew(tmp_path):
    set_up(a_project(tmp_path))
    (tmp_path / ".venv" / "gridkeeper-setup.json").unlink()
    (tmp_path / ".venv" / "left-over").touch()

    done = run(tmp_path, "x")

    assert (done.returncode, done.stdout) == (7, "['x']\n"), done.stderr
    assert not (tmp_path / ".venv" / "left-over").exists()
    assert (tmp_path / ".venv" / "bin" / "gridkeeper").is_file()


@posix_only
def test_a_package_that_cannot_be_fetched_is_one_sentence(tmp_path):
    set_up(a_project(tmp_path))
    lock = f"no-such-thing==1.0 --hash=sha256:{'0' * 64}\n"
    (tmp_path / "installer" / "locks" / "runtime.txt").write_text(lock, encoding="utf-8")

    done = run(tmp_path, "x")

    assert (done.returncode, done.stdout) == (1, "")
    _, sentence = done.stderr.splitlines()
    assert sentence.startswith("GridKeeper: the packages could not be installed (")
    assert sentence.endswith("check the network and the room on the disk, then start again")
    assert not (tmp_path / ".venv" / "gridkeeper-setup.json").exists()


@posix_only
def test_a_lock_that_is_gone_is_one_sentence(tmp_path):
    set_up(a_project(tmp_path))
    (tmp_path / "installer" / "locks" / "runtime.txt").unlink()

    done = run(tmp_path)

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_an_old_python_can_read_the_script_that_refuses_it(script):
    text = (ROOT / "installer" / script).read_text(encoding="utf-8")

    assert ast.parse(text, feature_version=(3, 8))


@posix_only
@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh_CN.UTF-8", "软件包未能装好"), ("en_GB.UTF-8", "the packages could not be installed")],
)
def test_the_installer_speaks_the_language_of_the_machine(tmp_path, language, sentence):
    set_up(a_project(tmp_path))
    (tmp_path / "installer" / "locks" / "runtime.txt").write_text("?", encoding="utf-8")

    assert sentence in run(tmp_path, LC_ALL=language, PYTHONUTF8="1").stderr
