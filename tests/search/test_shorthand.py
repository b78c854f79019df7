"""Shorthand of chats is spelled out before anything is read, and small talk sinks no question."""

from __future__ import annotations

import pytest

from bot.search.asking import Desk
from bot.search.normal_form import normal_text
from bot.search.question import Ask
from bot.search.shorthand import Shorthand
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("b/w 2019 and 2021", "between 2019 and 2021"),
        ("deal w/Japan", "deal with japan"),
        ("deal w/o an end", "deal without an end"),
        ("w Japan", "with japan"),
        ("nxt yr", "next year"),
        ("do we hv smth abt govts", "do we have something about governments"),
        ("approx. when", "approximately when"),
        ("no. of MoUs", "number of mous"),
        ("HOW MANY YRS", "how many years"),
        ("JP-2022-ICT", "jp-2022-ict"),
        ("name@abt.example", "name@abt.example"),
    ],
)
def test_shorthand_is_spelled_out(vocabulary: Vocabulary, typed: str, read: str) -> None:
    assert vocabulary.shorthand.spelled_out(normal_text(typed)).folded == read


def test_what_is_written_in_capitals_is_an_abbreviation(vocabulary: Vocabulary) -> None:
    text = normal_text("memorandum with the YR company")

    assert vocabulary.shorthand.spelled_out(text) == text


def test_both_forms_of_a_text_stay_as_long_as_each_other(vocabulary: Vocabulary) -> None:
    spelled = vocabulary.shorthand.spelled_out(normal_text("Wen is nxt MoU w/ JAPAN b/w us n MIC"))

    assert spelled.folded == spelled.cased.lower()


def test_without_any_shorthand_a_text_stays_as_it_is() -> None:
    text = normal_text("nxt yr")

    assert Shorthand({}).spelled_out(text) is text


@pytest.mark.parametrize(
    ("text", "asks", "parties"),
    [
        ("hm guys when does the finland mou end", (Ask.EXPIRES,), ("FI",)),
        ("tbh folks wen did we sign w japan lol", (Ask.SIGNED,), ("JP",)),
        ("brits loi signed when", (Ask.SIGNED,), ("GB",)),
    ],
)
def test_small_talk_asks_for_nothing(
    desk: Desk, text: str, asks: tuple[Ask, ...], parties: tuple[str, ...]
) -> None:
    question = desk.ask(text, TODAY).question

    assert question.asks == asks
    assert tuple(i for slot in question.parties for i in slot.ids) == parties
    assert not any(word.is_decisive for word in question.words)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("how many did we sign b/w 2019 and 2021", "how many did we sign between 2019 and 2021"),
        ("anything expiring in the coming half yr", "anything expiring in the coming half year"),
        ("signed in fiscal yr 2568 list", "signed in fiscal year 2568 list"),
    ],
)
def test_a_question_in_shorthand_has_the_answer_of_the_one_in_full(
    desk: Desk, short: str, full: str
) -> None:
    assert desk.ask(short, TODAY).ids == desk.ask(full, TODAY).ids


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("which are without an end", ("missing", "expires")),
        ("which agreements have no signature on record", ("statuses", "nothing_signed")),
        ("list all without a signature", ("statuses", "nothing_signed")),
        ("records nobody double checked", ("dates", "not_verified_since")),
    ],
)
def test_a_limit_that_is_said_is_never_dropped(
    desk: Desk, text: str, heading: tuple[str, str]
) -> None:
    name, value = heading
    limits = getattr(desk.ask(text, TODAY).question, name)

    assert [getattr(limit, "field", limit) for limit in limits] == [value]
