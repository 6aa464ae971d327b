"""How a change is written."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import wire
from gridkeeper.domain.changes import Change

ID = "0" * 31 + "1"
LINE = (
    f'["{ID}","{ID}","visit","",3,"李梅",1,"2026-10-08T01:30:00Z",1,'
    '{"outcome":{"outcome":"01","tries":2},"remark":null},{"remark":["a"]}]'
).encode()

scalars = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text()
ids = st.text("0123456789abcdef", min_size=32, max_size=32)
changes = st.builds(
    Change,
    id=ids,
    record=ids,
    kind=st.text(),
    grid=st.text(),
    lamport=st.integers(0, wire.HIGHEST_LAMPORT),
    author=st.text(),
    office=st.booleans(),
    claimed_at=st.just("2026-10-08T01:30:00Z"),
    creates=st.booleans(),
    sets=st.dictionaries(st.text(), scalars | st.dictionaries(st.text(), scalars)),
    bases=st.dictionaries(st.text(), st.lists(st.text())),
)


@given(changes)
def test_what_is_written_is_read_back(change):
    assert wire.decode(wire.encode(change)) == change


@given(changes)
def test_a_line_is_one_line(change):
    assert b"\n" not in wire.encode(change)


@given(changes)
def test_what_is_read_is_written_the_same(change):
    line = wire.encode(change)
    assert wire.encode(wire.decode(line)) == line


def test_a_line_looks_as_it_is_documented():
    assert wire.encode(wire.decode(LINE)) == LINE


def test_keys_are_sorted_at_every_depth():
    change = wire.decode(LINE)
    mixed = Change(**{name: getattr(change, name) for name in Change.__dataclass_fields__} | {
        "sets": {"remark": None, "outcome": {"tries": 2, "outcome": "01"}}
    })  # fmt: skip
    assert wire.encode(mixed) == LINE


def test_what_a_newer_program_adds_at_the_end_is_no_fault():
    newer = json.dumps([*json.loads(LINE), {"weather": "fine"}]).encode()
    assert wire.decode(newer) == wire.decode(LINE)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "short"),
        (0, 5),
        (1, ID + "0"),
        (4, "3"),
        (4, -1),
        (4, wire.HIGHEST_LAMPORT + 1),
        (7, "2026-10-08"),
        (7, "2026-10-08 01:30:00Z"),
        (9, {"outcome": [1]}),
        (9, {"outcome": {"outcome": {"deep": 1}}}),
        (9, {"amount": 0.5}),
        (10, {"outcome": "a"}),
        (10, None),
    ],
)
def test_a_line_that_is_not_in_its_form_is_refused(place, value):
    parts = json.loads(LINE)
    parts[place] = value
    with pytest.raises(ValueError, match="."):
        wire.decode(json.dumps(parts).encode())


@pytest.mark.parametrize("line", [b"", b"[]", b"{}", LINE[:-1], LINE + b"]", b"\xff", b'"x"'])
def test_what_is_no_line_is_refused(line):
    with pytest.raises(ValueError, match="."):
        wire.decode(line)


def test_a_chain_depends_on_every_line_and_their_order():
    start = wire.CHAIN_START
    assert wire.chain(start, b"a") == hashlib.sha256(bytes(32) + b"a").digest()
    one = wire.chain(wire.chain(start, b"a"), b"b")
    assert one != wire.chain(wire.chain(start, b"b"), b"a")
    assert one != wire.chain(start, b"b")


def test_canonical_json_has_no_spaces_and_sorted_keys():
    assert wire.canonical({"b": [1, None], "a": "网格"}) == '{"a":"网格","b":[1,null]}'.encode()


def test_json_is_read_or_refused():
    assert wire.parsed('{"a":[1,null]}') == {"a": [1, None]}
    with pytest.raises(ValueError, match="."):
        wire.parsed(b"{")
