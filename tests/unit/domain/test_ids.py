from __future__ import annotations

from gridkeeper.domain import ids


def test_ids_made_later_sort_later():
    made = [ids.new_id() for _ in range(2000)]
    assert made == sorted(set(made))


def test_an_id_is_known_by_its_form():
    assert ids.is_id(ids.new_id())
    assert not ids.is_id("0" * 32)
    assert not ids.is_id(ids.new_id().upper())


def test_a_code_has_no_letters_that_are_misheard():
    code = ids.new_code()
    assert len(code) == 14
    assert code[4] == code[9] == "-"
    assert set(code) <= set(ids.CODE_LETTERS) | {"-"}
    assert not set("ILOU") & set(ids.CODE_LETTERS)


def test_a_secret_has_the_size_that_was_asked():
    assert len(ids.new_secret()) == 32
    assert len(ids.new_secret(16)) == 16


def test_an_id_can_be_kept_as_a_number():
    first, second = ids.new_id(), ids.new_id()

    assert [ids.id_of(ids.number_of(one)) for one in (first, second)] == [first, second]
    assert ids.number_of(first) < ids.number_of(second)
