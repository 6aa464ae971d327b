"""From where on something is missing in each grid."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.storage.unsent import Reach, _lacking

EPOCHS = st.integers(1, 2)
PEERS, GRIDS = st.sampled_from("甲乙丙"), st.sampled_from("abc")
REACHES = st.lists(
    st.builds(Reach, PEERS, EPOCHS, st.integers(0, 9), st.lists(GRIDS, unique=True).map(tuple)),
    min_size=1,
)


@given(REACHES, GRIDS, st.tuples(PEERS, EPOCHS), st.integers(0, 9))
def test_what_is_missing_to_somebody_is_missing(reaches, grid, author, arrival):
    missing = any(
        (not one.grids or grid in one.grids) and one.who != author and arrival > one.after
        for one in reaches
    )

    by_grid = {row["grid"]: row for row in _lacking(reaches)}
    row = by_grid.get(grid, by_grid[""])

    hers = (row["replica"], row["epoch"]) == author
    assert (arrival > row["next" if hers else "after"]) is missing
