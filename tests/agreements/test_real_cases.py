"""Cases that happened, as the starter catalogue records them; their days are counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import Deadlines, LeadTimes, deadlines_on
from bot.agreements.kinds import RenewalMode
from bot.agreements.lineage import Step, Successors, chain_of, current_of, step_between
from bot.agreements.partial_date import Span
from bot.agreements.status import Status, status_on
from tests.conftest import TODAY

LEAD_TIMES = LeadTimes()


@pytest.fixture(scope="session")
def by_id(starter: tuple[Agreement, ...]) -> dict[str, Agreement]:
    return {agreement.id: agreement for agreement in starter}


def deadlines(agreement: Agreement, today: date = TODAY) -> Deadlines:
    return deadlines_on(agreement, today, LEAD_TIMES)


def exactly(year: int, month: int, day: int) -> Span:
    return Span(date(year, month, day), date(year, month, day))


def test_the_japan_memorandum_of_2022_ends_on_4_august_2027_computed(
    by_id: dict[str, Agreement],
) -> None:
    end = deadlines(by_id["JP-2022-ICT"]).end

    assert end is not None
    assert (end.span, end.computed) == (exactly(2027, 8, 4), True)


def test_for_the_japan_memorandum_somebody_must_decide_by_5_february_2027(
    by_id: dict[str, Agreement],
) -> None:
    due = deadlines(by_id["JP-2022-ICT"])

    assert due.decide_by == exactly(2027, 2, 5)
    assert due.notice_by is None
    assert date(2027, 2, 5) + timedelta(days=180) == date(2027, 8, 4)


def test_the_laos_memorandum_ends_on_6_november_2027_with_notice_by_6_may(
    by_id: dict[str, Agreement],
) -> None:
    due = deadlines(by_id["LA-2022-ICT"])

    assert due.end is not None
    assert (due.end.span, due.end.computed) == (exactly(2027, 11, 6), True)
    assert due.notice_by == exactly(2027, 5, 6)
    assert due.decide_by == exactly(2026, 11, 7)


def test_the_laos_memorandum_renews_once_for_36_months_and_then_ends(
    by_id: dict[str, Agreement],
) -> None:
    laos = by_id["LA-2022-ICT"]
    assert (laos.renewal.mode, laos.renewal.times) == (RenewalMode.TACIT, 1)

    renewed = deadlines(laos, date(2027, 11, 7)).end
    much_later = deadlines(laos, date(2040, 1, 1)).end

    assert renewed is not None
    assert (renewed.span, renewed.cycle) == (exactly(2030, 11, 6), 2)
    assert much_later == renewed
    assert status_on(laos, date(2030, 11, 6), LEAD_TIMES) is not Status.EXPIRED
    assert status_on(laos, date(2030, 11, 7), LEAD_TIMES) is Status.EXPIRED


def test_the_laos_memorandum_can_still_be_stopped_today(by_id: dict[str, Agreement]) -> None:
    assert status_on(by_id["LA-2022-ICT"], TODAY, LEAD_TIMES) is Status.NOTICE_WINDOW


def test_the_extension_with_finland_ended_on_21_august_2024(by_id: dict[str, Agreement]) -> None:
    finland = by_id["FI-2022-ICT"]

    assert deadlines(finland).end is not None
    assert finland.expires is not None
    assert finland.expires.latest == date(2024, 8, 21)
    assert status_on(finland, TODAY, LEAD_TIMES) is Status.EXPIRED


def test_the_extension_with_finland_was_signed_317_days_late_but_back_dated(
    by_id: dict[str, Agreement],
) -> None:
    step = step_between(by_id["FI-2018-ICT"], by_id["FI-2022-ICT"], TODAY)

    assert step == Step("FI-2018-ICT", "FI-2022-ICT", gap_days=1, signed_after_days=317)


def test_between_the_two_japan_memoranda_lie_59_days(by_id: dict[str, Agreement]) -> None:
    step = step_between(by_id["JP-2017-ICT"], by_id["JP-2022-ICT"], TODAY)

    assert (step.gap_days, step.signed_after_days) == (59, 59)


def test_the_recorded_end_of_the_2017_memorandum_wins_over_the_computed_one(
    by_id: dict[str, Agreement],
) -> None:
    end = deadlines(by_id["JP-2017-ICT"]).end

    assert end is not None
    assert (end.span, end.computed) == (exactly(2022, 6, 7), False)


def test_the_2017_memorandum_is_replaced_since_the_day_of_its_successor(
    by_id: dict[str, Agreement],
) -> None:
    old, new = by_id["JP-2017-ICT"], by_id["JP-2022-ICT"]
    texts = chain_of(old, by_id.get, Successors(by_id.values()))

    assert [item.id for item in texts] == ["JP-2017-ICT", "JP-2022-ICT"]
    assert current_of(texts, Successors(texts)) is new
    assert status_on(old, TODAY, LEAD_TIMES, date(2022, 8, 5)) is Status.REPLACED


def test_the_end_of_the_cambodia_memorandum_is_as_partial_as_its_signature(
    by_id: dict[str, Agreement],
) -> None:
    end = deadlines(by_id["KH-2025-DIGITAL"]).end

    assert end is not None
    assert end.computed
    assert end.span == Span(date(2029, 12, 31), date(2030, 1, 30))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 1, 15), Status.UNKNOWN),
        (date(2026, 11, 22), Status.IN_FORCE),
        (date(2029, 12, 31), Status.EXPIRING),
        (date(2030, 1, 15), Status.UNKNOWN),
        (date(2030, 1, 31), Status.EXPIRED),
    ],
)
def test_the_cambodia_memorandum_is_unknown_only_on_the_days_left_open(
    by_id: dict[str, Agreement], today: date, expected: Status
) -> None:
    assert status_on(by_id["KH-2025-DIGITAL"], today, LEAD_TIMES) is expected
