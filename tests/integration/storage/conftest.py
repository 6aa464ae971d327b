"""Open stores, closed behind every test."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.helpers.stores import a_copied_store, a_store


@pytest.fixture
def store(tmp_path):
    """An empty store of an office."""
    with closing(a_copied_store(tmp_path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def two_stores(tmp_path_factory):
    """Two empty stores, for rehearsals only: nothing is ever kept in them."""
    folder = tmp_path_factory.mktemp("two")
    with closing(a_store(folder, name="one")) as one, closing(a_store(folder, name="two")) as two:
        yield one, two
