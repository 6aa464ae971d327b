"""Every field of every kind stands in a form, or somewhere it is said why not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea

from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.records.keeping import INSIDE as KEPT_INSIDE
from gridkeeper.ui.forms.layouts import INSIDE, LAYOUTS, NOT_TYPED

# Steps write those of a case; attachments are made from files.
TYPED = [kind for kind in KINDS.values() if kind.name not in {"case_step", "attachment"}]


@pytest.mark.parametrize("kind", TYPED, ids=lambda kind: kind.name)
def test_every_field_is_typed_or_there_is_a_reason(kind):
    typed = [name for section in LAYOUTS[kind.name] for name in section.fields]
    reasons = {**NOT_TYPED[""], **NOT_TYPED.get(kind.name, {})}

    assert sorted(typed + [name for name in reasons if name in kind.by_name]) == sorted(
        kind.by_name
    )


@pytest.mark.parametrize("kind", ["dispute", "hazard", "request"])
def test_what_another_system_said_stands_last_under_a_heading_of_its_own(kind):
    rest = LAYOUTS[kind][-1]

    (first,) = rest.headings.keys() & set(rest.fields)

    assert set(rest.fields[rest.fields.index(first) :]) == {
        *("origin", "original_number", "channel", "original_class", "original_type")
    }


def test_there_are_no_forms_of_what_is_no_kind():
    assert set(LAYOUTS) == {kind.name for kind in TYPED}


@pytest.mark.parametrize("kind", INSIDE)
def test_records_inside_have_the_fields_that_must_be_filled_in(kind):
    for inside in INSIDE[kind]:
        inner, reference = KEPT_INSIDE[kind][inside.name]
        required = {about.name for about in inner.fields if about.required} - {reference, inner.day}

        assert required <= set(inside.fields)


def test_a_record_that_is_added_inside_is_in_sight(stage):
    form = stage.form("dispute")
    form.add_inside("parties")
    here = form.inside["parties"].sheets[-1].editors["side"].control
    scroll = form.findChild(QScrollArea)
    stage.window.resize(stage.window.width(), 480)

    def is_in_sight():
        top = here.mapTo(scroll.viewport(), QPoint(0, 0)).y()
        return 0 <= top < top + here.height() <= scroll.viewport().height()

    stage.qtbot.waitUntil(is_in_sight)
    assert stage.window.focusWidget() is here
