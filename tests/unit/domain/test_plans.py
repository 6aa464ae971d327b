"""Who is to be visited by when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gridkeeper.domain import plans
from gridkeeper.domain.plans import Care, Coverage, Planned
from gridkeeper.domain.policies import DWELLING, PREMISES
from tests.helpers.plans import (
    FAMILY,
    MISSED,
    TODAY,
    a_contact,
    a_home,
    a_member,
    a_rule,
    for_people,
    planned,
)

LAST = date(2026, 11, 3)


def test_a_home_is_due_so_many_days_after_it_was_visited():
    found = planned(a_home(), [a_rule(days=30, early_days=5)], a_contact(LAST))

    assert (found.day, found.earliest) == (date(2026, 12, 3), date(2026, 11, 28))
    assert found.reasons[0].last == LAST


def test_risk_times_days_late_is_the_weight():
    found = planned(a_home(), [a_rule(days=7, weight=10)], a_contact(LAST))

    assert (found.weight, found.risk) == (100, 10)


def test_what_is_not_late_has_no_weight():
    assert planned(a_home(), [a_rule(days=30, weight=10)], a_contact(LAST)).weight == 0


def test_a_rule_without_a_weight_weighs_one():
    assert planned(a_home(), [a_rule(days=7)], a_contact(LAST)).weight == 10


def test_nobody_can_be_early_on_the_day_of_the_last_visit():
    found = planned(a_home(), [a_rule(days=7, early_days=30)], a_contact(LAST))
    named = planned(a_home(), [], a_contact(LAST, named=LAST + timedelta(3)))

    assert found.earliest == named.earliest == LAST + timedelta(1)


@pytest.mark.parametrize(
    "missed",
    [{"outcome": MISSED}, {"outcome": "04"}, {"outcome": "05"}, {"form": "05"}, {"state": "35"}],
)
def test_a_visit_that_met_nobody_does_not_restart_the_cycle(missed):
    found = planned(a_home(), [a_rule()], a_contact(LAST), a_contact(TODAY, **missed))

    assert found.reasons[0].last == LAST


@pytest.mark.parametrize(("counts", "last"), [(True, TODAY), (None, LAST)])
def test_a_call_counts_only_where_the_rule_says_so(counts, last):
    called = a_contact(TODAY, form="02")
    found = planned(a_home(), [a_rule(phone_counts=counts)], a_contact(LAST), called)

    assert found.reasons[0].last == last


def test_one_visit_does_for_the_household_and_for_the_member_who_was_met():
    home = a_home(members=(a_member(), a_member(id="b")))
    rules = [a_rule(), for_people()]
    found = planned(home, rules, a_contact(LAST), a_contact(TODAY, person_id="a"))

    assert {(one.rule, one.person_id): one.last for one in found.reasons} == {
        ("r", ""): TODAY,
        ("p", "a"): TODAY,
        ("p", "b"): LAST,
    }


def test_a_visit_that_met_the_family_only_does_for_the_household():
    found = planned(a_home(), [a_rule(), for_people()], a_contact(TODAY, FAMILY))

    assert {one.rule: one.last for one in found.reasons} == {"r": TODAY, "p": None}


def test_who_was_never_visited_is_due_a_cycle_after_the_registration():
    home = a_home(since=LAST, members=(a_member(since=LAST + timedelta(1)),))
    found = planned(home, [a_rule(days=30), for_people(days=7)])

    days = {one.rule: one.day for one in found.reasons}
    assert days == {"r": date(2026, 12, 3), "p": date(2026, 11, 11)}


def test_who_was_never_visited_and_is_known_for_no_one_knows_how_long_is_due_now():
    found = planned(a_home(), [a_rule(days=30), for_people(days=7)])

    assert {one.day for one in found.reasons} == {
        TODAY + timedelta(30),
        TODAY + timedelta(7),
    }


def test_a_cycle_of_care_begins_when_the_care_does():
    member = a_member(cares=(Care("A01", since=TODAY),))
    found = planned(a_home(members=(member,)), [for_people(tag="A01")], a_contact(LAST))

    assert found.day == TODAY + timedelta(7)


@pytest.mark.parametrize(("own", "days"), [(14, 14), (None, 7), (0, None)])
def test_the_cycle_of_a_person_comes_before_that_of_the_rule(own, days):
    member = a_member(cares=(Care("A01", own),))
    found = planned(a_home(members=(member,)), [for_people(tag="A01")])

    assert (found.reasons[0].days if found else None) == days


def test_a_cycle_of_a_person_holds_without_a_rule():
    members = (a_member(cares=(Care("A05", 90), Care("A06"))),)
    (why,) = planned(a_home(members=members), [for_people(tag="A01")]).reasons

    assert (why.rule, why.name, why.days, why.person_id) == (plans.OF_PERSON, "A05", 90, "a")


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ({"youngest": 86}, True),
        ({"youngest": 87}, False),
        ({"tag": "A01"}, True),
        ({"tag": "A02"}, False),
        ({"resident_class": "01"}, True),
        ({"resident_class": "03"}, False),
        ({"use": "01"}, True),
        ({"use": "00"}, False),
        ({"tag": "A01", "youngest": 90}, False),
        ({"premises_kind": "01"}, False),
        ({"days": 0}, False),
        ({"stopped": True}, False),
    ],
)
@pytest.mark.parametrize("made", [a_rule, for_people])
def test_all_that_a_rule_says_must_hold(made, rule, holds):
    home = a_home(use="01", members=(a_member(cares=(Care("A01"),)),))

    assert (planned(home, [made(**rule)]) is not None) is holds


def test_two_rules_may_speak_of_one_class_of_care():
    home = a_home(members=(a_member(cares=(Care("A01"),)),))
    rules = [for_people(tag="A01"), for_people(id="q", tag="A01", youngest=80)]

    assert {one.rule for one in planned(home, rules).reasons} == {"p", "q"}


def test_nobody_is_of_an_age_that_nobody_knows():
    home = a_home(members=(a_member(birth=None),))

    assert planned(home, [for_people(youngest=60)]) is None


def test_who_is_away_is_visited_only_by_rules_that_say_so():
    home = a_home(members=(a_member(resident_class="07"),))

    assert planned(home, [a_rule(), for_people()]) is None
    assert planned(home, [for_people(resident_class="07")]) is not None


def test_a_household_of_which_nobody_is_known_is_visited():
    assert planned(a_home(members=()), [a_rule(), for_people()]).reasons[0].rule == "r"
    assert planned(a_home(members=()), [a_rule(youngest=60)]) is None


@pytest.mark.parametrize("gone", [{"deserted": True}, {"use": "04"}])
def test_where_nobody_lives_nothing_is_due(gone):
    assert planned(a_home(**gone, next_visit=TODAY), [a_rule()]) is None


def test_a_rule_for_dwellings_is_kept_by_visiting_the_household():
    home = a_home(use="03", members=())
    found = planned(home, [a_rule(subject=DWELLING, use="03")], a_contact(LAST))

    assert found.reasons[0].last == LAST


@pytest.mark.parametrize(("kind", "holds"), [("03", True), ("", True), ("04", False)])
def test_premises_have_rules_of_their_own(kind, holds):
    rule = a_rule(subject=PREMISES, premises_kind=kind or None)
    shop = a_home(premises_kind="03", members=())

    assert (planned(shop, [rule, a_rule()]) is not None) is holds


def test_the_day_that_the_last_visit_named_is_due_even_if_it_met_nobody():
    again = a_contact(TODAY, MISSED, named=date(2026, 11, 22))
    found = planned(a_home(), [a_rule()], a_contact(LAST, named=date(2026, 12, 1)), again)

    assert (found.day, found.earliest) == (date(2026, 11, 22), date(2026, 11, 21))
    assert found.reasons[0].rule == plans.NAMED_BY_VISIT


def test_who_met_nobody_does_not_settle_a_day_that_was_named():
    named = date(2026, 11, 25)
    found = planned(a_home(), [], a_contact(LAST, named=named), a_contact(TODAY, MISSED))

    assert found.day == named


@pytest.mark.parametrize(
    ("visits", "due"),
    [
        ((), True),
        ((a_contact(date(2026, 11, 12)),), True),
        ((a_contact(date(2026, 11, 13)),), False),
        ((a_contact(date(2026, 11, 13), MISSED),), True),
    ],
)
def test_the_day_of_a_household_is_due_unless_it_was_visited_near_it(visits, due):
    found = planned(a_home(next_visit=TODAY), [], *visits)

    assert (found is not None) is due
    assert not due or found.reasons[0].rule == plans.NAMED_FOR_HOME


def test_the_rule_that_is_due_first_stands_first_and_gives_the_window():
    rules = [a_rule(days=30, early_days=30), for_people(days=7, early_days=2)]
    found = planned(a_home(), rules, a_contact(LAST))

    assert [one.rule for one in found.reasons] == ["p", "r"]
    assert (found.earliest, found.day) == (date(2026, 11, 8), date(2026, 11, 10))


@pytest.mark.parametrize(
    ("born", "day"), [("019a9f5b2c00", date(2025, 11, 20)), ("00000000ffff", None)]
)
def test_an_id_says_when_a_record_was_born(born, day):
    assert plans.registered_on(born + "7" + "0" * 19) == day


def test_coverage_tells_households_from_premises():
    made = [
        Planned(a_home(id=name, premises_kind=kind), LAST, LAST, 0, ())
        for name, kind in (("a", None), ("b", None), ("shop", ""), ("other", "01"))
    ]

    found = plans.coverage(made, made, {"a", "shop"}, (LAST, LAST))

    assert found == Coverage(due=0, done=0, homes=2, seen=1, premises=2, entered=1)


def test_a_day_that_was_named_is_due_as_well_until_somebody_is_met():
    first, last = date(2026, 11, 1), date(2026, 11, 20)
    before = [
        plans.planned(a_home(id=name, next_visit=date(2026, 11, 3)), plans.book([]), [], TODAY)
        for name in ("late", "kept")
    ]

    found = plans.coverage(before, before[:1], {"kept"}, (first, last))

    assert (found.due, found.done) == (2, 1)


def test_coverage_is_of_those_that_were_due():
    first, last = date(2026, 11, 1), date(2026, 11, 20)
    rules = [a_rule(days=30)]

    def plan(**visits):
        homes = [
            plans.planned(
                a_home(id=name), plans.book(rules), [a_contact(day) for day in days], TODAY
            )
            for name, days in visits.items()
        ]
        return [one for one in homes if one]

    old, new = date(2026, 10, 1), date(2026, 10, 30)
    before = plan(kept=[old], late=[old], not_due=[new], gone=[old])
    after = plan(kept=[old, LAST], late=[old], not_due=[new, LAST])

    found = plans.coverage(before, after, {"kept", "not_due", "other"}, (first, last))

    assert found == Coverage(due=3, done=1, homes=4, seen=2)
