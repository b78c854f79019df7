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
