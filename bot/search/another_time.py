"""Whether a question asks the same of another time: "and this year?", "in 2022?"."""

from __future__ import annotations

from dataclasses import replace

from bot.search.question import Mode, Question


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


def is_only_a_time(question: Question) -> bool:
    """Return whether nothing but a time is said: "in 2022?"."""
    more = (question.asks, question.statuses, question.missing, question.kinds, question.words)
    is_open = question.mode is Mode.OPEN and not question.mentions_texts
    return _is_guessed(question) and is_open and not any(more)


def _is_guessed(question: Question) -> bool:
    return bool(question.dates) and all(wanted.guessed for wanted in question.dates)
