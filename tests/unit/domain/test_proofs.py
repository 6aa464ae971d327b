from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import proofs
from gridkeeper.domain.ids import CODE_LETTERS

LINES = [b"one", b"two", b"three"]


@given(st.integers(0, 2**30 - 1), st.binary(min_size=32, max_size=32))
def test_a_code_says_its_place(place, digest):
    code = proofs.code(place, digest)
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert proofs.place_of(code.replace("-", "")) == place


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_codes_of_different_digests_differ_in_what_they_keep(one, other):
    same = int.from_bytes(one, "big") >> 186 == int.from_bytes(other, "big") >> 186
    assert (proofs.code(7, one) == proofs.code(7, other)) == same


@pytest.mark.parametrize("place", [-1, 2**30])
def test_a_place_beyond_the_code_is_refused(place):
    with pytest.raises(ValueError, match="cannot say"):
        proofs.code(place, bytes(32))


@pytest.mark.parametrize("typed", ["", "0" * 19, "0" * 21, "U" + "0" * 19, "0" * 19 + "é"])
def test_what_is_no_code_has_no_place(typed):
    assert proofs.place_of(typed) is None


def test_a_code_has_letters_that_can_be_told_by_voice():
    code = proofs.code(12_345, bytes(range(32))).replace("-", "")
    assert set(code) <= set(CODE_LETTERS)


@pytest.mark.parametrize(
    "lines",
    [
        [b"one", b"two"],
        [b"one", b"three", b"two"],
        [b"one", b"two", b"three", b"four"],
        [b"onetwo", b"three"],
        [b"one", b"two", b"thref"],
        [],
    ],
)
def test_other_lines_give_another_digest(lines):
    assert proofs.digest("a", lines) != proofs.digest("a", LINES)


def test_the_same_lines_in_another_store_give_another_digest():
    assert proofs.digest("a", LINES) == proofs.digest("a", list(LINES))
    assert proofs.digest("a", LINES) != proofs.digest("b", LINES)


def test_marks_are_grouped_by_four():
    assert proofs.grouped("0123456789ab") == ["0123", "4567", "89ab"]


def test_the_letters_that_differ_are_told_by_their_place():
    assert proofs.wrong_letters("7K0M-AAAA", "7K0MAAAA") == []
    assert proofs.wrong_letters("7K0M-AAAA", "7K1M-AABA") == [2, 6]
