"""The same may be asked for again: in the other language, sorted, or as a list."""

from __future__ import annotations

import pytest

from bot.search.answer import Answer
from bot.search.asking import Desk
from bot.search.context import Context
from tests.conftest import TODAY


def talk(desk: Desk, *texts: str) -> list[Answer]:
    """Ask one question after the other, in one conversation."""
    context: Context | None = None
    answers: list[Answer] = []
    for text in texts:
        answers.append(desk.ask(text, TODAY, context=context))
        context = Context.after(answers[-1], context)
    return answers


@pytest.mark.parametrize(
    ("text", "language"),
    [("in Thai please", "th"), ("ขอภาษาอังกฤษหน่อยค่ะ", "en"), ("can you say it in English?", "en")],
)
def test_the_answer_before_is_told_in_another_language(
    desk: Desk, text: str, language: str
) -> None:
    before, again = talk(desk, "when does the Lao MoU expire", text)

    assert (again.ids[0], again.question.asks) == (before.ids[0], before.question.asks)
    assert again.question.language == language


@pytest.mark.parametrize("text", ["ขอรายชื่อ", "show me the list", "newest first"])
def test_a_list_or_an_order_is_of_what_was_just_counted(desk: Desk, text: str) -> None:
    counted, listed = talk(desk, "how many agreements on cyber security", text)

    assert set(listed.ids) == set(counted.ids)


def test_all_that_is_on_record_is_still_listed_where_it_is_said(desk: Desk) -> None:
    *_, listed = talk(desk, "how many agreements on cyber security", "list all agreements")

    assert listed.total == len(desk.holdings)


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["what do we have with Laos?", "does it renew automatically?"], "LA-2022-ICT"),
        (["agreements with Israel and Australia on cyber", "ไม่ใช่ อันของอิสราเอล"], "IL-2022-CYBER"),
        (["how about Japan", "the ICT one", "what replaced the 2017 one"], "JP-2017-ICT"),
        (["when does the Japan ICT MoC end", "sorry, the postal one, not ICT"], "JP-2021-POST"),
    ],
)
def test_a_follow_up_means_one_of_what_was_told(desk: Desk, texts: list[str], first: str) -> None:
    assert talk(desk, *texts)[-1].ids[0] == first


def test_a_time_goes_on_after_and(desk: Desk) -> None:
    *_, answer = talk(desk, "what did we sign in 2022?", "and before 2020?")

    assert [(str(d.period.start), str(d.period.end)) for d in answer.question.dates] == [
        ("None", "2019-12-31")
    ]
