"""What an attachment names its content by."""

from __future__ import annotations

import pytest

from gridkeeper.domain.attachments import Attachment, is_hash, pairs


def test_a_hash_is_64_hexadecimal_digits():
    assert is_hash("0f" * 32)


@pytest.mark.parametrize("other", [None, 7, "", "0f" * 31, "0F" * 32, "0f" * 32 + "\n", "../" * 21])
def test_nothing_else_is_one(other):
    assert not is_hash(other)


def a_photo(purpose, media_type="image/jpeg"):
    return Attachment(id=purpose, purpose=purpose, media_type=media_type)


def test_photos_before_and_after_stand_in_pairs_as_far_as_there_are_both():
    several = [a_photo(purpose) for purpose in ("2", "9", "1", "1")]

    assert pairs(several) == [(several[2], several[0])]


def test_a_document_is_never_half_of_a_pair():
    assert pairs([a_photo("1"), a_photo("2", "application/pdf")]) == []
