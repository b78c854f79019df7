"""Partners by how many agreements they have, and records by what is not recorded of them."""

from __future__ import annotations

import pytest

from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.group_sizes import MOST, sizes_asked
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("who has more than three agreements with us", (4, MOST)),
        ("countries with at least 2 mous", (2, MOST)),
        ("which partners have five or more texts", (5, MOST)),
        ("which countries have fewer than 3 agreements", (1, 2)),
        ("which countries do we have only one agreement with", (1, 1)),
        ("ประเทศไหนมีความตกลงมากกว่า 3 ฉบับ", (4, MOST)),
        ("ประเทศใดมีแค่ฉบับเดียว", (1, 1)),
        ("คู่ภาคีที่มีตั้งแต่ 4 ฉบับ", (4, MOST)),
        ("agreements of more than three years", None),
        ("is there only one agreement with Laos", None),
    ],
)
def test_how_many_a_partner_must_have_is_read(text: str, sizes: tuple[int, int] | None) -> None:
    assert sizes_asked(text) == sizes


def test_the_partners_with_so_many_are_told_with_their_number(desk: Desk) -> None:
    answer = desk.ask("who has more than three agreements with us", TODAY)

    assert answer.kind is AnswerKind.COUNT
    assert answer.groups == (("CN", 22), ("ASEAN", 18), ("JP", 8), ("LA", 4), ("US", 4))


def test_how_many_were_signed_each_year_counts_no_drafts(desk: Desk) -> None:
    answer = desk.ask("how many agreements did we sign each year", TODAY)

    assert answer.question.recorded == ("signed",)
    assert answer.total == sum(number for _, number in answer.groups)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("which agreements say nothing about renewal", "renewal"),
        ("ฉบับไหนไม่ระบุการต่ออายุ", "renewal"),
        ("which agreements have no responsible unit", "owner"),
    ],
)
def test_what_says_nothing_of_a_field_is_listed_alone(desk: Desk, text: str, missing: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.question.missing == (missing,)
    assert 0 < answer.total < len(desk.holdings.agreements)
