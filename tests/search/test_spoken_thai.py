"""Thai as it is spoken is read as it is written; words that only look like it stay."""

from __future__ import annotations

import pytest

from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.normal_form import normal_text
from bot.search.spoken_thai import written_out
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ให้ทุนทำเรื่องไร", "ให้ทุนทำเรื่องอะไร"),
        ("กับอินเดียมีไรมั่ง", "กับอินเดียมีอะไรมั่ง"),
        ("หมดเมื่อไหล่คะ", "หมดเมื่อไรคะ"),
        ("เซ็นวันไน", "เซ็นวันไหน"),
        ("ยังใช้ได้ป่าว", "ยังใช้ได้หรือเปล่า"),
        ("ยังมีผลอยู่รึป่าวครับ", "ยังมีผลอยู่หรือเปล่าครับ"),
        ("มีมั้ยยยย", "มีมั้ย"),
        ("หมดยังค่าาา", "หมดยังค่า"),
        ("จีนมีกีฉบับ", "จีนมีกี่ฉบับ"),
    ],
)
def test_spoken_words_are_written_out(typed: str, read: str) -> None:
    assert written_out(normal_text(typed)).folded == read


@pytest.mark.parametrize(
    "text",
    ["กำไรของบริษัท", "มีไร่ชา", "ถนนสายนี้", "พรรคการเมือง", "เรื่องไรเดอร์", "เป็นไรฝุ่น", "ปีไนจีเรีย", "plain"],
)
def test_words_that_only_look_spoken_stay(text: str) -> None:
    assert written_out(normal_text(text)) == normal_text(text)


def test_a_question_word_is_no_subject(desk: Desk) -> None:
    answer = desk.ask("GIZ ให้ทุนกรมอุตุทำเรื่องไร", TODAY)

    assert (answer.kind, answer.ids) == (AnswerKind.ONE, ("DE-2024-CLIMATE",))
