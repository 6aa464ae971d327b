"""Restricted care groups: kept on a legal basis, and known only to those whom they concern."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from gridkeeper.domain import kinds, periods
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import RecordInvalidError, RecordUnknownError
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.imports.register_import import RegisterImportService
from gridkeeper.services.matrix.matrix import DoorMatrixService
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.views.dossiers import DossierService
from gridkeeper.services.views.finding import FindingService
from gridkeeper.storage import tables
from tests.helpers.rosters import a_row, roster
from tests.helpers.towns import QUIET, record, where

GROUP = "社区矫正对象"
BASIS = {"matter": "01", "basis": "社区矫正法第九条", "approved_by": "周主任"}
OCTOBER = periods.parse("2026-10")


@pytest.fixture
def basis(town):
    return record(town.office, kinds.LEGAL_BASIS, **BASIS, approved_on="2026-10-01")


@pytest.fixture
def zhang(town):
    return town.only(kinds.PERSON, name="张三")


def tagged(session, person, **facts):
    return record(session, kinds.PERSON_TAG, person_id=person.id, tag=GROUP, **facts)


def down(town, worker):
    """Let a worker hand in, the office send down, and the worker look before taking it in."""
    BatchImportService(town.office).take([town.hand_in(worker)], QUIET)
    folder = town.folder / f"down-{len(list(town.folder.iterdir()))}"
    folder.mkdir()
    done = BatchExportService(town.office).export(folder, QUIET)
    own = [one.path for one in done if one.cover.recipient.replica == worker.replica.id]
    seen = BatchImportService(worker).take(own, QUIET, rehearse=True)
    return [seen, BatchImportService(worker).take(own, QUIET)]


def everything(session):
    """Yield whatever the program shows of a store."""
    with session.store.reading() as unit:
        held = {
            name: list(unit.connection.scalars(select(table.c.id)))
            for name, table in tables.records.items()
        }
    dossiers, matrix = DossierService(session), DoorMatrixService(session)
    for name, ids in held.items():
        yield ListService(session).list(KINDS[name])
        for one in ids:
            try:
                yield dossiers.of(KINDS[name], one, full=True)
            except RecordUnknownError:
                assert name == "person_tag"
    for house in matrix.houses():
        yield matrix.matrix(house.id)
    yield TodayService(session).today()
    yield FindingService(session).find(GROUP)
    yield ConflictService(session).open()
    for profile in (Profile.MASKED, Profile.FULL):
        yield LedgerExportService(session).begun("people", OCTOBER, profile)


def test_without_a_legal_basis_none_is_recorded(town, zhang):
    with pytest.raises(RecordInvalidError, match="启用依据"):
        tagged(town.office, zhang)


def test_a_form_says_so_before_anything_is_saved(town, zhang):
    facts = {"person_id": zhang.id, "tag": GROUP}
    said = RecordingService(town.office).check(kinds.PERSON_TAG, facts)

    assert [one.code for one in said] == ["tag.no_basis"]


@pytest.mark.parametrize("until", ["2026-10-07", ""])
def test_the_basis_has_to_be_in_force_that_day(town, zhang, until):
    facts = (
        {"approved_on": "2026-10-01", "until": until} if until else {"approved_on": "2026-10-01"}
    )
    made = record(town.office, kinds.LEGAL_BASIS, **BASIS, **facts)
    if not until:
        RecordingService(town.office).delete(made)

    with pytest.raises(RecordInvalidError, match="启用依据"):
        tagged(town.office, zhang)


def test_a_roster_is_refused_as_a_form_is(town):
    file = town.folder / "r.xlsx"
    roster(file, [a_row(人群类别=GROUP)], None)

    done = RegisterImportService(town.office).take(file, {}, QUIET)

    assert "启用依据" in done.refused[0].reason
    assert where(town.office, kinds.PERSON_TAG) == []


@pytest.mark.usefixtures("basis")
def test_other_care_groups_need_no_basis(town, zhang):
    assert record(town.office, kinds.PERSON_TAG, person_id=zhang.id, tag="独居老人").tag == "A01"


@pytest.mark.usefixtures("basis")
def test_whoever_is_not_responsible_does_not_see_that_it_exists(town, zhang):
    tag = tagged(town.office, zhang, responsible="赵刚")
    came = down(town, town.mei)

    assert GROUP not in repr(came)
    for shown in everything(town.mei):
        assert GROUP not in repr(shown)
        assert tag.id not in repr(shown)
    with town.mei.store.reading() as unit:
        assert unit.listing.get(kinds.PERSON_TAG, tag.id) is None


@pytest.mark.usefixtures("basis")
def test_whoever_is_responsible_sees_it_as_the_office_does(town, zhang):
    tag = tagged(town.office, zhang, responsible="赵刚")
    down(town, town.gang)

    for session in (town.gang, town.office):
        assert where(session, kinds.PERSON_TAG) == [tag]
        assert GROUP in repr(DossierService(session).of(kinds.PERSON, zhang.id).chips)


@pytest.mark.usefixtures("basis")
def test_a_worker_who_records_one_is_responsible_herself(town, zhang):
    down(town, town.mei)

    assert tagged(town.mei, zhang).responsible == "李梅"
    with pytest.raises(RecordInvalidError, match="由别人负责"):
        tagged(town.mei, zhang, responsible="赵刚")
