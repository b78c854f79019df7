"""A year, a date or a kind taken for granted that no record has: it is said, never affirmed."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from tests.conftest import TODAY


def said(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


@pytest.mark.parametrize(
    ("text", "left_aside"),
    [
        ("the India MoU ends in August 2027, right?", "date"),
        ("the Finland MoU was terminated in 2020, right?", "date"),
        ("the DEPA was signed in 2024, right?", "date"),
        ("when was the LoI with Finland signed", "kind"),
        ("when does the 2015 Finland MoU expire", "year"),
        ("MoU กับฟินแลนด์ปี 2558 หมดอายุเมื่อไหร่", "year"),
    ],
)
def test_what_no_record_has_is_left_aside_and_marked(
    desk: Desk, text: str, left_aside: str
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.found
    assert left_aside in answer.widened


def test_a_date_that_is_true_is_not_left_aside(desk: Desk) -> None:
    answer = desk.ask("the Kazakhstan agreement ends in May 2028, right?", TODAY)

    assert answer.widened == ()
    assert answer.focus == "KZ-2025-DIGITAL"


def test_a_list_is_never_widened_over_its_dates(desk: Desk) -> None:
    answer = desk.ask("which agreements with India end in August 2027", TODAY)

    assert answer.kind is AnswerKind.NONE
    assert answer.found == ()


def test_one_agreement_that_has_another_date_is_told_as_such(desk: Desk) -> None:
    text = said(desk, "the Kazakhstan agreement ends in August 2030, right?")

    assert text.startswith("No. This is what is on record:")
    assert "21 May 2028" in text


def test_one_agreement_of_another_kind_is_told_as_such(desk: Desk) -> None:
    text = said(desk, "when was the LoI with Finland signed")

    assert text.startswith("No LoI like that on record; the nearest is of another kind:")


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("the India MoU ends in August 2027, right?", "August 2027"),
        ("signed by Japan in 2030", "2030"),
        ("the Finland MoU of 2015", "of 2015"),
        ("the Japan treaty expiry", "Treaty"),
    ],
)
def test_a_heading_never_tells_a_filter_that_was_left_aside(
    desk: Desk, text: str, false: str
) -> None:
    assert false not in said(desk, text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("when does the 2015 Kazakhstan agreement end", "2015"),
        ("when does the 2030 Viet Nam MoU end", "2030"),
        ("when did the Kazakhstan MoC of 2019 expire", "2019"),
        ("MoU เวียดนามปี 2558 หมดอายุเมื่อไหร่", "2558"),
    ],
)
def test_a_year_that_no_text_has_is_said(desk: Desk, text: str, year: str) -> None:
    assert any(year in row for row in said(desk, text).splitlines()[:3])


@pytest.mark.parametrize(
    "text",
    [
        "confirm that the Oman MoU ends in 2030",
        "you know that we have a treaty with Peru, when was it signed?",
    ],
)
def test_a_text_that_does_not_exist_is_not_confirmed(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).kind is AnswerKind.NONE
    assert "2030" not in said(desk, text)


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("Finland MoU ends in 2030, correct?", "FI-2022-ICT"),
        ("the DEPA was signed in 2024, right?", "DEPA-2024-TALKS"),
    ],
)
def test_a_false_date_of_one_text_is_answered_with_that_text(
    desk: Desk, text: str, focus: str
) -> None:
    answer = desk.ask(text, TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, focus)
