"""When an agreement ends and when somebody must have acted: computed, never guessed.

The rules, all on inclusive days (the expiry is the last day in force):
- the end is the recorded expiry, else start plus fixed term (`last_day_of_term`), else none;
- notice is due the notice period before the end, in whole months, a missing day becoming the
  month's last: 6 months before 31 August are 28 (29) February, which errs to the early side;
- decide-by is the notice deadline (the end where there is no notice period) less the approval
  lead time in days;
- a tacit renewal rolls the end forward cycle by cycle, an express one never does; in the last
  cycle of a limited one there is no renewal left to give notice against;
- once the notice deadline of a cycle has passed, its renewal is certain, so the deadlines of the
  cycle that follows count too: with a short period they fall before the present one ends;
- a recorded termination is the last day in force, and cuts short the term it falls into.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import InstrumentKind, RenewalMode, TermKind
from bot.agreements.partial_date import Span, last_day_of_term

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
    term it was computed from. `renews`: unless somebody gives notice, another term follows.
    """

    span: Span
    computed: bool = False
    cycle: int = 1
    months: int | None = None
    renews: bool = False


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The dates of the current term on some day; None where the record gives no ground for one.

    `following`: those of the next term, where its beginning cannot be prevented any more.
    """

    end: End | None
    notice_by: Span | None
    decide_by: Span | None
    approval_days: int
    following: Deadlines | None = None


def computed_end(agreement: Agreement) -> Span | None:
    """Return the end that start and fixed term give, or None where either is not recorded."""
    months = agreement.term.months
    if agreement.term.kind is not TermKind.FIXED or not months or not agreement.start:
        return None
    start = agreement.start
    return Span(last_day_of_term(start.earliest, months), last_day_of_term(start.latest, months))


def first_end(agreement: Agreement) -> End | None:
    """Return the end of the first term: as recorded, else computed, else None."""
    return _in_cycle(agreement, 1) if _first_span(agreement) else None


def _first_span(agreement: Agreement) -> End | None:
    if agreement.expires:
        return End(Span.of(agreement.expires))
    span = computed_end(agreement)
    return End(span, computed=True, months=agreement.term.months) if span else None


def end_on(agreement: Agreement, today: date) -> End | None:
    """Return the end of the term that runs on a day.

    It is rolled forward over tacit renewals, and cut short by a termination.
    """
    terminated = agreement.terminated
    if not terminated:
        return _term_on(agreement, today)
    end = _term_on(agreement, min(today, terminated.latest))
    if end and end.span.latest < terminated.latest:
        return replace(end, renews=False)
    return End(Span.of(terminated), cycle=end.cycle if end else 1)


def _term_on(agreement: Agreement, day: date) -> End | None:
    end = first_end(agreement)
    if not end or not renewal_period(agreement):
        return end
    cycle = 1
    while end.renews and end.span.latest < day:
        cycle += 1
        end = _in_cycle(agreement, cycle)
    return end


def renewal_period(agreement: Agreement) -> int:
    """Return the months by which it renews itself; 0 where it does not."""
    renewal = agreement.renewal
    if renewal.mode is not RenewalMode.TACIT:
        return 0
    return renewal.period_months or agreement.term.months or 0


def _in_cycle(agreement: Agreement, cycle: int) -> End:
    """Return the end of a term: of the first where `cycle` is 1."""
    first, renewal = _first_span(agreement), agreement.renewal
    if first is None:
        raise ValueError(agreement.id)
    span, period = first.span, renewal_period(agreement)
    if cycle > 1:
        further = period * (cycle - 1)
        span = Span(_after_terms(span.earliest, further), _after_terms(span.latest, further))
    limit = renewal.times if renewal.times is not None else MOST_CYCLES
    renews = renewal.mode is RenewalMode.TACIT and cycle <= limit
    return replace(
        first, span=span, computed=first.computed or cycle > 1, cycle=cycle, renews=renews
    )


def _after_terms(day: date, months: int) -> date:
    """Return the last day of further terms of so many months, counted like the first one."""
    if day == date.max:
        return day
    return last_day_of_term(day + timedelta(days=1), months)


def deadlines_on(agreement: Agreement, today: date, lead_times: LeadTimes) -> Deadlines:
    """Return the deadlines of the term that runs on a day."""
    approval = lead_times.for_agreement(agreement)
    end = end_on(agreement, today)
    if not end or agreement.is_talks or agreement.terminated:
        return Deadlines(end, None, None, approval)
    current = _deadlines_of(agreement, end, approval)
    is_certain = end.renews and current.notice_by and current.notice_by.latest < today
    if is_certain and renewal_period(agreement):
        next_end = _in_cycle(agreement, end.cycle + 1)
        return replace(current, following=_deadlines_of(agreement, next_end, approval))
    return current


def _deadlines_of(agreement: Agreement, end: End, approval_days: int) -> Deadlines:
    months = agreement.renewal.notice_months
    is_used_up = agreement.renewal.mode is RenewalMode.TACIT and not end.renews
    notice_by = end.span.minus_months(months) if months and not is_used_up else None
    decide_by = (notice_by or end.span).minus_days(approval_days)
    return Deadlines(end, notice_by, decide_by, approval_days)
