"""Partial dates: read as far as the source tells, never more, and refused in clear words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.agreements.errors import AgreementError, Reason
from bot.agreements.partial_date import (
    FIRST_BUDDHIST_YEAR,
    PartialDate,
    Span,
    add_months,
    days_in_month,
    last_day_of_term,
)
from tests.agreements.generated import days, partial_dates, patient

terms = st.integers(1, 1_200)


def refusal(text: str) -> AgreementError:
    with pytest.raises(AgreementError) as caught:
        PartialDate.parse(text, "signed")
    return caught.value


# -- reading and writing -------------------------------------------------------------------------


@patient
@given(partial_dates)
def test_a_date_reads_back_as_it_was_written(when: PartialDate) -> None:
    assert PartialDate.parse(str(when)) == when


@patient
@given(partial_dates)
def test_the_earliest_day_never_comes_after_the_latest(when: PartialDate) -> None:
    assert when.earliest <= when.latest
    assert (when.earliest == when.latest) is when.is_exact


@patient
@given(days)
def test_a_full_date_is_written_as_the_iso_day_and_stands_for_that_day_alone(day: date) -> None:
    when = PartialDate.of(day)

    assert str(when) == day.isoformat()
    assert (when.earliest, when.latest) == (day, day)


def test_a_year_stands_for_all_its_days() -> None:
    year = PartialDate.parse("2022")

    assert (year.earliest, year.latest) == (date(2022, 1, 1), date(2022, 12, 31))


def test_a_month_stands_for_all_its_days_in_a_leap_year_too() -> None:
    february = PartialDate.parse("2024-02")

    assert (february.earliest, february.latest) == (date(2024, 2, 1), date(2024, 2, 29))


def test_spaces_around_a_date_do_not_matter() -> None:
    assert PartialDate.parse(" 2022-08-05\n") == PartialDate(2022, 8, 5)


@patient
@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,5}-[0-9]{1,3}(-[0-9]{1,3})?", fullmatch=True))
def test_any_text_is_either_a_date_or_refused(text: str) -> None:
    refused = None
    try:
        when = PartialDate.parse(text)
    except AgreementError as error:
        refused = error.problem.reason
    else:
        assert when.year < FIRST_BUDDHIST_YEAR
        assert when.earliest <= when.latest

    assert refused in {None, Reason.NOT_A_DATE, Reason.NO_SUCH_DAY, Reason.BUDDHIST_YEAR}


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("2565", "2022"), ("2565-08", "2022-08"), ("2565-08-05", "2022-08-05")],
)
def test_a_buddhist_year_is_refused_and_its_gregorian_form_offered(typed: str, meant: str) -> None:
    problem = refusal(typed).problem

    assert problem.reason is Reason.BUDDHIST_YEAR
    assert problem.expected == meant
    assert str(problem) == f"signed: {typed} looks like a Buddhist year; write {meant}"


@pytest.mark.parametrize("text", ["2023-02-29", "1900-02-29", "2022-04-31", "2022-13", "2022-00"])
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    problem = refusal(text).problem

    assert problem.reason is Reason.NO_SUCH_DAY
    assert str(problem) == f"signed: there is no such day: {text}"


@pytest.mark.parametrize(
    "text",
    ["5 August 2022", "2022/08/05", "05-08-2022", "2022-8-5", "22", "2022-08-05T00:00", "soon", ""],
)
def test_what_is_no_date_is_told_how_to_write_one(text: str) -> None:
    problem = refusal(text).problem

    assert problem.reason is Reason.NOT_A_DATE
    assert "write 2022, 2022-08 or 2022-08-05" in str(problem)


def test_a_hostile_text_does_not_flood_the_refusal() -> None:
    assert len(str(refusal("x" * 100_000))) < 120


# -- counting months -----------------------------------------------------------------------------


@patient
@given(days, st.integers(-1_200, 1_200))
def test_months_are_counted_by_the_calendar_and_a_missing_day_becomes_the_last(
    day: date, months: int
) -> None:
    moved = add_months(day, months)

    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == min(day.day, days_in_month(moved.year, moved.month))


@patient
@given(days, days, st.integers(-1_200, 1_200))
def test_a_later_day_never_moves_to_before_an_earlier_one(
    one: date, other: date, months: int
) -> None:
    earlier, later = sorted((one, other))

    assert add_months(earlier, months) <= add_months(later, months)


@patient
@given(days, terms)
def test_a_term_ends_on_the_day_before_the_corresponding_day(start: date, months: int) -> None:
    corresponding = add_months(start, months)
    assume(corresponding.day == start.day)

    assert last_day_of_term(start, months) + timedelta(days=1) == corresponding


@patient
@given(st.integers(1850, 2200), st.integers(1, 12), terms)
def test_a_term_without_corresponding_day_ends_with_the_month(
    year: int, month: int, months: int
) -> None:
    last_month = add_months(date(year, month, 1), months)
    length = days_in_month(last_month.year, last_month.month)

    for missing in range(length + 1, days_in_month(year, month) + 1):
        end = last_day_of_term(date(year, month, missing), months)
        assert end == last_month.replace(day=length)


@patient
@given(days, terms)
def test_the_last_day_of_a_term_is_never_before_its_first(start: date, months: int) -> None:
    assert last_day_of_term(start, months) >= start


@patient
@given(days, terms)
def test_a_longer_term_ends_later(start: date, months: int) -> None:
    assert last_day_of_term(start, months) < last_day_of_term(start, months + 1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2022-08-05", 60, "2027-08-04"),
        ("2022-11-07", 60, "2027-11-06"),
        ("2020-01-01", 12, "2020-12-31"),
        ("2023-03-01", 12, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-30", 1, "2023-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2023-12-31", 6, "2024-06-30"),
        ("2022-08-05", 1, "2022-09-04"),
    ],
)
def test_the_end_of_a_term_is_inclusive(start: str, months: int, end: str) -> None:
    assert last_day_of_term(date.fromisoformat(start), months) == date.fromisoformat(end)


# -- spans ---------------------------------------------------------------------------------------


@patient
@given(partial_dates, st.integers(0, 240), st.integers(0, 3_660))
def test_a_span_keeps_its_order_when_it_moves(when: PartialDate, months: int, step: int) -> None:
    for moved in (Span.of(when).minus_months(months), Span.of(when).minus_days(step)):
        assert moved.earliest <= moved.latest


def test_six_months_before_the_end_of_august_is_the_end_of_february() -> None:
    end = Span.of(PartialDate.parse("2027-08-31"))

    assert end.minus_months(6) == Span(date(2027, 2, 28), date(2027, 2, 28))
