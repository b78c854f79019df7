"""The status on a day: exactly one, moving forwards only, and honest about what is not known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agreements.agreement import Agreement, Renewal, Term
from bot.agreements.deadlines import LeadTimes, deadlines_on
from bot.agreements.kinds import RenewalMode, TermKind
from bot.agreements.partial_date import PartialDate
from bot.agreements.status import ENDED, IN_FORCE, Status, status_on
from bot.agreements.text import Text
from tests.agreements.generated import dated_agreements, days, patient
from tests.conftest import TODAY, agreement

LEAD_TIMES = LeadTimes()
#: How far a fixed term has come; each status comes after the ones before it.
COURSE = (
    Status.NOT_YET_IN_FORCE,
    Status.IN_FORCE,
    Status.NOTICE_WINDOW,
    Status.EXPIRING,
    Status.EXPIRED,
)


def status(
    record: dict[str, object], today: date = TODAY, replaced_from: date | None = None
) -> Status:
    return status_on(agreement(record), today, LEAD_TIMES, replaced_from)


# -- one status, moving forwards -----------------------------------------------------------------


@patient
@given(dated_agreements(), days, st.none() | days)
def test_every_agreement_has_one_status_on_every_day(
    generated: Agreement, today: date, replaced_from: date | None
) -> None:
    found = status_on(generated, today, LEAD_TIMES, replaced_from)

    assert found in Status
    assert not (found in IN_FORCE and found in ENDED)


fixed_terms = st.builds(
    Agreement,
    st.just("A-1"),
    st.just(Text("A text")),
    signed=st.builds(PartialDate.of, days),
    term=st.builds(Term, st.just(TermKind.FIXED), st.integers(1, 240)),
    renewal=st.builds(
        Renewal,
        st.sampled_from([mode for mode in RenewalMode if mode is not RenewalMode.TACIT]),
        notice_months=st.none() | st.integers(0, 24),
        approval_days=st.none() | st.integers(0, 400),
    ),
)


@patient
@given(fixed_terms, st.lists(days, min_size=2, max_size=5).map(sorted))
def test_a_fixed_term_only_moves_forwards(text: Agreement, in_order: list[date]) -> None:
    course = [COURSE.index(status_on(text, day, LEAD_TIMES)) for day in in_order]

    assert course == sorted(course)


@patient
@given(fixed_terms)
def test_a_fixed_term_is_in_force_through_its_last_day(text: Agreement) -> None:
    end = deadlines_on(text, TODAY, LEAD_TIMES).end
    assert end is not None
    last = end.span.latest

    assert status_on(text, last, LEAD_TIMES) in IN_FORCE
    assert status_on(text, date.fromordinal(last.toordinal() + 1), LEAD_TIMES) is Status.EXPIRED


@patient
@given(fixed_terms)
def test_a_fixed_term_is_in_force_from_its_first_day(text: Agreement) -> None:
    assert text.start is not None
    first = text.start.earliest

    assert status_on(text, first, LEAD_TIMES) in IN_FORCE
    day_before = date.fromordinal(first.toordinal() - 1)
    assert status_on(text, day_before, LEAD_TIMES) is Status.NOT_YET_IN_FORCE


# -- each status ---------------------------------------------------------------------------------

FIVE_YEARS: dict[str, object] = {"signed": "2022-08-05", "term": {"months": 60}}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2022-08-04", Status.NOT_YET_IN_FORCE),
        ("2022-08-05", Status.IN_FORCE),
        ("2027-02-04", Status.IN_FORCE),
        ("2027-02-05", Status.EXPIRING),
        ("2027-08-04", Status.EXPIRING),
        ("2027-08-05", Status.EXPIRED),
    ],
)
def test_five_years_without_notice_period_go_their_way(today: str, expected: Status) -> None:
    assert status(FIVE_YEARS, date.fromisoformat(today)) is expected


def test_between_decide_by_and_the_notice_deadline_notice_can_still_be_given() -> None:
    record = FIVE_YEARS | {"renewal": {"mode": "express", "notice_months": 6}}

    assert status(record, date(2026, 8, 7)) is Status.IN_FORCE
    assert status(record, date(2026, 8, 8)) is Status.NOTICE_WINDOW
    assert status(record, date(2027, 2, 4)) is Status.NOTICE_WINDOW
    assert status(record, date(2027, 2, 5)) is Status.EXPIRING


def test_a_tacit_renewal_past_its_notice_deadline_goes_on() -> None:
    record = FIVE_YEARS | {"renewal": {"mode": "tacit", "notice_months": 6, "period_months": 12}}

    assert status(record, date(2027, 2, 5)) is Status.IN_FORCE
    assert status(record, date(2027, 8, 5)) is Status.IN_FORCE
    assert status(record, date(2027, 8, 8)) is Status.NOTICE_WINDOW


def test_talks_are_no_agreement_on_any_day() -> None:
    record: dict[str, object] = {"kind": "talks", "expires": "2020-01-01"}

    assert status(record, replaced_from=date(2019, 1, 1)) is Status.NOTHING_SIGNED


def test_a_terminated_text_has_ended_the_day_after() -> None:
    record = FIVE_YEARS | {"terminated": "2025-05-31"}

    assert status(record, date(2025, 5, 31)) in IN_FORCE
    assert status(record, date(2025, 6, 1)) is Status.TERMINATED


def test_a_successor_replaces_from_its_first_day() -> None:
    assert status(FIVE_YEARS, date(2025, 1, 1), date(2025, 1, 1)) is Status.REPLACED
    assert status(FIVE_YEARS, date(2024, 12, 31), date(2025, 1, 1)) is Status.IN_FORCE


def test_an_open_ended_text_has_no_end() -> None:
    record: dict[str, object] = {"signed": "1999", "term": {"kind": "open-ended"}}

    assert status(record) is Status.OPEN_ENDED


def test_a_text_until_completed_is_in_force_while_nothing_says_otherwise() -> None:
    record: dict[str, object] = {"signed": "2019-05-01", "term": {"kind": "until-completed"}}

    assert status(record) is Status.IN_FORCE


def test_an_end_alone_is_enough_to_be_in_force() -> None:
    assert status({"expires": "2030-01-01"}) is Status.IN_FORCE


# -- what the record does not say ----------------------------------------------------------------


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"approved": "2022-08-02"},
        {"approved": "2022-08-02", "term": {"months": 60}},
        {"signed": "2022-08-05"},
        {"signed": "2022-08-05", "term": {"kind": "fixed"}},
        {"term": {"kind": "open-ended"}},
    ],
)
def test_too_little_on_record_is_unknown(record: dict[str, object]) -> None:
    assert status(record) is Status.UNKNOWN


def test_a_partial_start_leaves_open_whether_it_has_begun() -> None:
    record: dict[str, object] = {"signed": "2026", "term": {"kind": "open-ended"}}

    assert status(record, date(2025, 12, 31)) is Status.NOT_YET_IN_FORCE
    assert status(record, date(2026, 6, 1)) is Status.UNKNOWN
    assert status(record, date(2026, 12, 31)) is Status.OPEN_ENDED


def test_a_partial_end_leaves_open_whether_it_has_ended() -> None:
    record: dict[str, object] = {"signed": "2020-01-01", "expires": "2026-11"}

    assert status(record, date(2026, 11, 1)) in IN_FORCE
    assert status(record, date(2026, 11, 22)) is Status.UNKNOWN
    assert status(record, date(2026, 12, 1)) is Status.EXPIRED


def test_a_partial_termination_leaves_open_whether_it_has_ended() -> None:
    record: dict[str, object] = {
        "signed": "2010-01-01",
        "term": {"kind": "open-ended"},
        "terminated": "2026",
    }

    assert status(record, date(2026, 6, 1)) is Status.UNKNOWN


@pytest.mark.parametrize("today", [date(2018, 1, 1), TODAY])
def test_a_renewed_text_is_in_force_until_the_day_it_is_terminated(today: date) -> None:
    record: dict[str, object] = {
        "signed": "2010-01-01",
        "term": {"months": 60},
        "renewal": {"mode": "tacit"},
        "terminated": "2027-03-01",
    }

    assert status(record, today) in IN_FORCE


def test_the_last_term_of_a_limited_tacit_renewal_expires() -> None:
    record = FIVE_YEARS | {
        "renewal": {"mode": "tacit", "period_months": 36, "notice_months": 6, "times": 1}
    }

    assert status(record, date(2030, 7, 1)) is Status.EXPIRING
