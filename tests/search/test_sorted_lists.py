"""Words of sorting make a list in that order, and never one text of it."""

from __future__ import annotations

import pytest

from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.question import Ask, Order
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "order", "shown"),
    [
        ("ญี่ปุ่นทั้งหมดเรียงตามวันลงนาม", Order.OLDEST, Ask.SIGNED),
        ("ขอเรียงของจีนตามวันที่ลงนาม ใหม่สุดก่อน", Order.NEWEST, Ask.SIGNED),
        ("จัดเรียงความตกลงกับญี่ปุ่นตามวันหมดอายุ", Order.ENDING, Ask.EXPIRES),
        ("รายการกัมพูชาเรียงวันที่เก่าสุดก่อน", Order.OLDEST, None),
        ("show Japan's agreements sorted by expiry date", Order.ENDING, Ask.EXPIRES),
        ("our Chinese MoUs ordered by signing date, newest first", Order.NEWEST, Ask.SIGNED),
        ("all Lao agreements arranged by decision date", Order.DECIDING, Ask.DECIDE_BY),
    ],
)
def test_a_list_is_sorted_by_the_date_that_is_named(
    desk: Desk, text: str, order: Order, shown: Ask | None
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.LIST
    assert answer.question.sort is order
    assert answer.question.order is None
    assert answer.question.asks == ((shown,) if shown else ())


def test_sorting_by_the_end_leaves_out_nothing_that_has_ended(desk: Desk) -> None:
    by_end = desk.ask("list Japan's agreements sorted by expiry date", TODAY)
    plain = desk.ask("list Japan's agreements", TODAY)

    assert set(by_end.ids) == set(plain.ids)
    assert by_end.ids[0] == "JP-2016-POST"


def test_a_sort_of_text_is_no_sorting(desk: Desk) -> None:
    answer = desk.ask("what sort of agreement do we have with Kazakhstan", TODAY)

    assert answer.question.sort is None


@pytest.mark.parametrize(
    "text",
    [
        "ตัวไหนจะหมดอายุเป็นรายถัดไป",
        "ฉบับถัดไปที่จะครบกำหนดคือของประเทศอะไร",
        "ใครจะหมดอายุเป็นคิวต่อไป",
        "which MoU is up next for expiry",
    ],
)
def test_the_next_of_all_to_end_is_told(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).ids[0] == "JP-2022-ICT"


def test_the_next_text_of_one_line_is_what_replaces_it(desk: Desk) -> None:
    answer = desk.ask("ฉบับปี 2560 ของญี่ปุ่นด้านไอซีที ฉบับถัดไปคือฉบับไหน", TODAY)

    assert answer.question.order is None
    assert Ask.REPLACED_BY in answer.question.asks
