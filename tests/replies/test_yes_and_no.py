"""A premise gets yes or no with what is recorded, an order a true sentence, a count its doubt."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.replies.words import Words
from bot.search.asking import Desk
from bot.search.context import Context
from tests.conftest import TODAY


def lines(desk: Desk, text: str) -> list[str]:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text.split("\n")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("ดิจิทัลไชน่า ลงนามเมื่อวันที่ 20 มีนา 66 ใช่หรือไม่", "ไม่ใช่", "20 มีนาคม พ.ศ. 2567"),
        ("ดิจิทัลไชน่า ลงนามเมื่อวันที่ 20 มีนา 67 ใช่หรือไม่", "ใช่ ", "20 มีนาคม พ.ศ. 2567"),
        ("MOU ออสเตรเลียเซ็นปี 2563 ถูกต้องไหม", "ไม่ใช่", "10 มกราคม พ.ศ. 2562"),
        ("the Laos MoU expires in 2026, right?", "No.", "6 November 2027"),
        ("the Kazakhstan agreement ends in May 2028, right?", "Yes", "21 May 2028"),
    ],
)
def test_a_date_to_confirm_gets_yes_or_no_and_the_recorded_one(
    desk: Desk, text: str, first: str, second: str
) -> None:
    told = lines(desk, text)

    assert told[0].startswith(first)
    assert second in told[1]


def test_a_date_that_is_not_recorded_is_neither_confirmed_nor_denied(desk: Desk) -> None:
    told = lines(desk, "ฟิลิปปินส์หมดอายุปี 2574 ใช่ไหม")

    assert told[0] == "ไม่มีข้อมูลวันสิ้นสุดในทะเบียน"


def test_of_a_termination_nobody_recorded_it_is_said_that_none_is(desk: Desk) -> None:
    assert lines(desk, "ทำไมเราถึงยกเลิก MOU กับออสเตรเลีย")[0] == "ไม่มีข้อมูลการบอกเลิกในทะเบียน"


def test_an_order_is_told_that_nothing_was_changed_and_who_can(desk: Desk) -> None:
    told = lines(desk, "ช่วยแก้วันหมดอายุของฟินแลนด์เป็นปี 2575 ให้ที")

    assert told[0].startswith("ไม่มีการแก้ไขข้อมูล")
    assert "/edit" in told[1]


def test_a_count_tells_apart_what_only_may_belong(desk: Desk) -> None:
    told = lines(desk, "ปีงบ 65 ลงนามไปทั้งหมดกี่ฉบับ")

    assert told[0].startswith("มี 8 ฉบับ และอาจเข้าเกณฑ์อีก 2 ฉบับ")


def test_a_list_by_a_date_tells_that_date(desk: Desk) -> None:
    assert ": ลงนาม 7 พ.ย. 2565 · " in "\n".join(lines(desk, "ลงนามเดือนพฤศจิกายน 2565 มีอะไรบ้าง"))


def test_none_of_a_kind_is_said_in_the_askers_word_before_what_there_is(desk: Desk) -> None:
    told = lines(desk, "อนุสัญญากับลาวมีไหม")

    assert told[0] == "ไม่พบอนุสัญญากับสปป. ลาวในทะเบียน"
    assert told[1] == "รายการในทะเบียนที่เป็นเอกสารประเภทอื่น:"


def test_a_zero_names_what_there_is_of_other_kinds(desk: Desk) -> None:
    told = lines(desk, "ปฏิญญากับอิสราเอลมีกี่ฉบับ")

    assert told[0] == "ไม่พบรายการในทะเบียน (0 ฉบับ): ปฏิญญา กับอิสราเอล"
    assert any("IL-2022-CYBER" in line for line in told)


def test_territories_are_not_called_countries(desk: Desk) -> None:
    assert "กับ 26 ประเทศหรือดินแดน และ 2 กลุ่มประเทศ" in lines(desk, "เรามีความตกลงกับกี่ประเทศ")


def test_a_narrowed_list_says_that_it_is_of_those_told_before(desk: Desk) -> None:
    before = desk.ask("ย้อนหลังห้าปีเราทำกะจีนไปกี่ฉบับ", TODAY)
    after = desk.ask("เอาเฉพาะที่เป็นรัฐกับรัฐนะ ไม่เอาบริษัท", TODAY, context=Context.after(before, None))
    told = reply_to(after, desk.view(TODAY)).text

    assert "รายการที่กล่าวถึงก่อนหน้า" in told
    assert "ไม่พบคำว่า" not in told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("นอร์เวย์", "กับนอร์เวย์ในทะเบียน"),
        ("หัวเว่ย (จีน)", "กับหัวเว่ย (จีน) ในทะเบียน"),
        ("ITU~", "กับ ITU~ ในทะเบียน"),
    ],
)
def test_a_gap_is_a_space_only_where_thai_needs_one(value: str, told: str) -> None:
    words = Words("th", {"with": "กับ~**{party}**~ในทะเบียน"})

    assert words.text("with", party=value) == told
