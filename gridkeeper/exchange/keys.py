"""A replica's two key pairs: one signs what it sends, one opens what was sealed for it.

Public keys travel in packages and introductions; private ones live in the store and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gridkeeper.exchange import envelope


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one replica; the private ones are kept out of what is printed.

    Attributes:
        sign_private: Ed25519 seed, hexadecimal.
        sign_public: Ed25519 public key, hexadecimal.
        seal_private: age identity, `AGE-SECRET-KEY-1…`.
        seal_public: age recipient, `age1…`.
    """

    sign_private: str = field(repr=False)
    sign_public: str
    seal_private: str = field(repr=False)
    seal_public: str


def new_keys() -> Keys:
    """Return keys that nobody had before."""
    signing = Ed25519PrivateKey.generate()
    seal_private, seal_public = envelope.new_pair()
    return Keys(
        signing.private_bytes_raw().hex(),
        signing.public_key().public_bytes_raw().hex(),
        seal_private,
        seal_public,
    )


def sign(keys: Keys, message: bytes) -> bytes:
    """Return the 64 bytes of the signature."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys.sign_private)).sign(message)


def is_signed(message: bytes, signature: bytes, sign_public: str) -> bool:
    """Whether the owner of a public key signed exactly this message."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sign_public))
        key.verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
