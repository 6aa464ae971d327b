"""What holds of every plan."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import plans
from gridkeeper.domain.plans import Care
from tests.helpers.plans import TODAY, a_contact, a_home, a_member, a_rule, for_people, planned

SINCE = TODAY - timedelta(900)
DAYS = st.integers(0, 800).map(lambda ago: TODAY - timedelta(ago))
RULES = st.lists(
    st.builds(
        lambda made, **facts: made(**facts),
        st.sampled_from([a_rule, for_people]),
        id=st.sampled_from("abcd"),
        days=st.integers(1, 400),
        early_days=st.none() | st.integers(0, 60),
        weight=st.none() | st.integers(0, 10),
        phone_counts=st.none() | st.booleans(),
        tag=st.none() | st.sampled_from(["A01", "A02"]),
    ),
    max_size=5,
)
CONTACTS = st.lists(
    st.builds(
        a_contact,
        DAYS,
        st.sampled_from(["01", "02", "03", "06", "08"]),
        form=st.sampled_from(["", "01", "02"]),
        person_id=st.sampled_from(["", "a", "b"]),
    ),
    max_size=6,
)
HOME = a_home(
    since=SINCE,
    members=(
        a_member(cares=(Care("A01", since=SINCE),)),
        a_member(id="b", cares=(Care("A05", 20),)),
    ),
)


@given(RULES, CONTACTS)
def test_nothing_is_due_before_it_was_done_last(rules, contacts):
    found = planned(HOME, rules, *contacts)

    assert all(one.last is None or one.last < one.day for one in found.reasons)
    assert found.earliest <= found.day == min(one.day for one in found.reasons)


@given(RULES, CONTACTS, st.randoms(use_true_random=False))
def test_reasons_may_come_in_any_order(rules, contacts, chance):
    reasons = list(plans.reasons(HOME, plans.book(rules), contacts, TODAY))
    mixed = reasons[:]
    chance.shuffle(mixed)

    assert plans.merged(HOME, mixed, TODAY) == plans.merged(HOME, reasons, TODAY)


@given(RULES, CONTACTS, st.sampled_from(["01", "02", "03"]), st.sampled_from(["", "a", "b"]))
def test_a_newer_visit_makes_nothing_due_earlier(rules, contacts, outcome, person):
    before = planned(HOME, rules, *contacts)
    after = planned(HOME, rules, *contacts, a_contact(TODAY, outcome, person_id=person))
    days = {}
    for one in before.reasons:
        days.setdefault(one.key, []).append(one.day)
    later = {}
    for one in after.reasons:
        later.setdefault(one.key, []).append(one.day)

    assert days.keys() == later.keys()
    assert all(min(days[key]) <= min(later[key]) for key in days)
    assert before.day <= after.day
