"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain.clock import local_date
from gridkeeper.services.store.thinning import spared

NOON = datetime(2026, 10, 8, 4, tzinfo=UTC)
MOMENTS = st.sets(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001 - made aware here
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    ),
    max_size=80,
)
# Among and after the days of the moments, so that some are often fresh and some are to come.
NOWS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 1)).map(  # noqa: DTZ001 - made aware here
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


def test_nothing_spares_nothing():
    assert spared([], NOON) == set()


def test_the_last_five_are_kept_whenever_they_were_made():
    hour = [NOON + timedelta(minutes=minute) for minute in range(7)]

    assert spared(hour, NOON + timedelta(days=2)) == set(hour[-5:])


def test_all_of_the_last_24_hours_are_kept_however_many():
    day = [NOON - timedelta(hours=hour) for hour in range(30)]

    kept = spared(day, NOON)

    assert kept >= set(day[:24])
    assert day[25] not in kept


def test_what_a_wrong_clock_made_later_does_not_push_out_what_is_fresh():
    later = [NOON + timedelta(days=4 * 365 + number) for number in range(40)]
    fresh = [NOON - timedelta(hours=hour) for hour in range(8)]

    assert spared([*later, *fresh], NOON) >= set(fresh)


def test_of_each_day_the_last_backup_is_kept():
    day = [NOON + timedelta(hours=hour) for hour in range(4)]
    later = [NOON + timedelta(days=1, minutes=minute) for minute in range(5)]

    assert spared([*day, *later], NOON + timedelta(days=2)) == {day[-1], *later}


def test_a_day_ends_when_it_ends_in_china():
    evening, night = NOON.replace(hour=15, minute=59), NOON.replace(hour=16)
    later = [NOON + timedelta(days=2, minutes=minute) for minute in range(5)]

    assert spared([evening, night, *later], NOON + timedelta(days=9)) == {evening, night, *later}


def test_a_year_of_days_becomes_seven_days_four_weeks_twelve_months():
    days = [NOON - timedelta(days=number) for number in range(365)]

    kept = {local_date(moment) for moment in spared(days, NOON)}

    assert kept >= {local_date(NOON - timedelta(days=number)) for number in range(7)}
    assert {(day.year, day.month) for day in kept} >= {(2026, 1), (2025, 11)}
    assert len(kept) <= 5 + 7 + 4 + 12


def test_a_month_switched_off_loses_nothing():
    days = [NOON - timedelta(days=40 + number) for number in range(7)]

    assert spared(days, NOON) == set(days)


@given(MOMENTS, NOWS)
def test_the_last_one_is_always_kept(moments, now):
    assert not moments or max(moments) in spared(moments, now)


@given(MOMENTS, NOWS)
def test_at_least_five_are_kept(moments, now):
    assert len(spared(moments, now)) >= min(5, len(moments))


@given(MOMENTS, NOWS)
def test_each_of_the_last_24_hours_is_kept(moments, now):
    fresh = {moment for moment in moments if now - timedelta(hours=24) < moment <= now}

    assert fresh <= spared(moments, now)


@given(MOMENTS, NOWS)
def test_thinning_twice_is_thinning_once(moments, now):
    once = spared(moments, now)

    assert spared(once, now) == once


@given(MOMENTS, NOWS)
def test_few_older_ones_are_kept(moments, now):
    older = {moment for moment in spared(moments, now) if moment <= now - timedelta(hours=24)}

    assert len(older) <= 5 + 7 + 4 + 12
