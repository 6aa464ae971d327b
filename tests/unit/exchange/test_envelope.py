from __future__ import annotations

import pyrage
import pytest
import zstandard

from gridkeeper.exchange import envelope


def sealed_as_it_is(compressed, seal_to):
    """Seal something that `envelope.seal` would not."""
    return pyrage.encrypt(compressed, [pyrage.x25519.Recipient.from_str(seal_to)])


def test_what_was_sealed_comes_out_again():
    private, public = envelope.new_pair()
    assert envelope.unseal(envelope.seal(b"content", public), private, 7) == b"content"


def test_nobody_else_can_open_it():
    private, _public = envelope.new_pair()
    _private, public = envelope.new_pair()
    with pytest.raises(envelope.SealError):
        envelope.unseal(envelope.seal(b"content", public), private, 7)


def test_one_byte_more_than_promised_is_refused():
    private, public = envelope.new_pair()
    with pytest.raises(envelope.ContentError):
        envelope.unseal(envelope.seal(b"content", public), private, 6)


def test_a_bomb_is_not_unpacked():
    private, public = envelope.new_pair()
    bomb = zstandard.ZstdCompressor(level=3).compress(bytes(50_000_000))
    assert len(bomb) < 10_000
    with pytest.raises(envelope.ContentError):
        envelope.unseal(sealed_as_it_is(bomb, public), private, 1000)


def test_a_window_beyond_the_limit_is_refused():
    private, public = envelope.new_pair()
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=24)
    stream = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    frame = stream.compress(b"content") + stream.flush()
    with pytest.raises(envelope.ContentError):
        envelope.unseal(sealed_as_it_is(frame, public), private, 100)


def test_what_is_not_compressed_is_refused():
    private, public = envelope.new_pair()
    with pytest.raises(envelope.ContentError):
        envelope.unseal(sealed_as_it_is(b"content", public), private, 100)


@pytest.mark.parametrize(
    "typed",
    ["7K0M-4V1X", "7k0m4v1x", " 7K0M 4V1X ", "7kom-4vlx", "7KOM—4VIX", "\uff17\uff4b0M－4V1X"],
)
def test_a_code_means_the_same_however_it_is_typed(typed):
    assert envelope.normal_code(typed) == "7K0M4V1X"
