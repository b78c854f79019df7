"""What is late already, said beside what must be decided from today on."""

from __future__ import annotations

from collections.abc import Iterator

from bot.agreements.status import IN_FORCE
from bot.replies.lines import Line, code, line
from bot.replies.words import Words
from bot.search.answer import Answer
from bot.search.day_view import DayView
from bot.search.question import Ask, Question


def late_lines(answer: Answer, view: DayView, words: Words) -> Iterator[Line]:
    """Yield the running texts whose decide-by date has passed, where the coming ones are asked."""
    if not _asks_what_comes(answer.question, view):
        return
    late = [
        agreement.id
        for agreement in view.holdings
        if (facts := view.facts(agreement)).status in IN_FORCE
        and facts.deadlines.decide_by
        and facts.deadlines.decide_by.latest < view.today
    ]
    if late:
        named = (part for agreement_id in sorted(late) for part in (" ", code(agreement_id)))
        yield line(words.line("list.late"), *named)


def _asks_what_comes(question: Question, view: DayView) -> bool:
    """Whether all that must be decided from today on is asked for, of the whole register."""
    narrower = question.parties or question.areas or question.kinds or question.among
    return not narrower and any(
        wanted.field == Ask.DECIDE_BY and wanted.period.start == view.today
        for wanted in question.dates
    )
