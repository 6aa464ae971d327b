"""Somebody from above looks into the office's store: figures first, nothing to be written."""

from __future__ import annotations

import pytest

from tests.helpers import pdfs
from tests.helpers.desktops import Program
from tests.helpers.stories import KEY, given, leaves, looked_into, names_file, sits_down
from tests.helpers.towns import OFFICE, dumped

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


def test_a_supervisor_takes_a_report_along_while_nothing_is_written(desktop, town, tmp_path):
    office, file = given(town, OFFICE), tmp_path / "report.pdf"
    leaves(sits_down(desktop, office))  # so that the lock knows that it is an office's
    with looked_into(office) as session:
        before = dumped(session)
    program = Program(desktop)
    program.focus("密码")
    program.type(KEY)
    program.tab_to("只看")
    program.keys("space", "Return")

    program.sees("统计", "label")
    assert not program.tree.find("今日", "list item")
    program.keys("ctrl+n")
    program.keys("ctrl+3")
    program.sees("还没有走访")
    assert not program.tree.find("登记", "push button")
    program.keys("ctrl+7")
    program.sees("第 1 页", "label")
    program.keys("ctrl+s")
    names_file(program, file)
    program.sees("report.pdf")
    leaves(program)

    assert "晨光街道" in pdfs.text(file)
    with looked_into(office) as session:
        assert dumped(session) == before
