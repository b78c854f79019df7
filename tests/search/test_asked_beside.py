"""What stands beside the subject of a question and is none: events, laws, fields, drafts."""

from __future__ import annotations

import pytest

from bot.search.answer import Absent, AnswerKind
from bot.search.asking import Desk
from bot.search.question import Ask, Mode, StatusFilter
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ครม.เห็นชอบร่าง MOU อินโดเมื่อวันที่เท่าไหร่", "ID-2024-ICT"),
        ("ครม ผ่านร่าง mou ลาวเมื่อไร", "LA-2022-ICT"),
        ("when did the cabinet approve the draft MoU with Indonesia", "ID-2024-ICT"),
    ],
)
def test_a_draft_that_was_approved_picks_out_no_drafts(desk: Desk, text: str, told: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.question.statuses == ()
    assert answer.focus == told


def test_drafts_that_were_approved_are_drafts_still(desk: Desk) -> None:
    question = desk.ask("ร่างที่ ครม. เห็นชอบแล้วมีอะไรบ้าง", TODAY).question

    assert question.statuses == (StatusFilter.NOTHING_SIGNED,)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("mou ที่ sign หลัง covid กับ NCSA มีกี่อัน", "หลัง covid"),
        ("หลังน้ำท่วมใหญ่เราทำอะไรกับญี่ปุ่นไปบ้าง", "หลังน้ำท่วม"),
        ("what did we sign since covid with China", "since covid"),
    ],
)
def test_an_event_that_a_time_is_reckoned_from_is_no_subject(
    desk: Desk, text: str, time: str
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.question.vague_times == (time,)
    assert answer.question.areas == ()
    assert answer.ids


def test_an_event_may_be_the_subject(desk: Desk) -> None:
    assert desk.ask("ข้อตกลงเรื่องโควิด", TODAY).question.areas


def test_the_law_that_a_text_binds_under_is_no_subject(desk: Desk) -> None:
    question = desk.ask("มีกฎหมายผูกพันมั้ยอันที่ทำเรื่องอีคอมเมิร์ซของอาเซียน", TODAY).question

    assert [slot.ids for slot in question.areas] == [("e-commerce",)]
    assert question.asks == (Ask.BINDING,)


def test_a_budget_beside_a_project_is_the_field_that_is_asked_for(desk: Desk) -> None:
    answer = desk.ask("งบประมาณโครงการภูเก็ตสมาร์ทซิตี้ที่ USTDA ให้กี่บาท", TODAY)

    assert answer.focus == "US-2022-PHUKET"
    assert answer.question.asks == (Ask.OTHER,)


def test_a_budget_may_be_the_subject(desk: Desk) -> None:
    question = desk.ask("ข้อตกลงกับญี่ปุ่นเรื่องงบประมาณมีไหม", TODAY).question

    assert [slot.ids for slot in question.areas] == [("public-finance",)]


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("สนธิสัญญาส่งผู้ร้ายข้ามแดนกับกัมพูชามีมั้ย", "KH-2022-SCAM"),
        ("extradition treaty with Cambodia", "KH-2022-SCAM"),
        ("อนุสัญญากับลาวมีไหม", "LA-2022-ICT"),
        ("พิธีสารกับญี่ปุ่น", "JP-2022-ICT"),
    ],
)
def test_none_of_the_kind_asked_for_is_told_with_what_there_is(
    desk: Desk, text: str, nearest: str
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.NONE
    assert (Absent.KIND, "") in answer.absent
    assert nearest in {match.id for match in answer.nearest}


@pytest.mark.parametrize("text", ["ความตกลงกับลาว", "ข้อตกลงกับลาว", "เอ็มโอยูกับลาว", "MOU กับลาว"])
def test_the_loose_words_for_a_text_ask_for_no_kind(desk: Desk, text: str) -> None:
    assert "LA-2022-ICT" in desk.ask(text, TODAY).ids


@pytest.mark.parametrize(
    "text",
    [
        "ช่วยแก้วันหมดอายุของฟินแลนด์เป็นปี 2575 ให้ที",
        "ช่วยลบ MOU ลาวออกจากระบบ",
        "กรุณาเพิ่มรายการ MOU ไทย-เนเธอร์แลนด์เข้าระบบ",
        "change the expiry date of the Finland MoU to 2032",
    ],
)
def test_an_order_to_change_a_record_is_known_for_one(desk: Desk, text: str) -> None:
    question = desk.ask(text, TODAY).question

    assert question.mode is Mode.CHANGE


@pytest.mark.parametrize(
    "text",
    [
        "เพิ่มเติมจากญี่ปุ่นมีอะไรอีก",
        "แก้ไขเพิ่มเติมฟินแลนด์มีฉบับไหน",
        "บันทึกความเข้าใจกับลาว",
        "MOU ไหนถูกยกเลิกไปแล้วบ้าง",
        "the change of parties in the Laos MoU",
        "what did we add since 2020",
        "update on the Japan agreement",
        "set of agreements with China",
        "correct end date of the Laos MoU",
        "Agreement to extend the memorandum to 2027",
        "Protocol to amend the agreement relating to air transport of 1990",
        "กำหนดวันสิ้นสุดของลาว",
        "ลงวันที่ 5 สิงหาคม 2565 กับญี่ปุ่น",
    ],
)
def test_a_question_with_the_words_of_an_order_is_none(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).question.mode is not Mode.CHANGE


@pytest.mark.parametrize("text", ["อินเดียปี65 ลงนามรึยัง", "ร่าง MOU อินเดียปี 65 ลงนามหรือยัง"])
def test_the_year_before_whether_it_is_signed_tells_which_text(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).focus == "IN-2022-ICT"


def test_what_is_due_counts_decisions_notices_and_ends(desk: Desk) -> None:
    answer = desk.ask("ภายใน 6 เดือนมีอะไรต้องทำบ้าง", TODAY)

    assert answer.ids == ("LA-2022-ICT", "JP-2022-ICT")


def test_a_text_that_a_source_tells_was_signed_is_the_signed_one(desk: Desk) -> None:
    assert desk.ask("เยอรมันมีสองอันใช่ไหม อันไหนเซ็นแล้ว", TODAY).focus == "DE-2018-FRAUNHOFER"
