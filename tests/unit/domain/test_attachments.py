"""What an attachment names its content by."""

from __future__ import annotations

import pytest

from gridkeeper.domain.attachments import is_hash


def test_a_hash_is_64_hexadecimal_digits():
    assert is_hash("0f" * 32)


@pytest.mark.parametrize("other", [None, 7, "", "0f" * 31, "0F" * 32, "0f" * 32 + "\n", "../" * 21])
def test_nothing_else_is_one(other):
    assert not is_hash(other)
