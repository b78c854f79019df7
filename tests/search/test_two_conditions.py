"""Two subjects in one text, pairs told by their state, two numbers, and what came before."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.both_subjects import are_both_wanted
from bot.search.question import Ask
from tests.conftest import TODAY

BOTH = {"PH-2025-DIGITAL", "SG-2021-DIGITAL", "DE-2018-FRAUNHOFER"}


@pytest.mark.parametrize(
    "text",
    [
        "มีทั้งเรื่อง AI และไซเบอร์ในฉบับเดียวกันมีกี่ฉบับ",
        "which agreements cover both AI and cyber security",
        "list agreements on AI as well as cyber",
    ],
)
def test_both_subjects_are_wanted_in_one_text(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert set(answer.ids) == BOTH
    told = reply_to(answer, desk.view(TODAY)).text
    assert "ในฉบับเดียวกัน" in told or "in one text" in told


@pytest.mark.parametrize("text", ["ความตกลงทั้งหมดกับจีนและลาว", "AI and cyber agreements", "ทั้งสองฉบับ"])
def test_what_is_merely_joined_is_not_wanted_in_one_text(text: str) -> None:
    assert not are_both_wanted(text.lower())


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("อินเดีย ฉบับร่างกับฉบับที่เซ็นแล้วต่างกันยังไง", {"IN-2022-ICT", "IN-2025-DIGITAL"}),
        ("ของจีน เศรษฐกิจดิจิทัลปี 66 กับเอไอปี 68 ต่างกันตรงไหน", {"CN-2023-DIGITAL", "CN-2025-AI"}),
        ("เทียบฉบับกัมพูชาเรื่องคอลเซ็นเตอร์กับเรื่องดิจิทัล", {"KH-2022-SCAM", "KH-2025-DIGITAL"}),
    ],
)
def test_a_comparison_takes_in_only_the_pair_that_is_named(
    desk: Desk, text: str, pair: set[str]
) -> None:
    assert set(desk.ask(text, TODAY).ids) == pair


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("MoC ทั้งหมดมีกี่ฉบับ ยังไม่หมดอายุกี่ฉบับ", 8, 2),
        ("จีนมีทั้งหมดกี่ฉบับ และยังไม่ลงนามกี่ฉบับ", 22, 4),
        ("อยากรู้ว่ามี MoU กี่ฉบับ แล้วเป็นของดีป้ากี่ฉบับ", 53, 7),
    ],
)
def test_two_numbers_are_both_told_the_second_out_of_the_first(
    desk: Desk, text: str, first: int, second: int
) -> None:
    answer = desk.ask(text, TODAY)

    assert (answer.kind, answer.total) == (AnswerKind.COUNT, first)
    assert answer.also is not None
    assert (answer.also.kind, answer.also.total) == (AnswerKind.COUNT, second)


@pytest.mark.parametrize(
    ("text", "agreement"),
    [
        ("ก่อนจะมีฉบับสิงคโปร์ 2564 เคยมีฉบับอะไรมาก่อนไหม", "SG-2021-DIGITAL"),
        ("ก่อนหน้า MoU ลาวปี 65 มีฉบับไหนมาก่อน", "LA-2022-ICT"),
        ("ก่อนฉบับญี่ปุ่นปี 2565 ใช้ฉบับไหน", "JP-2022-ICT"),
    ],
)
def test_what_came_before_a_text_is_told_first(desk: Desk, text: str, agreement: str) -> None:
    answer = desk.ask(text, TODAY)

    assert (answer.focus, answer.question.asks) == (agreement, (Ask.SUPERSEDES,))


def test_the_body_that_signed_is_told(desk: Desk) -> None:
    answer = desk.ask("ฝั่งฮ่องกงหน่วยไหนเซ็นฉบับต่ออายุเรื่องพยากรณ์อากาศ", TODAY)

    assert (answer.focus, answer.question.asks) == ("HK-2023-WEATHER", (Ask.PARTIES,))


@pytest.mark.parametrize(
    "text", ["DSIT ยูเค (เมื่อก่อน DCMS) มีเอกสารอะไรกับเรา", "what is there with DSIT (formerly DCMS)"]
)
def test_a_former_name_told_with_the_new_one_is_meant_too(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).ids == ("GB-2022-DIGITAL",)


def test_the_post_of_two_countries_is_not_the_company_where_that_has_no_text(desk: Desk) -> None:
    japan = desk.ask("ไปรษณีย์ไทย-ญี่ปุ่นมีกี่ฉบับ", TODAY)
    laos = desk.ask("ไปรษณีย์ไทย-ลาวหมดเมื่อไร", TODAY)

    assert {"JP-2016-POST", "JP-2021-POST"} <= set(japan.ids)
    assert not any(i.startswith(("LA-", "IR-", "RAPA-")) for i in japan.ids)
    assert laos.ids == ("LA-2025-POST",)


@pytest.mark.parametrize(
    "text",
    [
        "ขอเรื่องที่ครม.อนุมัติไปแล้ว แต่ในทะเบียนยังไม่ปรากฏวันลงนาม",
        "which texts did the Cabinet approve but have no signature date",
    ],
)
def test_what_was_approved_and_has_no_signature_date_is_both(desk: Desk, text: str) -> None:
    question = desk.ask(text, TODAY).question

    assert (question.missing, question.recorded) == (("signed",), ("approved",))


def test_a_clause_of_notice_is_no_field_that_is_not_recorded(desk: Desk) -> None:
    answer = desk.ask("ฉบับใดมีข้อบทให้บอกเลิกโดยแจ้งล่วงหน้า 6 เดือน", TODAY)

    assert answer.question.notice_months == 6
    assert answer.question.asks == ()
