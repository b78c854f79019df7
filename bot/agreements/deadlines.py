"""When an agreement ends and when somebody must have acted: computed, never guessed.

The rules, all on inclusive days (the expiry is the last day in force):
- the end is the recorded expiry, else start plus fixed term (`last_day_of_term`), else none;
- notice is due the notice period before the end, in whole months, a missing day becoming the
  month's last: 6 months before 31 August are 28 (29) February, which errs to the early side;
- decide-by is the notice deadline (the end where there is no notice period) less the approval
  lead time in days;
- a tacit renewal rolls the end forward cycle by cycle, an express one never does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import InstrumentKind, RenewalMode, TermKind
from bot.agreements.partial_date import Span, add_months, last_day_of_term

#: A tacit renewal without a recorded limit is followed this far and no further.
MOST_CYCLES = 400


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """How many days the own side's approval takes: by kind of instrument, else `default`."""

    default: int = 180
    by_kind: Mapping[InstrumentKind, int] = field(default_factory=dict)

    def for_agreement(self, agreement: Agreement) -> int:
        """Return the record's own lead time, else its kind's, else the default (days)."""
        own = agreement.renewal.approval_days
        return own if own is not None else self.by_kind.get(agreement.kind, self.default)


@dataclass(frozen=True, slots=True)
class End:
    """The end of a term: the days it may fall on, and whether it was computed.

    `cycle` is 1 in the first term, 2 after the first tacit renewal, and so on. `months` is the
    term it was computed from.
    """

    span: Span
    computed: bool = False
    cycle: int = 1
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The dates of the current term on some day; None where the record gives no ground for one."""

    end: End | None
    notice_by: Span | None
    decide_by: Span | None
    approval_days: int


def computed_end(agreement: Agreement) -> Span | None:
    """Return the end that start and fixed term give, or None where either is not recorded."""
    months = agreement.term.months
    if agreement.term.kind is not TermKind.FIXED or not months or not agreement.start:
        return None
    start = agreement.start
    return Span(last_day_of_term(start.earliest, months), last_day_of_term(start.latest, months))


def first_end(agreement: Agreement) -> End | None:
    """Return the end of the first term: as recorded, else computed, else None."""
    if agreement.expires:
        return End(Span.of(agreement.expires))
    span = computed_end(agreement)
    return End(span, computed=True, months=agreement.term.months) if span else None


def end_on(agreement: Agreement, today: date) -> End | None:
    """Return the end of the term that runs on a day, rolled forward over tacit renewals."""
    end = first_end(agreement)
    renewal = agreement.renewal
    if not end or renewal.mode is not RenewalMode.TACIT or agreement.terminated:
        return end
    period = renewal.period_months or agreement.term.months
    if not period:
        return end
    limit = renewal.times if renewal.times is not None else MOST_CYCLES
    cycle = 1
    span = end.span
    while span.latest < today and cycle <= limit:
        span = _later(end.span, period * cycle)
        cycle += 1
    return End(span, computed=end.computed or cycle > 1, cycle=cycle, months=end.months)


def _later(span: Span, months: int) -> Span:
    return Span(_same_place(span.earliest, months), _same_place(span.latest, months))


def _same_place(day: date, months: int) -> date:
    """Move an end by months; the last day of a month stays a last day (28 February to 31 March)."""
    next_day = date.fromordinal(day.toordinal() + 1)
    return date.fromordinal(add_months(next_day, months).toordinal() - 1)


def deadlines_on(agreement: Agreement, today: date, lead_times: LeadTimes) -> Deadlines:
    """Return the deadlines of the term that runs on a day."""
    approval = lead_times.for_agreement(agreement)
    end = end_on(agreement, today)
    if not end or agreement.is_talks or agreement.terminated:
        return Deadlines(end, None, None, approval)
    notice = agreement.renewal.notice_months
    notice_by = end.span.minus_months(notice) if notice else None
    decide_by = (notice_by or end.span).minus_days(approval)
    return Deadlines(end, notice_by, decide_by, approval)
