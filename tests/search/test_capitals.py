"""Capitals stand for their countries, but not in a title, as a place or in the name of a body."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rapidfuzz.distance import OSA

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY


def parties(desk: Desk, text: str) -> list[tuple[str, ...]]:
    return [slot.ids for slot in desk.ask(text, TODAY).question.parties]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("did we ever sign with moscow", "RU"),
        ("last date to tell vientiane we dont want to continue", "LA"),
        ("who looks after the seoul smart city mou", "KR"),
        ("manila mou", "PH"),
        ("and london?", "GB"),
        ("anything with Kuala Lumpur", "MY"),
        ("astana mou end", "KZ"),
        ("deal w phnom penh", "KH"),
        ("Washington", "US"),
        ("mexico city deal", "MX"),
        ("ข้อตกลงกับโตเกียวหมดเมื่อไหร่", "JP"),
        ("เวียงจันทน์ต่ออายุไหม", "LA"),
        ("ความตกลงกับกรุงโซล", "KR"),
        ("ความตกลงกับมอสโก", "RU"),
    ],
)
def test_a_capital_stands_for_its_country(desk: Desk, text: str, country: str) -> None:
    assert parties(desk, text) == [(country,)]


def test_how_a_capital_was_read_is_said_in_the_language_of_the_question(desk: Desk) -> None:
    for text, said in (
        ("delhi mou", "reading “delhi” as India"),
        ("ข้อตกลงกับฮานอย", "อ่าน “ฮานอย” เป็น เวียดนาม"),
    ):
        assert said in reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


@pytest.mark.parametrize(
    "text",
    [
        "what did we sign in Manila",
        "signed at Beijing",
        "manila plan of action",
        "Hanoi declaration",
        "Tokyo Statement",
        "budapest convention",
        "the university of Tokyo mou",
        "tokyo electric mou",
        "city of Seoul",
        "bangkok declaration",
        "bangkok",
        "male participation",
        "ปฏิญญาเวียงจันทน์",
        "ลงนามที่กรุงโตเกียว",
        "แถลงการณ์โตเกียว",
    ],
)
def test_a_place_a_title_and_a_body_of_its_own_stand_for_no_country(desk: Desk, text: str) -> None:
    assert parties(desk, text) == []


def test_a_capital_within_a_typed_title_is_a_word_of_the_title(desk: Desk) -> None:
    text = "Astana Ministerial Declaration on Digital Inclusion and Transformation in Asia"

    answer = desk.ask(text, TODAY)

    assert answer.ids[0] == "ESCAP-2024-ASTANA"
    assert answer.question.capitals == ()


def test_a_text_called_by_a_capital_is_found_where_its_country_has_no_such_text(desk: Desk) -> None:
    assert desk.ask("asean smart connectivity vientiane", TODAY).ids == ("ASEAN-2019-VIENTIANE",)


def test_what_only_mentions_a_capital_is_no_text_of_its_country(
    desk_of: Callable[..., Desk],
) -> None:
    desk = desk_of({"id": "X", "title": "Rules for hospitals", "summary": "Agreed in Oslo."})

    answer = desk.ask("oslo hospitals mou", TODAY)

    assert (answer.kind, answer.ids) == (AnswerKind.NONE, ())


def test_the_seat_of_a_bloc_and_a_country_leaves_both_open(desk: Desk) -> None:
    assert [set(ids) for ids in parties(desk, "what do we have with brussels")] == [{"BE", "EU"}]


@pytest.mark.parametrize("word", ["osaka", "munich", "phuket", "dubai", "lagos", "sydney"])
def test_a_town_that_is_no_capital_is_never_taken_for_another_word(desk: Desk, word: str) -> None:
    answer = desk.ask(f"mou with {word}", TODAY)

    assert answer.question.corrections == ()
    assert answer.question.parties == ()


def test_the_name_of_a_capital_is_never_taken_for_another_word(
    desk: Desk, vocabulary: Vocabulary
) -> None:
    read_otherwise = {
        city: party.id
        for party in vocabulary.directory
        for city in party.capitals
        if party.id not in ("TH", "BE", "EU")
        if parties(desk, f"ความตกลงกับ{city}" if not city.isascii() else f"deal with {city}")
        != [(party.id,)]
    }

    assert read_otherwise == {}


@pytest.mark.parametrize("word", ["mofcop", "loncan", "tokion"])
def test_a_short_word_with_two_errors_is_another_word(desk: Desk, word: str) -> None:
    corrections = desk.ask(f"deal with {word}", TODAY).question.corrections

    assert all(OSA.distance(c.typed, c.read) < 2 for c in corrections)
