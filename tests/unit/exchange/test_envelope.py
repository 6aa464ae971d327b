from __future__ import annotations

import pytest
import zstandard

from gridkeeper.exchange import envelopes, packing


@pytest.fixture(params=envelopes.NAMES)
def one(request):
    return envelopes.named(request.param)


@pytest.mark.parametrize("size", [0, 1, 7, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000])
def test_what_was_sealed_comes_out_again(one, size):
    private, public = one.new_pair()
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert one.unseal(one.seal(content, public), private, size) == content
    assert one.unseal_as_it_is(one.seal_as_it_is(content, public), private) == content


def test_the_same_is_never_sealed_the_same_way_twice(one):
    _private, public = one.new_pair()
    assert one.seal(b"content", public) != one.seal(b"content", public)


def test_nobody_else_can_open_it(one):
    private, _public = one.new_pair()
    _private, public = one.new_pair()
    with pytest.raises(packing.SealError):
        one.unseal(one.seal(b"content", public), private, 7)


def test_every_flipped_bit_is_refused(one):
    private, public = one.new_pair()
    sealed = one.seal_as_it_is(b"content", public)
    for bit in range(8 * len(sealed)):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(packing.SealError):
            one.unseal_as_it_is(bytes(changed), private)


def test_what_is_cut_short_is_refused_wherever_it_is_cut(one):
    private, public = one.new_pair()
    sealed = one.seal_as_it_is(b"content", public)
    for size in range(len(sealed)):
        with pytest.raises(packing.SealError):
            one.unseal_as_it_is(sealed[:size], private)
    with pytest.raises(packing.SealError):
        one.unseal_as_it_is(sealed + b"x", private)


def test_one_byte_more_than_promised_is_refused(one):
    private, public = one.new_pair()
    with pytest.raises(packing.ContentError):
        one.unseal(one.seal(b"content", public), private, 6)


def test_a_bomb_is_not_unpacked(one):
    private, public = one.new_pair()
    bomb = zstandard.ZstdCompressor(level=3).compress(bytes(50_000_000))
    assert len(bomb) < 10_000
    with pytest.raises(packing.ContentError):
        one.unseal(one.seal_as_it_is(bomb, public), private, 1000)


def test_a_window_beyond_the_limit_is_refused(one):
    private, public = one.new_pair()
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=24)
    stream = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    frame = stream.compress(b"content") + stream.flush()
    with pytest.raises(packing.ContentError):
        one.unseal(one.seal_as_it_is(frame, public), private, 100)


def test_what_is_not_compressed_is_refused(one):
    private, public = one.new_pair()
    with pytest.raises(packing.ContentError):
        one.unseal(one.seal_as_it_is(b"content", public), private, 100)


@pytest.mark.parametrize("public", ["", "xyz", "age1", "04" + "00" * 64])
def test_nothing_can_be_sealed_to_what_is_no_key(one, public):
    _private, sound = one.new_pair()
    assert envelopes.can_seal_to(one.NAME, sound)
    assert not envelopes.can_seal_to(one.NAME, public)


@pytest.mark.parametrize(
    "typed",
    ["7K0M-4V1X", "7k0m4v1x", " 7K0M 4V1X ", "7kom-4vlx", "7KOM—4VIX", "\uff17\uff4b0M－4V1X"],
)
def test_a_code_means_the_same_however_it_is_typed(typed):
    assert packing.normal_code(typed) == "7K0M4V1X"
