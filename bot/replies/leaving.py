"""When a text would end if notice to leave it were given on a day, computed and marked so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.partial_date import add_months
from bot.agreements.status import ENDED
from bot.replies.dates import day_text
from bot.replies.lines import Line
from bot.replies.words import Words
from bot.search.day_view import DayView


def leaving_lines(
    agreement: Agreement, leaving: date | None, view: DayView, words: Words
) -> Iterator[Line]:
    """Yield the end that notice on a day would bring; of what is over or no text nothing."""
    if leaving is None or agreement.is_talks:
        return
    status = view.facts(agreement).status
    if status in ENDED:
        yield words.line(f"status-answer.{status}")
        return
    given, months = day_text(leaving, words), agreement.termination_notice_months
    if not months:
        yield words.line("notice.leaving-unknown", date=given)
        return
    end = day_text(add_months(leaving, months), words)
    yield words.line("notice.leaving", count=months, date=given, end=end)
