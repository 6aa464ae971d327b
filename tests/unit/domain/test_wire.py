"""How a change is written."""

from __future__ import annotations

import hashlib
import json
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import wire
from gridkeeper.domain.changes import Change

ID = "01a200c938797088b5b3ed76dcc3b60b"
OTHER = "01a200c93879713891a197cbd6c1c25f"

id_texts = st.from_regex(r"[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
stored = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | texts
changes = st.builds(
    Change,
    id=id_texts,
    record=id_texts,
    kind=st.sampled_from(["visit", "dispute", "a kind of tomorrow"]),
    grid=st.just("") | id_texts,
    lamport=st.integers(0, wire.HIGHEST_LAMPORT),
    author=texts,
    office=st.booleans(),
    claimed_at=st.just("2026-10-08T01:30:00Z"),
    creates=st.booleans(),
    sets=st.dictionaries(texts, stored | st.dictionaries(texts, stored, max_size=3), max_size=4),
    bases=st.dictionaries(texts, st.lists(id_texts, max_size=2).map(tuple), max_size=3),
)


def a_change(**facts):
    usual = {
        "id": ID,
        "record": OTHER,
        "kind": "visit",
        "grid": "",
        "lamport": 17,
        "author": "王示例",
        "office": False,
        "claimed_at": "2026-10-08T01:30:00Z",
        "creates": True,
        "sets": {"outcome": "01"},
        "bases": {},
    }
    return Change(**{**usual, **facts})


def a_line(**elements):
    """Return a line as somebody else might write it, with some elements replaced."""
    values = json.loads(wire.encode(a_change()))
    names = list(a_change().__slots__)
    for name, value in elements.items():
        values[names.index(name)] = value
    return json.dumps(values).encode()


@given(changes)
def test_a_change_survives_its_line(change):
    assert wire.decode(wire.encode(change)) == change


@given(changes)
def test_what_is_read_is_written_the_same(change):
    line = wire.encode(change)
    assert wire.encode(wire.decode(line)) == line


@given(changes)
def test_a_line_never_holds_a_line_end(change):
    assert b"\n" not in wire.encode(change)


@given(changes)
def test_a_line_reads_the_same_with_any_json_parser(change):
    values = json.loads(wire.encode(change))
    assert values[:2] == [change.id, change.record]
    assert values[6] == int(change.office)
    assert values[9] == change.sets


@given(changes)
def test_the_kind_is_found_without_reading_the_rest(change):
    assert wire.kind_of(wire.encode(change)) == change.kind


def test_a_line_is_written_as_the_format_says():
    change = a_change(
        office=True, sets={"outcome": "01", "closed": None}, bases={"outcome": (OTHER,)}
    )
    assert wire.encode(change).decode() == (
        f'["{ID}","{OTHER}","visit","",17,"王示例",1,"2026-10-08T01:30:00Z",1,'
        f'{{"closed":null,"outcome":"01"}},{{"outcome":["{OTHER}"]}}]'
    )


def test_the_order_in_which_groups_were_set_does_not_show():
    there = a_change(sets={"a": {"x": 1, "y": 2}, "b": True})
    back = a_change(sets={"b": True, "a": {"y": 2, "x": 1}})
    assert wire.encode(there) == wire.encode(back)


def test_any_mapping_can_be_written():
    frozen = a_change(sets=MappingProxyType({"place": MappingProxyType({"room": "501"})}))
    assert wire.decode(wire.encode(frozen)).sets == {"place": {"room": "501"}}


def test_elements_of_a_newer_program_are_passed_over():
    line = wire.encode(a_change())[:-1] + b',{"mood":[1.5]},null]'
    assert wire.decode(line) == a_change()


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("id", "1"),
        ("id", ID.upper()),
        ("id", f"{ID} {ID}"),
        ("id", ""),
        ("id", None),
        ("record", "x" * 32),
        ("record", 7),
        ("kind", ""),
        ("kind", None),
        ("grid", None),
        ("lamport", -1),
        ("lamport", wire.HIGHEST_LAMPORT + 1),
        ("lamport", 1.5),
        ("lamport", "1"),
        ("author", 5),
        ("office", 2),
        ("office", True),
        ("claimed_at", None),
        ("claimed_at", "2026-10-08 01:30:00"),
        ("claimed_at", "2026-13-08T01:30:00Z"),
        ("creates", "1"),
        ("sets", []),
        ("sets", {"amount": 1.5}),
        ("sets", {"amount": 2**63}),
        ("sets", {"place": {"room": ["501"]}}),
        ("bases", None),
        ("bases", {"outcome": ID}),
        ("bases", {"outcome": ["1"]}),
        ("bases", {"outcome": [ID, ""]}),
        ("bases", {"outcome": [ID], "remark": [f"{ID} {ID}"]}),
    ],
)
def test_a_wrong_element_is_named(element, value):
    with pytest.raises(wire.LineError) as caught:
        wire.decode(a_line(**{element: value}))
    assert caught.value.place == element


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        b"not json",
        wire.encode(a_change())[:-1],
        wire.encode(a_change()) + b"]",
        b'["' + ID.encode() + b'"]',
        b'["\xff"]',
        b'["\\ud800x"]',
        b"[" * 100_000,
        wire.encode(a_change())[:-1] + b"," + b"[" * 100_000,
    ],
)
def test_what_is_no_change_at_all_is_refused(line):
    with pytest.raises(wire.LineError):
        wire.decode(line)


@pytest.mark.parametrize("line", [b"", b"[]", b'["a","b",3]', b'["a","b"', b'"abc"'])
def test_no_kind_is_found_where_there_is_none(line):
    with pytest.raises(wire.LineError):
        wire.kind_of(line)


def test_the_chain_is_a_hash_over_all_lines_so_far():
    one = wire.chain(wire.CHAIN_START, b"one")
    assert one == hashlib.sha256(bytes(32) + b"one").digest()
    assert wire.chain(one, b"two") == hashlib.sha256(one + b"two").digest()
    assert wire.chain(one, b"two") != wire.chain(wire.chain(wire.CHAIN_START, b"two"), b"one")


def test_canonical_json_sorts_keys_by_code_point():
    assert wire.canonical({"𠮷": 1, "b": [], "\uffee": 2, "B": None}) == (
        '{"B":null,"b":[],"\uffee":2,"𠮷":1}'.encode()
    )


def test_canonical_json_escapes_only_what_it_must():
    assert wire.canonical('"\\/\x00\n\x1f\x7f\u2028') == (
        b'"\\"\\\\/\\u0000\\n\\u001f\x7f\xe2\x80\xa8"'
    )


def test_what_json_cannot_say_is_a_bug_of_the_caller():
    with pytest.raises(TypeError, match="object cannot stand in a line"):
        wire.canonical([object()])


def test_parsed_json_is_what_was_written():
    assert wire.parsed(wire.canonical({"𠮷": [1, None, True]})) == {"𠮷": [1, None, True]}


@pytest.mark.parametrize("text", ["", "{", b"\xff", b"[" * 100_000])
def test_what_is_not_json_is_a_wrong_value(text):
    with pytest.raises(ValueError, match=r"."):
        wire.parsed(text)


@pytest.mark.parametrize(
    "text", [b'["a","b"]', b'{"a":["b"]}', b'["\\"[[[[[[","b"]', b'["a,,,,,,,,,,"', b'"\\', b"1"]
)
def test_what_says_little_is_not_crowded(text):
    assert not wire.is_crowded(text, 5)


@pytest.mark.parametrize("text", [b"[" * 6, b"[1,2,3,4,5,6]", b'"a"' * 6, b'{"a":{"b":{"c":0}}}'])
def test_what_says_more_than_so_many_values_is_crowded(text):
    assert wire.is_crowded(text, 5)


def test_a_long_text_is_no_crowd_whatever_stands_in_it():
    assert not wire.is_crowded(b'["' + b"[,{" * 1000 + b'"]', 5)


def test_a_line_of_a_hundred_thousand_fields_is_no_change():
    line = wire.encode(a_change())
    fields = b",".join(b'"%06x":0' % number for number in range(100_000))
    with pytest.raises(wire.LineError, match="too many values"):
        wire.decode(line.replace(b'{"outcome"', b"{" + fields + b',"outcome"', 1))
