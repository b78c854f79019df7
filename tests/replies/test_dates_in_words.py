"""Dates and lengths of time in words: as precise as recorded, Buddhist years in Thai."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agreements.partial_date import PartialDate, Span
from bot.agreements.text import LANGUAGES, Language
from bot.replies.dates import (
    as_partial,
    day_text,
    distance_text,
    length_text,
    months_text,
    partial_text,
    short_day,
    short_partial,
    short_span,
    span_text,
)
from bot.replies.words import words_in
from tests.conftest import TODAY

EN, TH = words_in("en"), words_in("th")
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
partials = days.flatmap(
    lambda d: st.sampled_from(
        [PartialDate(d.year), PartialDate(d.year, d.month), PartialDate(d.year, d.month, d.day)]
    )
)


@pytest.mark.parametrize(
    ("when", "english", "thai"),
    [
        ("2022-08-05", "5 August 2022", "5 สิงหาคม พ.ศ. 2565 (2022)"),
        ("2022-08", "August 2022", "สิงหาคม พ.ศ. 2565 (2022)"),
        ("2022", "2022", "พ.ศ. 2565 (2022)"),
        ("2024-02-29", "29 February 2024", "29 กุมภาพันธ์ พ.ศ. 2567 (2024)"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_recorded(when: str, english: str, thai: str) -> None:
    assert partial_text(PartialDate.parse(when), EN) == english
    assert partial_text(PartialDate.parse(when), TH) == thai


@pytest.mark.parametrize(
    ("when", "english", "thai"),
    [
        ("2027-08-04", "4 Aug 2027", "4 ส.ค. 2570"),
        ("2027-08", "August 2027", "สิงหาคม 2570"),
        ("2027", "2027", "2570"),
    ],
)
def test_a_date_in_a_list_is_short(when: str, english: str, thai: str) -> None:
    assert short_partial(PartialDate.parse(when), EN) == english
    assert short_partial(PartialDate.parse(when), TH) == thai


@given(days)
def test_a_thai_date_has_the_buddhist_year_and_the_gregorian_once(day: date) -> None:
    text = day_text(day, TH)

    assert f"พ.ศ. {day.year + 543} ({day.year})" in text
    assert text.count(str(day.year)) == 1
    assert str(day.year + 543) in short_day(day, TH)


@given(partials, st.sampled_from(LANGUAGES))
def test_no_more_of_a_date_is_told_than_is_known(when: PartialDate, language: Language) -> None:
    text = partial_text(when, words_in(language))
    numbers = re.findall(r"\d+", text)

    assert len(numbers) == (1 if language == "en" else 2) + (when.day is not None)


@given(partials, partials)
def test_different_dates_are_told_differently(one: PartialDate, other: PartialDate) -> None:
    for words in (EN, TH):
        assert (partial_text(one, words) == partial_text(other, words)) == (one == other)


@given(partials)
def test_a_whole_month_or_year_is_told_as_one(when: PartialDate) -> None:
    span = Span.of(when)

    assert as_partial(span) == when
    assert span_text(span, EN) == partial_text(when, EN)
    assert short_span(span, EN) == short_partial(when, EN)


def test_other_days_are_told_from_and_to() -> None:
    span = Span(date(2029, 12, 31), date(2030, 1, 30))

    assert span_text(span, EN) == "between 31 December 2029 and 30 January 2030"
    assert span_text(span, TH).startswith("ระหว่าง 31 ธันวาคม พ.ศ. 2572")
    assert short_span(span, EN) == "31 Dec 2029–30 Jan 2030"


@pytest.mark.parametrize(
    ("months", "english", "thai"),
    [
        (1, "1 month", "1 เดือน"),
        (11, "11 months", "11 เดือน"),
        (12, "1 year", "1 ปี"),
        (18, "1 year 6 months", "1 ปี 6 เดือน"),
        (60, "5 years", "5 ปี"),
        (0, "0 months", "0 เดือน"),
    ],
)
def test_a_number_of_months_is_told_in_years_and_months(
    months: int, english: str, thai: str
) -> None:
    assert months_text(months, EN) == english
    assert months_text(months, TH) == thai


@pytest.mark.parametrize(
    ("days_away", "english", "thai"),
    [
        (0, "today", "วันนี้"),
        (1, "in 1 day", "อีก 1 วัน"),
        (75, "in 75 days", "อีก 75 วัน"),
        (120, "in 120 days", "อีก 120 วัน"),
        (-15, "15 days ago", "15 วันที่แล้ว"),
        (255, "in 8 months", "อีก 8 เดือน"),
        (-823, "2 years 3 months ago", "2 ปี 3 เดือนที่แล้ว"),
    ],
)
def test_how_far_a_day_is_is_told_from_today(days_away: int, english: str, thai: str) -> None:
    day = TODAY + timedelta(days=days_away)

    assert distance_text(day, TODAY, EN) == english
    assert distance_text(day, TODAY, TH) == thai


@given(days, st.integers(0, 20_000))
def test_a_length_never_promises_more_time_than_there_is(start: date, count: int) -> None:
    end = start + timedelta(days=count)
    text = length_text(start, end, EN)
    years, months, told_days = (
        int(found[1]) if (found := re.search(rf"(\d+) {unit}", text)) else 0
        for unit in ("year", "month", "day")
    )

    assert years * 365 + months * 28 + told_days <= count
    assert count <= years * 366 + (months + 1) * 31 + told_days
