"""A larger batch off a stick that decays: whatever else than the original is refused."""

from __future__ import annotations

import os
import random
from contextlib import contextmanager

import pytest

from gridkeeper.domain.ids import new_id
from gridkeeper.errors import BatchDamagedError, BatchTooNewError
from gridkeeper.exchange import framing
from gridkeeper.exchange.manifest import Package
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.exchange.writer import write_package
from tests.helpers.towns import cheap_codes
from tests.integration.exchange import builders

pytestmark = pytest.mark.no_cover

_STEP = 4096
_FLIPS = 2000
_ALL = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"


def a_large_batch(folder):
    """Return a batch of several parts, some of noise that does not get smaller."""
    rng = random.Random(20261031)  # noqa: S311 - no secret
    lines = builders.some_lines(50, text="长" * 90_000)
    for _line in range(20):
        noise = "".join(chr(rng.randrange(0x4E00, 0x9F00)) for _letter in range(15_000))
        lines += builders.some_lines(1, text=noise)
    return builders.a_batch(folder, lines)


def a_package(folder):
    """Return a package with which somebody enrols."""
    path = folder / "package.gkb"
    keys = builders.office_keys()
    package = Package(builders.a_worker(), keys.seal_public, builders.SECRET)
    outgoing = builders.an_outgoing(package=package, recipient_id=new_id())
    lines = builders.some_lines(500)
    with cheap_codes():
        write_package(path, outgoing, lines, keys, builders.CODE, builders.QUIET)
    return path


@pytest.fixture(scope="module", params=[a_large_batch, a_package], ids=lambda one: one.__name__)
def batch(request, tmp_path_factory):
    """A sound file, and what it holds; whoever alters it puts it back."""
    path = request.param(tmp_path_factory.mktemp("flips"))
    assert BatchFile.open(path).cover
    return path, path.read_bytes()


class Altered:
    """A file that is altered in place, looked at, and put back."""

    def __init__(self, path, data):
        self.path, self.data = path, data
        self.accepted = []
        self.tried = 0

    @contextmanager
    def written(self):
        with self.path.open("r+b", buffering=0) as self._stream:
            yield self
        assert BatchFile.open(self.path).cover  # all was put back

    def put(self, place, altered):
        """Write other bytes at a place."""
        before = self.data[place : place + len(altered)]
        assert altered != before
        self._stream.seek(place)
        self._stream.write(altered)
        self._look(place)
        self._stream.seek(place)
        self._stream.write(before)

    def cut(self, length):
        """Let the file end earlier."""
        self._stream.truncate(length)
        self._look(length)
        self._stream.seek(length)
        self._stream.write(self.data[length:])

    def _look(self, place):
        self.tried += 1
        try:
            BatchFile.open(self.path)
        except (BatchDamagedError, BatchTooNewError):
            return
        self.accepted.append(place)


def outside_of_parts(path):
    """Return the place of every byte that is not the inside of a sealed part."""
    with path.open("rb") as stream:
        found = framing.entries(stream)
    size = path.stat().st_size
    places = set(range(size))
    for entry in found[:-2]:
        places -= set(range(entry.start, entry.end))
    return sorted(places)


def bodies(path):
    with path.open("rb") as stream:
        return framing.entries(stream)[:-2]


def test_every_truncation_at_steps_of_4_kib(batch, record_property):
    with Altered(*batch).written() as altered:
        for length in range(0, len(altered.data), _STEP):
            altered.cut(length)

    assert altered.accepted == []
    record_property("truncations refused", altered.tried)


def test_every_byte_of_the_frame_and_the_cover(batch, record_property):
    """One bit of each; nightly every bit of each."""
    with Altered(*batch).written() as altered:
        for number, place in enumerate(outside_of_parts(altered.path)):
            for bit in range(8) if _ALL else (number % 8,):
                altered.put(place, bytes([altered.data[place] ^ 1 << bit]))

    assert altered.accepted == []
    record_property("flipped bits of frame and cover refused", altered.tried)


def test_random_flips_in_the_body(batch, record_property):
    rng = random.Random(4)  # noqa: S311 - no secret
    entries = bodies(batch[0])
    with Altered(*batch).written() as altered:
        for _flip in range(_FLIPS):
            entry = rng.choice(entries)
            place = rng.randrange(entry.start, entry.end)
            altered.put(place, bytes([altered.data[place] ^ rng.randrange(1, 256)]))

    assert altered.accepted == []
    record_property("random flips refused", altered.tried)


def test_sectors_of_a_stick_that_decayed(batch, record_property):
    """Nothing, ones, or what another place holds, in the place of a sector."""
    rng = random.Random(5)  # noqa: S311 - no secret
    with Altered(*batch).written() as altered:
        for start in range(0, len(altered.data) - 512, 512 * 7):
            other = rng.randrange(0, len(altered.data) - 512)
            stands = altered.data[start : start + 512]
            for sector in (bytes(512), b"\xff" * 512, altered.data[other : other + 512]):
                if sector != stands:
                    altered.put(start, sector)

    assert altered.accepted == []
    record_property("decayed sectors refused", altered.tried)


def test_no_part_of_one_batch_can_stand_in_another(tmp_path):
    """Each part of each of two sound batches of one sender, put into the other."""
    (tmp_path / "other").mkdir()
    one, other = a_large_batch(tmp_path), a_large_batch(tmp_path / "other")
    entries, others = builders.entries_of(one), builders.entries_of(other)
    for name in entries:
        mixed = builders.framed(tmp_path / "mixed.gkb", {**entries, name: others[name]})
        with pytest.raises(BatchDamagedError):
            BatchFile.open(mixed)
