"""A country, a body or a subject may be asked about without any agreement in mind."""

from __future__ import annotations

import pytest

from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from tests.conftest import TODAY

OTHER_MATTERS = [
    "who is the current digital minister?",
    "what is the air fare from Bangkok to Helsinki",
    "is it raining in Singapore",
    "how far is Kigali from Bangkok",
    "what language do they speak in Kazakhstan",
    "how many employees does MDES have",
    "is Huawei safe to use",
    "what is blockchain",
    "explain 5G to me",
    "when is the next ASEAN summit",
    "รมว.ดีอีคนปัจจุบันชื่ออะไร",
    "พรุ่งนี้ฝนตกไหม ถามกรมอุตุให้หน่อย",
    "ดีป้ารับสมัครงานตำแหน่งอะไรบ้าง",
    "ประเทศคาซัคสถานอยู่ทวีปอะไร",
    "เอไอคืออะไร",
    "กสทช เปิดกี่โมง",
]
#: The same words about agreements, and the first that is told.
OF_AGREEMENTS = [
    ("who is the minister who signed the Lao MoU", "LA-2022-ICT"),
    ("which agreement is on weather with Hong Kong", "HK-2023-WEATHER"),
    ("what did Huawei promise us on 5G", "HUAWEI-2018-5G"),
    ("what is the blockchain agreement with China", "CN-2023-DIGITAL"),
    ("how is the Singapore MoU of 2021 better than that of 2019", "SG-2021-DIGITAL"),
    ("MoU เอไอกับจีนคืออะไร", "CN-2025-AI"),
]


@pytest.mark.parametrize("text", OTHER_MATTERS)
def test_no_agreement_is_told_as_the_answer_to_another_matter(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert (answer.kind, answer.ids) == (AnswerKind.NONE, ())


@pytest.mark.parametrize(("text", "first"), OF_AGREEMENTS)
def test_such_words_about_an_agreement_are_about_it(desk: Desk, text: str, first: str) -> None:
    assert first in desk.ask(text, TODAY).ids[:2]


@pytest.mark.parametrize("text", ["MOU 43 กับกัมพูชา", "MoU 44 with Cambodia"])
def test_a_short_year_after_a_kind_is_of_the_buddhist_era(desk: Desk, text: str) -> None:
    assert set(desk.understand(text, TODAY).years) < {2000, 2001}


def test_a_number_of_texts_is_no_year(desk: Desk) -> None:
    assert not desk.understand("มี MOU 44 ฉบับใช่ไหม", TODAY).years


def test_the_wording_of_an_article_is_said_not_to_be_on_record(desk: Desk) -> None:
    asks = desk.understand("ข้อ ๕ วรรคสอง ของฉบับลาวเขียนว่าอย่างไร", TODAY).asks

    assert asks == ("other",)
