"""What a list says while it is empty can be done there."""

from __future__ import annotations

import pytest

from gridkeeper.ui.people.page import SHELVES


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.kind)
def test_a_list_that_advises_an_import_offers_it(shelf):
    assert ("Excel" in shelf.advice) == (shelf.imports == "register")
