"""What the ledgers show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gridkeeper import texts
from gridkeeper.domain import codes
from gridkeeper.domain.fields import Mask, Privacy, Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile
from gridkeeper.ledgers import plain, registry
from tests.helpers.ledger_lines import (
    BUILDERS,
    a_dispute_line,
    a_hazard_line,
    a_person_line,
    a_request_line,
    a_visit_line,
    with_facts,
)

TODAY = date(2026, 10, 31)


def a_ledger(name):
    return registry.ledger(name, TODAY)


def said(name, key, line):
    column = next(column for column in a_ledger(name).columns if column.key == key)
    return column.of(line)


@pytest.mark.parametrize("name", registry.NAMES)
def test_no_two_columns_have_the_same_key(name):
    keys = [column.key for column in a_ledger(name).columns]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", registry.NAMES)
def test_every_column_has_both_names_and_a_width(name):
    for column in a_ledger(name).columns:
        assert column.label.zh, column.key
        assert column.label.en, column.key
        assert column.width >= 5, column.key


def test_the_ledger_calls_the_day_of_the_next_visit_as_the_offices_form_does():
    column = next(column for column in a_ledger("visits").columns if column.key == "next_due")
    label = KINDS["visit"].field("next_due").label

    assert (column.label.zh, label.zh) == ("下次走访时间", "下次走访日期")


def test_no_english_word_of_a_heading_or_a_code_is_broken():
    nature = next(column for column in a_ledger("requests").columns if column.key == "nature")
    assert nature.room == nature.width

    texts.use(texts.ENGLISH)

    assert nature.room > len("suggestion")


@pytest.mark.parametrize("name", registry.NAMES)
def test_every_column_of_codes_has_its_table(name):
    for column in a_ledger(name).columns:
        if column.type is Type.CODE:
            assert codes.table(column.codes).labels, column.key


@pytest.mark.parametrize("name", registry.NAMES)
def test_every_column_says_something_or_nothing_of_a_line(name):
    line = BUILDERS[name](3)
    for column in a_ledger(name).columns:
        column.of(line)


@pytest.mark.parametrize("name", registry.NAMES)
def test_a_column_that_shows_a_field_hides_it_as_the_field_says(name):
    ledger = a_ledger(name)
    for column in ledger.columns:
        field = ledger.kind.by_name.get(column.key)
        if field is not None and column.key != "community":
            assert column.mask is field.mask, column.key
            assert column.privacy is field.privacy, column.key


@pytest.mark.parametrize("name", registry.NAMES)
def test_the_public_sees_nothing_personal_that_cannot_be_masked(name):
    for column in a_ledger(name).for_profile(Profile.PUBLIC):
        assert column.privacy in {Privacy.OPEN, Privacy.PERSONAL}, column.key
        assert column.privacy is Privacy.OPEN or column.mask in {Mask.NAME, Mask.ADDRESS}


def test_the_public_list_of_people_has_neither_birthday_nor_age_nor_number():
    keys = {column.key for column in a_ledger("people").for_profile(Profile.PUBLIC)}
    assert not keys & {"birth", "age", "id_number", "phone", "tags"}


def test_the_public_list_of_visits_tells_of_nobody_that_he_is_in_care():
    columns = {column.key: column for column in a_ledger("visits").for_profile(Profile.PUBLIC)}
    assert not columns.keys() & {"colour", "tags"}

    line = a_visit_line()
    line = replace(line, visit=replace(line.visit, kind="05"))
    assert plain.text(columns["kind"], line, Profile.PUBLIC) == "入户走访"
    assert plain.text(columns["kind"], line, Profile.MASKED) == "重点走访"


@pytest.mark.parametrize(
    ("code", "public"), [("0101", "婚恋家庭纠纷"), ("0302", "人格权纠纷"), ("02", "邻里纠纷")]
)
def test_the_public_reads_only_in_general_what_a_dispute_is_about(code, public):
    column = next(column for column in a_ledger("disputes").columns if column.key == "type")
    line = with_facts(a_dispute_line(), "dispute", type=code)

    assert plain.text(column, line, Profile.PUBLIC) == public
    assert plain.text(column, line, Profile.MASKED) == codes.table("dispute_type").text(code)


@pytest.mark.parametrize("name", registry.NAMES)
def test_the_public_reads_no_free_text(name):
    types = {column.type for column in a_ledger(name).for_profile(Profile.PUBLIC)}
    assert Type.PROSE not in types


def test_the_office_sees_all_columns():
    ledger = a_ledger("people")
    assert ledger.for_profile(Profile.FULL) == ledger.columns


def test_there_is_a_ledger_for_every_kind_of_work():
    work = {kind.name for kind in KINDS.values() if kind.letter}
    assert work <= {a_ledger(name).kind.name for name in registry.NAMES}


@pytest.mark.parametrize(
    ("language", "name"), [("zh_CN", "化解方式"), ("en", "Settlement: Method")]
)
def test_a_column_under_a_group_is_named_with_it(language, name):
    texts.use(language)
    try:
        names = {column.key: column.name for column in a_ledger("disputes").columns}
    finally:
        texts.use(texts.CHINESE)
    assert names["method"] == name


def test_an_unknown_ledger_is_refused():
    with pytest.raises(KeyError):
        a_ledger("rentals")


@pytest.mark.parametrize(
    ("name", "line"), [("visits", a_visit_line()), ("people", a_person_line())]
)
def test_restricted_classes_are_never_in_a_general_ledger(name, line):
    line = replace(line, tags=("A01", "B01", "B03"))
    assert said(name, "tags", line) == ("A01",)


def test_an_imported_case_names_its_own_community():
    assert said("requests", "community", a_request_line(community="六联社区")) == "六联社区"


def test_the_register_names_the_community_before_the_case_does():
    line = replace(a_request_line(community="六联社区"), community="晨光社区")
    assert said("requests", "community", line) == "晨光社区"


def test_a_case_without_any_community_leaves_it_empty():
    assert said("requests", "community", a_request_line(community=None)) == ""


def test_all_parties_of_a_side_are_named():
    line = a_dispute_line(1)
    assert said("disputes", "name_1", line) == (line.parties[0].name,)
    assert said("disputes", "name_2", line) == (line.parties[1].name, line.parties[2].name)
    assert said("disputes", "name_9", line) == ()


def test_a_party_without_a_phone_leaves_no_gap():
    assert len(said("disputes", "phone_2", a_dispute_line(1))) == 1


def test_the_latest_recheck_is_told():
    line = a_hazard_line(1)
    first, last = line.rechecks[0], replace(line.rechecks[0], passed=False)
    assert said("hazards", "passed", replace(line, rechecks=(first, last))) is False


def test_a_hazard_without_recheck_has_none():
    assert said("hazards", "checked_on", a_hazard_line(2)) is None


@pytest.mark.parametrize(("state", "closed"), [("70", True), ("90", True), ("60", False)])
def test_a_hazard_is_closed_from_the_state_on_that_closes_it(state, closed):
    assert said("hazards", "closed", a_hazard_line(1, state=state)) is closed


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(2000, 10, 31), 26),
        (date(2000, 11, 1), 25),
        (date(2026, 10, 31), 0),
        (date(2026, 11, 1), None),
        (None, None),
    ],
)
def test_age_is_in_full_years(born, age):
    line = with_facts(a_person_line(), "person", birth=born)
    assert said("people", "age", line) == age
