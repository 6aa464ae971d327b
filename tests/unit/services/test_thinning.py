"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain.clock import local_date
from gridkeeper.services.thinning import spared

NOON = datetime(2026, 10, 8, 4, tzinfo=UTC)
MOMENTS = st.sets(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001 - made aware here
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    ),
    max_size=80,
)


def test_nothing_spares_nothing():
    assert spared([]) == set()


def test_the_last_five_are_kept_whenever_they_were_made():
    hour = [NOON + timedelta(minutes=minute) for minute in range(7)]

    assert spared(hour) == set(hour[-5:])


def test_of_each_day_the_last_backup_is_kept():
    day = [NOON + timedelta(hours=hour) for hour in range(4)]
    later = [NOON + timedelta(days=1, minutes=minute) for minute in range(5)]

    assert spared([*day, *later]) == {day[-1], *later}


def test_a_day_ends_when_it_ends_in_china():
    evening, night = NOON.replace(hour=15, minute=59), NOON.replace(hour=16)

    assert spared([evening, night]) == {evening, night}


def test_a_year_of_days_becomes_seven_days_four_weeks_twelve_months():
    days = [NOON - timedelta(days=number) for number in range(365)]

    kept = {local_date(moment) for moment in spared(days)}

    assert kept >= {local_date(NOON - timedelta(days=number)) for number in range(7)}
    assert {(day.year, day.month) for day in kept} >= {(2026, 1), (2025, 11)}
    assert len(kept) <= 5 + 7 + 4 + 12


def test_a_month_switched_off_loses_nothing():
    days = [NOON - timedelta(days=40 + number) for number in range(7)]

    assert spared(days) == set(days)


@given(MOMENTS)
def test_the_last_one_is_always_kept(moments):
    assert not moments or max(moments) in spared(moments)


@given(MOMENTS)
def test_thinning_twice_is_thinning_once(moments):
    once = spared(moments)

    assert spared(once) == once


@given(MOMENTS)
def test_few_are_kept(moments):
    assert len(spared(moments)) <= 23
