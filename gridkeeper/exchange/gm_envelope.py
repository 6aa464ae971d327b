"""The second envelope, `gm-v1`: SM2, SM3 and SM4 in the place of X25519, SHA-256 and age.

The algorithms are those of GM/T 0002 to 0004; FORMAT.md §11 says how they are put together. SM3 and
SM4-GCM come from `cryptography`, SM2 from GmSSL by way of `gmssl_pyx`, which has no wheels for ARM:
there this envelope is refused in words. The program is no certified cryptographic module
(GM/T 0028); nobody becomes compliant by choosing this envelope.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from gridkeeper.exchange import packing
from gridkeeper.exchange.packing import ContentError, SealError

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "gm-v1"
SUFFIX = ".gm"

ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
"""Of the group of SM2's recommended curve."""

CHUNK = 64 * 1024
"""So much of a content is sealed at a time."""

CODE_ROUNDS = 600_000
"""Of PBKDF2; the one-time code has 60 bits of its own."""

_SEALED = b"GridKeeper gm v1"
_LOCKED = b"GridKeeper gm pw"
_POINT = 65
_DIGEST = 32
_KEY = 16
_TAG = 16
_SALT = 16
_PRIVATE = 32
_WRAPPED = _POINT + _DIGEST + _KEY
_HEADER = len(_SEALED) + _WRAPPED
_LAST_OF_ONE = bytes(11) + b"\1"


class MissingError(Exception):
    """This computer has no SM2."""


def check() -> None:
    """Find out whether this computer can use the envelope.

    Raises:
        MissingError: It has no SM2.
    """
    _sm2()


def new_pair() -> tuple[str, str]:
    """Return a new SM2 key pair to seal to: private, public, in hexadecimal."""
    public, private = _sm2().sm2_key_generate()
    return bytes(private).hex(), (b"\4" + bytes(public)).hex()


def new_signing_pair() -> tuple[str, str]:
    """Return a new SM2 key pair to sign with: private, public, in hexadecimal."""
    return new_pair()


def sign(private: str, public: str, message: bytes) -> bytes:
    """Return the signature: r and s, 32 bytes each; the signer's id is the standard's own."""
    signed: bytes = _sm2().sm2_sign(bytes.fromhex(private), _point(public), message)
    return b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(signed))


def is_signed(message: bytes, signature: bytes, public: str) -> bool:
    """Whether the owner of a public key signed exactly this message."""
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if len(signature) != 2 * 32 or not (0 < r < ORDER and 0 < s < ORDER):
        return False
    sm2 = _sm2()
    try:
        return bool(sm2.sm2_verify(_point(public), message, encode_dss_signature(r, s)))
    except (ValueError, sm2.GmsslInnerError):
        return False


def part_hash() -> hashes.Hash | None:
    """Return a running SM3."""
    return hashes.Hash(hashes.SM3())


def seal(content: bytes, seal_to: str) -> bytes:
    """Return content compressed and sealed to a public key."""
    return seal_as_it_is(packing.packed(content), seal_to)


def unseal(sealed: bytes, seal_private: str, limit: int) -> bytes:
    """Return the content of a sealed part; nothing beyond `limit` bytes is decompressed.

    Raises:
        SealError: Sealed for somebody else, or altered.
        ContentError: As `packing.unpacked`.
    """
    return packing.unpacked(unseal_as_it_is(sealed, seal_private), limit)


def seal_as_it_is(content: bytes, seal_to: str) -> bytes:
    """Return content sealed to a public key."""
    key = os.urandom(_KEY)
    header = _SEALED + wrapped(key, seal_to)
    pieces = [content[start : start + CHUNK] for start in range(0, len(content), CHUNK)] or [b""]
    sealed = [
        encrypted(key, nonce, piece, header)
        for nonce, piece in zip(_nonces(len(pieces)), pieces, strict=True)
    ]
    return b"".join((header, *sealed))


def unseal_as_it_is(sealed: bytes, seal_private: str) -> bytes:
    """Return what `seal_as_it_is` sealed.

    Raises:
        SealError: Sealed for somebody else, or altered.
    """
    header, rest = sealed[:_HEADER], sealed[_HEADER:]
    if len(header) < _HEADER or not header.startswith(_SEALED) or header[len(_SEALED)] != 4:
        raise SealError
    key = unwrapped(header[len(_SEALED) :], seal_private)
    size = CHUNK + _TAG
    pieces = [rest[start : start + size] for start in range(0, len(rest), size)]
    if not pieces or len(pieces[-1]) < _TAG or (len(pieces) > 1 and len(pieces[-1]) == _TAG):
        raise SealError
    return b"".join(
        decrypted(key, nonce, piece, header)
        for nonce, piece in zip(_nonces(len(pieces)), pieces, strict=True)
    )


def lock(seal_private: str, code: str) -> bytes:
    """Return a private key, sealed by a one-time code; takes a while on purpose."""
    header = _LOCKED + os.urandom(_SALT)
    content = bytes.fromhex(seal_private)
    return header + encrypted(_key_of(code, header), _LAST_OF_ONE, content, header)


def unlock(locked: bytes, code: str) -> str:
    """Return the private key that `lock` sealed.

    Raises:
        SealError: Another code.
        ContentError: It was no private key.
    """
    header, rest = locked[: len(_LOCKED) + _SALT], locked[len(_LOCKED) + _SALT :]
    if not header.startswith(_LOCKED) or len(rest) < _TAG:
        raise ContentError
    opened = decrypted(_key_of(code, header), _LAST_OF_ONE, rest, header)
    if len(opened) != _PRIVATE or not 0 < int.from_bytes(opened, "big") < ORDER - 1:
        raise ContentError
    return opened.hex()


def _sm2() -> Any:  # noqa: ANN401 - a library without types
    """Return the library that knows SM2."""
    try:
        return importlib.import_module("gmssl_pyx")
    except ImportError as error:
        raise MissingError from error


def _point(public: str) -> bytes:
    """Return the 64 bytes of a public key.

    Raises:
        ValueError: It is none.
    """
    point = bytes.fromhex(public)
    if len(point) != _POINT or point[0] != 4 or public != point.hex():
        message = "a public key is 04, x and y in lower-case hexadecimal"
        raise ValueError(message)
    return point[1:]


def wrapped(key: bytes, seal_to: str) -> bytes:
    """Return a key sealed by SM2: C1 (65 bytes), C3 (32), C2."""
    x, y, checked, sealed = _elements(_sm2().sm2_encrypt(_point(seal_to), key))
    coordinates = (number.lstrip(b"\0").rjust(32, b"\0") for number in (x, y))
    return b"".join((b"\4", *coordinates, checked, sealed))


def unwrapped(wrapped: bytes, seal_private: str) -> bytes:
    """Return the key that `wrapped` sealed.

    Raises:
        SealError: Sealed for somebody else, or altered.
    """
    x, y, checked = wrapped[1:33], wrapped[33:_POINT], wrapped[_POINT : _POINT + _DIGEST]
    inside = (
        _element(2, _number(x))
        + _element(2, _number(y))
        + _element(4, checked)
        + _element(4, wrapped[_POINT + _DIGEST :])
    )
    sm2 = _sm2()
    try:
        return bytes(sm2.sm2_decrypt(bytes.fromhex(seal_private), _element(0x30, inside)))
    except (ValueError, sm2.GmsslInnerError) as error:
        raise SealError from error


def _number(value: bytes) -> bytes:
    """Return a positive number as DER writes it: no more zeros before it than it needs."""
    short = value.lstrip(b"\0")
    return short if short and short[0] < 0x80 else b"\0" + short


def _element(tag: int, value: bytes) -> bytes:
    """Return a DER element of fewer than 128 bytes."""
    return bytes((tag, len(value))) + value


def _elements(der: bytes) -> list[bytes]:
    """Return what is in a DER sequence of short elements."""
    found, place = [], 2
    while place < len(der):
        start, place = place + 2, place + 2 + der[place + 1]
        found.append(der[start:place])
    return found


def _nonces(count: int) -> Iterator[bytes]:
    """Return a nonce for each piece; the last one has its own, so that none can be cut off."""
    for number in range(count):
        yield number.to_bytes(11, "big") + bytes((number == count - 1,))


def encrypted(key: bytes, nonce: bytes, content: bytes, about: bytes) -> bytes:
    """Return content sealed by SM4-GCM, with its tag; `about` is vouched for, not sealed."""
    encryptor = Cipher(SM4(key), GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(about)
    return encryptor.update(content) + encryptor.finalize() + encryptor.tag


def decrypted(key: bytes, nonce: bytes, sealed: bytes, about: bytes) -> bytes:
    """Return what was sealed.

    Raises:
        SealError: With another key, or altered.
    """
    decryptor = Cipher(SM4(key), GCM(nonce, sealed[-_TAG:])).decryptor()
    decryptor.authenticate_additional_data(about)
    content = decryptor.update(sealed[:-_TAG])
    try:
        return content + decryptor.finalize()
    except InvalidTag as error:
        raise SealError from error


def _key_of(code: str, salt: bytes) -> bytes:
    """Return the key that a one-time code stands for (PBKDF2 with HMAC-SM3)."""
    derived = PBKDF2HMAC(hashes.SM3(), length=_KEY, salt=salt, iterations=CODE_ROUNDS)
    return derived.derive(packing.normal_code(code).encode())
