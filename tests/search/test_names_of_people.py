"""People for their countries, groups for their members, bodies by their city and former name."""

from __future__ import annotations

import pytest

from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY


def parties(desk: Desk, text: str) -> list[tuple[str, ...]]:
    return [slot.ids for slot in desk.ask(text, TODAY).question.parties]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("what became of the letter to the Finns", "FI"),
        ("anything with the danes", "DK"),
        ("agreements with the Poles", "PL"),
        ("MoU with the Turks", "TR"),
        ("Spaniards?", "ES"),
        ("did we sign with the Dutchmen", "NL"),
        ("what do the Scots have with us", "GB"),
        ("ความตกลงกับชาวฟินน์", "FI"),
    ],
)
def test_people_stand_for_their_country(desk: Desk, text: str, country: str) -> None:
    assert parties(desk, text) == [(country,)]


@pytest.mark.parametrize("text", ["agreements on telephone poles", "kiwi exports"])
def test_an_ordinary_word_is_nobodys_people(desk: Desk, text: str) -> None:
    assert parties(desk, text) == []


def test_each_noun_for_people_means_one_country(vocabulary: Vocabulary) -> None:
    nouns = [noun for party in vocabulary.directory for noun in party.people]

    assert len(nouns) > 40
    assert len(nouns) == len(set(nouns))


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("agreements with the Quad countries", {"AU", "IN", "JP", "US"}),
        ("AUKUS agreements", {"AU", "GB", "US"}),
        ("ความตกลงกับกลุ่มควอด", {"AU", "IN", "JP", "US"}),
    ],
)
def test_a_grouping_is_asked_about_through_its_members(
    desk: Desk, text: str, members: set[str]
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.ids
    for match in answer.found:
        assert members & set(desk.holdings.agreements[match.id].countries)


def test_a_quad_core_is_no_group_of_countries(desk: Desk) -> None:
    assert parties(desk, "quad core processors") == []


@pytest.mark.parametrize(
    "text",
    [
        "which ministry in Jakarta put its name to our ICT memorandum?",
        "กระทรวงที่จาการ์ตาลงนามด้านไอซีทีกับเราเมื่อไหร่",
    ],
)
def test_a_ministry_in_a_capital_is_of_its_country(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).focus == "ID-2024-ICT"


def test_what_was_signed_in_a_capital_is_still_no_partner(desk: Desk) -> None:
    assert parties(desk, "what did we sign in Jakarta") == []


def test_a_name_of_several_bodies_is_the_word_that_stands_in_a_title(desk: Desk) -> None:
    answer = desk.ask("who were all the signatories of that EEC startup hub deal", TODAY)

    assert answer.focus == "TUS-2018-STARTUP"


def test_nothing_of_a_name_is_found_by_the_word_where_no_text_has_it(desk: Desk) -> None:
    assert desk.ask("EEC agreements on fisheries", TODAY).kind is AnswerKind.NONE


@pytest.mark.parametrize("text", ["MICT agreements", "ความตกลงของกระทรวงไอซีที"])
def test_what_is_held_under_a_former_name_comes_first(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.ids[0] == "JP-2015-ICT"
    assert answer.total > 1
