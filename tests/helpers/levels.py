"""A district above the office of a town: the office becomes a street that has joined it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.ids import new_id
from gridkeeper.domain.replicas import Role
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.streets import DistrictService
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place
from tests.helpers.stores import CHEAP, PASSWORD
from tests.helpers.towns import QUIET, FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.services.session import Session

DISTRICT = "district.gkdb"
STREET = "晨光街道办"


def a_district(folder: Path, name: str = DISTRICT) -> Session:
    """Make the store of 周琳 at a district's office, which has no register of its own."""
    replica = stores.new_replica(new_id(), Role.OFFICE, "周琳", "江北区")
    place = Place(folder / name, PASSWORD, CHEAP)
    return stores.make(place, replica, FixedClock(), new_id)[0]


def joined(district: Session, street: Session, folder: Path, name: str = STREET) -> Peer:
    """Let a street join a district; return the district as the street knows it."""
    package = folder / f"{new_id()}.gkb"
    made = EnrolmentService(district).enrol(name, [], package, QUIET, Role.OFFICE)
    return DistrictService(street).join(package, made.code, QUIET)
