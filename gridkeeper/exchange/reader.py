"""Read a batch: damaged, newer, for somebody else and from a stranger are told apart, in words.

The order is the contract; each step looks only at what the steps before have proven:

1. `BatchFile.open`: frame, format, signature, the bytes of every part. No key is needed.
2. `check_signer`: whose signature it is. The office reads a worker's introduction first, which is
   inside, and calls it after `unseal`.
3. `unseal` or `unseal_package`: the manifest, and that it agrees with the cover.
4. `lines`: the changes, compared with everything the manifest promised.
5. `contents`: what is in the attachments, each compared with its hash.

Nothing is held open between the steps; each part is compared with its hash again when it is read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from gridkeeper.domain import wire
from gridkeeper.errors import BatchForOtherError, BatchFromStrangerError, EnrolmentCodeError
from gridkeeper.exchange import envelopes, layout, marks, media, opening, packing
from gridkeeper.exchange.manifest import ENROLMENT, Manifest
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gridkeeper.domain.changes import Change
    from gridkeeper.errors import BatchDamagedError
    from gridkeeper.exchange.framing import Entry
    from gridkeeper.exchange.keys import Keys
    from gridkeeper.exchange.manifest import Content, Cover, Enclosed
    from gridkeeper.exchange.opening import Reading
    from gridkeeper.progress import Progress

_REPORT_EVERY = 1000


def inspect(path: Path) -> Cover:
    """Return the cover of a sound batch; anyone may, no key is needed.

    Raises:
        GridKeeperError: As `BatchFile.open`.
    """
    return BatchFile.open(path).cover


class BatchFile:
    """A sound batch file, opened step by step in the order that the module describes.

    Attributes:
        path: Where it lies.
        cover: What anyone may know; proven to be what its signer wrote.
    """

    def __init__(
        self, path: Path, cover: Cover, entries: Sequence[Entry], reading: Reading = media.reading
    ) -> None:
        self.path = path
        self._reading = reading
        self.cover = cover
        self._envelope = envelopes.named(cover.envelope)
        self._entries = entries
        self._seal_private = ""
        self._manifest: Manifest | None = None
        self._signer_known = False

    @classmethod
    def open(cls, path: Path, reading: Reading = media.reading) -> BatchFile:
        """Check everything that needs no key.

        Args:
            path: Where it lies; of one in volumes, the first.
            reading: Opens it.

        Raises:
            FileMissingError: It is not there.
            FileUnreadableError: The medium fails.
            BatchDamagedError: No batch, cut short, or any byte altered.
            BatchTooNewError: A newer program wrote it.
            BatchVolumeError: One volume of a batch that is in several files.
        """
        cover, entries = opening.opened(path, reading)
        return cls(path, cover, entries, reading)

    def check_signer(self, expected_sign_public: str) -> None:
        """Check that the batch is signed with a key that the caller knows to be the sender's.

        Raises:
            BatchFromStrangerError: Signed with another key.
        """
        if self.cover.sender.sign_public != expected_sign_public:
            raise BatchFromStrangerError(file=self.path, sender=self.cover.sender.name)
        self._signer_known = True

    def unseal(self, keys: Keys) -> Manifest:
        """Return what the sender told only the recipient.

        Raises:
            BatchForOtherError: Sealed for another replica.
            BatchDamagedError: The manifest does not agree with the cover.
        """
        other = BatchForOtherError(file=self.path, recipient=self.cover.recipient.name)
        if keys.envelope != self.cover.envelope:
            raise other
        try:
            return self._unsealed(keys.seal_private)
        except packing.SealError as error:
            raise other from error

    def unseal_package(self, code: str) -> Manifest:
        """Return the manifest of an enrolment package.

        Only who made the package knew the code, and the manifest names the key that signed the
        cover; so the signer is known after this, and `check_signer` is not needed.

        Raises:
            EnrolmentCodeError: Another code.
            BatchDamagedError: Not a package, or the manifest does not agree with the cover.
        """
        if self.cover.kind != ENROLMENT:
            raise self._damaged(_("it is not an enrolment package"))
        try:
            seal_private = self._envelope.unlock(
                self._sealed(layout.key_name(self._envelope.SUFFIX)), code
            )
        except packing.SealError as error:
            raise EnrolmentCodeError(file=self.path) from error
        except packing.ContentError as error:
            raise self._damaged(_("its key cannot be read")) from error
        try:
            manifest = self._unsealed(seal_private)
        except packing.SealError as error:
            raise self._damaged(_("its key does not open it")) from error
        self._signer_known = True
        return manifest

    def lines(self, progress: Progress) -> Iterator[tuple[Change, bytes]]:
        """Return each change and its line as it came, in order.

        What is promised is proven only at the end: apply them in one transaction and roll back
        when this raises.

        Raises:
            BatchDamagedError: Other lines than the manifest promised, or one that is no change.
            RuntimeError: The signer or the manifest has not been looked at.
        """
        if self._manifest is None or not self._signer_known:
            message = "unseal the batch and check its signer first"
            raise RuntimeError(message)
        return self._lines(self._manifest, progress)

    @property
    def enclosed(self) -> tuple[Enclosed, ...]:
        """What the parts with attachments hold; nothing is known of it before `unseal`."""
        return () if self._manifest is None else self._manifest.attachments

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Return what is in the attachments, each with its hash, one after the other.

        Raises:
            BatchDamagedError: One is not what the manifest promised.
            RuntimeError: The signer or the manifest has not been looked at.
        """
        if self._manifest is None or not self._signer_known:
            message = "unseal the batch and check its signer first"
            raise RuntimeError(message)
        for number, one in enumerate(self._manifest.attachments, start=1):
            name = layout.attachment_name(number, self._envelope.SUFFIX)
            try:
                content = self._envelope.unseal_as_it_is(self._sealed(name), self._seal_private)
            except packing.SealError as error:
                raise self._damaged(_("part {part} cannot be opened").format(part=name)) from error
            if (len(content), hashlib.sha256(content).hexdigest()) != (one.size, one.sha256):
                text = _("part {part} does not match the manifest")
                raise self._damaged(text.format(part=name))
            yield one.sha256, content

    def _lines(self, manifest: Manifest, progress: Progress) -> Iterator[tuple[Change, bytes]]:
        done, total = 0, sum(content.lines for content in manifest.contents)
        counts: Counter[str] = Counter()
        chain = bytes.fromhex(manifest.chain_before)
        for number, content in enumerate(manifest.contents, start=1):
            for line in self._part(layout.changes_name(number, self._envelope.SUFFIX), content):
                done += 1
                change = self._change(line, done)
                counts[change.kind] += 1
                chain = wire.chain(chain, line)
                yield change, line
                if done % _REPORT_EVERY == 0:
                    progress.report(done, total)
        if chain.hex() != manifest.chain_after:
            raise self._damaged(_("its chain of changes is broken"))
        if counts != self.cover.counts:
            raise self._damaged(_("its changes do not match the counts on its cover"))
        progress.report(done, total)

    def _change(self, line: bytes, number: int) -> Change:
        try:
            return wire.decode(line)
        except wire.LineError as error:
            text = _("change {number} in it cannot be read, at {place}")
            raise self._damaged(text.format(number=number, place=error.place)) from error

    def _part(self, name: str, promised: Content) -> list[bytes]:
        """Return the lines of a part."""
        try:
            content = self._envelope.unseal(self._sealed(name), self._seal_private, promised.size)
        except (packing.SealError, packing.ContentError) as error:
            raise self._damaged(_("part {part} cannot be opened").format(part=name)) from error
        ended = content.endswith(b"\n") or not content
        if not ended or (content.count(b"\n"), len(content)) != (promised.lines, promised.size):
            text = _("part {part} does not match the manifest")
            raise self._damaged(text.format(part=name))
        return content.split(b"\n")[:-1]

    def _unsealed(self, seal_private: str) -> Manifest:
        """Return the manifest and keep the key that opened it.

        Raises:
            SealError: The key does not open it.
        """
        try:
            content = self._envelope.unseal(
                self._sealed(layout.manifest_name(self._envelope.SUFFIX)),
                seal_private,
                layout.MANIFEST_LIMIT,
            )
            packing.check_room(content)
            manifest = msgspec.json.decode(content, type=Manifest)
        except (*wire.UNREADABLE, packing.ContentError) as error:
            raise self._damaged(_("its manifest cannot be read")) from error
        introduced = manifest.introduction
        # Whoever kept a key that is none could not write to anybody any more.
        if introduced and not envelopes.can_seal_to(self._envelope.NAME, introduced.seal_public):
            raise self._damaged(_("its manifest cannot be read"))
        if not _agrees(manifest, self.cover) or not _adds_up(manifest):
            raise self._damaged(_("its manifest contradicts its cover"))
        self._manifest, self._seal_private = manifest, seal_private
        return manifest

    def _sealed(self, name: str) -> bytes:
        """Return a part's bytes, compared once more with the cover."""
        index = [part.name for part in self.cover.parts].index(name)
        entry = self._entries[index]
        with self._reading(self.path) as stream:
            stream.seek(entry.start)
            sealed = stream.read(entry.size)
        if hashlib.sha256(sealed).hexdigest() != self.cover.parts[index].sha256:
            raise self._damaged(_("it was changed while it was being read"))
        return sealed

    def _damaged(self, reason: str) -> BatchDamagedError:
        return opening.damaged(self.path, reason)


def _agrees(manifest: Manifest, cover: Cover) -> bool:
    """Whether the sealed inside says the same as the public outside."""
    sender = cover.sender
    parts = cover.parts[: len(manifest.contents)]
    return (
        manifest.cover == replace(cover, parts=parts)
        and len(cover.parts)
        == len(parts) + 1 + (cover.kind == ENROLMENT) + len(manifest.attachments)
        and (manifest.package is not None) == (cover.kind == ENROLMENT)
        and (manifest.sender.id, manifest.sender.role, manifest.sender.unit)
        == (sender.replica, sender.role, sender.name)
    )


def _adds_up(manifest: Manifest) -> bool:
    """Whether the figures of a manifest fit each other."""
    numbers = manifest.cover.numbers
    lines = sum(content.lines for content in manifest.contents)
    return (
        all(content.size <= layout.CHANGES_LIMIT for content in manifest.contents)
        and all(one.size >= one.lines * layout.LINE_LEAST for one in manifest.contents)
        and lines == sum(manifest.cover.counts.values())
        and (not numbers.whole or lines == numbers.last - numbers.first + 1)
        and len(manifest.marks) in {0, 2 * marks.SIZE * lines}
    )
