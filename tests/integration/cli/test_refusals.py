"""Whatever goes wrong is one sentence, says what and where, and ends with the right code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from gridkeeper import errors, texts
from gridkeeper.cli import program
from gridkeeper.cli.context import PASSWORD_VARIABLE
from gridkeeper.domain import kinds
from gridkeeper.progress import CancelledError
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.store.stores import StoreService
from tests.helpers.command_line import process
from tests.helpers.stores import PASSWORD
from tests.helpers.towns import OFFICE, WORKER_1, WORKER_2, a_visit_of, dumped, record

CASE = "诉求〔2026〕第00-001号"
VISIT = {"household_id": "H001", "visited_on": "2018-10-07", "outcome": "01"}


@pytest.fixture
def ready(town):
    """Files for the commands to stumble over."""
    a_visit_of(town.mei)
    town.hand_in(town.mei, "ready.gkb")
    record(town.office, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07")
    folder = town.folder
    (folder / "visit.json").write_text(json.dumps({**VISIT, "outcome": "77"}), encoding="utf-8")
    (folder / "broken.json").write_text('{"a": 1,\n  b}', encoding="utf-8")
    (folder / "number.json").write_text("7", encoding="utf-8")
    (folder / "latin.json").write_bytes(b'{"a": "\xe4\xf6"}')
    (folder / "odd.csv").write_text("天气,心情\n晴,好\n", encoding="utf-8")
    (folder / "x.pdf").write_bytes(b"%PDF-1.7\n\x00\xff\xfe")
    (folder / "key.txt").write_text("ABCD-EFGH\n", encoding="utf-8")
    (folder / "folder").mkdir()
    town.close_all()
    return town


REFUSED = (
    (("store", "info", "nowhere.gkdb"), "nowhere.gkdb"),
    (("store", "info", "folder"), "folder"),
    (("store", "info", "x.pdf"), "x.pdf"),
    (("store", "info", OFFICE, "--recovery-key-file", "key.txt"), OFFICE),
    (("store", "info", OFFICE, "--password-file", "nowhere.txt"), "nowhere.txt"),
    (("store", "info", OFFICE, "--password-file", "folder"), "folder"),
    (("store", "info", OFFICE, "--password-file", "latin.json"), "latin.json"),
    (("store", "create", OFFICE, "--role", "office", "--name", "王芳"), OFFICE),
    (("store", "create", "no/s.gkdb", "--role", "office", "--name", "王芳"), "s.gkdb"),
    (("list", "person", "--store", OFFICE, "--period", "2026-10"), "居民"),
    (("list", "visit", "--store", OFFICE, "--period", "someday"), "someday"),
    (("record", "visit", "--json-in", "visit.json", "--store", WORKER_1), "可以写：见到本人"),
    (("record", "visit", "--json-in", "nowhere.json", "--store", WORKER_1), "nowhere.json"),
    (("record", "visit", "--json-in", "broken.json", "--store", WORKER_1), "broken.json"),
    (("record", "visit", "--json-in", "number.json", "--store", WORKER_1), "number.json"),
    (("record", "visit", "--json-in", "latin.json", "--store", WORKER_1), "latin.json"),
    (("record", "visit", "--json-in", "folder", "--store", WORKER_1), "folder"),
    (("step", "request", "没有的编号", "accept", "--store", OFFICE), "没有的编号"),
    (("step", "request", CASE, "archive", "--store", OFFICE), "第00-001号"),
    (("step", "request", CASE, "accept", "--set", "天气=晴", "--store", OFFICE), "天气"),
    (("step", "request", CASE, "accept", "--set", "办理期限=某天", "--store", OFFICE), "办理期限"),
    (("step", "request", CASE, "accept", "--set", "category=天气", "--store", OFFICE), "可以写："),
    (("cases", "import", "nowhere.csv", "--store", OFFICE), "nowhere.csv"),
    (("cases", "import", "odd.csv", "--store", OFFICE), "odd.csv"),
    (("cases", "import", "x.pdf", "--store", OFFICE), "x.pdf"),
    (("cases", "import", "odd.csv", "--store", OFFICE, "--map", "天气"), "天气"),
    (("register", "import", "odd.csv", "--store", OFFICE), "odd.csv"),
    (("register", "import", "odd.csv", "--store", OFFICE, "--map", "天气=name", "--grid=9"), "9"),
    (("register", "import", "odd.csv", "--store", OFFICE, "--map", "雨=name"), "雨"),
    (("enrol", "孙丽", "--grid", "第一网格", "--store", WORKER_1, "--out", "p.gkb"), WORKER_1),
    (("enrol", "孙丽", "--grid", "第九网格", "--store", OFFICE, "--out", "p.gkb"), "list grids"),
    (("join", "nowhere.gkb", "--store", "n.gkdb", "--code", "0"), "nowhere.gkb"),
    (("join", "ready.gkb", "--store", "n.gkdb", "--code", "0"), "ready.gkb"),
    (("batch", "import", "nowhere.gkb", "--store", OFFICE), "nowhere.gkb"),
    (("batch", "import", "folder", "--store", OFFICE), "folder"),
    (("batch", "import", "x.pdf", "--store", OFFICE), "x.pdf"),
    (("batch", "import", "ready.gkb", "--store", WORKER_2), "ready.gkb"),
    (("batch", "inspect", "x.pdf"), "x.pdf"),
    (("batch", "inspect", "nowhere.gkb"), "nowhere.gkb"),
    (("batch", "export", "--store", OFFICE, "--out", "folder"), "王芳"),
    (("batch", "export", "--store", WORKER_1, "--out", "no/b.gkb"), "b.gkb"),
    (("batch", "export", "--store", WORKER_1, "--out", "folder", "--to", "谁"), "谁"),
    (("ledger", "visits", "--store", OFFICE, "--out", "l.xlsx"), "--period"),
    (("ledger", "people", "--store", OFFICE, "--out", "no/l.xlsx"), "l.xlsx"),
    (("report", "month", "--store", OFFICE, "--out", "m.pdf"), "--period"),
    (("report", "visit", "--store", OFFICE, "--out", "m.pdf"), "--record"),
    (("report", "visit", "--record", "9", "--store", OFFICE, "--out", "m.pdf"), "9"),
    (("demo", "."), ""),
)  # fmt: skip


def _shown(one):
    return one if isinstance(one, str) else " ".join(one)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("command", "named"), REFUSED, ids=_shown)
@pytest.mark.usefixtures("ready")
def test_a_refusal_is_one_line_that_names_what_it_is_about(shell, command, named, language):
    before = {path.name for path in shell.folder.iterdir()}

    said = shell(*command, "--language", language)

    assert said.code == 1
    assert language == "en" or any("\u4e00" <= letter <= "\u9fff" for letter in said.line)
    if language == "zh":
        assert named in said.line
    left = {path.name for path in shell.folder.iterdir()} - before
    assert not {name for name in left if not name.endswith(("-wal", "-shm"))}


@pytest.mark.usefixtures("ready")
def test_a_refusal_tells_programs_its_code(shell):
    said = shell("store", "info", "nowhere.gkdb", "--json")

    assert (said.code, said.json) == (1, {"error": "store.missing"})


@pytest.mark.parametrize(
    "command",
    [
        ("weather",),
        ("ledger", "weather", "--store", OFFICE, "--out", "x"),
        ("store", "create", "s.gkdb", "--name", "王芳"),
        ("list", "person"),
        ("demo", "x", "--households", "many"),
        ("store",),
    ],
    ids=" ".join,
)
def test_what_is_not_understood_ends_with_2(shell, command):
    said = shell(*command)

    assert said.code == 2
    assert said.out == ""
    assert said.line


@pytest.mark.usefixtures("ready")
def test_the_wrong_password_is_said_and_nothing_else(shell, monkeypatch):
    monkeypatch.setenv(PASSWORD_VARIABLE, "falsch")

    line = shell("store", "info", OFFICE).line

    assert OFFICE in line
    assert "密码" in line
    assert "falsch" not in line


def test_a_key_file_that_is_gone_is_said(shell):
    (shell.folder / (OFFICE + ".key")).unlink()

    assert OFFICE + ".key" in shell("store", "info", OFFICE).line


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_password_may_stand_in_a_file(shell, monkeypatch, mark):
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    (shell.folder / "pw.txt").write_text(f"{mark}{PASSWORD}\nsecond line\n", encoding="utf-8")

    shell.well("store", "info", OFFICE, "--password-file", "pw.txt")


def test_without_a_password_and_a_keyboard_it_says_how_to_give_one(shell, monkeypatch):
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())

    assert PASSWORD_VARIABLE in shell("store", "info", OFFICE).line


class Keyboard(io.StringIO):
    """Somebody who types at a terminal."""

    def isatty(self):
        return True


def typed(monkeypatch, *words):
    """Let somebody type words where a secret is asked for."""
    waiting = list(words)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: waiting.pop(0))
    monkeypatch.setattr("sys.stdin", Keyboard())
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)


def test_the_password_is_asked_for_at_a_terminal(shell, monkeypatch):
    typed(monkeypatch, PASSWORD)

    shell.well("store", "info", OFFICE)


def test_a_new_password_is_typed_twice(shell, monkeypatch):
    create = ("store", "create", "n.gkdb", "--role", "alone", "--name", "孙丽")
    typed(monkeypatch, "eins", "zwei")
    assert "密码" in shell(*create).line
    assert not (shell.folder / "n.gkdb").exists()

    monkeypatch.setenv(PASSWORD_VARIABLE, "")
    typed(monkeypatch, PASSWORD, PASSWORD)
    shell.well(*create)


@pytest.mark.parametrize(("password", "warned"), [("abc", True), ("xK9-qu2-Vb7-rT4", False)])
def test_a_password_that_is_easily_guessed_is_warned_of(shell, monkeypatch, password, warned):
    create = ("store", "create", "n.gkdb", "--role", "office", "--name", "孙丽")
    monkeypatch.setenv(PASSWORD_VARIABLE, password)

    said = shell.well(*create)

    assert ("很容易被猜到" in said.out) is warned
    assert "设置" in said.out  # where the recovery key can be seen again


def test_an_input_that_ends_is_said(shell, monkeypatch):
    typed(monkeypatch)
    monkeypatch.setattr("getpass.getpass", raises_eof)

    assert shell("store", "info", OFFICE).line == "密码：没有输入"


def raises_eof(_prompt):
    raise EOFError


def test_an_empty_password_protects_nothing(shell, monkeypatch):
    monkeypatch.setenv(PASSWORD_VARIABLE, "")

    assert "密码" in shell("store", "create", "n.gkdb", "--role", "alone", "--name", "孙").line


@pytest.mark.usefixtures("quick_codes")
def test_the_one_time_code_is_asked_for(shell, monkeypatch):
    enrol = ("enrol", "孙丽", "--grid", "WG01", "--store", OFFICE, "--out", "p.gkb", "--json")
    code = shell.well(*enrol).json["code"]
    join = ("join", "p.gkb", "--store", "n.gkdb")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert "--code" in shell(*join).line
    typed(monkeypatch, "0000-0000-0000", PASSWORD, PASSWORD)
    assert "p.gkb" in shell(*join).line

    typed(monkeypatch, code, PASSWORD, PASSWORD)
    shell.well(*join)


def classes(root=errors.GridKeeperError):
    for child in root.__subclasses__():
        yield child
        yield from classes(child)


@pytest.mark.parametrize("error", [*classes()], ids=lambda one: one.code)
def test_every_error_that_people_can_meet_is_one_line(shell, monkeypatch, error):
    from collections import defaultdict  # noqa: PLC0415 - beside its only use

    raised = error()
    monkeypatch.setattr(raised, "places", defaultdict(lambda: "a\nb"))
    monkeypatch.setattr(error, "__str__", lambda self: texts._(self.text).format_map(self.places))

    def fails(*_arguments):
        raise raised

    monkeypatch.setattr(StoreService, "facts", fails)

    assert shell("store", "info", OFFICE).line


def test_a_bug_is_one_line_too(shell, monkeypatch):
    def fails(*_arguments):
        raise ZeroDivisionError("first\nsecond")

    monkeypatch.setattr(StoreService, "facts", fails)

    line = shell("store", "info", OFFICE).line

    assert "ZeroDivisionError: first" in line
    assert "GRIDKEEPER_DEBUG" in line


def test_the_details_of_a_bug_are_shown_on_demand(shell, monkeypatch):
    def fails(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(StoreService, "facts", fails)
    monkeypatch.setenv("GRIDKEEPER_DEBUG", "1")

    assert "Traceback" in shell("store", "info", OFFICE).err


@pytest.mark.parametrize("stop", [KeyboardInterrupt, CancelledError])
def test_what_was_cancelled_ends_with_130(shell, town, monkeypatch, stop):
    before = dumped(town.mei)
    town.close_all()

    def stops(*_arguments, **_named):
        raise stop

    (shell.folder / "visit.json").write_text(json.dumps(VISIT), encoding="utf-8")
    monkeypatch.setattr("gridkeeper.services.records.recording.Surroundings.finish", stops)

    said = shell("record", "visit", "--json-in", "visit.json", "--store", WORKER_1)

    assert said.code == 130
    assert said.line
    assert dumped(town.mei) == before


def test_a_reader_that_has_seen_enough_is_no_error(shell, monkeypatch):
    def gone(*_arguments, **_named):
        raise BrokenPipeError

    pointed = []
    monkeypatch.setattr(ListService, "list", gone)
    monkeypatch.setattr(program.os, "dup2", lambda *_descriptors: pointed.append(True))
    really = os.open
    monkeypatch.setattr(
        program.os, "open", lambda path, *rest: 99 if path == os.devnull else really(path, *rest)
    )
    monkeypatch.setattr(type(sys.stdout), "fileno", lambda _stream: 98, raising=False)

    said = shell("list", "person", "--store", OFFICE)

    assert (said.code, said.err, pointed) == (1, "", [True])


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [(), ("--json",)], ids=str)
def test_a_closed_pipe_leaves_no_traceback(town, arguments):
    town.close_all()
    with process(
        "list", "person", "--store", town.folder / OFFICE, *arguments, stderr=subprocess.PIPE
    ) as running:
        running.stdout.close()
        said = running.stderr.read()

    assert said == b""


def test_a_damaged_store_is_told_by_verify(shell, town, monkeypatch):
    from gridkeeper.storage import proof  # noqa: PLC0415 - beside its only use

    found = StoreService(town.office).verify
    town.close_all()
    assert found

    def wrong(_unit, _progress):
        return proof.Findings(problems=["行与日志不一致"])

    monkeypatch.setattr("gridkeeper.services.store.stores.proof.verify", wrong)

    assert shell("store", "verify", OFFICE).line == "行与日志不一致"
