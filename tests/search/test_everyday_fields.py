"""A whole turn of phrase tells which field is asked for, whatever its single words ask for."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.asking import Desk
from bot.search.everyday_fields import in_everyday_words
from bot.search.question import Ask
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "found", "asked"),
    [
        ("where was the renewed finland mou signed", (Ask.RENEWAL, Ask.SIGNED), (Ask.OTHER,)),
        ("where did they sign the china memorandum", (Ask.SIGNED,), (Ask.OTHER,)),
        ("at what place did we sign the korea mou", (Ask.SIGNED,), (Ask.OTHER,)),
        ("do we know where the laos text was signed", (Ask.SIGNED,), (Ask.OTHER,)),
        ("by what date must we tell laos that we do not want it", (Ask.RENEWAL,), (Ask.NOTICE_BY,)),
        ("does the cisco deal ever end?", (Ask.STATUS,), (Ask.EXPIRES,)),
        ("does the cisco deal have an end?", (Ask.STATUS,), (Ask.EXPIRES,)),
        ("which ai-related texts are there", (Ask.RELATED,), ()),
        ("cyber related agreements with china", (Ask.RELATED,), ()),
        ("what are the related texts of it", (Ask.RELATED,), (Ask.RELATED,)),
        ("when was it signed and does it run already", (Ask.SIGNED,), (Ask.SIGNED, Ask.STATUS)),
        ("does it run until 2027", (), ()),
    ],
)
def test_a_turn_of_phrase_tells_what_is_asked(
    text: str, found: tuple[Ask, ...], asked: tuple[Ask, ...]
) -> None:
    assert in_everyday_words(found, text, when=text.startswith("when")) == asked


def test_when_and_where_it_was_signed_asks_for_both() -> None:
    text = "when and where was the korea mou signed"
    assert in_everyday_words((Ask.SIGNED,), text, when=True) == (Ask.OTHER, Ask.SIGNED)


def test_of_a_text_without_an_end_that_is_told_first(desk: Desk) -> None:
    answer = desk.ask("does the Cisco memorandum ever end?", TODAY)
    first = reply_to(answer, desk.view(TODAY)).text.split("\n")[0]
    assert "open-ended" in first
