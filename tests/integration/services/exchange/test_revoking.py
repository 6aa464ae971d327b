"""Computers that are lost: nothing is taken in from them, and nothing of theirs is lost."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.replicas import Standing
from gridkeeper.errors import InputInvalidError, RoleRefusedError
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.revoking import RevokingService
from tests.helpers.towns import QUIET, a_visit_of, take, where


def test_nothing_is_taken_in_from_a_revoked_computer_until_it_is_let_in_again(town):
    take(town.office, town.hand_in(town.mei))
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    service = RevokingService(town.office)

    service.revoke("01")
    (refused,) = take(town.office, path)

    assert refused.code == "batch.revoked"
    assert "李梅" in refused.refused
    assert where(town.office, kinds.VISIT) == []
    assert service.readmit("李梅").standing is Standing.ACTIVE
    assert take(town.office, path)[0].created == {"visit": 1}


def test_nothing_is_written_for_a_revoked_computer(town):
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))
    RevokingService(town.office).revoke(town.mei.replica.id)

    written = BatchExportService(town.office).export(town.folder, QUIET)

    assert [one.recipient for one in written] == ["赵刚"]


def test_a_package_that_was_lost_before_it_was_used_is_revoked(town):
    RevokingService(town.office).revoke("02")
    a_visit_of(town.gang)

    assert take(town.office, town.hand_in(town.gang))[0].code == "batch.revoked"
    assert RevokingService(town.office).readmit("02").standing is Standing.INVITED
    assert take(town.office, town.hand_in(town.gang))[0].created == {"visit": 1}


@pytest.mark.usefixtures("quick_codes")
def test_of_two_computers_of_one_name_the_series_says_which(town):
    package = town.folder / "again.gkb"
    EnrolmentService(town.office).enrol("李梅", ["第一网格"], package, QUIET)
    service = RevokingService(town.office)

    with pytest.raises(InputInvalidError, match="同名"):
        service.revoke("李梅")
    assert service.revoke("01").id == town.mei.replica.id
    assert service.revoke("李梅").series == "03"


@pytest.mark.parametrize("reference", ["", "孙丽", "99"])
def test_nobody_s_computer_is_not_revoked(town, reference):
    with pytest.raises(InputInvalidError):
        RevokingService(town.office).revoke(reference)
    with pytest.raises(InputInvalidError):
        RevokingService(town.office).readmit("01")


def test_a_worker_revokes_nobody(town):
    with pytest.raises(RoleRefusedError):
        RevokingService(town.mei).revoke("00")
