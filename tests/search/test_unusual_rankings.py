"""Rankings, histories and comparisons in unusual words: outlive, evolved, a hole, talking about."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.question import Ask, Grouping, Mode, Order
from tests.conftest import TODAY


def said(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


@pytest.mark.parametrize(
    "text",
    [
        "of those still valid, which one will outlive all the others",
        "which agreement expires last",
        "ฉบับใดหมดอายุหลังสุด",
    ],
)
def test_what_ends_last_is_one_text_with_its_end(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.ONE
    assert answer.question.order is Order.LAST_TO_END
    assert answer.focus == "KH-2025-DIGITAL"
    assert said(desk, text).startswith("⏳")


def test_most_with_counts_by_country_in_the_year_that_was_asked(desk: Desk) -> None:
    answer = desk.ask("which country did we sign the most with in 2025?", TODAY)

    assert answer.question.grouping is Grouping.COUNTRY
    assert answer.groups[0] == ("CN", 2)


def test_most_mous_with_counts_no_other_kinds(desk: Desk) -> None:
    every = desk.ask("which country do we have the most agreements with", TODAY)
    memoranda = desk.ask("which country do we have the most MoUs with", TODAY)

    assert memoranda.question.kinds
    assert memoranda.groups[0][1] < every.groups[0][1]


@pytest.mark.parametrize(
    "text", ["which agency of ours has the most", "หน่วยงานไหนของเรามีความตกลงมากที่สุด"]
)
def test_agencies_of_ours_are_counted_and_not_countries(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.question.grouping is Grouping.OWN_BODY
    assert answer.groups[0][0] == "TH-MDES"
    assert "TH-DEPA" in dict(answer.groups)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("what needs the director's attention first, deadline-wise", Mode.DUE),
        ("walk me through how postal cooperation with Japan evolved", Mode.HISTORY),
        ("ความร่วมมือไปรษณีย์กับญี่ปุ่นมีพัฒนาการอย่างไร", Mode.HISTORY),
        ("what did Huawei sign with us, newest on top", Mode.LIST),
    ],
)
def test_unusual_words_say_the_shape_of_the_answer(desk: Desk, text: str, mode: Mode) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.question.mode is mode
    assert answer.kind is AnswerKind.LIST
    assert answer.total > 1


def test_a_hole_between_two_texts_is_the_days_between_them(desk: Desk) -> None:
    text = "was there a hole between the old and the new Singapore papers, and how big"

    assert desk.ask(text, TODAY).question.asks == (Ask.GAP,)
    assert said(desk, text).startswith("A gap of 773 days")


def test_a_text_and_a_memo_of_the_body_of_its_name_are_set_side_by_side(desk: Desk) -> None:
    answer = desk.ask("how do DEPA the treaty and depa the agency's Japan memo differ?", TODAY)

    assert "DEPA-2024-TALKS" in answer.ids
    assert {"JP-2021-LIPE", "JP-2022-TRANSFORMATION"} & set(answer.ids)


def test_merely_talking_about_means_talks_and_no_drafts(desk: Desk) -> None:
    answer = desk.ask("how many are we merely talking about, nothing signed", TODAY)

    assert answer.total == 8
    assert all(desk.holdings.agreements[i].is_talks for i in answer.ids)
