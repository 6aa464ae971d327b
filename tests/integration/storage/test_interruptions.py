"""What was acknowledged is there after a kill, a power cut of the process, a full disk."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing, contextmanager
from itertools import islice

import pytest

from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.kinds import VISIT
from gridkeeper.progress import Quiet
from gridkeeper.services.store.restoring import Unlocking, restore
from gridkeeper.storage import proof
from gridkeeper.storage.store import Store
from tests.helpers.sources import ROOT
from tests.helpers.stores import PASSWORD, a_store

pytestmark = [
    pytest.mark.no_cover,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX"),
]


@contextmanager
def running(what, path):
    """Run a program of `saving` on a store; it is killed in the end, wherever it is."""
    command = [sys.executable, "-m", "tests.integration.storage.saving", what, str(path)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def an_empty_store(folder):
    with closing(a_store(folder)) as store:
        return store.path


def sound_visits(path):
    """Return the ids of all visits of a store that opens and has no problem."""
    with closing(Store.open(path, PASSWORD)) as store, store.rehearsing() as unit:
        assert proof.verify(unit, Quiet()).problems == []
        return {visit.id for visit in unit.listing.all(VISIT)}


@pytest.mark.parametrize("acknowledged", [1, 37, 90])
def test_a_killed_program_loses_nothing_that_it_acknowledged(tmp_path, acknowledged):
    path = an_empty_store(tmp_path)
    with running("save", path) as process:
        saved = {line.strip() for line in islice(process.stdout, acknowledged)}
        process.kill()
        saved |= {line.strip() for line in process.stdout if line.endswith("\n")}
    kept = sound_visits(path)
    assert len(saved) >= acknowledged
    assert saved <= kept
    # At most the one whose word had not reached us yet is there beside them.
    assert len(kept - saved) <= 1


@pytest.mark.parametrize("reports", [1, 11, 22])
def test_a_kill_while_a_batch_is_taken_in_leaves_none_of_it(tmp_path, reports):
    path = an_empty_store(tmp_path)
    with running("receive", path) as process:
        assert len(list(islice(process.stdout, reports))) == reports
        process.kill()
        kept = "kept\n" in list(process.stdout)
    assert not kept
    assert sound_visits(path) == set()


def test_a_full_disk_is_said_in_words_after_nothing_was_lost(tmp_path):
    path = an_empty_store(tmp_path)
    with running("fill", path) as process:
        *saved, sentence = [line.strip() for line in process.stdout]
    assert process.returncode == 0
    assert saved
    assert path.name in sentence
    assert "放不下" in sentence  # the limit of a file is what stands in for a full disk here
    assert sound_visits(path) == set(saved)


@pytest.mark.parametrize("keystrokes", [1, 40, 300])
def test_what_was_typed_survives_a_killed_program(tmp_path, keystrokes):
    path = an_empty_store(tmp_path)
    with running("type", path) as process:
        typed = [int(line) for line in islice(process.stdout, keystrokes)]
        process.kill()
        typed += [int(line) for line in process.stdout if line.endswith("\n")]
    with closing(Store.open(path, PASSWORD)) as store:
        kept = int(store.unsaved.kept("visit")["situation"])
    # At most the one whose word had not reached us yet is there instead.
    assert typed[-1] <= kept <= typed[-1] + 1


@pytest.mark.parametrize("reports", [1, 3, 5, 8])
def test_a_kill_while_a_backup_is_made_leaves_no_file_that_looks_like_one(tmp_path, reports):
    path = an_empty_store(tmp_path)
    with running("back_up", path) as process:
        assert len(list(islice(process.stdout, reports))) == reports
        process.kill()
        process.wait()
    assert sound_visits(path) == set()
    for made in tmp_path.glob("*.gkbak"):
        target = made.with_suffix(".gkdb")
        restore(made, target, Unlocking(PASSWORD), SystemClock(), Quiet())
        assert sound_visits(target) == set()
