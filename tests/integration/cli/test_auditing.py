"""What auditors do at the command line: `batch inspect --store`, `report proof`, `store verify`."""

from __future__ import annotations

import pytest

from gridkeeper.domain.ids import new_id
from gridkeeper.services.exchange import batch_export
from tests.helpers.towns import a_visit_of, take


@pytest.fixture
def batch(town):
    """A batch of 李梅 that the office has taken in."""
    a_visit_of(town.mei)
    path = town.hand_in(town.mei, "visit.gkb")
    take(town.office, path)
    town.close_all()
    return path


def test_a_batch_can_be_looked_at_without_a_store(shell, batch):
    said = shell("batch", "inspect", batch)
    assert said.code == 0
    for part in ("加密方式", "age-v1", "签名", "走访 1"):
        assert part in said.out
    assert "李梅" not in said.out
    assert "加 --store" in said.out
    cover = shell("batch", "inspect", batch, "--json").json["cover"]
    assert set(cover["parts"][0]) == {"name", "size", "sha256"}


def test_a_volume_says_which_of_how_many_it_is(shell, town, batch, monkeypatch):
    monkeypatch.setitem(batch_export.WAYS, "mail", 4_000)
    for _ in range(40):
        a_visit_of(town.mei, situation=new_id() + new_id())
    town.close_all()
    out = shell("batch", "export", "--store", "worker-1.gkdb", "--out", "v/", "--way", "mail")
    assert out.code == 0
    first, *others = sorted((town.folder / "v").iterdir())
    said = shell.well("batch", "inspect", first)
    assert f"第 1 卷，共 {len(others) + 1} 卷" in said.out
    assert others
    found = shell.well("batch", "inspect", first, "--store", "office.gkdb", "--json").json
    assert found["volume"]["volumes"] == len(others) + 1


def test_a_store_says_what_became_of_a_batch(shell, batch):
    said = shell("batch", "inspect", batch, "--store", "office.gkdb")
    assert said.code == 0
    for part in ("本库认识，密钥相符", "李梅", "收取时间", "一字不差"):
        assert part in said.out
    found = shell("batch", "inspect", batch, "--store", "office.gkdb", "--json").json
    assert (found["sound"], found["inspected"]["chain"]) == (True, "held")


def test_a_store_that_wrote_a_batch_says_so(shell, batch):
    said = shell("batch", "inspect", batch, "--store", "worker-1.gkdb")
    assert said.code == 0
    assert "本库导出时间" in said.out


def test_a_batch_that_does_not_concern_a_store_has_exit_code_1(shell, batch):
    said = shell("batch", "inspect", batch, "--store", "worker-2.gkdb")
    assert said.code == 1
    assert "本库不认识" in said.out


def test_what_would_be_refused_says_why(shell, town, batch):
    with town.office.store.writing() as unit:
        unit.connection.exec_driver_sql("DELETE FROM batch WHERE outgoing = 0")
        unit.connection.exec_driver_sql("UPDATE peer SET standing = 'revoked'")
    town.close_all()
    said = shell("batch", "inspect", batch, "--store", "office.gkdb")
    assert said.code == 1
    assert "收取会被拒绝" in said.out


def test_a_batch_that_was_taken_back_says_so(shell, batch):
    number = shell("batch", "inspect", batch, "--json").json["cover"]["number"]
    assert shell("batch", "undo", number, "--store", "office.gkdb").code == 0
    again = shell("batch", "undo", number, "--store", "office.gkdb")
    assert "已经撤销过了" in again.line
    assert "后来已撤销" in shell("batch", "inspect", batch, "--store", "office.gkdb").out


def test_a_proof_is_printed_and_checked_later(shell, town, batch):
    said = shell("report", "proof", "--store", "office.gkdb", "--out", "凭证.pdf")
    assert said.code == 0
    code = said.out.split("核验码：")[1].split()[0]
    assert (town.folder / "凭证.pdf").read_bytes().startswith(b"%PDF")

    checked = shell("store", "verify", "office.gkdb", "--proof", code)
    assert checked.code == 0
    assert "凭证相符" in checked.out

    found = shell("store", "verify", "office.gkdb", "--proof", code, "--json").json
    assert found["proof"]["holds"] is True
    assert not found["problems"]


def test_a_letter_of_a_code_that_was_mistyped_is_no_accusation(shell, batch):
    out = shell("report", "proof", "--store", "office.gkdb", "--out", "1.pdf", "--json")
    code = out.json["proof"]["code"]
    wrong = code[:12] + ("7" if code[12] != "7" else "8") + code[13:]
    checked = shell("store", "verify", "office.gkdb", "--proof", wrong)
    assert checked.code == 1
    assert "第 3 组" in checked.line
    assert "与当时不同" not in checked.line


def test_a_proof_of_another_store_does_not_hold(shell, batch):
    out = shell("report", "proof", "--store", "worker-1.gkdb", "--out", "1.pdf", "--json")
    code = out.json["proof"]["code"]
    checked = shell("store", "verify", "worker-2.gkdb", "--proof", code)
    assert checked.code == 1
    assert checked.line.startswith("核验码与本库对不上。请先对照纸上的核验码逐个核对")
    assert "变更与当时不同" in checked.line


def test_a_proof_of_more_than_there_is_does_not_hold(shell, batch):
    checked = shell("store", "verify", "office.gkdb", "--proof", "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ")
    assert checked.code == 1
    assert checked.line.startswith("核验码与本库对不上。请先对照纸上的核验码逐个核对")
    assert "少了" in checked.line


def test_a_proof_of_one_day_and_one_side(shell, batch):
    said = shell(
        *("report", "proof", "--store", "office.gkdb", "--out", "1.pdf"),
        *("--until", "2026-10-08", "--with", "李梅", "--json"),
    )
    assert [peer["name"] for peer in said.json["proof"]["peers"]] == ["李梅"]


def test_a_day_that_is_none_is_refused(shell, batch):
    said = shell("report", "proof", "--store", "office.gkdb", "--out", "1.pdf", "--until", "x")
    assert said.code == 2
    assert "2026-10-31" in said.err


def test_an_office_chooses_its_envelope_when_its_store_is_made(shell):
    made = shell(
        *("store", "create", "gm.gkdb", "--role", "office", "--name", "王芳"),
        *("--envelope", "gm-v1"),
    )
    assert made.code == 0
    assert "不是经过认证的" in made.out
    shown = shell("store", "envelope", "gm.gkdb")
    assert "SM2" in shown.out
    assert shell("store", "envelope", "gm.gkdb", "--json").json == {"envelope": "gm-v1"}


def test_an_office_chooses_it_later_as_long_as_nobody_has_joined(shell):
    shell("store", "create", "new.gkdb", "--role", "office", "--name", "王芳")
    chosen = shell("store", "envelope", "new.gkdb", "--choose", "gm-v1")
    assert chosen.code == 0
    assert "不是经过认证的" in chosen.out
    back = shell("store", "envelope", "new.gkdb", "--choose", "age-v1")
    assert "不是经过认证的" not in back.out
    assert "开通过" in shell("store", "envelope", "office.gkdb", "--choose", "gm-v1").line


def test_help_says_that_only_a_certified_module_gives_compliance(shell):
    assert "认证" in "".join(shell("store", "create", "--help").out.split())
    assert "认证" in "".join(shell("store", "envelope", "--help").out.split())
