"""Fields asked for in other words than the usual ones, and words that only look like a question."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.context import Context
from tests.conftest import TODAY


def told(desk: Desk, *texts: str) -> tuple[str | None, str]:
    """Say one thing after another; return the text in focus and the first line of the reply."""
    context: Context | None = None
    for text in texts:
        answer = desk.ask(text, TODAY, context=context)
        context = Context.after(answer, context)
    return answer.focus, reply_to(answer, desk.view(TODAY)).text.split("\n")[0]


@pytest.mark.parametrize(
    ("text", "focus", "first"),
    [
        ("date of cabinet approval for the China AI memorandum", "CN-2025-AI", "4 February 2025"),
        ("date of approval for the China AI memorandum", "CN-2025-AI", "4 February 2025"),
        ("when was the Hong Kong Observatory MoU renewed", "HK-2023-WEATHER", "31 May 2023"),
        (
            "on what day was the Finnish extension signed, and from when did it count?",
            "FI-2022-ICT",
            "4 July 2022",
        ),
        (
            "by when do we have to make up our minds on the Laotian ICT MoU",
            "LA-2022-ICT",
            "7 November 2026",
        ),
        (
            "how much notice to walk away from the 2022 Lao memorandum?",
            "LA-2022-ICT",
            "Notice is due by 6 May 2027",
        ),
        ("which office looks after the smart city MoU with Korea", "KR-2019-SMARTCITY", "depa"),
        ("who are the two sides of the Shenzhen startup MoU", "CN-2017-SMARTCITY", "2 parties"),
        ("when did we sign the Digital Economy Partnership Agreement", "DEPA-2024-TALKS", "not an"),
        ("ความตกลงหุ้นส่วนด้านเศรษฐกิจดิจิทัล ลงนามเมื่อใด", "DEPA-2024-TALKS", "ไม่ใช่ความตกลง"),
    ],
)
def test_a_field_is_told_first_however_it_is_asked_for(
    desk: Desk, text: str, focus: str, first: str
) -> None:
    found, line = told(desk, text)

    assert found == focus
    assert first in line


def test_what_a_text_extends_is_not_how_it_is_renewed(desk: Desk) -> None:
    _, line = told(
        desk, "When does the Finland extension end?", "and which document did it extend?"
    )

    assert "FI-2018-ICT" in line


def test_the_same_question_is_asked_of_another_country(desk: Desk) -> None:
    texts = ("who are the parties to the Kazakhstan MoC?", "same question for Rwanda")

    assert told(desk, *texts) == ("RW-2018-ICT", "2 parties:")


def test_a_year_in_the_name_of_a_text_is_not_carried_to_the_next(desk: Desk) -> None:
    answer = desk.ask("Bangkok Declaration 2025 cabinet approval date", TODAY)
    following = desk.ask("and Boracay?", TODAY, context=Context.after(answer))

    assert following.focus == "ASEAN-2023-BORACAY"
    assert following.widened == ()


def test_where_a_text_was_extended_the_new_end_is_told(desk: Desk) -> None:
    answer = desk.ask("when does the 2018 Finland MoU end", TODAY)

    assert "ran until 21 August 2024" in reply_to(answer, desk.view(TODAY)).text


@pytest.mark.parametrize("text", ["open the cybersecurity MoU", "please open the Huawei MoU"])
def test_to_open_a_text_is_to_show_it(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).kind is AnswerKind.LIST


@pytest.mark.parametrize("text", ["which one is the next to run out?", "ฉบับไหนจะหมดอายุเป็นฉบับต่อไป"])
def test_what_ends_next_comes_first(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).ids[0] == "JP-2022-ICT"


@pytest.mark.parametrize(
    "text",
    ["from the first to the latest text with Laos", "ลำดับความตกลงกับลาวตั้งแต่ฉบับแรกถึงปัจจุบัน"],
)
def test_from_the_first_to_the_latest_is_a_history(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).ids[:2] == ("LA-2018-ICT", "LA-2022-ICT")
