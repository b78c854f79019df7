"""Times that are no filter: the day one leaves, a month of any year, the year of another text."""

from __future__ import annotations

from datetime import date

import pytest

from bot.replies.answers import reply_to
from bot.search.asking import Desk
from bot.search.question import Ask
from tests.conftest import TODAY


def said(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("if I wanted out of the 2022 Japan ICT memorandum tomorrow, how much warning?", 23),
        ("if we cancel the Laos MoU today, when are we out?", 22),
        ("ถ้าจะเลิกฉบับลาวพรุ่งนี้ ต้องแจ้งล่วงหน้ากี่เดือน", 23),
    ],
)
def test_the_day_on_which_one_would_leave_is_no_filter(desk: Desk, text: str, day: int) -> None:
    question = desk.ask(text, TODAY).question

    assert question.dates == ()
    assert question.leaving == date(2026, 11, day)
    assert question.asks == (Ask.NOTICE_BY,)


def test_the_end_that_notice_today_would_bring_is_computed_and_marked(desk: Desk) -> None:
    told = said(desk, "if we cancel the Laos MoU today, when are we out?")

    assert told.startswith("Notice given on 22 November 2026 would end it on 22 May 2027 (computed")


def test_without_a_notice_period_no_end_is_computed(desk: Desk) -> None:
    told = said(desk, "if we cancel the Kazakhstan memorandum today, when are we out?")

    assert "cannot be computed" in told.splitlines()[0]


def test_what_is_over_is_not_left_any_more(desk: Desk) -> None:
    told = said(desk, "if we cancelled the Finland letter tomorrow, when would we be out?")

    assert "No longer in force" in told.splitlines()[0]
    assert "would end it" not in told


@pytest.mark.parametrize(
    "text",
    [
        "things the cabinet approved in october, any year",
        "cabinet approvals every October",
        "ครม เห็นชอบในเดือนตุลาคม ทุกปี",
    ],
)
def test_a_month_of_any_year_filters_by_the_month_alone(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert [wanted.month for wanted in answer.question.dates] == [10]
    months = {desk.holdings.agreements[match.id].approved for match in answer.found}
    assert {when.month for when in months if when} == {10}
    assert answer.total == 6


def test_the_last_day_of_a_text_is_its_end_and_not_yesterday(desk: Desk) -> None:
    assert said(desk, "kazakh thing - last day?").startswith("⏳ Ends on 21 May 2028")


@pytest.mark.parametrize(
    ("text", "code", "before"),
    [
        ("what came before the 2021 Singapore deal?", "SG-2021-DIGITAL", "31 May 2019"),
        ("what did we have before the 2022 Japan ICT memorandum?", "JP-2022-ICT", "7 Jun 2022"),
    ],
)
def test_what_came_before_the_text_of_a_year_is_told_with_its_end(
    desk: Desk, text: str, code: str, before: str
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.question.asks == (Ask.SUPERSEDES,)
    assert answer.focus == code
    assert f"ended {before}" in said(desk, text).splitlines()[0]


@pytest.mark.parametrize(
    "text",
    [
        "how long do we still have on the ICT paper we did with Tokyo in '22",
        "Ma'am is asking how long we still have on the ICT paper we did with Tokyo in '22",
        "when does it end, the ICT memorandum we did with Japan in '22?",
    ],
)
def test_a_year_beside_what_was_done_is_the_year_of_the_text(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.focus == "JP-2022-ICT"
    assert said(desk, text).startswith("⏳ Ends on 4 August 2027")


def test_a_day_that_nobody_asserted_is_never_called_wrong(desk: Desk) -> None:
    assert "not what is on record" not in said(desk, "Finland letter, today?")
