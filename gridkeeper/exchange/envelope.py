"""The usual envelope, `age-v1`: zstd, then age, so that only the recipient can read a part.

Every part is bounded (FORMAT.md §8) and sealed in one go, in memory: nothing unsealed ever touches
the disk, and no broken pipe has to be carried through foreign code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gridkeeper.exchange import packing
from gridkeeper.exchange.packing import ContentError, SealError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hashes import Hash

NAME = "age-v1"
SUFFIX = ".age"


def new_pair() -> tuple[str, str]:
    """Return a new age identity and its recipient."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def new_signing_pair() -> tuple[str, str]:
    """Return a new Ed25519 pair: seed and public key, in hexadecimal."""
    signing = Ed25519PrivateKey.generate()
    return signing.private_bytes_raw().hex(), signing.public_key().public_bytes_raw().hex()


def sign(private: str, _public: str, message: bytes) -> bytes:
    """Return the 64 bytes of the signature."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).sign(message)


def is_signed(message: bytes, signature: bytes, public: str) -> bool:
    """Whether the owner of a public key signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def part_hash() -> Hash | None:
    """Return nothing: SHA-256 on the cover is enough."""
    return None


def seal(content: bytes, seal_to: str) -> bytes:
    """Return content compressed and sealed to an age recipient."""
    return seal_as_it_is(packing.packed(content), seal_to)


def seal_as_it_is(content: bytes, seal_to: str) -> bytes:
    """Return content sealed to an age recipient; photos do not get smaller by compressing them."""
    sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(seal_to)])
    return sealed


def unseal_as_it_is(sealed: bytes, seal_private: str) -> bytes:
    """Return what `seal_as_it_is` sealed; it is never longer than what it was sealed in.

    Raises:
        SealError: Sealed for somebody else.
    """
    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(seal_private)]))
    except pyrage.DecryptError as error:
        raise SealError from error


def unseal(sealed: bytes, seal_private: str, limit: int) -> bytes:
    """Return the content of a sealed part; nothing beyond `limit` bytes is decompressed.

    Raises:
        SealError: Sealed for somebody else.
        ContentError: As `packing.unpacked`.
    """
    return packing.unpacked(unseal_as_it_is(sealed, seal_private), limit)


def lock(seal_private: str, code: str) -> bytes:
    """Return an age identity, sealed by a one-time code; takes about a second on purpose."""
    locked: bytes = pyrage.passphrase.encrypt(
        seal_private.encode("ascii"), packing.normal_code(code)
    )
    return locked


def unlock(locked: bytes, code: str) -> str:
    """Return the age identity that `lock` sealed.

    Raises:
        SealError: Another code.
        ContentError: It was no age identity.
    """
    try:
        opened: bytes = pyrage.passphrase.decrypt(locked, packing.normal_code(code))
    except pyrage.DecryptError as error:
        raise SealError from error
    try:
        return str(pyrage.x25519.Identity.from_str(opened.decode("ascii")))
    except (pyrage.IdentityError, UnicodeDecodeError) as error:
        raise ContentError from error
