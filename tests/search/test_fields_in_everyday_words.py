"""Fields that are asked for in everyday words: whose desk, counted from when, what was added."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.asking import Desk
from bot.search.question import Ask
from tests.conftest import TODAY


def said(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("whose desk is the Seoul smart city memorandum on?", Ask.OWNER),
        ("ความตกลงกับกรุงโซล เรื่องอยู่ที่โต๊ะใคร", Ask.OWNER),
        ("the Philippines one, six years counted from when?", Ask.IN_FORCE),
        ("what was added in the renewal with the Hong Kong observatory", Ask.ADDED),
        ("ฉบับต่ออายุของหอดูดาวฮ่องกง เพิ่มเรื่องอะไร", Ask.ADDED),
        ("how soon must the Cabinet file for JP-2022-ICT go in?", Ask.DECIDE_BY),
        ("JP-2022-ICT ต้องส่งเรื่องเข้า ครม. เมื่อไร", Ask.DECIDE_BY),
        ("the Chinese AI one, full official title in Thai please", Ask.TITLE),
        ("Fraunhofer memo, what about?", Ask.SCOPE_AREAS),
        ("Israel MoU signed by which unit?", Ask.PARTIES),
        ("MoU อิสราเอลลงนามโดยหน่วยใด", Ask.PARTIES),
        ("GIZ grant, who's giving the money", Ask.OTHER),
    ],
)
def test_everyday_words_ask_for_a_field(desk: Desk, text: str, ask: Ask) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.question.asks == (ask,)
    assert answer.total == 1


def test_what_about_at_the_beginning_is_still_the_next_question(desk: Desk) -> None:
    assert desk.ask("what about Finland?", TODAY).question.asks == ()


def test_what_was_added_is_told_of_the_newer_text_against_the_older(desk: Desk) -> None:
    told = said(desk, "what was added in the renewal with the Hong Kong observatory")

    assert told.startswith("5 areas that are not in HK-2017-WEATHER")
    assert "weather forecasting" in told
    assert "Areas of HK-2017-WEATHER: windshear detection" in told


def test_what_renews_nothing_has_nothing_added(desk: Desk) -> None:
    assert said(desk, "what was added in the Kazakhstan memo").startswith("It renews or replaces")


def test_from_when_a_term_counts_is_told_where_only_its_summary_tells(desk: Desk) -> None:
    told = said(desk, "the Philippines one, six years counted from when?")

    assert "It takes effect on the last diplomatic notice" in told


def test_a_title_that_is_asked_for_in_full_is_not_said_to_be_missing(desk: Desk) -> None:
    told = said(desk, "the Chinese AI one, full official title in Thai please")

    assert told.startswith("Memorandum of Understanding on promoting cooperation in artificial")
    assert "recorded of it" not in told


def test_that_a_party_is_not_confirmed_is_said_beside_it(desk: Desk) -> None:
    assert "⚠️ Thai party, day and term are not confirmed." in said(desk, "who signed with Israel")
    assert "⚠️" not in said(desk, "who are the parties of KZ-2025-DIGITAL")


def test_how_soon_is_no_filter_on_what_ends_soon(desk: Desk) -> None:
    question = desk.ask("how soon does the Laos MoU expire", TODAY).question

    assert question.statuses == ()
    assert question.asks == (Ask.EXPIRES,)
