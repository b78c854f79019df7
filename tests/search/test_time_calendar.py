"""Calendar arithmetic: units touch without gaps, hold their days, and split evenly."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.time import period as calendar
from bot.search.time.period import Period, Unit

days = st.dates(date(1900, 1, 1), date(2150, 12, 31))
units = st.sampled_from(Unit)
years = st.integers(1900, 2150)
DAY = timedelta(days=1)


@given(days, units)
def test_a_day_lies_in_the_unit_around_it(day: date, unit: Unit) -> None:
    assert calendar.around(day, unit).contains(day)


@given(days, units, st.integers(-5, 5))
def test_one_unit_begins_the_day_after_the_one_before_ends(
    day: date, unit: Unit, offset: int
) -> None:
    before = calendar.around(day, unit, offset)
    after = calendar.around(day, unit, offset + 1)

    assert before.end is not None
    assert after.start == before.end + DAY


@given(days, units)
def test_every_day_of_a_unit_has_the_same_unit(day: date, unit: Unit) -> None:
    whole = calendar.around(day, unit)

    assert whole.start is not None
    assert whole.end is not None
    assert calendar.around(whole.start, unit) == calendar.around(whole.end, unit) == whole


@given(years, st.sampled_from([2, 3, 4]))
def test_the_parts_of_a_year_fill_it(year: int, parts: int) -> None:
    pieces = [calendar.part_of_year(year, part, parts) for part in range(1, parts + 1)]

    assert pieces[0].start == date(year, 1, 1)
    assert pieces[-1].end == date(year, 12, 31)
    for before, after in pairwise(pieces):
        assert before.end is not None
        assert after.start == before.end + DAY


@given(years)
def test_a_fiscal_year_runs_from_october_to_september_of_its_name(year: int) -> None:
    assert calendar.fiscal_year(year) == Period(date(year - 1, 10, 1), date(year, 9, 30))


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2026, 9, 30), 2026), (date(2026, 10, 1), 2027), (date(2026, 11, 22), 2027)],
)
def test_the_fiscal_year_turns_on_the_first_of_october(day: date, name: int) -> None:
    assert calendar.around(day, Unit.FISCAL_YEAR) == calendar.fiscal_year(name)


@given(years, st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next_begins(year: int, month: int) -> None:
    whole = calendar.month(year, month)

    assert whole.start == date(year, month, 1)
    assert whole.end is not None
    assert (whole.end + DAY).day == 1
    assert (whole.end - date(year, month, 1)).days in (27, 28, 29, 30)


def test_a_week_begins_on_monday() -> None:
    assert calendar.around(date(2026, 11, 22), Unit.WEEK) == Period(
        date(2026, 11, 16), date(2026, 11, 22)
    )


@given(days, st.sampled_from([Unit.DAY, Unit.WEEK]), st.integers(-500, 500))
def test_moving_by_days_or_weeks_and_back_returns_to_the_day(
    day: date, unit: Unit, count: int
) -> None:
    assert calendar.moved(calendar.moved(day, unit, count), unit, -count) == day


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 200))
def test_moving_by_months_keeps_the_day_or_takes_the_months_last(day: date, count: int) -> None:
    later = calendar.moved(day, Unit.MONTH, count)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later + DAY).day == 1


@given(days, days, days)
def test_a_range_covers_what_it_contains_at_both_ends(first: date, second: date, day: date) -> None:
    start, end = sorted((first, second))
    whole = Period(start, end)

    assert whole.covers(start, end)
    assert whole.overlaps(day, day) == whole.contains(day) == (start <= day <= end)


@given(days, days)
def test_an_open_range_holds_everything_on_its_open_side(limit: date, day: date) -> None:
    assert Period(None, limit).contains(day) == (day <= limit)
    assert Period(limit, None).contains(day) == (limit <= day)
    assert Period(None, None).contains(day)
