"""Calendar arithmetic on ranges of days: years, fiscal years, quarters, halves, months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bot.agreements.partial_date import add_months, days_in_month

#: The Thai fiscal year begins in October: 2566 (2023) runs from 1 October 2022.
FISCAL_START_MONTH = 10
ONE_DAY = timedelta(days=1)


class Unit(Enum):
    """A length of time that people name."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    FISCAL_YEAR = "fiscal-year"
    DECADE = "decade"


#: Units longer than a week, in months.
MONTHS_IN = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.FISCAL_YEAR: 12,
    Unit.DECADE: 120,
}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; None leaves that side open."""

    start: date | None
    end: date | None

    def contains(self, day: date) -> bool:
        """Return whether the day lies in it."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, earliest: date, latest: date) -> bool:
        """Return whether any of the days from `earliest` to `latest` lies in it."""
        return (self.start is None or self.start <= latest) and (
            self.end is None or earliest <= self.end
        )

    def covers(self, earliest: date, latest: date) -> bool:
        """Return whether all of the days from `earliest` to `latest` lie in it."""
        return self.contains(earliest) and self.contains(latest)


def year(number: int) -> Period:
    """Return a Gregorian year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def fiscal_year(number: int) -> Period:
    """Return the fiscal year named after the Gregorian year it ends in."""
    start = date(number - 1, FISCAL_START_MONTH, 1)
    return Period(start, add_months(start, 12) - ONE_DAY)


def month(number: int, month_number: int) -> Period:
    """Return a month of a year."""
    last = days_in_month(number, month_number)
    return Period(date(number, month_number, 1), date(number, month_number, last))


def part_of_year(number: int, part: int, parts: int) -> Period:
    """Return the n-th of `parts` equal parts of a year (4: quarters, 2: halves, 3: thirds)."""
    months = 12 // parts
    start = date(number, (part - 1) * months + 1, 1)
    return Period(start, add_months(start, months) - ONE_DAY)


def around(day: date, unit: Unit, offset: int = 0) -> Period:
    """Return the calendar unit that holds a day, or the one `offset` units later or earlier."""
    if unit is Unit.DAY:
        moved = day + offset * ONE_DAY
        return Period(moved, moved)
    if unit is Unit.WEEK:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
        return Period(monday, monday + timedelta(days=6))
    start = add_months(_first_day(day, unit), offset * MONTHS_IN[unit])
    return Period(start, add_months(start, MONTHS_IN[unit]) - ONE_DAY)


def _first_day(day: date, unit: Unit) -> date:
    if unit is Unit.FISCAL_YEAR:
        before = day.month < FISCAL_START_MONTH
        return date(day.year - before, FISCAL_START_MONTH, 1)
    if unit is Unit.DECADE:
        return date(day.year - day.year % 10, 1, 1)
    months = MONTHS_IN[unit]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def moved(day: date, unit: Unit, count: int) -> date:
    """Return the day `count` units later (or earlier, when negative)."""
    if unit is Unit.DAY:
        return day + count * ONE_DAY
    if unit is Unit.WEEK:
        return day + timedelta(weeks=count)
    return add_months(day, count * MONTHS_IN[unit])
