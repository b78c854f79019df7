"""T36: inline questions are off, or answered to whom they may be and with public records alone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.agreements.agreement import Agreement
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, agreement, running_bot

INSIDER = 1001


def record(number: int, visibility: str = "public", title: str = "5G") -> Agreement:
    return agreement(
        {
            "id": f"JP-{number}",
            "title": f"{title} {number}",
            "kind": "mou",
            "visibility": visibility,
            "scope_areas": ["5g"],
            "parties": [{"name": "Thailand", "country": "TH"}, {"name": "Japan", "country": "JP"}],
            "signed": "2022-08-05",
            "term": {"kind": "fixed", "months": 60},
        }
    )


@pytest.fixture
async def bot(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> AsyncIterator[RunningBot]:
    records = [record(1), record(2), record(3, "staff"), record(4, "private")]
    people = {"open_to_all": "no", "people": str(INSIDER), "administrators": "9001"}
    async with running_bot(server, vocabulary, records, clock, inline="yes", **people) as running:
        yield running


@pytest.fixture
def insider(server: BotApiServer, bot: RunningBot) -> Person:
    return server.user(INSIDER, "Official A", started=True)


async def offered(person: Person, text: str) -> list[str]:
    results = await person.inline_results(await person.asks_inline(text))
    return [result["title"] for result in results]


async def test_t36_public_records_are_offered_to_who_may_ask(insider: Person) -> None:
    assert await offered(insider, "Japan") == ["5G 1 · JP-1", "5G 2 · JP-2"]


async def test_t36_nobody_is_offered_more_than_public_records_not_even_an_administrator(
    server: BotApiServer, insider: Person
) -> None:
    administrator = server.user(9001, "Administrator", started=True)

    assert await offered(administrator, "Japan") == ["5G 1 · JP-1", "5G 2 · JP-2"]
    assert not [title for title in await offered(administrator, "JP-4") if "JP-4" in title]


async def test_t36_somebody_who_may_not_ask_is_offered_nothing(
    server: BotApiServer, insider: Person
) -> None:
    assert await offered(server.user(666, "Stranger"), "Japan") == []


async def test_t36_an_answer_is_personal_and_kept_by_nobody(
    server: BotApiServer, insider: Person
) -> None:
    await offered(insider, "Japan")
    again = await insider.asks_inline("Japan")
    other = await server.user(666, "Stranger").asks_inline("Japan")

    assert not again.from_cache
    assert not other.from_cache
    await server.wait_for(lambda: other.answers or None, "an answer")
    for call in server.calls.of("answerInlineQuery"):
        assert call.params["is_personal"] is True
        assert call.params["cache_time"] == 0


async def test_t36_the_answer_to_a_question_stands_first(insider: Person) -> None:
    titles = await offered(insider, "when does JP-1 end?")

    assert titles[0].startswith("⏳ Ends on 4 August 2027")
    assert titles[1:] == ["5G 1 · JP-1"]


async def test_t36_what_is_chosen_is_posted_as_a_card(
    server: BotApiServer, insider: Person
) -> None:
    group = server.supergroup("Group", [insider], bot="left")
    question = await insider.asks_inline("JP-1", room=group)

    said = await insider.chooses_inline(question, 1, room=group)

    assert "JP-1" in said.message.body["text"]


@pytest.mark.parametrize("text", ["", "   ", "<b>", "a" * 256, "🏛" * 100, "\u202eJapan"])
async def test_t36_odd_questions_are_answered_too(insider: Person, text: str) -> None:
    assert isinstance(await offered(insider, text), list)


async def test_t36_at_most_so_many_are_offered_and_their_ids_are_short(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    long = [record(10**20 + number, title="<b>&" * 20) for number in range(30)]
    async with running_bot(server, vocabulary, long, clock, inline="yes"):
        person = server.user(INSIDER, "Official A")
        results = await person.inline_results(await person.asks_inline("Japan"))

    assert 0 < len(results) <= 50
    assert all(len(result["id"].encode()) <= 64 for result in results)


async def test_t36_without_the_setting_no_inline_question_reaches_the_bot(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    async with running_bot(server, vocabulary, [record(1)], clock):
        person = server.user(INSIDER, "Official A", started=True)
        await server.wait_for(lambda: server.calls.of("getUpdates") or None, "a poll")
        question = await person.asks_inline("Japan")
        await person.says("/whoami")
        await person.private_chat().next_reply()

    assert question.answers == []
    assert "inline_query" not in {update.kind for update in server.delivered}
