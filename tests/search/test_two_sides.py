"""Questions of two texts: compared side by side, put in order, and the days between them."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import Absent, AnswerKind
from bot.search.asking import Desk
from tests.conftest import TODAY


def found(desk: Desk, text: str) -> set[str]:
    return {match.id for match in desk.ask(text, TODAY).found}


def told(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


@pytest.mark.parametrize(
    ("text", "both"),
    [
        (
            "Singapore declaration vs Singapore MoU, same?",
            {"ASEAN-2024-SINGAPORE", "SG-2021-DIGITAL"},
        ),
        (
            "bangkok digital declaration vs singapore declaration",
            {"ASEAN-2025-BANGKOK", "ASEAN-2024-SINGAPORE"},
        ),
        ("compare the Finland and Rwanda MoUs", {"FI-2022-ICT", "RW-2018-ICT"}),
        ("huawei cloud or aws cloud, which was first", {"HUAWEI-2022-CLOUD", "AWS-2022-CLOUD"}),
    ],
)
def test_each_side_of_a_comparison_is_read_on_its_own(
    desk: Desk, text: str, both: set[str]
) -> None:
    assert found(desk, text) == both


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("which came first, the Finland MoU or the Singapore MoU", "FI-2018-ICT"),
        ("AU-2019-CYBER กับ CN-2022-CYBER อันไหนเซ็นก่อน", "AU-2019-CYBER"),
    ],
)
def test_of_two_texts_the_one_that_was_signed_first_is_told(
    desk: Desk, text: str, first: str
) -> None:
    answer = desk.ask(text, TODAY)

    assert (answer.kind, answer.ids[0]) == (AnswerKind.ONE, first)


@pytest.mark.parametrize(
    "text",
    ["which is older, the Israel cyber MoU or the China cyber MoU", "newest thing signed"],
)
def test_what_rough_dates_do_not_put_in_order_is_left_to_the_asker(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).kind is AnswerKind.CHOICE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("how long was the gap between the old and new Japan ICT memorandums", "59 days"),
        ("how late was the Finland extension signed", "317 days"),
        ("เอ็มโอยูฟินแลนด์ต่ออายุช้าไปกี่วัน", "317 วัน"),
        ("ระหว่างสองฉบับของสิงคโปร์ขาดช่วงไปนานเท่าไร", "773 วัน"),
        ("how many days between Cabinet approval and signing of the Kazakhstan MoC", "30 days"),
        ("ครม. อนุมัติกับวันลงนามของ MOU ไทย-จีน เศรษฐกิจดิจิทัล ห่างกันกี่วัน", "8 วัน"),
        ("what is the gap between the two Japan postal MoCs", "not recorded"),
    ],
)
def test_the_days_between_two_texts_or_dates_are_told_first(
    desk: Desk, text: str, said: str
) -> None:
    assert said in told(desk, text).split("\n")[0]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("ASEAN members without any MoU with us", {"BN", "MM", "MY", "TL"}),
        ("which ASEAN countries do we have no agreement with", {"BN", "MM", "MY", "TL"}),
        ("ประเทศอาเซียนใดบ้างที่เรายังไม่มีความตกลงด้วย", {"BN", "MM", "MY", "TL"}),
        ("which of the CLMV have no MoU with us", {"MM"}),
    ],
)
def test_the_countries_of_a_bloc_without_an_agreement_are_named(
    desk: Desk, text: str, countries: set[str]
) -> None:
    answer = desk.ask(text, TODAY)

    assert {name for reason, name in answer.absent if reason is Absent.PARTY} == countries
    assert answer.kind is AnswerKind.NONE


@pytest.mark.parametrize("text", ["Japan ICT", "ญี่ปุ่น ไอซีที"])
def test_a_partner_with_a_subject_is_no_title(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.LIST
    assert "JP-2022-ICT" in answer.ids
