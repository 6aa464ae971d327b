"""What may hang on a notice board."""

from __future__ import annotations

import pytest

from gridkeeper.domain import boards
from gridkeeper.domain.privacy import Profile


@pytest.mark.parametrize(
    ("sort", "refused"), [("ledger", True), ("form", True), ("report", False), ("paper", False)]
)
def test_only_what_is_about_people_one_by_one_is_refused(sort, refused):
    assert bool(boards.refusal(sort, Profile.PUBLIC)) is refused
    assert boards.refusal(sort, Profile.FULL) == boards.refusal(sort, Profile.MASKED) == ""


@pytest.mark.parametrize("whole", ["visits", "disputes", "requests", "hazards"])
def test_of_all_kinds_the_board_reads_hazards_alone_one_by_one(whole):
    assert boards.lists(whole, Profile.MASKED)
    assert boards.lists(whole, Profile.PUBLIC) is (whole == "hazards")
