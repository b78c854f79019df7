"""Dates and lengths of time in words; Thai ones with the Buddhist year and the Gregorian beside.

A date is told as precisely as it is recorded and no more. "5 สิงหาคม พ.ศ. 2565 (2022)" is the form
of official correspondence, the Gregorian year added once for those who work in both.
"""

from __future__ import annotations

from datetime import date

from bot.agreements.partial_date import BUDDHIST_OFFSET, PartialDate, Span
from bot.replies.lines import Line
from bot.replies.words import Words

#: Up to this many days a distance is told in days, beyond in months and years.
LONGEST_IN_DAYS = 120
_MONTHS_TH = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
).split()
_MONTHS_EN = (
    "January February March April May June July August September October November December"
).split()


def day_text(day: date, words: Words) -> str:
    """Return a full date."""
    return partial_text(PartialDate.of(day), words)


def partial_text(when: PartialDate, words: Words) -> str:
    """Return a date as precisely as it is known."""
    if words.language == "th":
        year = f"พ.ศ. {when.year + BUDDHIST_OFFSET} ({when.year})"
        parts = [str(when.day or ""), _MONTHS_TH[when.month - 1] if when.month else "", year]
    else:
        month = _MONTHS_EN[when.month - 1] if when.month else ""
        parts = [str(when.day or ""), month, str(when.year)]
    return " ".join(part for part in parts if part)


def month_text(month: int, words: Words) -> str:
    """Return the name of a month (1 to 12)."""
    return (_MONTHS_TH if words.language == "th" else _MONTHS_EN)[month - 1]


def short_day(day: date, words: Words) -> str:
    """Return a date for a list: 4 Aug 2027, 4 ส.ค. 2570."""
    if words.language == "th":
        names = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
        return f"{day.day} {names[day.month - 1]} {day.year + BUDDHIST_OFFSET}"
    return f"{day.day} {_MONTHS_EN[day.month - 1][:3]} {day.year}"


def short_partial(when: PartialDate, words: Words) -> str:
    """Return a partial date for a list."""
    if when.day:
        return short_day(when.earliest, words)
    shift = BUDDHIST_OFFSET if words.language == "th" else 0
    if when.month:
        months = _MONTHS_TH if words.language == "th" else _MONTHS_EN
        return f"{months[when.month - 1]} {when.year + shift}"
    return str(when.year + shift)


def span_text(span: Span, words: Words) -> str:
    """Return the days something may fall on: one day, a whole month or year, or from and to."""
    whole = as_partial(span)
    if whole:
        return partial_text(whole, words)
    return words.text(
        "date.between", first=day_text(span.earliest, words), last=day_text(span.latest, words)
    )


def when_text(span: Span, words: Words) -> str:
    """Return a span as a sentence goes on with it: on a day, in a month or year, or between."""
    whole = as_partial(span)
    if whole is None:
        return span_text(span, words)
    precision = "day" if whole.day else "month" if whole.month else "year"
    return words.text(f"when.{precision}", date=partial_text(whole, words))


def short_span(span: Span, words: Words) -> str:
    """Return the days something may fall on, for a list."""
    whole = as_partial(span)
    if whole:
        return short_partial(whole, words)
    return f"{short_day(span.earliest, words)}–{short_day(span.latest, words)}"


def as_partial(span: Span) -> PartialDate | None:
    """Return the day, month or year that a span covers exactly, or None."""
    first = span.earliest
    candidates = (
        PartialDate(first.year, first.month, first.day),
        PartialDate(first.year, first.month),
        PartialDate(first.year),
    )
    return next((c for c in candidates if Span.of(c) == span), None)


def length_text(start: date, end: date, words: Words) -> str:
    """Return the time from one day to a later one: 75 days, 2 years 3 months."""
    days = (end - start).days
    if days <= LONGEST_IN_DAYS:
        return words.text("length.days", count=days)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return months_text(max(months, 1), words)


def months_text(months: int, words: Words) -> str:
    """Return a number of months in years and months: 5 years, 18 months as 1 year 6 months."""
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(words.text("length.years", count=years))
    if rest or not years:
        parts.append(words.text("length.months", count=rest))
    return " ".join(parts)


def distance_text(day: date, today: date, words: Words) -> str:
    """Return how far a day is: in 75 days, today, 2 years 3 months ago."""
    if day == today:
        return words.text("distance.today")
    if day > today:
        return words.text("distance.ahead", length=length_text(today, day, words))
    return words.text("distance.ago", length=length_text(day, today, words))


def dated_line(key: str, when: PartialDate, today: date, words: Words) -> Line:
    """Return a sentence about a date; of a partial one the sentence that says so (`key`-partly)."""
    if not when.is_exact:
        return words.line(f"{key}-partly", date=partial_text(when, words))
    distance = distance_text(when.latest, today, words)
    return words.line(key, date=partial_text(when, words), distance=distance)
