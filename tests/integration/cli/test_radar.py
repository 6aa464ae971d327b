"""What is here of each worker's computer, and how far records have come, on the command line."""

from __future__ import annotations

import json

from gridkeeper.services.exchange.batch_export import BatchExportService
from tests.helpers.towns import OFFICE, QUIET, WORKER_1, a_visit_of, take


def answered(town):
    """Let the office take in what 李梅 has, and send down to her."""
    take(town.office, town.hand_in(town.mei))
    take(town.mei, BatchExportService(town.office).export(town.folder, QUIET, "李梅")[0].path)


def test_the_radar_says_what_is_here_and_asks_for_what_is_not(shell, town):
    a_visit_of(town.mei)
    answered(town)
    town.copy(OFFICE, "old.gkdb")
    town.close("old.gkdb")
    a_visit_of(town.mei)
    answered(town)
    a_visit_of(town.mei)
    late = town.hand_in(town.mei, "late.gkb")
    town.close_all()

    said = shell.well("batch", "radar", "--store", OFFICE).out
    assert "李梅 · 01，最近一次来件：" in said
    assert "条：都在" in said
    assert "赵刚 · 02，最近一次来件：还没有\n  还没有来件" in said

    assert shell("batch", "import", str(late), "--store", "old.gkdb").code == 1
    said = shell.well("batch", "radar", "--store", "old.gkdb").out
    assert "缺第" in said
    assert "用 --ask 01，下一个发给李梅的文件会带上补发的请求" in said
    assert "点“" not in said
    assert "没能收取：前面的还缺" in said
    said = shell.well("batch", "radar", "--ask", "李梅", "--store", "old.gkdb").out
    assert said.startswith("给李梅的下一个批次会请其补发缺的部分。\n")
    assert shell("batch", "radar", "--ask", "李梅", "--store", "old.gkdb").code == 1

    shell.well("batch", "export", "--to", "李梅", "--out", "down.gkb", "--store", "old.gkdb")
    said = shell.well("batch", "import", "down.gkb", "--store", WORKER_1).out
    assert "请再导出一次" in said
    shell.well("batch", "export", "--out", "again.gkb", "--store", WORKER_1)
    shell.well("batch", "import", "again.gkb", "--store", "old.gkdb")
    assert "缺第" not in shell.well("batch", "radar", "--store", "old.gkdb").out


def test_nobody_hands_in_at_a_worker(shell, town):
    town.close_all()

    assert shell.well("batch", "radar", "--store", WORKER_1).out == "没有人向这里上交。\n"


def test_a_list_shows_what_has_come_so_far(shell, town):
    a_visit_of(town.mei)
    town.hand_in(town.mei)
    a_visit_of(town.mei)
    town.close_all()

    def ways(*wanted):
        said = shell.well("list", "visit", *wanted, "--json", "--store", WORKER_1).out
        return [one["way"] for one in json.loads(said)["records"]]

    assert sorted(ways()) == ["exported", "not handed in"]
    assert ways("--way", "sent") == ["exported"]
    assert ways("--way", "unsent") == ["not handed in"]
    assert ways("--way", "received") == []
