"""A program that is killed while somebody types."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from gridkeeper.services.unsaved import UnsavedService
from tests.helpers.sources import ROOT
from tests.helpers.towns import WORKER_1


def test_what_was_typed_when_the_program_was_killed_is_there(town):
    command = [sys.executable, "-m", "tests.helpers.typing_child", str(town.folder / WORKER_1)]
    with subprocess.Popen(  # noqa: S603 - our own words
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        said = ""
        while int(said or 0) < 5:
            said = child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)

    kept = UnsavedService(town.mei).kept("visit:new")

    assert len(kept["situation"]) >= int(said)
    assert set(kept["situation"]) == {"网"}
