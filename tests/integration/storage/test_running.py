"""Whether a program still runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gridkeeper.storage.running import is_running


def test_this_program_runs():
    assert is_running(os.getpid())


def test_a_program_that_has_ended_does_not():
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()

    assert not is_running(child.pid)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="Linux tells how a process is")
def test_a_program_that_was_killed_and_that_nobody_asked_about_does_not():
    with subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE) as child:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it stays a zombie

        assert not is_running(child.pid)


def test_somebody_elses_program_runs(monkeypatch):
    def refused(_number, _signal):
        raise PermissionError

    monkeypatch.setattr(os, "kill", refused)

    assert is_running(1)
