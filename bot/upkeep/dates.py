"""Reads a date that somebody typed as a value: in any form that questions understand, or refused.

A value is not a question: it has to be one day, month or year, said whole. What leaves it open
(two digits of a year, a day without its year, "the end of 2027") is refused rather than guessed.
"""

from __future__ import annotations

import re
from datetime import date

from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.partial_date import PartialDate, Span
from bot.search.normal_form import normal
from bot.search.time.period import Period
from bot.search.time.phrases import time_phrases
from bot.search.time.reading import gregorian, is_year

_WHOLE = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\s?[-/.]\s?)?(\d{1,2})\s?[-/.]\s?(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2}")
_DAY_BEFORE = re.compile(r"(?:on|the|วันที่|\s)*(\d{1,2})(?:st|nd|rd|th)?(?:of|\s)*")
#: What may stand beside a date and says nothing.
_BESIDE = re.compile(r"(?:on|the|at|in|since|by|until|to|be|ad|ce|a\.d\.|b\.e\.|วันที่|เมื่อ|[\s,.'’])*")


def read_date(text: str, today: date, field: str = "") -> PartialDate:
    """Return the day, month or year that a text says. Raises AgreementError with the reason."""
    folded = normal(text)
    in_digits = _from_digits(folded, text, field)
    if in_digits:
        return in_digits
    phrases = time_phrases(folded, today)
    if len(phrases) != 1:
        raise _refused(text, field)
    (phrase,) = phrases
    when = _partial(phrase.period)
    before, after = folded[: phrase.start], folded[phrase.end :]
    if when and _DAY_BEFORE.fullmatch(before) and not when.day and when.month:
        raise AgreementError(Problem(Reason.NO_SUCH_DAY, field, text[:60]))
    is_open = phrase.if_past or phrase.counted or phrase.limit or phrase.is_age
    if not when or is_open or not (_BESIDE.fullmatch(before) and _BESIDE.fullmatch(after)):
        raise _refused(text, field)
    return when


def _refused(text: str, field: str) -> AgreementError:
    return AgreementError(Problem(Reason.NOT_A_DATE, field, text[:60]))


def _from_digits(folded: str, text: str, field: str) -> PartialDate | None:
    """Read a date of digits alone, of either calendar, day first; None where there are words."""
    if _SHORT_YEAR.fullmatch(folded):
        raise _refused(text, field)
    whole = _WHOLE.fullmatch(folded)
    if whole:
        year, month, day = whole[1], whole[2], whole[3]
    else:
        numbers = _DAY_FIRST.fullmatch(folded)
        if not numbers:
            return None
        day, month, year = numbers[1], numbers[2], numbers[3]
    if not is_year(int(year)):
        raise _refused(text, field)
    parts = [f"{gregorian(int(year)):04}", *(f"{int(part):02}" for part in (month, day) if part)]
    try:
        return PartialDate.parse("-".join(parts), field)
    except AgreementError:
        raise AgreementError(Problem(Reason.NO_SUCH_DAY, field, text[:60])) from None


def _partial(period: Period) -> PartialDate | None:
    """Return the day, month or year that a period covers exactly, or None."""
    if period.start is None or period.end is None:
        return None
    first, span = period.start, Span(period.start, period.end)
    candidates = (
        PartialDate(first.year, first.month, first.day),
        PartialDate(first.year, first.month),
        PartialDate(first.year),
    )
    return next((c for c in candidates if Span.of(c) == span), None)


def begins_with_date(text: str, today: date) -> tuple[PartialDate | None, str]:
    """Return the date that a text begins with, as long as it can be, and the rest."""
    words = text.split()
    for count in range(min(len(words), 8), 0, -1):
        try:
            return read_date(" ".join(words[:count]), today), " ".join(words[count:])
        except AgreementError:
            continue
    return None, text
