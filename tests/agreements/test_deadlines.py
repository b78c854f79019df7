"""Ends, notice deadlines and decide-by dates: computed by the rules, never guessed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from bot.agreements.agreement import Agreement, Renewal
from bot.agreements.deadlines import (
    Deadlines,
    LeadTimes,
    computed_end,
    deadlines_on,
    first_end,
)
from bot.agreements.fields import MOST_MONTHS
from bot.agreements.kinds import InstrumentKind, RenewalMode
from bot.agreements.partial_date import FIRST_YEAR, PartialDate, Span
from bot.agreements.text import Text
from tests.agreements.generated import dated_agreements, days, patient
from tests.conftest import TODAY, agreement

LEAD_TIMES = LeadTimes()


def deadlines(record: dict[str, object], today: date = TODAY) -> Deadlines:
    return deadlines_on(agreement(record), today, LEAD_TIMES)


def tacit(first: date, period: int, times: int | None = None) -> Agreement:
    """Return an agreement whose first term ends on a day and that renews itself."""
    return Agreement(
        "A-1",
        Text("A text"),
        expires=PartialDate.of(first),
        renewal=Renewal(RenewalMode.TACIT, period_months=period, times=times),
    )


# -- the end -------------------------------------------------------------------------------------


def test_a_recorded_end_wins_over_a_computed_one() -> None:
    end = deadlines(
        {"signed": "2017-06-07", "term": {"kind": "fixed", "months": 60}, "expires": "2022-06-07"}
    ).end

    assert end is not None
    assert end.span.earliest == date(2022, 6, 7)
    assert not end.computed


def test_a_computed_end_is_marked_with_the_term_it_comes_from() -> None:
    end = deadlines({"signed": "2022-08-05", "term": {"months": 60}}).end

    assert end is not None
    assert (end.computed, end.months, end.cycle) == (True, 60, 1)


def test_the_term_counts_from_entry_into_force_rather_than_from_signature() -> None:
    end = deadlines({"signed": "2022-07-04", "in_force": "2021-08-22", "term": {"months": 36}}).end

    assert end is not None
    assert end.span.earliest == date(2024, 8, 21)


def test_approval_alone_is_no_start() -> None:
    assert deadlines({"approved": "2022-08-02", "term": {"months": 60}}).end is None


@pytest.mark.parametrize("kind", ["open-ended", "until-completed", "unknown"])
def test_without_a_fixed_term_nothing_is_computed(kind: str) -> None:
    assert deadlines({"signed": "2022-08-05", "term": {"kind": kind}}).end is None


def test_a_fixed_term_of_unknown_length_gives_no_end() -> None:
    assert deadlines({"signed": "2022-08-05", "term": {"kind": "fixed"}}).end is None


def test_a_partial_start_gives_an_end_as_partial() -> None:
    end = deadlines({"signed": "2022", "term": {"months": 12}}).end

    assert end is not None
    assert (end.span.earliest, end.span.latest) == (date(2022, 12, 31), date(2023, 12, 30))


@patient
@given(dated_agreements())
def test_nothing_is_computed_from_a_start_that_is_not_known(generated: Agreement) -> None:
    without = generated.changed(signed=None, in_force=None)

    assert computed_end(without) is None
    assert (first_end(without) is None) is (without.expires is None)


# -- notice and decide-by ------------------------------------------------------------------------


def test_notice_is_due_whole_months_before_the_end() -> None:
    due = deadlines({"expires": "2027-11-06", "renewal": {"mode": "tacit", "notice_months": 6}})

    assert due.notice_by is not None
    assert due.notice_by.earliest == date(2027, 5, 6)


def test_without_a_notice_period_the_decision_counts_back_from_the_end() -> None:
    due = deadlines({"expires": "2027-08-04"})

    assert due.notice_by is None
    assert due.decide_by is not None
    assert due.decide_by.latest == date(2027, 8, 4) - timedelta(days=180)


def test_with_a_notice_period_the_decision_counts_back_from_the_notice() -> None:
    due = deadlines({"expires": "2027-11-06", "renewal": {"mode": "express", "notice_months": 6}})

    assert due.decide_by is not None
    assert due.decide_by.earliest == date(2027, 5, 6) - timedelta(days=180)


@patient
@given(dated_agreements(), days)
def test_decide_by_comes_before_notice_and_notice_before_the_end(
    generated: Agreement, today: date
) -> None:
    due = deadlines_on(generated, today, LEAD_TIMES)

    steps = [due.decide_by, due.notice_by, due.end.span if due.end else None]
    known = [step for step in steps if step]
    for earlier, later in pairwise(known):
        assert earlier.earliest <= later.earliest
        assert earlier.latest <= later.latest


@patient
@given(dated_agreements(), days)
def test_there_is_no_deadline_without_an_end(generated: Agreement, today: date) -> None:
    due = deadlines_on(generated, today, LEAD_TIMES)

    if due.end is None:
        assert due.notice_by is None
        assert due.decide_by is None


@pytest.mark.parametrize("extra", [{"kind": "talks"}, {"terminated": "2026-01-01"}])
def test_talks_and_terminated_texts_leave_nothing_to_decide(extra: dict[str, object]) -> None:
    due = deadlines({"expires": "2027-08-04", "renewal": {"notice_months": 6}} | extra)

    assert (due.notice_by, due.decide_by) == (None, None)


def test_a_termination_to_come_cuts_the_term_short() -> None:
    due = deadlines({"expires": "2029-12-31", "terminated": "2027-03-01"})

    assert due.end is not None
    assert due.end.span == Span(date(2027, 3, 1), date(2027, 3, 1))


def test_a_text_that_ran_out_before_its_termination_ended_when_it_ran_out() -> None:
    due = deadlines({"expires": "2020-12-31", "terminated": "2027-03-01"})

    assert due.end is not None
    assert due.end.span.latest == date(2020, 12, 31)


def test_the_lead_time_is_the_records_own_else_its_kinds_else_the_default() -> None:
    lead_times = LeadTimes(180, {InstrumentKind.TREATY: 365})
    treaty = agreement({"kind": "treaty"})

    assert lead_times.for_agreement(agreement({"kind": "mou"})) == 180
    assert lead_times.for_agreement(treaty) == 365
    assert lead_times.for_agreement(treaty.changed(renewal=Renewal(approval_days=0))) == 0


def test_every_date_that_is_taken_can_be_counted_back_from() -> None:
    oldest: dict[str, object] = {
        "expires": str(FIRST_YEAR),
        "renewal": {"notice_months": MOST_MONTHS},
    }

    assert deadlines(oldest).decide_by is not None
