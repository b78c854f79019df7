"""Tacit renewal: it rolls term by term, no further than it must, and stops when used up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agreements.agreement import Agreement, Renewal, Term
from bot.agreements.deadlines import (
    MOST_CYCLES,
    Deadlines,
    LeadTimes,
    deadlines_on,
    end_on,
    first_end,
)
from bot.agreements.kinds import RenewalMode, TermKind
from bot.agreements.partial_date import PartialDate, last_day_of_term
from bot.agreements.text import Text
from tests.agreements.generated import days, patient
from tests.conftest import TODAY, agreement

LEAD_TIMES = LeadTimes()


def deadlines(record: dict[str, object], today: date = TODAY) -> Deadlines:
    return deadlines_on(agreement(record), today, LEAD_TIMES)


def tacit(first: date, period: int, times: int | None = None) -> Agreement:
    """Return an agreement whose first term ends on a day and that renews itself."""
    return Agreement(
        "A-1",
        Text("A text"),
        expires=PartialDate.of(first),
        renewal=Renewal(RenewalMode.TACIT, period_months=period, times=times),
    )


@patient
@given(days, st.integers(1, 120), days)
def test_a_tacit_renewal_rolls_until_its_end_has_not_passed(
    first: date, period: int, today: date
) -> None:
    end = end_on(tacit(first, period), today)

    assert end is not None
    assert end.span.latest >= today or end.cycle == MOST_CYCLES + 1
    assert end.span.latest >= first
    assert (end.cycle == 1) is (first >= today)


@patient
@given(days, st.integers(1, 120), days)
def test_a_tacit_renewal_rolls_no_further_than_it_must(
    first: date, period: int, today: date
) -> None:
    end = end_on(tacit(first, period), today)

    assert end is not None
    if end.cycle > 1:
        earlier = end_on(tacit(first, period, times=end.cycle - 2), today)
        assert earlier is not None
        assert earlier.span.latest < today


@patient
@given(days, st.integers(1, 120), st.integers(0, 6), days)
def test_a_limited_tacit_renewal_stops_after_its_times(
    first: date, period: int, times: int, today: date
) -> None:
    end = end_on(tacit(first, period, times), today)

    assert end is not None
    assert end.cycle <= times + 1
    last = end_on(tacit(first, period, times), date.max)
    assert last is not None
    assert end.span.latest <= last.span.latest


@pytest.mark.parametrize("mode", ["none", "express", "new-text", "unknown"])
def test_only_a_tacit_renewal_rolls(mode: str) -> None:
    end = deadlines({"expires": "2020-01-01", "renewal": {"mode": mode, "period_months": 12}}).end

    assert end is not None
    assert (end.span.latest, end.cycle) == (date(2020, 1, 1), 1)


def test_a_rolled_end_is_computed_even_where_the_first_was_recorded() -> None:
    end = end_on(tacit(date(2025, 3, 31), 12), TODAY)

    assert end is not None
    assert (end.span.latest, end.computed, end.cycle) == (date(2027, 3, 31), True, 3)


def test_without_a_recorded_period_a_further_term_is_as_long_as_the_first() -> None:
    record: dict[str, object] = {
        "signed": "2020-01-01",
        "term": {"months": 24},
        "renewal": {"mode": "tacit"},
    }

    end = deadlines(record).end

    assert end is not None
    assert end.span.latest == date(2027, 12, 31)


def test_without_any_period_a_tacit_renewal_stays_where_it_is() -> None:
    end = deadlines({"expires": "2020-01-01", "renewal": {"mode": "tacit"}}).end

    assert end is not None
    assert end.span.latest == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("first", "period", "second"),
    [
        ("2023-02-28", 1, "2023-03-31"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2022-11-06", 36, "2025-11-06"),
        ("2023-02-28", 12, "2024-02-29"),
    ],
)
def test_a_further_term_keeps_its_place_in_the_month(first: str, period: int, second: str) -> None:
    start = date.fromisoformat(first)

    end = end_on(tacit(start, period, times=1), start + timedelta(days=1))

    assert end is not None
    assert end.span.latest == date.fromisoformat(second)


@pytest.mark.parametrize(
    ("first", "period"), [("2024-02-28", 12), ("2023-01-29", 1), ("2023-10-30", 4)]
)
def test_a_further_term_is_counted_like_the_first(first: str, period: int) -> None:
    day = date.fromisoformat(first)
    next_day = day + timedelta(days=1)

    end = end_on(tacit(day, period, times=1), next_day)

    assert end is not None
    assert end.span.latest == last_day_of_term(next_day, period)


def test_in_the_last_term_of_a_limited_tacit_renewal_there_is_no_notice_to_give() -> None:
    record: dict[str, object] = {
        "signed": "2022-11-07",
        "term": {"months": 60},
        "renewal": {"mode": "tacit", "period_months": 36, "notice_months": 6, "times": 1},
    }

    due = deadlines(record, date(2029, 1, 1))

    assert due.end is not None
    assert due.end.cycle == 2
    assert due.notice_by is None
    assert due.decide_by == due.end.span.minus_days(180)


def test_a_fixed_term_of_zero_months_is_no_term() -> None:
    text = Agreement(
        "A-1", Text("A text"), signed=PartialDate(2022, 8, 5), term=Term(TermKind.FIXED, 0)
    )

    assert first_end(text) is None
