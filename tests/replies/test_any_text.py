"""Whatever is asked, something short is answered, and nothing breaks."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.agreements.text import LANGUAGES
from bot.replies.answers import reply_to
from bot.replies.lines import Reply
from bot.replies.plain import plain_text
from bot.search.asking import Desk
from bot.search.context import Context
from tests.conftest import TODAY

BANK = Path(__file__).parents[1] / "bench" / "questions.jsonl"
#: A reply of more characters would not fit on a phone, nor into two messages.
LONGEST = 6_000
#: So often a random text is asked, beside all the questions of the bank.
quickly = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@cache
def bank() -> list[str]:
    """Return the questions of the bank."""
    return [json.loads(row)["text"] for row in BANK.read_text(encoding="utf-8").splitlines()]


@cache
def words_of_bank() -> list[str]:
    """Return every word of the bank, and pieces of its Thai runs."""
    words = {word for text in bank() for word in text.split()}
    pieces = {
        run[i : i + 8] for run in words for i in range(0, len(run) - 8, 8) if not run.isascii()
    }
    return sorted(words | pieces)


recombined = st.lists(st.sampled_from(words_of_bank()), min_size=1, max_size=12).map(" ".join)
anything = st.text(max_size=300) | st.text(
    st.characters(min_codepoint=0xE00, max_codepoint=0xE7F), max_size=60
)


def judged(reply: Reply) -> str:
    """Return a reply as plain text, after judging what must hold of every reply."""
    text = plain_text(reply)
    assert text.strip()
    assert len(text) <= LONGEST
    assert all(button.label.strip() for row in reply.buttons for button in row)
    assert all(row for row in reply.buttons)
    return text


@quickly
@given(text=anything)
@example(text="")
@example(text="\x00")
@example(text="\ud800")
@example(text="🇯🇵🇫")
@example(text="0" * 300)
@example(text="((((((((((")
@example(text="ก" * 300)
@example(text="a-" * 150)
def test_any_text_gets_a_short_answer(desk: Desk, text: str) -> None:
    for language in LANGUAGES:
        judged(reply_to(desk.ask(text, TODAY), desk.view(TODAY), language))


@quickly
@given(text=recombined)
def test_any_words_of_the_trade_in_any_order_get_a_short_answer(desk: Desk, text: str) -> None:
    judged(reply_to(desk.ask(text, TODAY), desk.view(TODAY)))


@quickly
@given(first=recombined, second=recombined | anything)
def test_any_text_gets_a_short_answer_after_any_other(desk: Desk, first: str, second: str) -> None:
    context = Context.after(desk.ask(first, TODAY))
    judged(reply_to(desk.ask(second, TODAY, context=context), desk.view(TODAY)))


def test_every_question_of_the_bank_gets_a_short_answer_in_both_languages(desk: Desk) -> None:
    for text in bank():
        answer = desk.ask(text, TODAY)
        for language in LANGUAGES:
            judged(reply_to(answer, desk.view(TODAY), language))


def test_every_page_of_a_list_is_short(desk: Desk) -> None:
    answer = desk.ask("list everything", TODAY)
    for page in range(15):
        judged(reply_to(answer, desk.view(TODAY), page=page))


def test_a_list_over_all_its_pages_tells_each_agreement_once(desk: Desk) -> None:
    answer = desk.ask("list everything", TODAY)
    pages = [reply_to(answer, desk.view(TODAY), page=page) for page in range(12)]
    told = [row for reply in pages for row in re.findall(r"(?m)^(\d+)\. ", reply.text)]

    assert told == [str(number) for number in range(1, 93)]


@pytest.mark.parametrize("text", ["signed in the last 999 decades", "before 0 May", "0 มกราคม"])
def test_a_time_that_does_not_exist_gets_an_answer_too(desk: Desk, text: str) -> None:
    judged(reply_to(desk.ask(text, TODAY), desk.view(TODAY)))


@pytest.mark.parametrize("length", [1_000, 5_000, 100_000])
def test_a_very_long_text_gets_a_short_answer(desk: Desk, length: int) -> None:
    for piece in ("agreement with Finland ", "ข้อตกลง", "x", "2565 ", "🇯🇵", "(" * 9):
        text = piece * (length // len(piece))
        judged(reply_to(desk.ask(text, TODAY), desk.view(TODAY)))
