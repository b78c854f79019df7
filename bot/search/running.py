"""Whether an agreement ran on any day of a range: "in force in 2020", "still in force in 2028"."""

from __future__ import annotations

from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.lineage import replaced_from
from bot.agreements.status import IN_FORCE, Status, status_on
from bot.search.day_view import DayView
from bot.search.time.period import Period


def ran_in(agreement: Agreement, period: Period, view: DayView) -> bool | None:
    """Return whether it surely ran on a day of the range; None where the record leaves it open.

    It is looked at on the range's first day, or on its own where it began within the range.
    """
    if agreement.is_talks:
        return False
    first = period.start or date.min
    start = agreement.start
    if start and period.end and start.earliest > period.end:
        return False
    if start and period.end and start.latest > period.end:
        return None
    if not start and agreement.approved and period.end and agreement.approved.earliest > period.end:
        return False
    day = max(first, start.latest) if start else first
    if day == date.min:
        return None
    taken_over = replaced_from(view.successors(agreement))
    status = status_on(agreement, day, view.lead_times, taken_over)
    if status is Status.UNKNOWN:
        return None
    return status in IN_FORCE
