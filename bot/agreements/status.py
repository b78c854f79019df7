"""What an agreement is on a given day: in force, expired, replaced, or not told by the record."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import Deadlines, LeadTimes, deadlines_on
from bot.agreements.kinds import TermKind


class Status(StrEnum):
    """Status on a day. See `status_on` for when each applies."""

    NOTHING_SIGNED = "nothing-signed"
    NOT_YET_IN_FORCE = "not-yet-in-force"
    IN_FORCE = "in-force"
    NOTICE_WINDOW = "notice-window"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REPLACED = "replaced"
    TERMINATED = "terminated"
    OPEN_ENDED = "open-ended"
    UNKNOWN = "unknown"


#: Statuses under which an agreement surely binds on that day.
IN_FORCE = frozenset({Status.IN_FORCE, Status.NOTICE_WINDOW, Status.EXPIRING, Status.OPEN_ENDED})
#: Statuses under which it surely does not bind any more.
ENDED = frozenset({Status.EXPIRED, Status.REPLACED, Status.TERMINATED})


def status_on(
    agreement: Agreement,
    today: date,
    lead_times: LeadTimes,
    replaced_from: date | None = None,
    deadlines: Deadlines | None = None,
) -> Status:
    """Return the status on a day.

    `replaced_from` is the earliest day on which a successor took over, where there is one;
    `deadlines` those of that day, where they are known already.
    NOTICE_WINDOW: the decide-by date has come and notice can still be given. EXPIRING: the
    decide-by date has come and there is no notice to give any more. UNKNOWN: the record does
    not say enough (no start, no end, or a partial date that leaves it open).
    """
    if agreement.is_talks:
        return Status.NOTHING_SIGNED
    if agreement.terminated and agreement.terminated.latest < today:
        return Status.TERMINATED
    if replaced_from and replaced_from <= today:
        return Status.REPLACED
    deadlines = deadlines or deadlines_on(agreement, today, lead_times)
    if deadlines.end and deadlines.end.span.latest < today:
        return Status.EXPIRED
    if agreement.start and agreement.start.earliest > today:
        return Status.NOT_YET_IN_FORCE
    if agreement.start and agreement.start.latest > today:
        return Status.UNKNOWN
    if not agreement.start and not agreement.expires:
        return Status.UNKNOWN
    return _while_running(agreement, today, deadlines)


def _while_running(agreement: Agreement, today: date, deadlines: Deadlines) -> Status:
    if not deadlines.end:
        without_end = {
            TermKind.OPEN_ENDED: Status.OPEN_ENDED,
            TermKind.UNTIL_COMPLETED: Status.IN_FORCE,
        }
        return without_end.get(agreement.term.kind, Status.UNKNOWN)
    if deadlines.end.span.earliest < today:
        return Status.UNKNOWN
    decide_by, notice_by = deadlines.decide_by, deadlines.notice_by
    if not decide_by or today < decide_by.earliest:
        return Status.IN_FORCE
    if notice_by and today <= notice_by.latest:
        return Status.NOTICE_WINDOW
    return Status.IN_FORCE if deadlines.end.renews else Status.EXPIRING
