"""The desk: every service of one store."""

from __future__ import annotations

from functools import cached_property

from gridkeeper.domain.kinds import VISIT
from gridkeeper.services.desk import Desk


def test_each_service_is_made_once_and_works_with_the_session(town):
    desk = Desk(town.mei)
    names = [name for name, one in vars(Desk).items() if isinstance(one, cached_property)]

    assert len(names) >= 19
    for name in names:
        service = getattr(desk, name)
        assert getattr(desk, name) is service
        assert service._session is town.mei
    assert desk.changes is town.mei.changes


def test_what_one_service_does_another_undoes(town):
    desk = Desk(town.mei)
    heard = []
    desk.changes.listen(heard.append)
    home = desk.finding.find("3-2-501")[0]

    desk.recording.record(VISIT, [{"household_id": home.id, "outcome": "未遇"}])
    desk.undo.undo()

    assert [one.kinds for one in heard] == [{"visit"}, {"visit"}]
