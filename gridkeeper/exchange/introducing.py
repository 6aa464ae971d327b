"""A worker's public keys, introduced to the office that enrolled her (FORMAT.md §7)."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from gridkeeper.domain import wire
from gridkeeper.exchange.manifest import Introduction

if TYPE_CHECKING:
    from gridkeeper.exchange.keys import Keys


def introduce(keys: Keys, replica: str, secret_hex: str) -> Introduction:
    """Return a worker's introduction to the office that enrolled her."""
    proof = _proof(keys.sign_public, keys.seal_public, replica, secret_hex)
    return Introduction(keys.sign_public, keys.seal_public, proof)


def is_genuine(introduction: Introduction, replica: str, secret_hex: str) -> bool:
    """Whether the keys were introduced by whoever opened the package with this secret."""
    proof = _proof(introduction.sign_public, introduction.seal_public, replica, secret_hex)
    return hmac.compare_digest(proof.encode(), introduction.proof.encode())


def _proof(sign_public: str, seal_public: str, replica: str, secret_hex: str) -> str:
    message = wire.canonical(["gridkeeper introduction v1", replica, sign_public, seal_public])
    return hmac.new(bytes.fromhex(secret_hex), message, hashlib.sha256).hexdigest()
