"""Whether a text covers a subject: said at once, of the text in focus, in the text's own words."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.context import Context
from tests.conftest import TODAY


def said(desk: Desk, *texts: str) -> str:
    """Say one thing after another and return the last reply's first line."""
    context: Context | None = None
    for text in texts:
        answer = desk.ask(text, TODAY, context=context)
        context = Context.after(answer, context)
    return reply_to(answer, desk.view(TODAY)).text.split("\n")[0]


@pytest.mark.parametrize(
    "texts",
    [
        ("does JP-2022-ICT cover 5G?",),
        ("JP-2022-ICT", "does it cover 5G"),
        ("JP-2022-ICT", "is 5G in there"),
        ("JP-2022-ICT", "does it cover AI", "what about 5G"),
    ],
)
def test_what_it_covers_is_said_in_its_own_words(desk: Desk, texts: tuple[str, ...]) -> None:
    assert said(desk, *texts) == "✅ It covers: modern radio technology, open and secure 5G."


@pytest.mark.parametrize(
    "texts",
    [
        ("JP-2022-ICT", "does it cover quantum"),
        ("JP-2022-ICT", "does it cover 5G", "and quantum?"),
    ],
)
def test_what_it_does_not_cover_is_said(desk: Desk, texts: tuple[str, ...]) -> None:
    assert said(desk, *texts) == "Nothing about Quantum technology is recorded of it."


def test_thai_leaves_out_what_the_question_is_about(desk: Desk) -> None:
    assert said(desk, "JP-2022-ICT", "ครอบคลุม 5G ไหม").startswith("✅ ครอบคลุมเรื่อง")


@pytest.mark.parametrize("text", ["does it cover 5G", "ครอบคลุม 5G ไหม"])
def test_asked_of_nothing_it_lists_what_there_is(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).kind is AnswerKind.LIST
