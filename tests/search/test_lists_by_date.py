"""Lists by date, status and deadline: who is in, who is out, who cannot be told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.agreements.deadlines import LeadTimes
from bot.search.answer import Answer
from bot.search.asking import Desk
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY, agreement


def ids(answer: Answer) -> list[str]:
    return [match.id for match in answer.found]


def desk_with(vocabulary: Vocabulary, *records: dict[str, object]) -> Desk:
    return Desk(Holdings(vocabulary, map(agreement, records)), LeadTimes())


# -- dates --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dated(vocabulary: Vocabulary) -> Desk:
    """Ends in every way: recorded, computed, renewed by itself, open, unknown, over, terminated."""
    five_years = {"kind": "fixed", "months": 60}
    return desk_with(
        vocabulary,
        {"id": "E-RECORDED", "signed": "2020-01-01", "expires": "2027-03-31"},
        {"id": "E-COMPUTED", "signed": "2022-08-05", "term": five_years},
        {
            "id": "E-TACIT",
            "signed": "2016-09-01",
            "term": five_years,
            "renewal": {"mode": "tacit", "period_months": 72},
        },
        {"id": "E-OPEN", "signed": "2020", "term": {"kind": "open-ended"}},
        {"id": "E-UNKNOWN", "signed": "2020"},
        {"id": "E-OVER", "signed": "2015", "expires": "2020-12-31"},
        {
            "id": "E-TERMINATED",
            "signed": "2020",
            "expires": "2027-06-30",
            "terminated": "2025-01-31",
        },
        {"id": "E-TALKS", "kind": "talks"},
        {"id": "E-FAR", "signed": "2020", "expires": "2040"},
    )


def test_what_ends_in_a_range_is_told_by_the_end_recorded_or_computed(dated: Desk) -> None:
    answer = dated.ask("which agreements end in 2027", TODAY)

    assert ids(answer) == ["E-RECORDED", "E-COMPUTED", "E-TACIT"]
    assert answer.undetermined == ("E-UNKNOWN",)
    assert answer.total == 3


def test_a_terminated_text_ended_when_it_was_terminated(dated: Desk) -> None:
    assert ids(dated.ask("what ended in 2025", TODAY)) == ["E-TERMINATED"]


def test_what_ends_before_a_day_ahead_leaves_out_what_is_over(dated: Desk) -> None:
    assert ids(dated.ask("which agreements end before June 2027", TODAY)) == ["E-RECORDED"]


def test_what_ended_before_a_day_looks_back(dated: Desk) -> None:
    assert ids(dated.ask("which agreements ended before 2022", TODAY)) == ["E-OVER"]


def test_open_ended_and_unknown_ends_are_different_things(dated: Desk) -> None:
    assert ids(dated.ask("open-ended agreements", TODAY)) == ["E-OPEN"]
    assert ids(dated.ask("agreements with no recorded end date", TODAY)) == ["E-UNKNOWN"]


@pytest.mark.parametrize("text", ["agreements in force", "ฉบับที่ยังมีผลใช้บังคับ"])
def test_in_force_is_what_surely_is(dated: Desk, text: str) -> None:
    answer = dated.ask(text, TODAY)

    assert set(ids(answer)) == {"E-RECORDED", "E-COMPUTED", "E-TACIT", "E-OPEN", "E-FAR"}
    assert answer.undetermined == ("E-UNKNOWN",)


@pytest.mark.parametrize("text", ["expired agreements", "ฉบับที่หมดอายุแล้ว"])
def test_ended_is_what_surely_has(dated: Desk, text: str) -> None:
    answer = dated.ask(text, TODAY)

    assert set(ids(answer)) == {"E-OVER", "E-TERMINATED"}
    assert answer.undetermined == ("E-UNKNOWN",)


def test_terminated_ones_are_those_somebody_ended(dated: Desk) -> None:
    assert ids(dated.ask("terminated agreements", TODAY)) == ["E-TERMINATED"]


def test_nothing_signed_are_talks_and_drafts(dated: Desk) -> None:
    assert ids(dated.ask("which were never signed", TODAY)) == ["E-TALKS"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("agreements without a signature date", {"E-TALKS"}),
        ("agreements without an owner", "all"),
        ("agreements without a source", "all"),
    ],
)
def test_what_is_not_recorded_can_be_listed(
    dated: Desk, text: str, missing: set[str] | str
) -> None:
    everything = set(dated.holdings.agreements)

    assert set(ids(dated.ask(text, TODAY))) == (everything if missing == "all" else missing)


def test_never_verified_counts_as_not_verified_for_a_year(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "V-NEVER"},
        {"id": "V-OLD", "verified": {"on": "2024-01-01"}},
        {"id": "V-NEW", "verified": {"on": "2026-10-01"}},
    )

    assert set(ids(desk.ask("agreements not verified for a year", TODAY))) == {"V-NEVER", "V-OLD"}
    assert set(ids(desk.ask("agreements not verified since 2023", TODAY))) <= {"V-NEVER", "V-OLD"}


# -- deadlines ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def due(vocabulary: Vocabulary) -> Desk:
    """What is to be decided: long past, lately missed, soon, later, never."""
    renewable = {"mode": "express", "approval_days": 100}
    return desk_with(
        vocabulary,
        {"id": "D-OVER", "signed": "2015", "expires": "2020-12-31", "renewal": renewable},
        {"id": "D-LATE", "signed": "2020", "expires": "2027-01-31", "renewal": renewable},
        {"id": "D-SOON", "signed": "2020", "expires": "2027-04-30", "renewal": renewable},
        {"id": "D-LATER", "signed": "2020", "expires": "2030-12-31", "renewal": renewable},
        {"id": "D-UNKNOWN", "signed": "2020"},
    )


@pytest.mark.parametrize("text", ["which agreements are overdue", "ฉบับใดพ้นกำหนดตัดสินใจแล้ว"])
def test_overdue_is_what_runs_and_should_have_been_decided(due: Desk, text: str) -> None:
    assert ids(due.ask(text, TODAY)) == ["D-LATE"]


@pytest.mark.parametrize(
    "text", ["agreements expiring soon", "ฉบับที่ใกล้หมดอายุ", "what is due for renewal"]
)
def test_expiring_is_what_must_be_decided_within_half_a_year(due: Desk, text: str) -> None:
    assert ids(due.ask(text, TODAY)) == ["D-LATE", "D-SOON"]


def test_what_must_be_decided_before_a_day_is_told_by_the_decision(due: Desk) -> None:
    answer = due.ask("what must we decide before March 2027", TODAY)

    assert "D-SOON" in ids(answer)
    assert "D-LATER" not in ids(answer)
    assert "D-UNKNOWN" in answer.undetermined


@pytest.mark.parametrize(
    "text", ["what is due", "what needs attention", "ต้องดำเนินการอะไรบ้าง", "มีอะไรถึงกำหนดบ้าง"]
)
def test_what_is_due_is_what_still_can_be_decided(due: Desk, text: str) -> None:
    answer = due.ask(text, TODAY)

    assert ids(answer)[:2] == ["D-LATE", "D-SOON"]
    assert not {"D-OVER", "D-UNKNOWN"} & set(ids(answer))


# -- what ran in a range ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def running(vocabulary: Vocabulary) -> Desk:
    return desk_with(
        vocabulary,
        {"id": "R-EARLY", "signed": "2010", "expires": "2015-12-31"},
        {"id": "R-THEN", "signed": "2018-03-01", "expires": "2028-03-01"},
        {"id": "R-OPEN", "signed": "2019", "term": {"kind": "open-ended"}},
        {"id": "R-ENDED", "signed": "2018", "expires": "2029", "terminated": "2021-06-30"},
        {"id": "R-LATER", "signed": "2024-01-01", "expires": "2030-01-01"},
        {"id": "R-UNKNOWN", "signed": "2017"},
        {"id": "R-TALKS", "kind": "talks"},
    )


@pytest.mark.parametrize(
    ("text", "ran"),
    [
        ("which agreements were in force in 2020", {"R-THEN", "R-OPEN", "R-ENDED"}),
        ("ฉบับใดมีผลใช้บังคับในปี 2563", {"R-THEN", "R-OPEN", "R-ENDED"}),
        ("agreements in force on 1 July 2021", {"R-THEN", "R-OPEN"}),
        ("agreements in force as of 1 January 2012", {"R-EARLY"}),
        ("which will still be in force after 2028", {"R-OPEN", "R-LATER"}),
        ("ฉบับใดยังมีผลในปี 2572", {"R-OPEN", "R-LATER"}),
    ],
)
def test_in_force_in_a_range_is_what_ran_on_a_day_of_it(
    running: Desk, text: str, ran: set[str]
) -> None:
    answer = running.ask(text, TODAY)

    assert set(ids(answer)) == ran
    assert "R-TALKS" not in answer.undetermined


def test_what_may_have_run_is_not_told_as_running(running: Desk) -> None:
    answer = running.ask("which agreements were in force in 2020", TODAY)

    assert answer.undetermined == ("R-UNKNOWN",)


def test_what_is_due_before_a_day_leaves_out_what_has_ended(desk: Desk) -> None:
    answer = desk.ask("which decisions are due before June 2027", TODAY)

    assert [match.id for match in answer.found] == ["LA-2022-ICT", "JP-2022-ICT"]


def test_what_has_an_end_date_is_what_has_an_end_that_can_be_told(desk: Desk) -> None:
    answer = desk.ask("which agreements have an end date", TODAY)

    found = {match.id for match in answer.found}
    assert {"JP-2022-ICT", "FI-2022-ICT"} <= found
    assert found.isdisjoint({"DEPA-2024-TALKS", "CISCO-2018-CYBER", "AU-2019-CYBER"})
