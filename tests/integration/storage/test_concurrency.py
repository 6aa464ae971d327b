"""Two who do something with the same record at the same time, in both orders of arrival.

The pairs are those of geodiff's `test_concurrent_commits` (inserts, updates and deletions against
each other, same and different columns) and chains of them; where geodiff lets the last one win or a
deletion swallow an edit, nothing is lost here. The numbers are those of the threads of ODK Central
in which offline updates that come out of order broke something.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.helpers.sides import RECORD, Found, delivered, folded, sides

GONE, BACK = {"deleted": True}, {"deleted": None}

# What each of two does, one after the other; what is shown; what is in conflict.
PAIRS = {
    "update-update-same-column": (
        [{"phone": "1"}], [{"phone": "2"}], {"phone": "2"}, {"phone": {"1", "2"}}),
    "update-update-same-value": ([{"phone": "1"}], [{"phone": "1"}], {"phone": "1"}, {}),
    "update-update-other-columns": (
        [{"phone": "1"}], [{"work_unit": "新"}], {"phone": "1", "work_unit": "新"}, {}),
    "update-update-one-column-shared": (
        [{"phone": "1", "sex": "1"}], [{"phone": "2", "work_unit": "新"}],
        {"phone": "2", "sex": "1", "work_unit": "新"}, {"phone": {"1", "2"}}),
    "update-update-to-nothing": (
        [{"phone": None}], [{"phone": "2"}], {"phone": "2"}, {"phone": {None, "2"}}),
    "update-update-fields-of-one-group": (
        [{"id_type": "1"}], [{"id_number": "1"}], {"id_number": "1"},
        {"identity": {(("id_type", "1"),), (("id_number", "1"),)}}),
    "update-update-notes": (
        [{"remark": "甲"}], [{"remark": "乙"}], {"remark": "甲\n乙"}, {}),
    "update-delete": ([{"phone": "1"}], [GONE], {"phone": "1"}, {"deleted": {None, True}}),
    "delete-update": ([GONE], [{"phone": "2"}], {"phone": "2"}, {"deleted": {None, True}}),
    "delete-delete": ([GONE], [GONE], None, {}),
    "delete-insert": (
        [GONE, BACK], [{"phone": "2"}], {"phone": "2"}, {}),
    "insert-delete": ([GONE, BACK], [GONE], {}, {"deleted": {None, True}}),
    "chain-update-update": (
        [{"phone": "1"}, {"phone": "11"}], [{"phone": "2"}], {"phone": "11"},
        {"phone": {"11", "2"}}),
    "chain-there-and-back": (
        [{"phone": "1"}, {"phone": "0"}], [{"phone": "2"}], {}, {"phone": {"0", "2"}}),
    "chain-to-the-same-end": (
        [{"phone": "1"}, {"phone": "2"}], [{"phone": "2"}], {"phone": "2"}, {}),
    "chain-update-delete": (
        [{"phone": "1"}, GONE], [{"work_unit": "新"}], {"phone": "1", "work_unit": "新"},
        {"deleted": {None, True}}),
    "chain-update-delete-delete": ([{"phone": "1"}, GONE], [GONE], None, {}),
    "chain-delete-undo-update": (
        [GONE, BACK, {"phone": "1"}], [{"work_unit": "新"}],
        {"phone": "1", "work_unit": "新"}, {}),
    "chain-both-two-columns": (
        [{"phone": "1"}, {"work_unit": "新"}], [{"work_unit": "另"}, {"phone": "2"}],
        {"phone": "2", "work_unit": "新"},
        {"phone": {"1", "2"}, "work_unit": {"新", "另"}}),
}  # fmt: skip


@pytest.mark.parametrize("case", PAIRS.values(), ids=PAIRS)
def test_two_at_once(two_stores, case):
    _office, one, other = sides()
    first = list(one.known)
    for side, steps in zip((one, other), case[:2], strict=True):
        for step in steps:
            side.edit(**step)
    batches = one.known[1:], other.known[1:]

    there = delivered(two_stores[0], [first, *batches])
    back = delivered(two_stores[1], [first, *batches[::-1]])

    assert there == back
    shown, conflicts = case[2:]
    expected = {group: frozenset(values) for group, values in conflicts.items()}
    deleted = shown is None
    assert there[0] == Found(there[0].shown if deleted else shown, deleted, expected)


@pytest.mark.parametrize(
    ("values", "conflicts"),
    [({"phone": "1"}, {}), ({"phone": "2"}, {"phone": frozenset(("1", "2"))})],
    ids=["insert-insert-same", "insert-insert-other"],
)
def test_two_who_bring_the_same_record_into_being(two_stores, values, conflicts):
    """As two copies of one store may; whoever else writes something down has an id of her own."""
    _office, one, other = sides(created=False)
    one.create(name="张三", work_unit="旧", phone="1")
    other.create(name="张三", work_unit="旧", **values)

    there = delivered(two_stores[0], [one.known, other.known])
    back = delivered(two_stores[1], [other.known, one.known])

    assert there == back
    assert there[0] == Found(values, conflicts=conflicts)


@pytest.mark.parametrize("act", [{"phone": "2"}, GONE], ids=["insert-update", "insert-delete"])
def test_what_one_brought_into_being_and_another_worked_on_arrives_in_any_order(two_stores, act):
    _office, one, other = sides(created=False)
    one.create(name="张三", work_unit="旧", phone="0")
    other.sees(one)
    other.edit(**act)

    there = delivered(two_stores[0], [one.known, other.known[1:]])
    back = delivered(two_stores[1], [other.known[1:], one.known])

    assert there == back
    assert there[0] == (Found({}, deleted=True) if act is GONE else Found(act))


def a_branch(side, *steps):
    """Let somebody make offline updates one after the other; return each as a batch of its own."""
    return [[side.edit(**step)] for step in steps]


def odk_669(office, worker):
    """A run of three updates comes out of order: nothing is broken, nothing is in conflict."""
    return [office.known[:1], *a_branch(worker, *({"phone": str(n)} for n in (1, 2, 3)))]


def odk_669_server(office, worker):
    """It was changed on the server meanwhile: the same field."""
    changed = [office.edit(phone="9")]
    return [office.known[:1], changed, *a_branch(worker, {"phone": "1"}, {"phone": "2"})]


def odk_682(office, worker):
    """One of the run is lost for good: what came later stands all the same."""
    first, _lost, last = a_branch(worker, {"phone": "1"}, {"phone": "2"}, {"work_unit": "新"})
    return [office.known[:1], first, last]


def odk_698(office, worker):
    """Two updates of two fields; the server has changed the field of the second."""
    changed = [office.edit(work_unit="另")]
    return [office.known[:1], changed, *a_branch(worker, {"phone": "1"}, {"work_unit": "新"})]


def odk_698_other(office, worker):
    """Two updates of one field; the server has changed another one."""
    changed = [office.edit(work_unit="另")]
    return [office.known[:1], changed, *a_branch(worker, {"phone": "1"}, {"phone": "2"})]


def odk_702(_office, worker):
    """The beginning comes after an update of it."""
    worker.known.clear()
    created = [worker.create(name="张三", phone="0", work_unit="旧")]
    return [created, *a_branch(worker, {"phone": "1"})]


def odk_805(office, worker):
    """The third of three comes first, then the first, then the second; and all other ways."""
    return [office.known[:1], *a_branch(worker, {"phone": "1"}, {"phone": "2"}, {"sex": "1"})]


def odk_805_four(office, worker):
    """Four of a run, two of which were applied out of turn."""
    return [office.known[:1], *a_branch(worker, *({"phone": str(n)} for n in (1, 2, 3, 4)))]


def odk_808(_office, worker):
    """Made and changed twice offline; the second change comes first, the beginning last."""
    worker.known.clear()
    created = [worker.create(name="张三", phone="0", work_unit="旧")]
    return [created, *a_branch(worker, {"phone": "1"}, {"phone": "2"})]


def odk_815(office, worker):
    """The beginning comes as an update of what somebody else has changed since: no conflict."""
    worker.known.clear()
    created = [worker.create(name="张三", phone="0", work_unit="旧")]
    update = a_branch(worker, {"phone": "1"})
    office.known[:] = worker.known
    return [created, *update, [office.edit(work_unit="另")]]


ODK = {
    odk_669: ({"phone": "3"}, {}),
    odk_669_server: ({"phone": "2"}, {"phone": frozenset(("9", "2"))}),
    odk_682: ({"phone": "1", "work_unit": "新"}, {}),
    odk_698: ({"phone": "1", "work_unit": "新"}, {"work_unit": frozenset(("另", "新"))}),
    odk_698_other: ({"phone": "2", "work_unit": "另"}, {}),
    odk_702: ({"phone": "1"}, {}),
    odk_805: ({"phone": "2", "sex": "1"}, {}),
    odk_805_four: ({"phone": "4"}, {}),
    odk_808: ({"phone": "2"}, {}),
    odk_815: ({"phone": "1", "work_unit": "另"}, {}),
}


@pytest.mark.parametrize("case", ODK, ids=lambda case: case.__name__)
def test_what_comes_out_of_order(two_stores, case):
    office, worker, _other = sides()
    batches = case(office, worker)
    shown, conflicts = ODK[case]

    ends = {repr(delivered(two_stores[0], order)) for order in permutations(batches)}

    assert len(ends) == 1
    assert delivered(two_stores[1], batches)[0] == Found(shown, conflicts=conflicts)


def test_an_update_whose_beginning_never_comes_is_there_by_itself(two_stores):
    """ODK Central 811: the record is made of what is known."""
    _office, worker, _other = sides()
    update = worker.edit(phone="1")

    found, _content = delivered(two_stores[0], [[update]])

    assert found.shown["phone"] == "1"
    assert not folded([update]).complete
    assert update.record == RECORD
