from __future__ import annotations

from dataclasses import astuple

import pytest

from gridkeeper.exchange import envelopes
from gridkeeper.exchange.keys import new_keys, sign


@pytest.fixture(params=envelopes.NAMES)
def keys(request):
    return new_keys(request.param)


def is_signed(keys, signature, message=b"message", key=None):
    public = keys.sign_public if key is None else key
    return envelopes.named(keys.envelope).is_signed(message, signature, public)


def test_new_keys_are_never_the_same(keys):
    assert not set(astuple(keys)[:-1]) & set(astuple(new_keys(keys.envelope))[:-1])


def test_a_signature_fits_its_message_and_key(keys):
    assert is_signed(keys, sign(keys, b"message"))


def test_a_signature_fits_no_other_message(keys):
    assert not is_signed(keys, sign(keys, b"message"), b"massage")


def test_a_signature_fits_no_other_key(keys):
    other = new_keys(keys.envelope)
    assert not is_signed(keys, sign(keys, b"message"), key=other.sign_public)


def test_every_flipped_bit_of_a_signature_is_noticed(keys):
    signature = sign(keys, b"message")
    for bit in range(8 * len(signature)):
        changed = bytearray(signature)
        changed[bit // 8] ^= 1 << bit % 8
        assert not is_signed(keys, bytes(changed))


@pytest.mark.parametrize(
    "key",
    ["", "xyz", "00" * 31, "ff" * 32, "00" * 65, "04" + "00" * 64, "04" + "ff" * 64, "02" * 65],
)
def test_a_key_that_is_none_has_signed_nothing(keys, key):
    assert not is_signed(keys, sign(keys, b"message"), key=key)


def test_a_key_is_written_in_one_way_only(keys):
    shouted = keys.sign_public.upper()
    fits = is_signed(keys, sign(keys, b"message"), key=shouted)
    # An Ed25519 key in capitals is the same key; the store compares it as text with what it knows.
    assert fits == (keys.envelope == envelopes.AGE)


@pytest.mark.parametrize("signature", [b"", bytes(63), bytes(64), b"\xff" * 64, bytes(65)])
def test_what_is_no_signature_is_none(keys, signature):
    assert not is_signed(keys, signature)


def test_private_keys_are_not_printed(keys):
    assert keys.sign_private not in repr(keys)
    assert keys.seal_private not in repr(keys)
    assert keys.seal_public in repr(keys)
