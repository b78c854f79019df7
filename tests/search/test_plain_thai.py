"""Ordinary Thai words are nobody's name; names spelled by ear are known by their sound."""

from __future__ import annotations

import pytest

from bot.search.asking import Desk
from bot.search.plain_thai import is_plain_thai
from bot.search.sounds import sound_of
from tests.conftest import TODAY

WORDS = frozenset(["ปล่อย", "เฉย", "ไล่", "ลำดับ", "กา", "รถ"])


@pytest.mark.parametrize("piece", ["ปล่อยเฉย", "ไล่ลำดับ", "รถกา"])
def test_a_piece_made_of_words_is_plain(piece: str) -> None:
    assert is_plain_thai(piece, WORDS)


@pytest.mark.parametrize("piece", ["ปล่อยเฉ", "กาโต", "รถก", "โสมขาว"])
def test_a_piece_with_anything_else_is_not(piece: str) -> None:
    assert not is_plain_thai(piece, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "MOU กับ สปป.ลาว ถ้าไม่อยากต่อต้องแจ้งเขาก่อนวันที่เท่าไหร่",
        "ที่เซ็นกันตอนต้นปี 68 มีอันไหนบ้าง",
        "ขอไล่ลำดับความเป็นมาของความร่วมมือไปรษณีย์กับญี่ปุ่น",
        "มีฉบับไหนยังไม่ได้ตรวจสอบความถูกต้องบ้าง",
        "คาซัคครบสามปีเมื่อไหร่ละ",
    ],
)
def test_the_words_of_a_question_are_no_subject_and_nothing_to_tell(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.ids
    assert answer.question.corrections == ()
    assert all(w.is_held or w.is_plain or len(w.text) < 3 for w in answer.question.words)


@pytest.mark.parametrize("text", ["เมื่อไหร่ล่ะ", "แล้วหมดไปเมื่อไหร่", "ครบสามปีเมื่อไหร่ละ", "วันไหนนะ"])
def test_a_word_of_asking_is_never_corrected(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).question.corrections == ()


def test_an_ordinary_word_may_be_the_subject(desk: Desk) -> None:
    assert desk.ask("ข้อตกลงเรื่องเก้าอี้", TODAY).ids == ()


@pytest.mark.parametrize(
    ("spelled", "meant"), [("อังกริด", "อังกฤษ"), ("รัดเซีย", "รัสเซีย"), ("ฝรั่งเศษ", "ฝรั่งเศส")]
)
def test_a_name_spelled_by_ear_sounds_like_the_name(spelled: str, meant: str) -> None:
    assert sound_of(spelled) == sound_of(meant)


@pytest.mark.parametrize(("one", "other"), [("ลาว", "ไทย"), ("อิรัก", "อิหร่าน"), ("จีน", "จาน")])
def test_other_names_sound_different(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


def test_a_country_spelled_by_ear_is_read_as_the_country(desk: Desk) -> None:
    answer = desk.ask("หนังสือแสดงเจตจำนงกับอังกริดลงนามตอนไหน", TODAY)

    assert answer.focus == "GB-2022-DIGITAL"
    assert [(c.typed, c.read) for c in answer.question.corrections] == [("อังกริด", "อังกฤษ")]


@pytest.mark.parametrize(
    ("text", "country"),
    [("ความร่วมมือกับโสมขาว", "KR"), ("แดนปลาดิบมีอะไรบ้าง", "JP"), ("อังกอร์มีกี่ฉบับ", "KH")],
)
def test_a_press_name_stands_for_the_country(desk: Desk, text: str, country: str) -> None:
    assert [slot.ids for slot in desk.ask(text, TODAY).question.parties] == [(country,)]
