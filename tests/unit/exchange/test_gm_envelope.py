"""The national envelope: known answers of the standards, and what only it can get wrong.

The vectors are those of GM/T 0003.5 (SM2), GM/T 0004 (SM3), GM/T 0002 (SM4) and RFC 8998 (SM4-GCM).
"""

from __future__ import annotations

import sys

import gmssl_pyx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from gridkeeper.errors import EnvelopeMissingError
from gridkeeper.exchange import envelopes, gm_envelope, packing

PRIVATE = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
PUBLIC = (
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
SIGNATURE = bytes.fromhex(
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)
SEALED = bytes.fromhex(
    "04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73"
    "e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0"
    "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766"
    "21886ca989ca9c7d58087307ca93092d651efa"
)


def test_sm2_signs_as_the_standard_does():
    assert gm_envelope.is_signed(b"message digest", SIGNATURE, PUBLIC)
    assert not gm_envelope.is_signed(b"message digest.", SIGNATURE, PUBLIC)


def test_sm2_opens_what_the_standard_sealed():
    assert gm_envelope.unwrapped(b"\4" + SEALED, PRIVATE) == b"encryption standard"


def test_what_this_seals_with_sm2_the_standards_key_opens():
    for _time in range(50):  # lengths of numbers differ from time to time
        key = b"0123456789abcdef"
        assert gm_envelope.unwrapped(gm_envelope.wrapped(key, PUBLIC), PRIVATE) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_gives_the_standards_answers(text, expected):
    running = gm_envelope.part_hash()
    running.update(text)
    assert running.finalize().hex() == expected


def test_sm4_gives_the_standards_answer():
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    encryptor = Cipher(algorithms.SM4(block), modes.ECB()).encryptor()  # noqa: S305 - its vector
    assert encryptor.update(block).hex() == "681edf34d206965e86b3e94f536e4246"


def test_sm4_gcm_gives_the_answer_of_rfc_8998():
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    about = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    words = ("a" * 16, "b" * 16, "c" * 16, "d" * 16, "e" * 16, "f" * 16, "e" * 16, "a" * 16)
    content = bytes.fromhex("".join(words))
    sealed = bytes.fromhex(
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert gm_envelope.encrypted(key, nonce, content, about) == sealed
    assert gm_envelope.decrypted(key, nonce, sealed, about) == content


def test_pieces_cannot_change_places_and_none_can_be_left_out():
    private, public = gm_envelope.new_pair()
    size = gm_envelope.CHUNK + 16
    sealed = gm_envelope.seal_as_it_is(bytes(3 * gm_envelope.CHUNK), public)
    header, first, second, last = (
        sealed[: -3 * size],
        sealed[-3 * size : -2 * size],
        sealed[-2 * size : -size],
        sealed[-size:],
    )
    for pieces in (
        (second, first, last),
        (first, last),
        (first, second),
        (first, second, last[:16]),
    ):
        with pytest.raises(packing.SealError):
            gm_envelope.unseal_as_it_is(b"".join((header, *pieces)), private)


def test_a_header_fits_only_its_own_content():
    private, public = gm_envelope.new_pair()
    one, other = (gm_envelope.seal_as_it_is(text, public) for text in (b"one", b"two"))
    with pytest.raises(packing.SealError):
        gm_envelope.unseal_as_it_is(one[:-19] + other[-19:], private)


@pytest.mark.parametrize("number", [0, gm_envelope.ORDER, 2**256 - 1])
def test_numbers_outside_the_group_sign_nothing(number):
    number = number.to_bytes(32, "big")
    assert not gm_envelope.is_signed(b"message digest", number + SIGNATURE[32:], PUBLIC)
    assert not gm_envelope.is_signed(b"message digest", SIGNATURE[:32] + number, PUBLIC)


def test_a_locked_key_opens_with_its_code_only():
    private, _public = gm_envelope.new_pair()
    locked = gm_envelope.lock(private, "7K0M-4V1X")
    assert gm_envelope.unlock(locked, "7kom 4vlx") == private
    with pytest.raises(packing.SealError):
        gm_envelope.unlock(locked, "7K0M-4V1Y")
    with pytest.raises(packing.SealError):
        gm_envelope.unlock(locked[:-1] + bytes((locked[-1] ^ 1,)), "7K0M-4V1X")


@pytest.mark.parametrize("private", ["", "00" * 32, "ff" * 32, "11" * 31])
def test_what_is_locked_must_be_a_key(private):
    with pytest.raises(packing.ContentError):
        gm_envelope.unlock(gm_envelope.lock(private, "7K0M"), "7K0M")


@pytest.mark.parametrize("locked", [b"", b"GridKeeper gm pw", b"x" * 80])
def test_what_was_never_locked_holds_no_key(locked):
    with pytest.raises(packing.ContentError):
        gm_envelope.unlock(locked, "7K0M")


def test_without_sm2_the_envelope_is_refused_in_words(monkeypatch):
    monkeypatch.setitem(sys.modules, "gmssl_pyx", None)
    with pytest.raises(EnvelopeMissingError, match=r"batch\.gkb.*SM2"):
        envelopes.usable(envelopes.GM, "batch.gkb")
    assert envelopes.usable(envelopes.AGE, "batch.gkb").NAME == "age-v1"


def test_two_libraries_agree_on_sm3():
    running = hashes.Hash(hashes.SM3())
    running.update(b"grid")
    assert running.finalize() == gmssl_pyx.sm3_hash(b"grid")
