"""Whatever part of a store is overwritten, each command says so in its one line."""

from __future__ import annotations

import json

import pytest

from gridkeeper.errors import StoreDamagedError
from tests.helpers.towns import OFFICE

_PAGE, _STRIDE = 4096, 16384
_SAMPLE = 12
REQUEST = {"title": "楼道积水", "content": "一楼楼道积水", "received_on": "2018-10-07"}
COMMANDS = (
    ("store", "info", OFFICE),
    ("list", "people", "--store", OFFICE),
    ("list", "people", "--store", OFFICE, "--query", "张"),
    ("store", "backup", OFFICE, "backups"),
    ("store", "verify", OFFICE),
    ("ledger", "requests", "--store", OFFICE, "--period", "2018-10", "--out", "l.xlsx"),
    ("record", "request", "--json-in", "request.json", "--store", OFFICE),
)


@pytest.fixture
def whole(town, shell):
    """The bytes of a store with all kinds in it."""
    (town.folder / "request.json").write_text(json.dumps(REQUEST), encoding="utf-8")
    town.close_all()
    return (town.folder / OFFICE).read_bytes()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_no_command_meets_damage_with_a_traceback(town, shell, whole, command):
    at_all = len(whole) // _PAGE
    # Each fourth page as a whole, and the first ones: they hold what everything else hangs on.
    places = {*range(0, at_all, _STRIDE // _PAGE), *range(8)}
    refused = 0
    for place in sorted(places)[:: max(1, len(places) // _SAMPLE)]:
        spoilt = whole[: place * _PAGE] + b"\xa5" * _PAGE + whole[(place + 1) * _PAGE :]
        for name in ("", "-wal", "-shm"):
            (town.folder / (OFFICE + name)).unlink(missing_ok=True)
        (town.folder / OFFICE).write_bytes(spoilt)

        said = shell(*command)

        assert "意外错误" not in said.err, (place, said.err)
        assert "Traceback" not in said.err, (place, said.err)
        refused += said.code
    assert refused


def test_a_backup_of_a_damaged_store_blames_the_store(town, shell, whole):
    middle = len(whole) // 2 // _PAGE * _PAGE
    (town.folder / OFFICE).write_bytes(
        whole[:middle] + b"\xa5" * 3 * _PAGE + whole[middle + 3 * _PAGE :]
    )

    said = shell("store", "backup", OFFICE, "backups", "--json")

    assert said.json["error"] == StoreDamagedError.code
    assert not list((town.folder / "backups").iterdir())
