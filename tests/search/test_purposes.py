"""What an answer is wanted for is no part of the question."""

from __future__ import annotations

import pytest

from bot.search.asking import Desk
from bot.search.normal_form import normal_text
from bot.search.purposes import without_purpose
from tests.conftest import TODAY

WITH_PURPOSES = [
    ("I need the Thai title of the Indonesia MoU for a letter", "ID-2024-ICT"),
    ("expiry of the Laos MoU please, my boss is waiting", "LA-2022-ICT"),
    ("Estonia เซ็นแล้วหรือยัง, I need to answer the ambassador", "EE-2017-DIGITAL"),
    ("อีก 9 เดือนข้างหน้ามีตัวไหนหมดอายุมั่ง จะได้เตรียมเรื่องเสนอ", "JP-2022-ICT"),
    ("ขอวันลงนาม MoU ออสเตรเลียเพื่อใช้ประกอบการประชุมพรุ่งนี้", "AU-2019-CYBER"),
    ("ลาวต้องแจ้งเมื่อไร นายรออยู่", "LA-2022-ICT"),
]


@pytest.mark.parametrize(("text", "first"), WITH_PURPOSES)
def test_what_it_is_for_narrows_nothing(desk: Desk, text: str, first: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.ids[0] == first
    assert not any(word.is_decisive for word in answer.question.words)


def test_a_list_for_an_inspection_is_the_list(desk: Desk) -> None:
    plain = desk.ask("list all MoUs with Singapore", TODAY)
    audited = desk.ask("list all MoUs with Singapore for the inspection by the auditors", TODAY)

    assert set(audited.ids) == set(plain.ids)


@pytest.mark.parametrize(
    "text",
    [
        "mou with laos for the inspection of goods",
        "finland mou, we need the end date",
        "is it for a fixed term",
        "ความตกลงเพื่อใช้พลังงานร่วมกันกับลาว",
        "ขอรายชื่อ จะหมดอายุเมื่อไร",
        "agreement on the exchange of letters",
    ],
)
def test_what_asks_for_something_or_describes_a_text_is_kept(text: str) -> None:
    assert without_purpose(normal_text(text)) == normal_text(text)


@pytest.mark.parametrize(
    "text", ["what has the NBTC signed or planned", "ของ กสทช. ที่ลงนามแล้วหรือยังไม่ลงนาม"]
)
def test_signed_or_planned_leaves_nothing_out(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert {"RU-2017-TELECOM", "US-2017-TELECOM"} <= set(answer.ids)
