"""The office chooses an envelope, and everybody who joins it follows."""

from __future__ import annotations

import sys

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import EnvelopeMissingError, InputInvalidError, RoleRefusedError
from gridkeeper.exchange.reader import inspect
from gridkeeper.services.exchange import sealing
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.sealing import SealingService
from gridkeeper.services.exchange.streets import DistrictService
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place
from tests.helpers.stores import CHEAP, PASSWORD
from tests.helpers.towns import (
    QUIET,
    FixedClock,
    a_town,
    a_visit_of,
    build,
    take,
    where,
)


@pytest.fixture(scope="session")
def made_gm_town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gm_town")
    build(folder, envelope=sealing.GM)
    return folder


@pytest.fixture
def gm_town(made_gm_town, tmp_path):
    with a_town(made_gm_town, tmp_path / "gm") as opened:
        yield opened


def an_office(folder, name="office.gkdb", envelope=sealing.AGE, role=Role.OFFICE):
    replica = stores.new_replica(new_id(), role, "王芳", "晨光街道")
    place = Place(folder / name, PASSWORD, CHEAP)
    return stores.make(place, replica, FixedClock(), new_id, envelope)[0]


def test_a_whole_round_goes_in_the_national_envelope(gm_town):
    visit = a_visit_of(gm_town.mei, situation="门锁着")
    up = gm_town.hand_in(gm_town.mei)
    (outcome,) = take(gm_town.office, up)
    assert (outcome.refused, outcome.new) == ("", 1)
    down = BatchExportService(gm_town.office).export(gm_town.folder, QUIET, "李梅")[0].path
    (answer,) = take(gm_town.mei, down)

    assert (answer.refused, answer.confirmed) == ("", 1)
    assert [inspect(path).envelope for path in (up, down)] == ["gm-v1", "gm-v1"]
    assert where(gm_town.office, kinds.VISIT)[0].id == visit.id


def test_packages_bring_the_envelope_along(gm_town):
    assert SealingService(gm_town.office).current == "gm-v1"
    assert SealingService(gm_town.mei).current == "gm-v1"


def test_a_batch_of_another_office_is_for_somebody_else(gm_town, town):
    a_visit_of(gm_town.mei)
    (outcome,) = take(town.office, gm_town.hand_in(gm_town.mei))
    assert outcome.code == "batch.for_other"


def test_the_envelope_is_chosen_before_anybody_joins(tmp_path):
    office = an_office(tmp_path)
    try:
        service = SealingService(office)
        before = service.current
        service.choose(sealing.GM)
        assert (before, service.current) == ("age-v1", "gm-v1")
        with office.store.reading() as unit:
            keys = stores.keys_of(unit)
        service.choose(sealing.GM)
        with office.store.reading() as unit:
            assert stores.keys_of(unit) == keys, "what is chosen already stays as it is"
    finally:
        office.store.close()


def test_nobody_chooses_it_once_somebody_has_joined(town):
    with pytest.raises(InputInvalidError, match="开通过"):
        SealingService(town.office).choose(sealing.GM)
    assert SealingService(town.office).current == "age-v1"


def test_a_worker_does_not_choose(town):
    with pytest.raises(RoleRefusedError):
        SealingService(town.mei).choose(sealing.GM)


def test_only_the_national_envelope_comes_with_a_caution():
    assert "认证" in sealing.caution(sealing.GM)
    assert not sealing.caution(sealing.AGE)


def test_without_sm2_nothing_is_made_and_nothing_taken(gm_town, tmp_path, monkeypatch):
    a_visit_of(gm_town.mei)
    batch = gm_town.hand_in(gm_town.mei)
    office = an_office(tmp_path)
    monkeypatch.setitem(sys.modules, "gmssl_pyx", None)
    try:
        with pytest.raises(EnvelopeMissingError):
            SealingService(office).choose(sealing.GM)
    finally:
        office.store.close()
    with pytest.raises(EnvelopeMissingError):
        an_office(tmp_path, "other.gkdb", sealing.GM)
    assert not (tmp_path / "other.gkdb").exists()
    (outcome,) = take(gm_town.office, batch)
    assert outcome.code == "batch.envelope_missing"
    with pytest.raises(EnvelopeMissingError):
        gm_town.hand_in(gm_town.mei, "again.gkb")
    assert not (gm_town.folder / "again.gkb").exists()


def test_a_street_joins_a_district_of_the_same_envelope_only(tmp_path, quick_codes):
    district = an_office(tmp_path, "district.gkdb", sealing.GM)
    street = an_office(tmp_path, "street.gkdb")
    try:
        package = tmp_path / "street.gkb"
        made = EnrolmentService(district).enrol("晨光街道", [], package, QUIET, Role.OFFICE)
        with pytest.raises(InputInvalidError, match="加密方式"):
            DistrictService(street).join(package, made.code, QUIET)
        SealingService(street).choose(sealing.GM)
        assert DistrictService(street).join(package, made.code, QUIET).name == "晨光街道"
    finally:
        district.store.close()
        street.store.close()
