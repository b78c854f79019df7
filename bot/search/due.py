"""What falls due in a range of days: a decision, a notice, an end, or a decision that is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.partial_date import Span
from bot.agreements.status import ENDED, Status
from bot.search.day_view import DayView, Facts
from bot.search.time.period import Period


def due_in(period: Period, view: DayView) -> Callable[[Agreement], bool | None]:
    """Return what tells whether something falls due; None where no end is on record."""
    start, end = period.start or date.min, period.end or date.max

    def check(agreement: Agreement) -> bool | None:
        facts = view.facts(agreement)
        if facts.status in ENDED or facts.status in (Status.NOTHING_SIGNED, Status.OPEN_ENDED):
            return False
        days = due_days(facts)
        if not days:
            return None
        decide_by = facts.deadlines.decide_by
        is_late = decide_by is not None and decide_by.latest < view.today
        is_late = is_late and start <= view.today
        return is_late or any(span.earliest <= end and start <= span.latest for span in days)

    return check


def due_days(facts: Facts) -> tuple[Span, ...]:
    """Return the days on which something falls due, the first thing to do first."""
    deadlines = facts.deadlines
    spans = (deadlines.decide_by, deadlines.notice_by, facts.end)
    return tuple(span for span in spans if span is not None)
