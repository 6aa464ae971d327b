"""Two levels on the command line, and grids that go to another worker."""

from __future__ import annotations

import pytest

from tests.helpers.levels import DISTRICT, a_district
from tests.helpers.towns import OFFICE


@pytest.mark.usefixtures("town")
def test_all_grids_of_a_worker_go_to_another(shell):
    wanted = ("worker", "hand-over", "赵刚", "--to", "李梅", "--store", OFFICE)
    said = shell.well(*wanted, "--rehearse")
    assert said.out.startswith("预演：没有保存任何内容。\n赵刚不再负责：")
    said = shell.well(*wanted)
    assert "李梅今后另外负责：第二网格\n" in said.out
    assert shell("worker", "hand-over", "赵刚", "--to", "李梅", "--store", OFFICE).code == 1


@pytest.mark.usefixtures("town")
def test_it_says_of_which_grids_nobody_is_left(shell):
    said = shell.well("worker", "grids", "赵刚", "--grid", "WG01", "--store", OFFICE)
    assert "这些网格现在没有人负责：第二网格\n" in said.out


def test_a_street_joins_a_district(town, shell):
    a_district(town.folder).close()
    said = shell.well("district", "invite", "晨光街道办", "--store", DISTRICT, "--out", "s.gkb")
    code = said.out.splitlines()[1].split("：")[1]
    join = ("district", "join", "s.gkb", "--store", OFFICE, "--code")
    assert shell(*join, "0000-0000-0000").code == 1
    said = shell.well(*join, code)
    assert said.out == "本单位已加入江北区；下次给上级的文件会带上这里的全部资料。\n"
    assert "已经加入江北区" in shell(*join, code).err
