"""A question among greetings, good wishes, thanks and appointments is the question alone."""

from __future__ import annotations

import pytest

from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.courtesy import without_courtesy
from bot.search.normal_form import normal_text
from tests.conftest import TODAY


def left(text: str) -> str:
    return without_courtesy(normal_text(text)).folded


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Dear colleagues, when does it end?", "when does it end?"),
        ("Good morning. Kindly advise its expiry. Regards, Protocol", "kindly advise its expiry."),
        ("Hi, I hope this finds you well. Is it in force? Many thanks", "is it in force?"),
        ("hello, treaty division here. all mous with india. thx", "all mous with india."),
        ("เรียนเจ้าหน้าที่ ขอทราบวันหมดอายุ ขอบคุณค่ะ กองการต่างประเทศ", "ขอทราบวันหมดอายุ"),
        ("สวัสดีครับ MoU กับลาวหมดเมื่อไหร่ครับ ขอบคุณครับ", "mou กับลาวหมดเมื่อไหร่ครับ"),
    ],
)  # fmt: skip
def test_what_stands_around_a_question_is_left_out(text: str, question: str) -> None:
    assert left(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "thank you very much",
        "สวัสดีครับ",
        "thanks, and when does the Laos one end?",
        "when was the letter of thanks signed",
        "เรียนต่อต่างประเทศ",
        "agreement on regards and wishes",
    ],
)
def test_what_is_a_question_or_all_that_is_said_stays(text: str) -> None:
    assert left(text) == normal_text(text).folded


@pytest.mark.parametrize(
    "text",
    [
        "My director meets the Kazakh side tomorrow, is our MoC with them still in force?",
        "for tomorrow's meeting: when does the Kazakhstan MoC end",
        "พรุ่งนี้มีประชุม MoC กับคาซัคสถานหมดอายุเมื่อไหร่",
    ],
)
def test_the_day_on_which_people_meet_is_no_date_of_an_agreement(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, "KZ-2025-DIGITAL")
    assert answer.question.dates == ()


def test_a_date_that_an_agreement_has_is_kept_beside_a_visit(desk: Desk) -> None:
    answer = desk.ask("which agreements were signed in 2022 during a visit", TODAY)

    assert [wanted.field for wanted in answer.question.dates] == ["signed"]


def test_a_whole_letter_is_answered_like_its_question(desk: Desk) -> None:
    letter = (
        "Dear colleagues, I hope this finds you well. My director meets the Indonesian side "
        "tomorrow and asks when our memorandum with them was signed and whether it has an end "
        "date. Many thanks, International Affairs Bureau"
    )

    answer = desk.ask(letter, TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, "ID-2024-ICT")
    assert [ask.value for ask in answer.question.asks] == ["signed", "expires"]
