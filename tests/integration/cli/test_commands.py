"""Every command, in Chinese and in English, told to people and to programs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from gridkeeper.app import App
from gridkeeper.domain import kinds
from gridkeeper.storage.store import Store
from tests.helpers import case_files, pdfs
from tests.helpers.stores import PASSWORD
from tests.helpers.towns import OFFICE, WORKER_1, WORKER_2, a_visit_of, record, rename, where

VISIT = {"household_id": "H001", "visited_on": "2018-10-07", "outcome": "01"}
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])

TOLD = (
    ("store", "info", OFFICE),
    ("store", "verify", OFFICE),
    ("store", "rebuild", OFFICE),
    ("store", "audit", OFFICE),
    ("list", "person", "--store", OFFICE),
    ("list", "visit", "--store", WORKER_1, "--period", "2026-10"),
    ("list", "person", "--store", OFFICE, "--query", "张三"),
    ("conflict", "list", "--store", OFFICE),
    ("batch", "export", "--store", WORKER_1, "--out", "b.gkb"),
    ("batch", "inspect", "ready.gkb"),
    ("batch", "import", "ready.gkb", "--store", OFFICE),
    ("batch", "import", "ready.gkb", "--store", OFFICE, "--rehearse"),
    ("enrol", "孙丽", "--grid", "第一网格", "--store", OFFICE, "--out", "p.gkb"),
    ("store", "create", "new.gkdb", "--role", "alone", "--name", "孙丽"),
    ("step", "request", "诉求〔2026〕第00-001号", "--store", OFFICE),
    ("step", "request", "诉求〔2026〕第00-001号", "accept", "--store", OFFICE),
    ("record", "visit", "--json-in", "visit.json", "--store", WORKER_1),
    ("cases", "import", "cases.csv", "--store", OFFICE),
    ("cases", "import", "cases.csv", "--store", OFFICE, "--dry-run", "--map", "OCCUR_PLACE=-"),
    ("register", "import", "roster.csv", "--store", OFFICE, "--grid", "-"),
    ("ledger", "visits", "--store", OFFICE, "--period", "2026-10", "--out", "l.xlsx"),
    ("ledger", "people", "--store", OFFICE, "--out", "p.xlsx", "--profile", "masked"),
    ("report", "month", "--store", OFFICE, "--period", "2026-10", "--out", "m.pdf"),
)
COMMANDS = pytest.mark.parametrize("command", TOLD, ids=" ".join)


@pytest.fixture
def ready(town, tmp_path):
    """Files and records for the commands to work on."""
    a_visit_of(town.mei, situation="灯泡不亮")
    rename(town.mei, kinds.PERSON, town.only(kinds.PERSON, name="张三"), phone="13911110001")
    town.hand_in(town.mei, "ready.gkb")
    record(town.office, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07")
    (town.folder / "visit.json").write_text(json.dumps(VISIT), encoding="utf-8")
    case_files.write(town.folder / "cases.csv", case_files.rows(6))
    (town.folder / "roster.csv").write_text("姓名,联系电话\n李四,13700001111\n", encoding="utf-8")
    town.close_all()
    return town


@COMMANDS
@LANGUAGES
@pytest.mark.usefixtures("ready", "quick_codes")
def test_a_command_tells_what_it_did(shell, command, language):
    said = shell.well(*command, "--language", language)

    assert said.out.strip()
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in said.out)
    assert chinese or language == "en"


@COMMANDS
@pytest.mark.usefixtures("ready", "quick_codes")
def test_a_command_tells_programs_as_json(shell, command):
    assert isinstance(shell.well(*command, "--json").json, dict)


@pytest.mark.usefixtures("ready")
def test_a_dump_is_json_lines_and_equal_stores_say_the_same(shell):
    lines = shell.well("store", "dump", OFFICE).out.splitlines()

    assert all(json.loads(line) for line in lines)
    assert shell.well("store", "dump", OFFICE, "--json").out.splitlines() == lines
    assert shell.well("store", "dump", WORKER_2).out.splitlines() != lines


@pytest.mark.usefixtures("ready")
def test_a_conflict_is_shown_with_both_values_and_settled(shell, ready):
    rename(ready.gang, kinds.PERSON, ready.only(kinds.PERSON, name="张三"), phone="13922220002")
    ready.hand_in(ready.gang, "other.gkb")
    ready.close_all()
    shell.well("batch", "import", "ready.gkb", "other.gkb", "--store", OFFICE)

    shown = shell.well("conflict", "list", "--store", OFFICE)
    full = ("--json", "--full", "核对电话")
    claims = shell.well("conflict", "list", "--store", OFFICE, *full).json["conflicts"][0]["claims"]

    assert "李梅" in shown.out
    assert "赵刚" in shown.out
    assert {claim["values"]["phone"] for claim in claims} == {"13911110001", "13922220002"}
    assert all(claim["change_id"] in shown.out for claim in claims)
    assert not any(claim["values"]["phone"] in shown.out for claim in claims)
    assert "核对电话" in shell.well("store", "audit", OFFICE).out
    said = shell.well("conflict", "settle", claims[1]["change_id"], "--store", OFFICE).out
    assert f"139****{claims[1]['values']['phone'][-4:]}" in said
    assert shell.well("conflict", "list", "--store", OFFICE, "--json").json["conflicts"] == []
    assert "conflict list" in shell("conflict", "settle", "0", "--store", OFFICE).line


@pytest.mark.usefixtures("ready")
def test_a_rehearsal_shows_from_what_to_what(shell):
    said = shell.well("batch", "import", "ready.gkb", "--store", OFFICE, "--rehearse")

    assert "→" in said.out
    assert "联系电话" in said.out
    assert "走访" in said.out


@pytest.mark.usefixtures("ready")
def test_a_seen_batch_ends_well(shell):
    shell.well("batch", "import", "ready.gkb", "--store", OFFICE)

    said = shell.well("batch", "import", "ready.gkb", "--store", OFFICE, "--json")

    assert said.json["batches"][0]["seen"] is True


@pytest.mark.usefixtures("ready")
def test_a_batch_is_taken_back_by_its_number_and_counts_again(shell):
    shell.well("batch", "import", "ready.gkb", "--store", OFFICE)
    number = shell.well("batch", "inspect", "ready.gkb", "--json").json["cover"]["number"]

    said = shell.well("batch", "undo", number, "--store", OFFICE, "--rehearse")
    assert "没有保存任何内容" in said.out
    said = shell.well("batch", "undo", number, "--store", OFFICE)
    assert f"李梅的批次“{number}”已撤销。" in said.out
    assert shell.well("list", "visit", "--store", OFFICE, "--json").json["records"] == []
    said = shell.well("batch", "redo", number, "--store", OFFICE)
    assert f"李梅的批次“{number}”已恢复。" in said.out


def test_of_several_batches_one_refused_ends_with_1(shell, ready):
    (ready.folder / "half.gkb").write_bytes((ready.folder / "ready.gkb").read_bytes()[:500])

    said = shell("batch", "import", ".", "--store", OFFICE)

    refused = [line for line in said.err.splitlines() if "half.gkb" in line]
    assert len(refused) == 1
    assert "没有收取任何内容" in refused[0]
    assert shell.well("list", "visit", "--store", OFFICE, "--json").json["records"]


@pytest.mark.usefixtures("quick_codes")
def test_a_worker_joins_records_and_hands_in(shell):
    package = shell.well("enrol", "孙丽", "--grid", "WG01", "--store", OFFICE, "--out", "p.gkb",
                         "--json").json  # fmt: skip

    joined = shell.well("join", "p.gkb", "--store", "sun.gkdb", "--code", package["code"])
    assert "孙丽" in joined.out
    shell.well("batch", "inspect", "p.gkb")
    (shell.folder / "visit.json").write_text(json.dumps([VISIT, VISIT]), encoding="utf-8")
    kept = shell.well("record", "visit", "--json-in", "visit.json", "--store", "sun.gkdb", "--json")
    assert [one["number"] for one in kept.json["records"]] == [
        "走访〔2018〕第03-001号",
        "走访〔2018〕第03-002号",
    ]
    (shell.folder / "out").mkdir()
    shell.well("batch", "export", "--store", "sun.gkdb", "--out", "out")
    taken = shell.well("batch", "import", "out", "--store", OFFICE, "--json").json
    assert taken["batches"][0]["created"] == {"visit": 2}


def test_a_list_is_masked_and_marks_what_is_not_handed_in(shell, ready):
    out = shell.well("list", "person", "--store", OFFICE).out
    assert "13800001111" not in out
    assert "张三" not in out

    shown = shell.well("list", "visit", "--store", WORKER_1).out
    assert "走访〔2026〕第01-001号" in shown
    assert "未遇" not in shown


def test_records_are_read_from_standard_input(shell, ready, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(VISIT)))

    said = shell.well("record", "visit", "--json-in", "-", "--store", WORKER_1)

    assert "走访〔2018〕第01-001号" in said.out


def test_warnings_are_told_beside_what_was_kept(shell):
    party = {"side": "1", "name": "张三", "id_number": "110101491001001"}
    facts = {"title": "噪声", "found_on": "2018-10-06", "parties": [party]}
    (shell.folder / "d.json").write_text(json.dumps(facts), encoding="utf-8")

    assert (
        "身份证号" in shell.well("record", "dispute", "--json-in", "d.json", "--store", OFFICE).out
    )


def test_the_steps_that_there_are_say_what_they_need(shell, ready):
    shown = shell.well("step", "request", "诉求〔2026〕第00-001号", "--store", OFFICE)

    assert "受理" in shown.out
    assert "accept" in shown.out
    told = ("--note", "不归本社区", "--set", "备注=转告")
    number = "诉求〔2026〕第00-001号"
    after = shell.well("step", "request", number, "decline", *told, "--store", OFFICE, "--json")
    assert after.json["state"] == "95"


def test_refused_rows_are_told_one_by_one_and_the_rest_is_kept(shell):
    cases = case_files.rows(6)
    cases[1]["CREATE_TIME"] = ""
    cases[3]["REC_ID"] = "9000"
    case_files.write(shell.folder / "c.csv", cases)

    said = shell("cases", "import", "c.csv", "--store", OFFICE)

    assert said.code == 1
    lines = said.err.splitlines()
    assert len(lines) == 2
    assert "c.csv" in lines[0]
    assert "3" in lines[0]
    assert "5" in lines[1]
    assert len(shell.well("list", "request", "--store", OFFICE, "--json").json["records"]) == 2


@pytest.mark.parametrize(("kind", "number"), [("visit", "走访〔2026〕第01-001号")])
def test_a_form_is_printed_for_one_record(shell, ready, kind, number):
    said = shell.well("report", kind, "--record", number, "--store", WORKER_1, "--out", "v.pdf")

    assert "v.pdf" in said.out
    assert "灯泡不亮" in pdfs.text(ready.folder / "v.pdf")


@LANGUAGES
def test_help_is_there_for_every_command(shell, language):
    for command in {one[0] for one in TOLD}:
        said = shell("--language", language, command, "--help")
        assert said.code == 0
        assert "gridkeeper " + command in said.out


def test_the_version_is_told(shell):
    assert shell("--version").out.startswith("GridKeeper 0")


@LANGUAGES
def test_the_help_is_there_in_both_languages(shell, language):
    said = shell.well("--language", language, "--help")

    assert "gridkeeper" in said.out
    assert ("窗口" in said.out) == (language == "zh")


def test_the_language_may_stand_in_the_environment(shell, monkeypatch):
    monkeypatch.setenv("GRIDKEEPER_LANGUAGE", "en")
    assert "window" in shell.well("--help").out
    assert "窗口" in shell.well("--language=zh", "--help").out


@pytest.mark.parametrize(
    ("arguments", "store"), [((), None), (("app",), None), (("app", "a.gkdb"), Path("a.gkdb"))]
)
def test_without_a_command_the_window_opens(shell, monkeypatch, arguments, store):
    opened = []
    monkeypatch.setattr(App, "window", lambda _app, wanted=None: opened.append(wanted) or 0)

    shell.well(*arguments)

    assert opened == [store]


def test_a_window_that_cannot_be_shown_is_one_line(shell, monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert "gridkeeper --help" in shell("app").line


def test_a_store_of_an_older_password_opens_with_its_recovery_key(shell, ready):
    made = shell.well("store", "create", "n.gkdb", "--role", "alone", "--name", "孙", "--json").json
    key = shell.folder / "key.txt"
    key.write_text(made["recovery_key"] + "\n", encoding="utf-8")

    shell.well("store", "info", "n.gkdb", "--recovery-key-file", key)
    Store.open(shell.folder / "n.gkdb", PASSWORD).close()


def test_a_folder_that_is_named_with_a_slash_is_made(shell, ready):
    shell.well("batch", "export", "--store", WORKER_1, "--out", "stick/")

    assert len(list((ready.folder / "stick").glob("*.gkb"))) == 1


def test_a_folder_that_nothing_was_written_to_is_not_left_behind(shell, ready):
    assert shell("batch", "export", "--store", OFFICE, "--out", "stick/").line

    assert not (ready.folder / "stick").exists()


def test_a_batch_without_changes_goes_the_same_way(shell, town):
    town.close_all()
    shell.well("batch", "export", "--store", WORKER_1, "--out", "empty.gkb")

    assert shell.well("batch", "inspect", "empty.gkb").out
    assert shell.well("batch", "import", "empty.gkb", "--store", OFFICE).out


@pytest.mark.usefixtures("ready")
def test_changes_that_are_known_are_told(shell):
    shell.well("batch", "import", "ready.gkb", "--store", OFFICE)
    shell.well("batch", "export", "--store", WORKER_1, "--out", "again.gkb")

    said = shell.well("batch", "import", "again.gkb", "--store", OFFICE)

    assert "2" in said.out


def test_a_change_that_was_put_aside_is_told_and_ends_with_1(shell, town):
    visit = a_visit_of(town.mei)
    with town.mei.writing("edit") as work:
        held = work.unit.listing.held(kinds.VISIT, visit.id)
        work.pen.settle(held.record, "next_due", "someday", held.heads)
    town.hand_in(town.mei, "odd.gkb")
    town.close_all()

    said = shell("batch", "import", "odd.gkb", "--store", OFFICE)

    assert "odd.gkb" in said.line


def test_a_change_in_two_conflicts_needs_the_field(shell, town):
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001", work_unit="甲")
    rename(town.gang, kinds.PERSON, zhang, phone="13922220002", work_unit="乙")
    town.hand_in(town.mei, "1.gkb")
    town.hand_in(town.gang, "2.gkb")
    town.close_all()
    shell.well("batch", "import", "1.gkb", "2.gkb", "--store", OFFICE)
    shown = shell.well("conflict", "list", "--store", OFFICE, "--json").json["conflicts"]
    change = shown[0]["claims"][0]["change_id"]

    assert "--field" in shell("conflict", "settle", change, "--store", OFFICE).line
    shell.well("conflict", "settle", change, "--field", "工作单位", "--store", OFFICE)

    left = shell.well("conflict", "list", "--store", OFFICE, "--json").json["conflicts"]
    assert [one["group"] for one in left] == ["phone"]


def test_all_like_one_are_settled_at_once(shell, town):
    people = where(town.office, kinds.PERSON)
    for one in people:
        rename(town.mei, kinds.PERSON, one, work_unit="邮局")
        rename(town.gang, kinds.PERSON, one, work_unit="银行")
    town.hand_in(town.mei, "1.gkb")
    town.hand_in(town.gang, "2.gkb")
    town.close_all()
    shell.well("batch", "import", "1.gkb", "2.gkb", "--store", OFFICE)
    (first, _second) = shell.well("conflict", "list", "--store", OFFICE, "--json").json["conflicts"]
    mei = next(one["change_id"] for one in first["claims"] if one["author"] == "李梅")

    done = shell.well("conflict", "settle", mei, "--same", "--store", OFFICE)

    assert done.out.endswith("已裁定 2 条冲突\n")
    assert done.out.count("邮局") == 2
    assert [one.work_unit for one in where(town.office, kinds.PERSON)] == ["邮局"] * 2


def test_one_that_has_no_like_is_settled_alone(shell, town):
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, work_unit="邮局")
    rename(town.gang, kinds.PERSON, zhang, work_unit="银行")
    town.hand_in(town.mei, "1.gkb")
    town.hand_in(town.gang, "2.gkb")
    town.close_all()
    shell.well("batch", "import", "1.gkb", "2.gkb", "--store", OFFICE)
    shown = shell.well("conflict", "list", "--store", OFFICE, "--json").json["conflicts"]

    change = shown[0]["claims"][0]["change_id"]
    done = shell.well("conflict", "settle", change, "--same", "--store", OFFICE, "--json")

    assert done.json == {"settled": 1}
