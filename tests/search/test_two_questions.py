"""Two questions in one text: both are answered, the second going on from the first."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.asking import Desk
from bot.search.context import Context
from bot.search.two_questions import two_questions
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "number", "then"),
    [
        ("how many agreements with Japan, and which expires next", 8, ["JP-2022-ICT"]),
        ("how many MoUs with Finland and when does the last one end", 2, ["FI-2022-ICT"]),
        ("Huawei ทั้งหมดมีกี่ MOU แล้วอันไหน latest", 5, ["HUAWEI-2023-AI"]),
        ("มีเอ็มโอยูกับลาวกี่ฉบับ ฉบับไหนล่าสุด", 3, ["LA-2025-POST"]),
    ],
)
def test_a_number_and_one_of_them_are_told(
    desk: Desk, text: str, number: int, then: list[str]
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.total == number
    assert answer.also is not None
    assert list(answer.also.ids[:1]) == then


@pytest.mark.parametrize(
    "text",
    [
        "how many agreements with Laos and how many with Japan",
        "กับลาวกี่ฉบับ กับญี่ปุ่นกี่ฉบับ",
    ],
)
def test_two_numbers_are_two_and_not_their_sum(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)
    told = reply_to(answer, desk.view(TODAY)).text

    assert answer.total == 4
    assert answer.also is not None
    assert answer.also.total == 8
    assert ("with Japan" in told) or ("กับญี่ปุ่น" in told)


@pytest.mark.parametrize(
    "text",
    [
        "when was the Finland MoU signed and when does it end",
        "how many months of notice for Laos and when is the deadline",
        "agreements on AI and cloud",
    ],
)
def test_fields_of_one_text_are_one_question(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).also is None


def test_a_number_typed_next_means_the_list_that_was_shown(desk: Desk) -> None:
    answer = desk.ask("how many agreements with Laos and which is the newest", TODAY)
    context = Context.after(answer)

    assert list(desk.ask("2", TODAY, context=context).ids) == [answer.ids[1]]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "MoC มีกี่ฉบับ เหลือที่ยังไม่หมดอายุเท่าไหร่",
            ("MoC มีกี่ฉบับ", "ในนั้น ที่ยังไม่หมดอายุกี่ฉบับ"),
        ),
        (
            "อาเซียนมีอะไรบ้าง แล้วประเทศไหนที่ยังไม่มี",
            ("อาเซียนมีอะไรบ้าง", "ประเทศไหนในอาเซียนที่ไม่มีความตกลง"),
        ),
    ],
)
def test_what_is_left_and_who_has_none_are_second_questions(
    text: str, parts: tuple[str, str]
) -> None:
    assert two_questions(text) == parts
