"""A replica's two key pairs: one signs what it sends, one opens what was sealed for it.

Public keys travel in packages and introductions; private ones live in the store and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gridkeeper.exchange import envelopes


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one replica; the private ones are kept out of what is printed.

    Attributes:
        sign_private: Ed25519 seed, hexadecimal.
        sign_public: Ed25519 public key, hexadecimal.
        seal_private: age identity, `AGE-SECRET-KEY-1…`.
        seal_public: age recipient, `age1…`.
        envelope: Which one they are for; in `gm-v1` all are SM2 keys, hexadecimal.
    """

    sign_private: str = field(repr=False)
    sign_public: str
    seal_private: str = field(repr=False)
    seal_public: str
    envelope: str = envelopes.AGE


def new_keys(envelope: str = envelopes.AGE) -> Keys:
    """Return keys that nobody had before."""
    chosen = envelopes.named(envelope)
    return Keys(*chosen.new_signing_pair(), *chosen.new_pair(), envelope)


def sign(keys: Keys, message: bytes) -> bytes:
    """Return the 64 bytes of the signature."""
    return envelopes.named(keys.envelope).sign(keys.sign_private, keys.sign_public, message)
