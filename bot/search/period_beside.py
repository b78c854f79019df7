"""A question for the period next to the one asked before: "and the year after that?", แล้วปีงบถัดไปล่ะ.

It is counted from the period of the question before, not from today: after "fiscal year 2566" the
following fiscal year is 2567. "Next year" and ปีหน้า stay what they are on the calendar.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.agreements.partial_date import add_months
from bot.search.normal_form import normal
from bot.search.question import Mode, Question
from bot.search.time.period import MONTHS_IN, ONE_DAY, Period, Unit

_UNITS = {
    Unit.FISCAL_YEAR: "fiscal year|budget year|financial year|fy|ปีงบประมาณ|ปีงบ|ปี งบ|ปีงปม",
    Unit.QUARTER: "quarter|ไตรมาส|ไตรมาศ",
    Unit.HALF: "half year|half|ครึ่งปี",
    Unit.MONTH: "month|เดือน",
    Unit.YEAR: "year|ปี",
}
_BY_WORD = {word: unit for unit, words in _UNITS.items() for word in words.split("|")}
_UNIT = "(" + "|".join(sorted(_BY_WORD, key=len, reverse=True)) + ")"
_AFTER = re.compile(
    rf"\bthe (?:following|next|succeeding) {_UNIT}\b|\b{_UNIT} after\b(?: that| this| it)?|"
    rf"\bthe one after that\b|"
    rf"{_UNIT}(?:(?:ถัด|ต่อ)(?:ไป|มา)|(?:ถัด|ต่อ|หลัง)(?:จาก)?นั้น|ให้หลัง|ตามมา)"
)
_BEFORE = re.compile(
    rf"\bthe (?:preceding|previous|prior) {_UNIT}\b|\b{_UNIT} before\b(?: that| this| it)?|"
    rf"\bthe one before that\b|"
    rf"{_UNIT}ก่อน(?:หน้านั้น|หน้านี้|หน้า|นั้น|นี้)"
)


def period_beside(question: Question, before: Question) -> Question | None:
    """Return the question before for the period after or before its own, None where not asked."""
    text = normal(question.text)
    found = _AFTER.search(text) or _BEFORE.search(text)
    more = question.parties or question.areas or question.codes or question.names
    more = more or question.asks or question.statuses or question.missing or question.kinds
    if found is None or more or _says_more(question, found):
        return None
    unit = _BY_WORD.get(next(filter(None, found.groups()), ""))
    step = 1 if found.re is _AFTER else -1
    mode = before.mode if question.mode is Mode.OPEN else question.mode
    asked = replace(
        before, text=question.text, language=question.language, link=question.link, mode=mode
    )
    if before.dates:
        period = _beside(before.dates[0].period, unit, step)
        dates = tuple(replace(wanted, period=period) for wanted in before.dates if period)
        return replace(asked, dates=dates) if dates else None
    if len(before.years) == 1 and unit in (Unit.YEAR, None):
        return replace(asked, years=(before.years[0] + step,))
    return None


def _says_more(question: Question, found: re.Match[str]) -> bool:
    return any(word.is_decisive and word.text not in found[0] for word in question.words)


def _beside(period: Period, unit: Unit | None, step: int) -> Period | None:
    """Return the period after or before one of whole months; None where it is of another kind."""
    start, end = period.start, period.end
    if start is None or end is None or start.day != 1:
        return None
    length = next((n for n in (1, 3, 6, 12) if add_months(start, n) - ONE_DAY == end), 0)
    months = MONTHS_IN[unit] if unit else length
    # "The year after" one quarter is the same quarter of that year; not so a month after a year.
    if not length or months < length or (unit is Unit.FISCAL_YEAR) > (start.month == 10):
        return None
    first = add_months(start, step * months)
    return Period(first, add_months(first, length) - ONE_DAY)
