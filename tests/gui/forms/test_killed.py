"""A program that is killed while somebody fills in a visit, after any of her keys."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from itertools import pairwise

from gridkeeper.services.records.unsaved import UnsavedService
from gridkeeper.storage.unsaved import Unsaved, unsaved_file
from tests.helpers.sources import ROOT
from tests.helpers.towns import WORKER_1

_KEYS = 24


def test_whatever_key_was_the_last_before_it_was_killed_what_was_typed_is_there(town):
    store = town.folder / WORKER_1
    said, left = [], []
    with _typing(store) as child:
        for place in range(_KEYS):
            said.append(json.loads(child.stdout.readline()))
            left.append(_copied(store, town.folder / str(place)))
            child.stdin.write("\n")
            child.stdin.flush()
        last = json.loads(child.stdout.readline())
        os.kill(child.pid, signal.SIGKILL)

    key = town.mei.store.unsaved._key
    found = [Unsaved(unsaved_file(copy), key) for copy in left]
    assert [one.kept("visit:new") for one in found] == said
    for one in found:
        one.close()
    assert UnsavedService(town.mei).kept("visit:new") == last
    states = [before for before, after in pairwise([*said, last]) if before != after]
    assert len(states) == _KEYS - 1  # one key opens the lines of a dispute
    assert (last["situation"], last["@unchanged"]) == ("老人身体尚网网网", "1")
    assert last["disputes/0/title"] == "楼上漏水"


def _typing(store):
    command = [sys.executable, "-m", "tests.helpers.typing_child", str(store)]
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 - our own words
        command,
        cwd=ROOT,
        stdin=pipe,
        stdout=pipe,
        text=True,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )


def _copied(store, folder):
    """Copy what is kept of typing beside a store, as it lies on the disk now."""
    folder.mkdir()
    for file in store.parent.glob(f"{unsaved_file(store).name}*"):
        shutil.copy(file, folder)
    return folder / store.name
