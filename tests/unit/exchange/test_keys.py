from __future__ import annotations

import pytest

from gridkeeper.exchange.keys import is_signed, new_keys, sign


def test_new_keys_are_never_the_same():
    assert new_keys() != new_keys()


def test_a_signature_fits_its_message_and_key():
    keys = new_keys()
    assert is_signed(b"message", sign(keys, b"message"), keys.sign_public)


def test_a_signature_fits_no_other_message():
    keys = new_keys()
    assert not is_signed(b"massage", sign(keys, b"message"), keys.sign_public)


def test_a_signature_fits_no_other_key():
    assert not is_signed(b"message", sign(new_keys(), b"message"), new_keys().sign_public)


@pytest.mark.parametrize("key", ["", "xyz", "00" * 31, "ff" * 32])
def test_a_key_that_is_none_has_signed_nothing(key):
    assert not is_signed(b"message", bytes(64), key)


def test_a_signature_of_another_length_is_none():
    assert not is_signed(b"message", b"", new_keys().sign_public)


def test_private_keys_are_not_printed():
    keys = new_keys()
    assert keys.sign_private not in repr(keys)
    assert keys.seal_private not in repr(keys)
    assert keys.seal_public in repr(keys)
