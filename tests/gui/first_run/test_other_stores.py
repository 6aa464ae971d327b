"""Several stores on one computer: which of them is meant."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.gui.first_run.conftest import links

pytestmark = pytest.mark.gui


def test_other_stores_of_the_computer_are_offered(computer):
    computer.make("first")
    computer.make("second")
    assert "first" in links(computer.page)

    next(one for one in computer.page.findChildren(QPushButton) if one.text() == "first").click()

    assert "second" in links(computer.page)


def test_of_two_stores_of_one_name_each_says_where_it_is(computer):
    for folder in ("one", "two"):
        (computer.folder / folder).mkdir()
        computer.make(f"{folder}/office")
    said = [one.text() for one in computer.page.findChildren(QLabel)]

    assert any("two/office.gkdb" in text for text in said)
    assert any("one/office.gkdb" in text for text in links(computer.page))
