"""What SQLite writes by itself: the log, page by page, and the pages when it is folded in.

Whoever is killed, or loses the power, between two of these writes leaves a log that is cut short,
or a file into which only some pages were folded. Both are made here, for every page, and half-way
through it, too.
"""

from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.exchange.batch_undoing import BatchUndoService
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.storage.store import Store
from tests.helpers.stores import PASSWORD, verified
from tests.helpers.towns import QUIET, a_visit_of, dumped, take

pytestmark = [pytest.mark.end2end, pytest.mark.slow, pytest.mark.no_cover]

_HEADER, _FRAME_HEADER, _PAGE = 32, 24, 4096
_FRAME = _FRAME_HEADER + _PAGE
_SOME = 3
_ALL = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
VISIT = {"household_id": "H001", "visited_on": "2026-10-07", "outcome": "01"}


def save(town):
    for number in range(3):
        RecordingService(town.office).record(kinds.VISIT, [VISIT | {"situation": str(number)}] * 4)
        yield


def receive(town):
    for worker in (town.mei, town.gang):
        batch = town.hand_in(worker, f"{worker.replica.series}.gkb")
        assert not take(town.office, batch)[0].refused
        yield


def undo(town):
    with town.office.store.reading() as unit:
        batch = next(note.id for note in unit.peers.batches() if not note.outgoing)
    BatchUndoService(town.office).undo(batch, QUIET)
    yield
    BatchUndoService(town.office).redo(batch, QUIET)
    yield


def entrust(town):
    EntrustingService(town.office).entrust("李梅", ["WG02"])
    yield


def state(session):
    """Return what a store says, and how much was said to it."""
    with session.store.reading() as unit:
        return [*dumped(session), str(unit.journal.last_arrival).encode()]


class Cut:
    """A store as it lay on the disk while its log was not yet folded in, and copies of it."""

    def __init__(self, town, doing, folder):
        office = town.office
        for worker in (town.mei, town.gang):
            a_visit_of(worker, hazards=[{"category": "05", "level": "2", "content": "线路老化"}])
        if doing is undo:
            for _taken in receive(town):
                pass
        town.close("office.gkdb")
        town.open("office.gkdb")
        office = town.office
        self.stages = [state(office)]
        for _done in doing(town):
            self.stages.append(state(office))
        path = office.store.path
        self.folder = folder
        self.file, self.key = path.read_bytes(), path.with_name(path.name + ".key")
        self.log = path.with_name(path.name + "-wal").read_bytes()
        self.frames = (len(self.log) - _HEADER) // _FRAME

    def opened(self, file, log):
        """Return what a store says that was found like this, and that it is sound."""
        path = self.folder / "found.gkdb"
        for end in ("-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        path.write_bytes(file)
        Path(f"{path}-wal").write_bytes(log)
        shutil.copy(self.key, f"{path}.key")
        store = Store.open(path, PASSWORD)
        try:
            assert verified(store).problems == []
            return state(_Looking(store))
        finally:
            store.close()

    def folded(self, frames):
        """Return the file with the pages of the first frames in their places."""
        file = bytearray(self.file)
        for number in range(frames):
            start = _HEADER + number * _FRAME
            (page,) = struct.unpack_from(">I", self.log, start)
            content = self.log[start + _FRAME_HEADER : start + _FRAME]
            file.extend(bytes(max(0, page * _PAGE - len(file))))
            file[(page - 1) * _PAGE : page * _PAGE] = content
        return bytes(file)


class _Looking:
    """As much of a session as looking at a store needs."""

    def __init__(self, store):
        self.store = store


@pytest.fixture(params=[save, receive, undo, entrust], ids=lambda one: one.__name__)
def cut(request, town, tmp_path):
    return Cut(town, request.param, tmp_path)


def some(count):
    step = 1 if _ALL else max(1, count // _SOME)
    return sorted({*range(0, count + 1, step), count})


def test_a_log_that_was_cut_anywhere_leaves_whole_saves_only(cut, record_property):
    """What is kept is a beginning of what was saved, and the longer the log the more of it."""
    reached = 0
    cuts = [0, 1, _HEADER - 1]
    for frame in some(cut.frames):
        end = _HEADER + frame * _FRAME
        cuts += [end, end + _FRAME_HEADER, end + _FRAME // 2]
    cuts = [one for one in cuts if one <= len(cut.log)]

    for length in sorted(cuts):
        found = cut.opened(cut.file, cut.log[:length])
        assert found in cut.stages
        assert cut.stages.index(found) >= reached
        reached = cut.stages.index(found)

    assert reached == len(cut.stages) - 1
    record_property("places at which a log was cut", len(cuts))


def test_a_log_that_was_folded_in_by_half_loses_nothing(cut, record_property):
    places = some(cut.frames)
    for frames in places:
        assert cut.opened(cut.folded(frames), cut.log) == cut.stages[-1]

    record_property("places up to which a log was folded in", len(places))


def test_a_page_of_the_log_that_decayed_ends_it_there(cut):
    """A power cut may leave any bytes where a page was just being written."""
    frame = cut.frames - 1
    place = _HEADER + frame * _FRAME + _FRAME_HEADER + 100
    log = cut.log[:place] + bytes([cut.log[place] ^ 255]) + cut.log[place + 1 :]

    assert cut.opened(cut.file, log) in cut.stages[:-1]
