"""The sample community: plausible, marked, repeatable, and right by the program's own rules."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from gridkeeper.domain import codes, identity_numbers, kinds, validation
from gridkeeper.domain.fields import Type
from gridkeeper.services.samples import community
from gridkeeper.services.samples.residents import AS_OF
from gridkeeper.services.samples.words import material
from tests.helpers.sample_months import (
    TODAY,
    all_records,
    ids,
    records_of,
    sample,
    without_ids,
    work,
)


def test_three_hundred_households_make_two_grids_with_as_many_dwellings():
    made = sample()
    assert (len(made.grids), len(made.households), len(made.dwellings)) == (2, 300, 300)
    assert 7 <= len(made.buildings) <= 9
    assert 690 <= len(made.people) <= 830
    assert 18 <= len(made.premises) <= 22


@pytest.mark.parametrize("households", [300, 449, 1000])
def test_a_grid_has_a_hundred_and_fifty_to_five_hundred_households(households):
    sizes = Counter(household.grid_id for household in sample(households).households)
    assert sum(sizes.values()) == households
    assert all(145 <= size <= 500 for size in sizes.values())


@pytest.mark.parametrize("households", [1, 2, 3, 10])
def test_a_tiny_community_is_made_as_well(households):
    made = sample(households)
    assert len(made.households) == households
    assert work(households).visits


def test_all_records_pass_the_checks_of_typed_ones():
    wrong = [
        (record.id, problem)
        for record in all_records()
        for problem in validation.check(record, TODAY)
    ]
    assert not wrong


def test_every_code_is_offered_by_its_table():
    unknown = set()
    for record in all_records(1000):
        for field in kinds.kind_of(record).fields:
            code = getattr(record, field.name)
            if field.type is Type.CODE and code is not None:
                table = codes.table(field.codes)
                if code not in table.labels or code in table.closed:
                    unknown.add((field.codes, code))
    assert not unknown


def test_no_reference_points_nowhere():
    known = {record.id for record in all_records()}
    lost = [
        (field.name, record)
        for record in all_records()
        for field in kinds.kind_of(record).fields
        if field.type is Type.RECORD and getattr(record, field.name) not in {None, *known}
    ]
    assert not lost


def test_ids_are_given_once():
    register = list(records_of(sample()))
    assert len({record.id for record in register}) == len(register)


def test_the_same_seed_makes_the_same_community_whatever_the_ids():
    other = community(7, 300, ids(5000))
    assert without_ids(other) == without_ids(sample())


def test_another_seed_makes_another_community():
    assert without_ids(sample(seed=8)) != without_ids(sample())


def test_the_community_is_marked_as_a_sample():
    assert {grid.community for grid in sample().grids} == {"晨光社区（示例）"}
    assert {grid.street for grid in sample().grids} == {"示例街道"}
    assert {case.community for case in work().hazards} == {"晨光社区（示例）"}


def test_telephone_numbers_stay_in_the_block_of_the_sample():
    for record in all_records():
        for field in kinds.kind_of(record).fields:
            if field.name.endswith("phone"):
                number = getattr(record, field.name)
                assert number is None or number.startswith("199000")


def test_identity_numbers_check_out_under_a_code_that_does_not_exist():
    numbers = [person.id_number for person in sample().people]
    assert len(set(numbers)) == len(numbers)
    assert all(identity_numbers.is_card(number) and number[:2] == "99" for number in numbers)


def test_identity_numbers_agree_with_birth_date_and_sex():
    for person in sample().people:
        assert identity_numbers.birth_of(person.id_number) == person.birth <= AS_OF
        assert identity_numbers.sex_of(person.id_number) == person.sex


def test_credit_codes_check_out():
    found = [one.credit_code for one in sample(1000).premises]
    assert all(identity_numbers.is_credit_code(code) and code[2:4] == "99" for code in found)


def test_premises_of_every_small_kind_are_there():
    assert {one.kind for one in sample().premises} == set(material("places")["premises"])


@pytest.mark.parametrize("name", ["𠮷野㛃䶮", "钟𬭛"])
def test_a_rare_name_is_there_exactly_once(name):
    for households in (300, 1000):
        assert [person.name for person in sample(households).people].count(name) == 1


def test_a_family_with_names_with_a_dot_is_there():
    dotted = [person for person in sample().people if "·" in person.name]
    assert len(dotted) == 3
    assert len({person.household_id for person in dotted}) == 1


def test_the_head_is_the_first_of_age_in_each_household():
    people = defaultdict(list)
    for person in sample().people:
        people[person.household_id].append(person)
    for household in sample().households:
        head = people[household.id][0]
        assert (head.id, head.relation) == (household.head_id, "02")
        assert head.birth.year <= 2006


def test_children_are_younger_than_their_parents():
    people = defaultdict(list)
    for person in sample(1000).people:
        people[person.household_id].append(person)
    for family in people.values():
        for person in family[1:]:
            years = person.birth.year - family[0].birth.year
            if person.relation in {"20", "30"}:
                assert years >= 17
            elif person.relation in {"51", "52"}:
                assert years <= -17


def test_only_people_who_live_alone_at_a_great_age_are_old_people_living_alone():
    members = Counter(person.household_id for person in sample().people)
    people = {person.id: person for person in sample().people}
    alone = [people[tag.person_id] for tag in sample().person_tags if tag.tag == "A01"]
    assert alone
    assert all(members[one.household_id] == 1 and one.birth.year < 1966 for one in alone)


def test_everybody_of_eighty_is_of_great_age():
    aged = {tag.person_id for tag in sample().person_tags if tag.tag == "A04"}
    old = {person.id for person in sample().people if person.birth.year < AS_OF.year - 81}
    assert old
    assert old <= aged


def test_restricted_classes_are_never_used():
    assert all(tag.tag.startswith("A") for tag in sample(1000).person_tags)


def test_tenants_live_in_homes_that_somebody_else_owns():
    tenants = {person.household_id for person in sample().people if person.inflow_reason}
    dwellings = {dwelling.id: dwelling for dwelling in sample().dwellings}
    names = {person.name for person in sample().people if person.household_id in tenants}
    for household in sample().households:
        if household.id in tenants:
            assert dwellings[household.dwelling_id].use == "01"
            assert dwellings[household.dwelling_id].owner not in names


def test_nobody_lives_in_an_empty_dwelling():
    empty = {dwelling.id for dwelling in sample().dwellings if dwelling.use == "04"}
    assert empty
    assert not empty & {household.dwelling_id for household in sample().households}


def test_more_grids_than_compounds_open_a_second_part_of_a_compound():
    made = community(1, 4600, ids())
    assert "晨光花园二期" in {building.compound for building in made.buildings}
    doors = [(d.building_id, d.unit, d.room) for d in made.dwellings]
    assert len(set(doors)) == len(doors)


# The month
