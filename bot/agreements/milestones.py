"""The dates of an agreement that somebody has to be told of in time: milestones, pure.

A partial date reminds from its earliest possible day. Tacit renewals are rolled forward by
`deadlines_on`, so each cycle has its own milestones; nothing that is not recorded or computed has
one, and a text that was replaced, terminated or never signed has none left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import Deadlines
from bot.agreements.partial_date import Span, add_months
from bot.agreements.status import Status

#: A record is due for review so many months after it was last verified.
REVIEW_AFTER_MONTHS = 12
_NOTHING_LEFT = frozenset({Status.REPLACED, Status.TERMINATED, Status.NOTHING_SIGNED})


class MilestoneKind(StrEnum):
    """What the date is for, the most urgent first."""

    DECIDE_BY = "decide-by"
    NOTICE_BY = "notice-by"
    EXPIRES = "expires"
    IN_FORCE = "in-force"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One date of one agreement; `is_partial`: the day is the earliest of several possible ones."""

    agreement_id: str
    kind: MilestoneKind
    day: date
    is_partial: bool = False


def milestones_of(
    agreement: Agreement, status: Status, deadlines: Deadlines
) -> Iterator[Milestone]:
    """Yield the milestones of the current term, whether past or to come.

    Those of the next term are among them once its beginning is certain.
    """
    if agreement.removed or status in _NOTHING_LEFT:
        return
    yield from _of_term(agreement, deadlines)
    if deadlines.following:
        yield from _of_term(agreement, deadlines.following)
    if agreement.in_force:
        entry = agreement.in_force
        yield Milestone(agreement.id, MilestoneKind.IN_FORCE, entry.earliest, not entry.is_exact)
    if agreement.verified:
        verified = agreement.verified.on
        due = add_months(verified.earliest, REVIEW_AFTER_MONTHS)
        yield Milestone(agreement.id, MilestoneKind.REVIEW, due, not verified.is_exact)


def _of_term(agreement: Agreement, deadlines: Deadlines) -> Iterator[Milestone]:
    spans: tuple[tuple[MilestoneKind, Span | None], ...] = (
        (MilestoneKind.DECIDE_BY, deadlines.decide_by),
        (MilestoneKind.NOTICE_BY, deadlines.notice_by),
        (MilestoneKind.EXPIRES, deadlines.end.span if deadlines.end else None),
    )
    for kind, span in spans:
        if span is not None:
            yield Milestone(agreement.id, kind, span.earliest, not span.is_exact)
