"""The command line inside a test, or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.cli.context import PASSWORD_VARIABLE
from gridkeeper.cli.program import run
from tests.helpers.sources import ROOT
from tests.helpers.stores import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


@dataclass(frozen=True)
class Said:
    """What one command has said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it has said to programs."""
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line of its refusal."""
        assert self.code, self.out
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err + self.out
        return self.err.strip()


class CommandLine:
    """Runs commands in this process, with the password of the town."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capsys = capsys
        self.folder = folder

    def __call__(self, *arguments: object) -> Said:
        """Run one command; argparse's own exits are codes as well."""
        try:
            code = run([str(one) for one in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def well(self, *arguments: object) -> Said:
        """Run one command that has to succeed without a complaint."""
        said = self(*arguments)
        assert (said.code, said.err) == (0, ""), said
        return said


def process(*arguments: object, **streams: Any) -> subprocess.Popen[bytes]:
    """Start a command as a process of its own."""
    env = {**os.environ, PASSWORD_VARIABLE: PASSWORD, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "gridkeeper", *map(str, arguments)]
    usual = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=env, cwd=ROOT, **usual | streams)  # noqa: S603 - our own
