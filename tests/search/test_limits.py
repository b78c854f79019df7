"""Limits that are said in passing: signed ones, mere talks, notice; and names that are words."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.question import Ask
from tests.conftest import TODAY


def ids(desk: Desk, text: str) -> set[str]:
    return set(desk.ask(text, TODAY).ids)


def said(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


# -- signed, talks, notice -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "european countries we have something signed with",
        "what did we sign with European countries",
    ],
)
def test_a_list_of_what_was_signed_holds_no_draft_and_no_talks(desk: Desk, text: str) -> None:
    found = [a for a in desk.holdings if a.id in ids(desk, text)]

    assert {"FI-2018-ICT", "FI-2022-ICT", "GB-2022-DIGITAL", "DE-2018-FRAUNHOFER"} <= ids(
        desk, text
    )
    assert not any(a.is_talks or a.is_draft for a in found)
    assert "without drafts and talks" in said(desk, text)


@pytest.mark.parametrize(
    "text", ["list all where nothing is signed only talks", "talks only, list", "just talks, which"]
)
def test_only_talks_are_talks_and_no_drafts(desk: Desk, text: str) -> None:
    assert ids(desk, text) == {a.id for a in desk.holdings if a.is_talks}


@pytest.mark.parametrize(
    "text",
    [
        "in which ones can we walk away with half a years notice",
        "which need six months notice",
        "which agreements have a notice period of 6 months",
        "ฉบับใดต้องแจ้งล่วงหน้า 6 เดือนบ้าง",
    ],
)
def test_a_length_of_notice_narrows_a_list(desk: Desk, text: str) -> None:
    assert {"JP-2022-ICT", "LA-2022-ICT"} <= ids(desk, text)
    assert len(ids(desk, text)) == 4


# -- things side by side of which one is not on record ---------------------------------------------


@pytest.mark.parametrize("text", ["crypto n blockchain", "blockchain or crypto deals"])
def test_what_is_on_record_is_told_beside_what_is_not(desk: Desk, text: str) -> None:
    assert "CN-2023-DIGITAL" in ids(desk, text)
    assert "Digital assets and cryptocurrency" in said(desk, text)


def test_the_heading_of_a_list_leaves_out_what_nothing_is_on(desk: Desk) -> None:
    text = said(desk, "AI and whaling agreements")

    assert "Nothing on record on Whales and whaling." in text
    assert "On Artificial intelligence: " in text


def test_two_things_that_belong_together_are_no_alternatives(desk: Desk) -> None:
    assert desk.ask("the whaling AI agreement", TODAY).kind is AnswerKind.NONE


# -- names on record that are words besides --------------------------------------------------------


@pytest.mark.parametrize("text", ["defa", "did defa get signed yet", "when was DEFA signed"])
def test_the_short_name_of_a_text_comes_before_the_area_it_is_a_word_of(
    desk: Desk, text: str
) -> None:
    assert desk.ask(text, TODAY).ids == ("ASEAN-2023-DEFA",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("since when are we a member of depa", ("DEPA-2024-TALKS",)),
        ("did we accede to depa", ("DEPA-2024-TALKS",)),
    ],
)
def test_what_one_joins_is_the_agreement_of_that_name(
    desk: Desk, text: str, found: tuple[str, ...]
) -> None:
    assert desk.ask(text, TODAY).ids == found


def test_the_body_of_that_name_stays_the_body(desk: Desk) -> None:
    assert len(desk.ask("list what depa is in", TODAY).ids) > 1


def test_a_title_in_short_is_the_text_and_no_area(desk: Desk) -> None:
    answer = desk.ask("smart green cities how many months", TODAY)

    assert (answer.kind, answer.ids[0]) == (AnswerKind.ONE, "ASEAN-2020-SMARTCITY")


# -- what is asked ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("fraunhofer mou which year", (Ask.SIGNED,)),
        ("from which year is the rwanda mou", (Ask.SIGNED,)),
        ("when should we start the cabinet process for the japan ict moc", (Ask.DECIDE_BY,)),
        ("when must the laos mou be sent to cabinet", (Ask.DECIDE_BY,)),
        ("till what day does the deal with us and kazakhstan run", (Ask.EXPIRES,)),
        ("what does the uk letter deal with", (Ask.SCOPE_AREAS,)),
    ],
)
def test_the_field_that_is_asked_for(desk: Desk, text: str, asks: tuple[Ask, ...]) -> None:
    assert desk.ask(text, TODAY).question.asks == asks


def test_asking_for_a_year_asks_for_no_list(desk: Desk) -> None:
    assert (
        desk.ask("the itu capacity building one, from which year", TODAY).ids[0] == "ITU-2016-COE"
    )
    assert desk.ask("the fraunhofer mou, which year", TODAY).kind is AnswerKind.ONE
