"""Whether a question asks the same of another time: "and this year?", "in 2022?"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.search.normal_form import normal
from bot.search.question import Mode, Question
from bot.search.time.period import year

#: Days of a range that is a whole year.
MOST_OF_A_YEAR, LEAP_YEAR, LAST_MONTH = 364, 365, 12
_YEAR_AFTER = re.compile(
    r"\bthe (?:year after|following year|next year|one after that)\b|\byear after that\b|"
    "ปี(?:ถัดไป|ต่อไป|ถัดจากนั้น|ต่อจากนั้น|หลังจากนั้น)"
)
_YEAR_BEFORE = re.compile(
    r"\bthe (?:year before|preceding year|previous year|one before that)\b|\byear before that\b|"
    "ปีก่อน(?:หน้า)?(?:นั้น|นี้)|ปีก่อนหน้า"
)


def about_the_same_date(question: Question, before: Question) -> Question:
    """Take a range that names no date for the one asked before: "and this year?"."""
    if not _is_guessed(question) or not before.dates or question.statuses:
        return question
    name = before.dates[0].field
    return replace(question, dates=tuple(replace(d, field=name) for d in question.dates))


def is_another_time(question: Question, before: Question) -> bool:
    """Return whether it is about the same date at another time: "and those signed in 2019?"."""
    fields = {wanted.field for wanted in question.dates}
    return bool(fields) and fields == {wanted.field for wanted in before.dates}


def year_beside(question: Question, before: Question) -> Question | None:
    """Return the question before for the year after or before its own: "and the year after?"."""
    text = normal(question.text)
    step = 1 if _YEAR_AFTER.search(text) else -1 if _YEAR_BEFORE.search(text) else 0
    if question.names_something or not step or not before.dates:
        return None
    start, end = before.dates[0].period.start, before.dates[0].period.end
    if start is None or end is None or not MOST_OF_A_YEAR <= (end - start).days <= LEAP_YEAR:
        return None
    following = year(end.year + step) if end.month == LAST_MONTH else None
    if following is None:
        return None
    dates = tuple(replace(wanted, period=following) for wanted in before.dates)
    return replace(
        before, dates=dates, text=question.text, language=question.language, link=question.link
    )


def is_only_a_time(question: Question) -> bool:
    """Return whether nothing but a time is said: "in 2022?"."""
    more = (question.asks, question.statuses, question.missing, question.kinds, question.words)
    is_open = question.mode is Mode.OPEN and not question.mentions_texts
    return _is_guessed(question) and is_open and not any(more)


def _is_guessed(question: Question) -> bool:
    return bool(question.dates) and all(wanted.guessed for wanted in question.dates)
