"""What is wrong with a record, in words; never raises (DOMAIN §8.8).

The same checks run on a form, on an imported sheet and on a batch, so that no way in is easier
than another.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from gridkeeper.domain import checks, clock, codes, hours, identity_numbers, ids, names
from gridkeeper.domain.fields import Check, Privacy, Type
from gridkeeper.domain.guards import blank
from gridkeeper.domain.kinds import VISIT, kind_of
from gridkeeper.domain.parsing import Problem, parse
from gridkeeper.domain.visits import Visit
from gridkeeper.texts import N_, _, pick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gridkeeper.domain.fields import Field, Value
    from gridkeeper.domain.records import Kind, Record

__all__ = ["SUBJECT", "Problem", "check", "fields_of", "parse", "refusing"]

_TYPES: Mapping[Type, type | tuple[type, ...]] = {
    Type.DAY: date,
    Type.MOMENT: datetime,
    Type.NUMBER: int,
    Type.AMOUNT: Decimal,
    Type.YES_NO: bool,
}
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}")
_WITHOUT_AREA = re.compile(r"[2-9]\d{6,7}")
_HOTLINE = re.compile(r"1\d{2}|[19]\d{4}")
_PHONES_APART = re.compile(r"[、,，;；/\s]+")
_CARD_TYPES = frozenset({None, "111"})

# Pairs of days that have an order: kind, the earlier, the later.
_ORDERS = (
    ("visit", "visited_on", "next_due"),
    ("dispute", "found_on", "closed_on"),
    ("dispute", "found_on", "mediated_on"),
    ("dispute", "found_on", "deadline"),
    ("dispute", "found_on", "follow_up_on"),
    ("hazard", "found_on", "closed_on"),
    ("hazard", "found_on", "fixed_on"),
    ("hazard", "found_on", "deadline"),
    ("request", "received_on", "closed_on"),
    ("request", "received_on", "deadline"),
    ("request", "received_on", "feedback_on"),
    ("person", "birth", "moved_in"),
    ("person", "moved_in", "moved_out"),
    ("person_tag", "since", "until"),
)

_ONE_OF = {"household": ("dwelling_id", "number", "head_id", "contact")}
"""Of fields that may each be empty, those of which one must not be; the first is asked for."""

SUBJECT = "subject"
"""The code of a problem: nobody could tell where a visit was, or to whom."""

_SUBJECTS = tuple(field.name for field in VISIT.groups["subject"])
_ASKED_OF = {checks.ON_PATROL: "place", checks.CHECK: "premises_id"}
"""The field in which a kind of visit says where it was; any other names a household."""


def check(record: Record, clock_today: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with a record, in the order of its fields.

    Args:
        record: Of a kind of `kinds.KINDS`.
        clock_today: The local date.
    """
    kind = kind_of(record)
    found: list[Problem] = []
    for field in kind.fields:
        # Most fields of most rows of a roster are empty: they are not worth a call.
        if field.required or getattr(record, field.name) is not None:
            found += _check_field(field, record, clock_today)
    found += _nothing_in_it(kind, record)
    found += _nowhere(record)
    if not found:
        found += _orders(kind.name, record)
        found += _identity(record)
    return tuple(found)


def refusing(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems with which a record cannot be kept."""
    return tuple(problem for problem in problems if not problem.warning)


def fields_of(problem: Problem) -> frozenset[str]:
    """Return the fields that a problem is about: whichever of them is filled in, it is gone."""
    return frozenset(_SUBJECTS if problem.code == SUBJECT else (problem.field,))


def _say(field: Field, code: str, text: str, **places: object) -> Problem:
    return Problem(field.name, code, _(text).format(field=field.label, **places))


def _check_field(field: Field, record: Record, today: date) -> Iterator[Problem]:
    value: Value = getattr(record, field.name)
    if blank(value):
        if field.required:
            yield _say(field, "required", N_("“{field}” is missing"))
        return
    if not _is_typed(field, value):
        yield _say(field, "type", N_("“{field}” has a value of the wrong type"))
        return
    if isinstance(value, str):
        yield from _check_text(field, value)
    for name in field.checks:
        problem = _CHECKS[name](field, value, record, today)
        if problem is not None:
            yield problem


def _nothing_in_it(kind: Kind, record: Record) -> Iterator[Problem]:
    """Yield a problem where nobody could tell what a record is about."""
    names = _ONE_OF.get(kind.name, ())
    if names and all(blank(getattr(record, name)) for name in names):
        yield _say(kind.field(names[0]), "required", N_("“{field}” is missing"))


def _nowhere(record: Record) -> Iterator[Problem]:
    """Yield a problem where a visit says neither where it was nor to whom."""
    if not isinstance(record, Visit) or not all(blank(getattr(record, one)) for one in _SUBJECTS):
        return
    fields = kind_of(record).by_name
    field = fields[_ASKED_OF.get(record.kind or "", _SUBJECTS[0])]
    if field.name == "place":
        text = N_("Where was the patrol? Write it under “{field}”")
    else:
        text = N_("Where was the visit, or to whom? Fill in one of these: {fields}")
    every = pick("、", ", ").join(str(fields[name].label) for name in _SUBJECTS)
    yield _say(field, SUBJECT, text, fields=every)


def _is_typed(field: Field, value: Value) -> bool:
    # A bool is an int and a datetime is a date, so the narrow sorts are asked first.
    if isinstance(value, bool):
        return field.type is Type.YES_NO
    if isinstance(value, datetime):
        return field.type is Type.MOMENT
    return isinstance(value, _TYPES.get(field.type, str))


def _check_text(field: Field, value: str) -> Iterator[Problem]:
    if len(value) > field.longest:
        text = N_("“{field}” is too long: {count} characters, {most} at most")
        yield _say(field, "too_long", text, count=len(value), most=field.longest)
    if not value.isprintable() and any(_is_control(character, field) for character in value):
        text = N_("“{field}” has invisible characters; type it again")
        yield _say(field, "control_character", text)
    if field.type is Type.CODE and value not in codes.table(field.codes).labels:
        text = N_("“{field}”: {value} is not one of its codes")
        yield _say(field, "code_unknown", text, value=value[:20])
    if field.type is Type.RECORD and not ids.is_id(value):
        yield _say(field, "reference", N_("“{field}” refers to no record"))


def _is_control(character: str, field: Field) -> bool:
    if character in "\n\t" and field.type is Type.PROSE:
        return False
    return unicodedata.category(character) in {"Cc", "Cs"}


def _person_name(field: Field, value: Value, _record: Record, _today: date) -> Problem | None:
    reason = names.fault(str(value))
    return None if reason is None else Problem(field.name, "name", reason)


def _id_number(field: Field, value: Value, record: Record, _today: date) -> Problem | None:
    number = str(value)
    if not _is_meant_as_card(number, record) or identity_numbers.is_card(number):
        return None
    if "*" in number:
        return _say(field, "id_masked", N_("“{field}” is masked; enter the whole number"))
    if identity_numbers.is_old_card(number):
        text = _("“{field}” is an old 15-digit number; ask for the 18-digit one")
        return Problem(field.name, "id_old", text.format(field=field.label), warning=True)
    text = N_("“{field}” is not valid: 18 characters, and the last one must match the others")
    return _say(field, "id_number", text)


def _is_meant_as_card(number: str, record: Record) -> bool:
    """Whether a number should be an identity card's; passports and permits are not checked."""
    if hasattr(record, "id_type"):
        return record.id_type in _CARD_TYPES
    return number[:6].isdigit()


def _phone(field: Field, value: Value, _record: Record, _today: date) -> Problem | None:
    parts = _PHONES_APART.split(str(value).strip())
    office = field.privacy is Privacy.OPEN
    short = [part for part in parts if not _PHONE.fullmatch(part)]
    if office:
        # An office is called from its own town.
        short = [p for p in short if not (_HOTLINE.fullmatch(p) or _WITHOUT_AREA.fullmatch(p))]
    if not short:
        return None
    if all(_WITHOUT_AREA.fullmatch(part) for part in short):
        text = _("“{field}” has no area code; please add it, such as 0571-")
        return Problem(field.name, "area_code", text.format(field=field.label), warning=True)
    text = N_("“{field}” is not a phone number: 11 digits, or a landline with its area code")
    return _say(field, "phone", text)


def _credit_code(field: Field, value: Value, _record: Record, _today: date) -> Problem | None:
    if identity_numbers.is_credit_code(str(value)):
        return None
    text = N_("“{field}” is not valid: 18 characters, and the last one must match the others")
    return _say(field, "credit_code", text)


def _not_future(field: Field, value: Value, _record: Record, today: date) -> Problem | None:
    if isinstance(value, date) and value > today:
        return _say(field, "future", N_("“{field}” is in the future"))
    return None


def _not_negative(field: Field, value: Value, _record: Record, _today: date) -> Problem | None:
    if isinstance(value, int | Decimal) and value < 0:
        return _say(field, "negative", N_("“{field}” is below zero"))
    return None


def _positive(field: Field, value: Value, _record: Record, _today: date) -> Problem | None:
    if isinstance(value, int | Decimal) and value <= 0:
        return _say(field, "positive", N_("“{field}” must be 1 or more"))
    return None


def _hour(field: Field, value: Value, _record: Record, _today: date) -> Problem | None:
    if hours.written(str(value)) == value:
        return None
    return _say(field, "hour", N_("“{field}”: write an hour, such as 19:30"))


_CHECKS: Mapping[Check, Callable[[Field, Value, Record, date], Problem | None]] = {
    Check.PERSON_NAME: _person_name,
    Check.ID_NUMBER: _id_number,
    Check.PHONE: _phone,
    Check.CREDIT_CODE: _credit_code,
    Check.NOT_FUTURE: _not_future,
    Check.NOT_NEGATIVE: _not_negative,
    Check.POSITIVE: _positive,
    Check.HOUR: _hour,
}


def _orders(kind: str, record: Record) -> Iterator[Problem]:
    """Yield a problem for each pair of days in the wrong order."""
    fields = kind_of(record).by_name
    for earlier, later in [(one, other) for name, one, other in _ORDERS if name == kind]:
        first, last = getattr(record, earlier, None), getattr(record, later, None)
        if first is not None and last is not None and last < first:
            text = N_("“{field}” is before “{earlier}”")
            yield _say(fields[later], "order", text, earlier=fields[earlier].label)
    received = getattr(record, "received_at", None)
    closed = getattr(record, "closed_on", None)
    if received and closed and closed < clock.local_date(received):
        text = N_("“{field}” is before “{earlier}”")
        yield _say(fields["closed_on"], "order", text, earlier=fields["received_at"].label)


def _identity(record: Record) -> Iterator[Problem]:
    """Yield a problem where birthday or sex are not those of the identity card's number."""
    number = getattr(record, "id_number", None)
    if not number or not identity_numbers.is_card(number):
        return
    fields = kind_of(record).by_name
    birth, sex = getattr(record, "birth", None), getattr(record, "sex", None)
    if birth is not None and birth != identity_numbers.birth_of(number):
        yield _say(fields["birth"], "birth_differs", N_("“{field}” does not match the ID number"))
    if sex in {identity_numbers.MALE, identity_numbers.FEMALE} and sex != (
        identity_numbers.sex_of(number)
    ):
        yield _say(fields["sex"], "sex_differs", N_("“{field}” does not match the ID number"))
