"""Times that nobody can date are left aside and told; feasts with a fixed day are dates."""

from __future__ import annotations

from datetime import date

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from tests.conftest import TODAY


def said(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


@pytest.mark.parametrize(
    ("text", "areas", "vague"),
    [
        ("since covid which cyber security mous", ("cyber-security",), ("since covid",)),
        ("which cyber mous since the pandemic", ("cyber-security",), ("since the pandemic",)),
        ("postal deals signed before brexit", ("postal-affairs",), ("before brexit",)),
        ("AI texts until ramadan", ("artificial-intelligence",), ("until ramadan",)),
        ("agreements on covid", ("epidemics",), ()),
        ("cooperation after floods", ("floods",), ()),
    ],
)
def test_what_merely_says_when_is_no_subject(
    desk: Desk, text: str, areas: tuple[str, ...], vague: tuple[str, ...]
) -> None:
    question = desk.ask(text, TODAY).question

    assert tuple(i for slot in question.areas for i in slot.ids) == areas
    assert question.vague_times == vague


def test_a_time_that_was_left_aside_is_told(desk: Desk) -> None:
    assert "“since covid” names no day that I know" in said(desk, "cyber mous since covid")


def test_nothing_is_listed_for_a_time_alone_that_nobody_can_date(desk: Desk) -> None:
    answer = desk.ask("what did we sign before brexit", TODAY)

    assert answer.kind is AnswerKind.NONE
    assert "Please give a date." in said(desk, "what did we sign before brexit")


def test_a_feast_named_after_a_country_names_no_party(desk: Desk) -> None:
    question = desk.ask("what must we decide before chinese new year", TODAY).question

    assert question.parties == ()
    assert question.vague_times == ("before chinese new year",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("what do we need to decide on before songkran", date(2027, 4, 12)),
        ("ต้องตัดสินใจอะไรก่อนสงกรานต์", date(2027, 4, 12)),
        ("anything expiring by christmas", date(2026, 12, 25)),
        ("anything expiring before new year", date(2026, 12, 31)),
        ("มีอะไรหมดอายุก่อนปีใหม่", date(2026, 12, 31)),
    ],
)
def test_a_feast_with_a_fixed_day_is_a_date(desk: Desk, text: str, day: date) -> None:
    assert [wanted.period.end for wanted in desk.ask(text, TODAY).question.dates] == [day]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("how many days left on the jp one", ("JP",)),
        ("which lasts longer kh or kz", ("KH", "KZ")),
        ("sg deal", ("SG",)),
        ("is it in la", ()),
        ("sci fi", ()),
    ],
)
def test_a_code_in_small_letters_is_a_country_where_it_is_no_word(
    desk: Desk, text: str, parties: tuple[str, ...]
) -> None:
    assert tuple(i for slot in desk.ask(text, TODAY).question.parties for i in slot.ids) == parties
