"""Texts in two languages: told by their script, shown in the one asked for, else in the other."""

from __future__ import annotations

import pytest

from bot.agreements.text import Text, has_thai, language_of

BOTH = Text("Post", "ไปรษณีย์")


@pytest.mark.parametrize(
    ("text", "language"),
    [("Post", "en"), ("ไปรษณีย์", "th"), ("MoU ด้านไปรษณีย์", "th"), ("2022", "en"), ("", "en")],
)
def test_a_text_is_thai_when_any_of_it_is(text: str, language: str) -> None:
    assert language_of(text) == language
    assert has_thai(text) is (language == "th")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("anything with Kenya ครับ", "en"),
        ("Do we have an air services agreement กับ Japan", "en"),
        ("Estonia เซ็นแล้วหรือยัง, I need to answer the ambassador", "en"),
        ("when does MoU ลาว end", "en"),
        ("MoU กับลาว notice period เท่าไหร่", "th"),
        ("ขอ list MoU about cyber ที่ sign in 2022", "th"),
        ("MoU กับ Singapore ยัง valid อยู่มั้ย", "th"),
        ("JP-2022-ICT หมดยัง", "th"),
    ],
)
def test_a_mixed_text_is_in_the_language_of_its_sentence(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_text_is_shown_in_the_language_asked_for_else_in_the_other() -> None:
    assert BOTH.in_language("th") == "ไปรษณีย์"
    assert Text(en="Post").in_language("th") == "Post"
    assert Text(th="ไปรษณีย์").in_language("en") == "ไปรษณีย์"


def test_the_other_wording_is_only_there_when_there_are_two() -> None:
    assert BOTH.other_than("th") == "Post"
    assert Text(en="Post").other_than("th") == ""


def test_an_empty_text_says_nothing() -> None:
    assert not Text()
    assert Text().wordings == ()
    assert BOTH.wordings == ("Post", "ไปรษณีย์")
