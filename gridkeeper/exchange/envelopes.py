"""Which envelopes there are, by the name that stands on the cover (FORMAT.md §3, §4, §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gridkeeper.errors import EnvelopeMissingError
from gridkeeper.exchange import envelope, gm_envelope

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hashes import Hash

AGE = envelope.NAME
GM = gm_envelope.NAME
NAMES = (AGE, GM)


class Envelope(Protocol):
    """What seals parts to whoever may open them, and signs covers; a module.

    Attributes:
        NAME: As it stands on the cover.
        SUFFIX: What the names of sealed parts end in.
    """

    @property
    def NAME(self) -> str: ...  # noqa: D102, N802 - a constant of a module

    @property
    def SUFFIX(self) -> str: ...  # noqa: D102, N802 - as above

    def new_pair(self) -> tuple[str, str]:
        """Return new keys to seal to: private, public."""

    def new_signing_pair(self) -> tuple[str, str]:
        """Return new keys to sign with: private, public."""

    def sign(self, private: str, public: str, message: bytes) -> bytes:
        """Return the 64 bytes of a signature."""

    def is_signed(self, message: bytes, signature: bytes, public: str) -> bool:
        """Whether the owner of a public key signed exactly this message."""

    def part_hash(self) -> Hash | None:
        """Return a running hash of parts that stands on the cover beside SHA-256, if there is."""

    def seal(self, content: bytes, seal_to: str) -> bytes:
        """Return content compressed and sealed to a public key."""

    def unseal(self, sealed: bytes, seal_private: str, limit: int) -> bytes:
        """Return what `seal` sealed, at most so many bytes; SealError or ContentError if not."""

    def seal_as_it_is(self, content: bytes, seal_to: str) -> bytes:
        """Return content sealed to a public key."""

    def unseal_as_it_is(self, sealed: bytes, seal_private: str) -> bytes:
        """Return what `seal_as_it_is` sealed; SealError if not."""

    def lock(self, seal_private: str, code: str) -> bytes:
        """Return a private key, sealed by a one-time code."""

    def unlock(self, locked: bytes, code: str) -> str:
        """Return what `lock` sealed; SealError with another code, ContentError if it is no key."""


_AGE: Envelope = envelope
_GM: Envelope = gm_envelope


def named(name: str) -> Envelope:
    """Return an envelope by its name, which is one of `NAMES`."""
    return {AGE: _AGE, GM: _GM}[name]


def usable(name: str, file: object) -> Envelope:
    """Return an envelope, if this computer can use it for a file.

    Raises:
        EnvelopeMissingError: It cannot: there is no SM2 here.
    """
    if name == GM:
        try:
            gm_envelope.check()
        except gm_envelope.MissingError as error:
            raise EnvelopeMissingError(file=file) from error
    return named(name)


def can_seal_to(name: str, public: str) -> bool:
    """Whether something can be sealed to what somebody says is her public key."""
    try:
        named(name).seal_as_it_is(b"", public)
    except Exception:  # noqa: BLE001 - each library refuses in its own way, none is a ValueError
        return False
    return True
