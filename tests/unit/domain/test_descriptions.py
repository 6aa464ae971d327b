"""What holds for every field of every kind."""

from __future__ import annotations

import typing
from datetime import UTC, date, datetime
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from gridkeeper.domain import codes, headings, records
from gridkeeper.domain.fields import Field, Type
from gridkeeper.domain.kinds import CASES, KINDS, kind_of
from gridkeeper.domain.labels import Label
from gridkeeper.texts import ENGLISH, use

FIELDS = [(kind, field) for kind in KINDS.values() for field in kind.fields]
NAMED = [f"{kind.name}.{field.name}" for kind, field in FIELDS]
PYTHON = {
    Type.TEXT: str, Type.PROSE: str, Type.CODE: str, Type.RECORD: str, Type.DAY: date,
    Type.MOMENT: datetime, Type.NUMBER: int, Type.AMOUNT: Decimal, Type.YES_NO: bool,
}  # fmt: skip
VALUES = {
    Type.TEXT: st.text(min_size=1), Type.PROSE: st.text(min_size=1),
    Type.CODE: st.sampled_from(["01", "99"]), Type.RECORD: st.just("0" * 32),
    Type.DAY: st.dates(),
    Type.MOMENT: st.datetimes(
        datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001 - asked so
    ).map(lambda moment: moment.replace(microsecond=0)),
    Type.NUMBER: st.integers(), Type.YES_NO: st.booleans(),
    Type.AMOUNT: st.decimals(-(10**12), 10**12, places=2),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=NAMED)
def test_every_field_has_both_labels(kind, field):
    assert field.label.zh
    assert not field.label.zh.isascii()
    assert field.label.en.isascii() or "²" in field.label.en


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=NAMED)
def test_a_code_has_a_table_and_a_reference_has_a_kind(kind, field):
    assert bool(field.codes) == (field.type is Type.CODE)
    if field.codes:
        assert codes.table(field.codes).labels
    if field.refers:
        assert field.type is Type.RECORD
        assert field.refers in KINDS


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=NAMED)
def test_the_annotation_agrees_with_the_type(kind, field):
    names = {"date": date, "datetime": datetime, "Decimal": Decimal}
    said = next(
        cls.__annotations__[field.name]
        for cls in kind.record.__mro__
        if field.name in getattr(cls, "__annotations__", {})
    )
    meant = eval(said, names)  # noqa: S307 - our own annotations
    assert set(typing.get_args(meant)) == {PYTHON[field.type], type(None)}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_two_fields_of_a_kind_have_the_same_heading(kind):
    seen = {}
    for field in kind.fields:
        for text in {field.label.zh, field.label.en, *field.aliases}:
            assert seen.setdefault(headings.folded(text), field.name) == field.name


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_is_described(kind):
    assert records.is_described_fully(kind.record)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_names_fields_that_it_has(kind):
    assert kind.title in kind.by_name
    assert not kind.day or kind.field(kind.day).type is Type.DAY
    assert kind.case == (kind in CASES)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_groups_hold_every_field_once(kind):
    held = [field.name for fields in kind.groups.values() for field in fields]
    assert sorted(held) == sorted(kind.by_name)
    for fields in kind.groups.values():
        assert len({field.merge for field in fields}) == 1


def test_the_kind_of_a_record_is_known():
    assert kind_of(KINDS["hazard"].record(id="1")).name == "hazard"


def test_a_thing_that_is_no_record_has_no_kind():
    with pytest.raises(KeyError):
        kind_of("hazard")


@pytest.mark.parametrize("type_", Type)
@given(st.data())
def test_what_is_stored_is_restored(type_, data):
    field = Field("x", Label("字段", "field"), type_)
    value = data.draw(VALUES[type_])
    assert field.restore(field.store(value)) == value


@pytest.mark.parametrize("type_", Type)
def test_nothing_is_stored_as_nothing(type_):
    field = Field("x", Label("字段", "field"), type_)
    assert field.store(None) is None
    assert field.store("") is None
    assert field.restore(None) is None


@pytest.mark.parametrize(
    ("type_", "stored"),
    [
        (Type.DAY, "2026-13-01"),
        (Type.MOMENT, "2026-10-08 01:30"),
        (Type.NUMBER, "many"),
        (Type.AMOUNT, "12.5"),
        (Type.YES_NO, "no"),
        (Type.YES_NO, 2),
    ],
)
def test_a_stored_value_of_another_type_is_refused(type_, stored):
    with pytest.raises(ValueError, match=r".*"):
        Field("x", Label("字段", "field"), type_).restore(stored)


def test_a_record_is_restored_from_what_it_stores():
    hazard = KINDS["hazard"].record(
        id="1", found_on=date(2026, 10, 8), funds=Decimal("12.50"), listed=False, content="堆物"
    )
    stored = hazard.stored()
    assert stored == {
        "found_on": "2026-10-08", "funds": 1250, "listed": False, "content": "堆物",
    }  # fmt: skip
    assert KINDS["hazard"].record.restored("1", {**stored, "unknown": 1}) == hazard


def test_a_label_is_read_in_the_language_in_force():
    label = Label("隐患", "hazard")
    assert str(label) == "隐患"
    use(ENGLISH)
    assert str(label) == "hazard"
