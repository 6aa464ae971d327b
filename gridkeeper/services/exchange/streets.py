"""Two levels: a district is an office whose workers are streets.

A street is an office with workers of its own. It joins with a package and a code as a worker does,
but keeps its store, its replica and its keys: its first batch introduces them. Both sides pass on
what others wrote: upward everything goes, downward what lies in the street's grids. Which grids are
a street's it says itself, by bringing them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.kinds import GRID
from gridkeeper.domain.replicas import Peer, Role, Standing
from gridkeeper.errors import BatchFromStrangerError, EnrolmentStaleError, InputInvalidError
from gridkeeper.exchange.introducing import is_genuine
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.exchange import enrolment
from gridkeeper.services.store.stores import keys_of
from gridkeeper.storage.journal import Source
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gridkeeper.domain.changes import Change
    from gridkeeper.exchange.manifest import Manifest
    from gridkeeper.exchange.reader import BatchFile
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit


class DistrictService:
    """Lets a street join a district, at the street."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def join(self, package: Path, code: str, progress: Progress) -> Peer:
        """Join the district that made a package; return it.

        The next batch for it carries all that this office knows.

        Raises:
            RoleRefusedError: This is no office.
            EnrolmentCodeError: The code does not open the package.
            BatchDamagedError: The package is damaged.
            InputInvalidError: It is no package, or one for a worker; or this office belongs to a
                district already; or the package is its own, or one of a street below it.
        """
        self._session.only(Role.OFFICE, action=_("joining a district"))
        file = enrolment.package_file(package)
        manifest = file.unseal_package(code)
        enrolment.check_for(manifest, Role.OFFICE, package.name)
        with self._session.writing("join district") as work:
            self._check(work.unit, manifest, package.name)
            now = clock.stamp(work.pen.now)
            source = Source(file.cover.batch_id, now, manifest.sender.id, file.cover.numbers.epoch)
            name = manifest.sender.unit  # an office above is known by what it is, not by its clerk
            enrolment.take_package(work.unit, file, manifest, source, name, progress)
            work.detail["district"] = manifest.sender.id
        self._session.changes.tell(Changed(frozenset({BATCH})))
        with self._session.store.reading() as unit:
            found = unit.peers.get(manifest.sender.id)
        assert found is not None  # noqa: S101 - it was just kept
        return found

    def _check(self, unit: Unit, manifest: Manifest, name: str) -> None:
        for peer in unit.peers.all():
            if peer.is_above and peer.standing is not Standing.REVOKED:
                reason = _("this office belongs to {district} already")
                raise InputInvalidError(where=name, reason=reason.format(district=peer.name))
        if manifest.sender.id == unit.replica.id or unit.peers.get(manifest.sender.id):
            reason = _("it was made by this office itself, or by one that belongs to it")
            raise InputInvalidError(where=name, reason=reason)


def introduced(unit: Unit, file: BatchFile) -> tuple[Peer, Manifest]:
    """Return which street speaks for the first time, and what is sealed in its batch.

    It keeps the replica that it has had all along; the package named another.

    Raises:
        BatchFromStrangerError: It proves to know no package of this office.
        EnrolmentStaleError: Its package was used by another office.
        BatchForOtherError, BatchDamagedError: As `BatchFile.unseal`.
    """
    sender = file.cover.sender
    manifest = file.unseal(keys_of(unit))
    told = manifest.introduction
    found = next(
        (
            peer
            for peer in unit.peers.all()
            if told is not None and peer.is_street and is_genuine(told, sender.replica, peer.secret)
        ),
        None,
    )
    if told is None or found is None:
        raise BatchFromStrangerError(file=file.path.name, sender=sender.name)
    file.check_signer(told.sign_public)
    if found.standing is not Standing.INVITED:
        raise EnrolmentStaleError(file=file.path.name, sender=found.name)
    unit.peers.rename(found.id, sender.replica)
    return replace(
        found,
        id=sender.replica,
        standing=Standing.ACTIVE,
        sign_key=told.sign_public,
        seal_key=told.seal_public,
    ), manifest


@dataclass
class Brought:
    """Which grids a street brings, listened to while its batch is taken in."""

    grids: set[str] = field(default_factory=set)

    def listen(self, lines: Iterable[tuple[Change, bytes]]) -> Iterator[tuple[Change, bytes]]:
        """Pass lines on and keep the grids that came into being at the street."""
        for change, line in lines:
            if change.kind == GRID.name and change.creates:
                self.grids.add(change.record)
            yield change, line

    def of(self, unit: Unit, street: Peer) -> Peer:
        """Return a street with the grids that are its from now on: nobody else has them."""
        if not street.is_street:
            return street
        others = {
            grid
            for peer in unit.peers.all()
            if peer.id != street.id and peer.standing is not Standing.REVOKED
            for grid in peer.grids
        }
        mine = sorted(self.grids - others - set(street.grids))
        return replace(street, grids=(*street.grids, *mine))
