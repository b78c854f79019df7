"""The first, original, last text of a partner: chosen in order of time, never guessed."""

from __future__ import annotations

import pytest

from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.extremes import extreme_meant, how_many
from bot.search.question import Order
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("what did the first finland mou cover", Order.OLDEST),
        ("the original memorandum with finland", Order.OLDEST),
        ("mou ฉบับแรกกับฟินแลนด์", Order.OLDEST),
        ("the last moc with japan", Order.NEWEST),
        ("ฉบับสุดท้ายที่ทำกับจีน", Order.NEWEST),
        ("when does the first term of the mou end", None),
        ("the first asean digital ministers meeting declaration", None),
        ("how long does the mou last", None),
        ("signed last year", None),
    ],
)
def test_an_end_of_the_order_of_time_is_meant_only_of_texts(text: str, meant: Order | None) -> None:
    assert extreme_meant(text) is meant


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("what did the first Finland MoU cover?", "FI-2018-ICT"),
        ("first agreement with Singapore", "SG-2019-ICT"),
        ("ฉบับแรกกับฟินแลนด์หมดอายุเมื่อไหร่", "FI-2018-ICT"),
        ("บันทึกความร่วมมือด้านไปรษณีย์กับญี่ปุ่นฉบับแรกสิ้นสุดเมื่อไหร่", "JP-2016-POST"),
        ("the last MoC with Japan", "JP-2022-ICT"),
    ],
)
def test_the_first_and_the_last_are_told(desk: Desk, text: str, id_: str) -> None:
    answer = desk.ask(text, TODAY)

    assert (answer.kind, answer.found[0].id) == (AnswerKind.ONE, id_)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("latest MoU with China", {"CN-2025-AI", "CN-2025-POST"}),
        ("first MoC with Japan", {"JP-2017-ICT", "JP-2016-POST"}),
    ],
)
def test_texts_that_dates_do_not_put_in_order_are_left_to_the_asker(
    desk: Desk, text: str, ids: set[str]
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.CHOICE
    assert {match.id for match in answer.found} == ids


def test_the_oldest_of_all_is_not_doubted_for_one_that_ended_twenty_years_later(
    desk: Desk,
) -> None:
    answer = desk.ask("what is the oldest agreement in the register?", TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, "TW-1999-WEATHER")


def test_of_an_undated_text_that_ended_soon_after_it_cannot_be_told_which_is_older(
    desk: Desk,
) -> None:
    answer = desk.ask("oldest agreement with Japan", TODAY)

    assert answer.kind is AnswerKind.CHOICE
    assert [match.id for match in answer.found] == ["JP-2015-ICT", "JP-2016-POST"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("latest three agreements signed", ["KZ-2025-DIGITAL", "IN-2025-DIGITAL", "CN-2025-POST"]),
        ("ล่าสุด 2 ฉบับที่ลงนามมีอะไรบ้าง", ["KZ-2025-DIGITAL", "IN-2025-DIGITAL"]),
        ("the 2 oldest MoCs with Japan", ["JP-2017-ICT", "JP-2016-POST"]),
    ],
)
def test_so_many_of_the_newest_or_oldest_are_told_and_no_more(
    desk: Desk, text: str, ids: list[str]
) -> None:
    answer = desk.ask(text, TODAY)

    assert [match.id for match in answer.found] == ids


@pytest.mark.parametrize(
    "text", ["signed in the last five years", "the last two quarters", "the first MoU with Finland"]
)
def test_a_length_of_time_is_no_number_of_texts(text: str) -> None:
    assert how_many(text) is None
