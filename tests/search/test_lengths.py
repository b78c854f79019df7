"""The longest and the shortest term: a list in order of length, each with its length."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from tests.conftest import TODAY


@pytest.mark.parametrize("text", ["which agreement lasts the longest", "ความตกลงฉบับไหนมีอายุนานที่สุด"])
def test_the_longest_term_comes_first_and_drafts_are_left_out(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    found = [match.id for match in answer.found]
    assert answer.kind is AnswerKind.LIST
    assert found[:2] == ["CISCO-2018-CYBER", "KH-2025-DIGITAL"]
    assert "ASEAN-2020-SMARTCITY" not in found


def test_the_shortest_term_comes_first_when_asked_for(desk: Desk) -> None:
    found = [match.id for match in desk.ask("which has the shortest term", TODAY).found]

    assert found[0] == "FI-2018-ICT"
    assert found[-1] == "CISCO-2018-CYBER"


def test_each_row_of_the_longest_tells_the_term(desk: Desk) -> None:
    answer = desk.ask("the longest agreement with Japan", TODAY)

    text = reply_to(answer, desk.view(TODAY)).text
    assert "longest first" in text
    assert "5 years · ends 4 Aug 2027" in text.replace("**", "").replace("<b>", "").replace(
        "</b>", ""
    )


@pytest.mark.parametrize(
    "text",
    ["agreements with a term of three years", "which ones run for 3 years", "ฉบับที่มีอายุ 3 ปี"],
)
def test_a_length_of_term_narrows_a_list(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    found = {match.id for match in answer.found}
    assert answer.kind is AnswerKind.LIST
    assert {"KZ-2025-DIGITAL", "FI-2022-ICT", "KH-2022-SCAM"} <= found
    assert found.isdisjoint({"JP-2022-ICT", "LA-2022-ICT"})


def test_a_length_of_term_is_no_filter_where_one_text_is_named(desk: Desk) -> None:
    answer = desk.ask("The Kazakhstan MoC lasts five years, right?", TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, "KZ-2025-DIGITAL")


def test_how_many_areas_a_text_has_asks_for_its_areas(desk: Desk) -> None:
    answer = desk.ask("how many areas does the Singapore digital economy MoU have", TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, "SG-2021-DIGITAL")
