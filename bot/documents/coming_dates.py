"""The dates of an agreement that a calendar or a picture shows: pure, in no language yet.

Why beside the milestones of the reminders: those are days to be told on; here the whole span of a
partial date, the cycle and whether the end was computed are needed too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import End, end_on
from bot.agreements.milestones import MilestoneKind
from bot.agreements.partial_date import Span
from bot.agreements.status import ENDED, Status
from bot.search.day_view import DayView

_OVER = ENDED | {Status.NOTHING_SIGNED}


@dataclass(frozen=True, slots=True)
class ComingDate:
    """One date of the current term: the days it may fall on, and the cycle it belongs to."""

    kind: MilestoneKind
    span: Span
    cycle: int = 1


def is_over(agreement: Agreement, view: DayView) -> bool:
    """Return whether nothing is left to wait for: ended, replaced, never signed, taken out."""
    return agreement.removed or view.facts(agreement).status in _OVER


def end_of(agreement: Agreement, view: DayView) -> End | None:
    """Return the end to be shown: that of the term, or the termination that cuts it short."""
    return view.facts(agreement).deadlines.end


def dates_of(agreement: Agreement, view: DayView) -> tuple[ComingDate, ...]:
    """Return the dates of the current term, past ones too, in the order in which they fall.

    An entry into force is among them only while it is to come. What is over has none.
    """
    if is_over(agreement, view):
        return ()
    return tuple(sorted(_dates(agreement, view), key=lambda date: date.span.earliest))


def _dates(agreement: Agreement, view: DayView) -> Iterator[ComingDate]:
    deadlines = view.facts(agreement).deadlines
    if agreement.in_force and agreement.in_force.latest >= view.today:
        yield ComingDate(MilestoneKind.IN_FORCE, Span.of(agreement.in_force))
    end = end_of(agreement, view)
    if end is None:
        return
    if deadlines.decide_by:
        yield ComingDate(MilestoneKind.DECIDE_BY, deadlines.decide_by, end.cycle)
    if deadlines.notice_by:
        yield ComingDate(MilestoneKind.NOTICE_BY, deadlines.notice_by, end.cycle)
    yield ComingDate(MilestoneKind.EXPIRES, end.span, end.cycle)


def next_term(agreement: Agreement, view: DayView) -> Span | None:
    """Return the first and the last day of the term a tacit renewal would add, or None.

    Where another text already replaces, extends or amends this one, none is foreseen.
    """
    facts = view.facts(agreement)
    end = facts.deadlines.end
    if not end or agreement.terminated or facts.replaced_by or facts.amended_by:
        return None
    day_after = end.span.latest + timedelta(days=1)
    later = end_on(agreement, day_after)
    if not later or later.cycle == end.cycle:
        return None
    return Span(day_after, later.span.earliest)
