"""What should have been decided already: still running past its decide-by date, or lapsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.status import IN_FORCE, Status
from bot.search.day_view import DayView


@dataclass(frozen=True, slots=True)
class Overdue:
    """An agreement, the day that has passed, and whether the text itself has ended."""

    agreement: Agreement
    day: date
    has_lapsed: bool


def overdue_on(view: DayView, agreement: Agreement) -> Overdue | None:
    """Return what is overdue about an agreement, if anything.

    A text that was replaced, extended by another, or terminated has nothing left to decide; one
    whose date is known only in part is overdue from its earliest possible day.
    """
    facts = view.facts(agreement)
    deadlines = facts.deadlines
    if agreement.removed or facts.replaced_by or facts.amended_by or not deadlines.end:
        return None
    if facts.status is Status.EXPIRED:
        return Overdue(agreement, deadlines.end.span.latest, has_lapsed=True)
    decide_by = deadlines.decide_by
    if facts.status in IN_FORCE and decide_by and decide_by.earliest < view.today:
        return Overdue(agreement, decide_by.earliest, has_lapsed=False)
    return None
