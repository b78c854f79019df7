"""The dates of a record reckoned a second time: from its JSON, with none of the bot's own code.

Rules as the product states them: inclusive days, months clamped to a month's end, tacit renewals
cycle by cycle, a partial date from its earliest day, never on a holiday but before it.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import holidays

from tests.simulation.events import Record

APPROVAL_DAYS = 180
#: A date that passed so long ago is told no more (days).
TOLD_AFTER = 366
FAR = 20 * 366
DAY = timedelta(days=1)
Days = tuple[date, date]


@dataclass(frozen=True)
class Dated:
    """A date of a record: it is to be told on days from `first` to `last`."""

    kind: str
    day: date
    first: date = date.min
    last: date = date.max


def days_of(text: str | None) -> Days | None:
    """The days that "2022", "2022-08" or "2022-08-05" may be."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31)
    month = parts[1]
    if len(parts) == 2:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, parts[2]), date(year, month, parts[2])


def moved(day: date, months: int) -> date:
    """The same day some months away; the month's last where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def term_end(first: date, months: int) -> date:
    """The last day of a term."""
    there = moved(first, months)
    return there - DAY if there.day == first.day else there


@cache
def is_working(day: date, country: str) -> bool:
    return day.weekday() < 5 and day not in _holidays(country)


@cache
def _holidays(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


@cache
def told_on(day: date, before: int, country: str) -> date:
    """The working day on which something is told so many days before a date."""
    wanted = day - timedelta(days=before)
    found = wanted
    while not is_working(found, country):
        found -= DAY
    return found


def begins(record: Record) -> Days | None:
    return days_of(record.get("in_force") or record.get("signed"))


def terms(record: Record, until: date) -> Iterator[tuple[int, Days, bool]]:
    """Each term as its number, the days it may end on, and whether another follows by itself."""
    term, renewal = record.get("term", {}), record.get("renewal", {})
    end, start = days_of(record.get("expires")), begins(record)
    if end is None and term.get("kind") == "fixed" and term.get("months") and start:
        end = term_end(start[0], term["months"]), term_end(start[1], term["months"])
    if end is None:
        return
    period = renewal.get("period_months") or term.get("months") or 0
    times = renewal.get("times")
    is_tacit, number, current = renewal.get("mode") == "tacit", 0, end
    while True:
        renews = is_tacit and (times is None or number < times)
        yield number, current, renews
        number += 1
        if not renews or not period or current[0] > until:
            return
        current = (
            term_end(end[0] + DAY, period * number),
            term_end(end[1] + DAY, period * number),
        )


def dates_of(record: Record, until: date) -> list[Dated]:
    """Every date of a record that somebody may have to be told of, up to some day."""
    if record.get("kind") == "talks":
        return []
    terminated = days_of(record.get("terminated"))
    found = list(_terminated(record, terminated, until) if terminated else _running(record, until))
    entry, verified = days_of(record.get("in_force")), record.get("verified", {}).get("on")
    if entry:
        found.append(Dated("in-force", entry[0]))
    if verified:
        found.append(Dated("review", moved(days_of(verified)[0], 12)))  # type: ignore[index]
    if terminated:
        found = [replace(d, last=min(d.last, terminated[1])) for d in found]
    return found


def _terminated(record: Record, terminated: Days, until: date) -> Iterator[Dated]:
    """One end: the termination where it comes before the end of the term it falls into."""
    ends = [(end, renews) for _, end, renews in terms(record, until)]
    if not ends:
        yield Dated("expires", terminated[0])
    before = date.min
    for end, renews in ends:
        if end[1] >= terminated[1] or not renews:
            early = terminated[1] < end[1]
            yield Dated("expires", terminated[0] if early else end[0], first=before)
            return
        yield Dated("expires", end[0], first=before, last=end[1])
        before = end[1] + DAY


def _running(record: Record, until: date) -> Iterator[Dated]:
    renewal = record.get("renewal", {})
    months = renewal.get("notice_months")
    approval = timedelta(days=renewal.get("approval_days", APPROVAL_DAYS))
    first = current_from = date.min
    is_tacit = renewal.get("mode") == "tacit"
    for _, end, renews in terms(record, until):
        last = end[1] if renews and _has_period(record) else date.max
        notice = None
        if months and (renews or not is_tacit):
            notice = moved(end[0], -months), moved(end[1], -months)
        decide = (notice or end)[0] - approval
        yield Dated("decide-by", decide, first, last)
        if notice:
            yield Dated("notice-by", notice[0], first, last)
        yield Dated("expires", end[0], first, last)
        # The next term counts from when this one's renewal is certain, but not two terms ahead.
        certain = notice[1] + DAY if notice else end[1] + DAY
        first, current_from = max(certain, current_from), end[1] + DAY


def _has_period(record: Record) -> bool:
    term, renewal = record.get("term", {}), record.get("renewal", {})
    return bool(renewal.get("period_months") or term.get("months"))
