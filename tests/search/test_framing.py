"""Who asks, and who told it, is no part of what is asked."""

from __future__ import annotations

import pytest

from bot.search.asking import Desk
from bot.search.framing import without_frame
from bot.search.normal_form import normal_text
from tests.conftest import TODAY

FRAMED = [
    ("colleague at EGAT is curious about the Australian cyber MoU, when was it signed", "AU-2019"),
    (
        "A journalist from Reuters wants to know if we have anything with Huawei on 5G",
        "HUAWEI-2018",
    ),
    ("I am from the Ministry of Commerce and need the end date of the Lao MoU", "LA-2022-ICT"),
    ("My boss keeps insisting the Kazakh memorandum ends in 2026, is he right?", "KZ-2025"),
    (
        "According to the auditors the Indonesian memorandum covers online scams, correct?",
        "ID-2024",
    ),
    ("ผมอยู่ฝ่ายการเงินครับ ขอทราบว่า MoU คาซัคสถานหมดอายุเมื่อไหร่", "KZ-2025"),
    ("นักศึกษากฎหมายค่ะ อยากทราบว่าไทยมีอะไรกับอิสราเอล", "IL-2022"),
    ("สื่อมวลชนขอข้อมูล MoU ฟิลิปปินส์ มีผลบังคับใช้เมื่อใด", "PH-2025"),
    ("หนังสือแสดงเจตจำนงกับอังกฤษ มีผลผูกพันไหม (ฝ่ายกฎหมายถามมา)", "GB-2022"),
]


@pytest.mark.parametrize(("text", "code"), FRAMED)
def test_who_asks_narrows_nothing(desk: Desk, text: str, code: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.ids[0].startswith(code)


@pytest.mark.parametrize(
    "text",
    [
        "The Finnish side asked whether our memorandum is still valid",
        "Got a letter from the Embassy of Finland asking if our MoU is still valid",
    ],
)
def test_a_partner_that_only_the_frame_names_is_kept(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).ids[0] == "FI-2022-ICT"


@pytest.mark.parametrize(
    "text",
    [
        "I'm told the Finland MoU was renewed until 2027, please confirm",
        "มีข่าวว่า MoU ฟินแลนด์ต่ออายุถึงปี 2570",
    ],
)
def test_what_somebody_told_is_confirmed_or_denied(desk: Desk, text: str) -> None:
    question = desk.understand(text, TODAY)

    assert question.is_yes_no
    assert [(wanted.field, str(wanted.period.end)) for wanted in question.dates] == [
        ("expires", "2027-12-31")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "when does the Finland MoU expire",
        "The Agreement between Thailand and Japan as requested by the parties",
        "which agreements say nothing about renewal",
        "กระทรวงดีอีลงนามอะไรกับจีนบ้าง",
        "ญี่ปุ่นขอทราบวันหมดอายุ",
    ],
)
def test_a_question_without_a_frame_stays_whole(text: str) -> None:
    assert without_frame(normal_text(text)) is None


def test_whom_they_are_is_said_in_the_sentence_before(desk: Desk) -> None:
    text = "The Minister sees the Japanese ambassador tomorrow. Which texts with them still run?"

    assert desk.ask(text, TODAY).ids == ("JP-2022-ICT",)


def test_an_embassy_asks_about_its_own_country(desk: Desk) -> None:
    text = "ดิฉันจากสถานทูตเกาหลี ขอทราบว่า MoU เรื่องเมืองอัจฉริยะ ใครเป็นผู้รับผิดชอบคะ"

    assert desk.ask(text, TODAY).ids[0] == "KR-2019-SMARTCITY"
