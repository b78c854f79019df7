"""Reminders follow the admission of a chat: lost with it, back with it, and moved with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.access import GRANTS
from bot.handlers.chat_moves import follow_chat
from bot.people.roles import Role
from bot.reminders.subscriptions import SUBSCRIPTIONS
from bot.search.vocabulary import Vocabulary
from bot.store import Changes
from tests.botapi.driver import Person
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, agreement, running_bot

CHIEF, CLERK = 9001, 1001
RECORD: dict[str, object] = {
    "id": "JP-2022-ICT",
    "title": "Memorandum of Cooperation in the field of ICT",
    "kind": "moc",
    "parties": [{"country": "TH"}, {"country": "JP"}],
    "signed": "2022-08-05",
    "term": {"kind": "fixed", "months": 60},
}


@pytest.fixture
async def bot(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> AsyncIterator[RunningBot]:
    async with running_bot(
        server, vocabulary, [agreement(RECORD)], clock, administrators=str(CHIEF), open_to_all="no"
    ) as running:
        yield running


@pytest.fixture
def chief(server: BotApiServer) -> Person:
    return server.user(CHIEF, "Chief", language_code="en", started=True)


@pytest.fixture
async def clerk(server: BotApiServer, bot: RunningBot) -> Person:
    """Somebody who was a reader, follows everything, and is one no longer."""
    person = server.user(CLERK, "Clerk", language_code="en", started=True)
    await bot.desk.access.grant(CLERK, Role.READER, CHIEF)
    await person.says("/subscribe")
    assert "You are told in private" in (await person.private_chat().next_reply()).text
    await bot.desk.access.revoke(CLERK, CHIEF)
    return person


async def week_by_week(bot: RunningBot, clock: FakeClock, weeks: int) -> None:
    for _ in range(weeks):
        clock.advance(days=7)
        await bot.tick()


async def test_whoever_may_read_nothing_is_not_told_that_nothing_is_due(
    bot: RunningBot, chief: Person, clerk: Person, clock: FakeClock
) -> None:
    await week_by_week(bot, clock, 2)

    assert clerk.private_chat().unread == []


async def test_the_administrators_hear_once_that_a_chat_gets_no_more_reminders(
    bot: RunningBot, chief: Person, clerk: Person, clock: FakeClock
) -> None:
    await week_by_week(bot, clock, 2)

    told = await chief.private_chat().next_reply()
    assert "gets no more reminders (no longer admitted)" in told.text
    assert chief.private_chat().unread == []


async def test_whoever_is_admitted_again_is_told_again(
    bot: RunningBot, chief: Person, clerk: Person, clock: FakeClock
) -> None:
    await week_by_week(bot, clock, 1)
    await bot.desk.access.grant(CLERK, Role.READER, CHIEF)

    await week_by_week(bot, clock, 1)

    assert "JP-2022-ICT" in (await clerk.private_chat().next_reply()).text


async def test_a_group_with_a_new_id_takes_admission_and_subscriptions_along_in_one_write(
    bot: RunningBot, chief: Person, server: BotApiServer
) -> None:
    """A crash between two writes left the group subscribed and admitted to nothing."""
    room = server.group("Renewals", [chief])
    await bot.desk.access.grant(room.chat_id, Role.GUEST, CHIEF)
    await room.says(chief, "/subscribe")
    await room.next_reply()
    writes: list[Changes] = []
    bot.desk.store.subscribe(writes.append)

    await follow_chat(bot.bot.reminding.book, bot.desk.access, room.chat_id, -1002000000500)

    assert len(writes) == 1
    assert {GRANTS.name, SUBSCRIPTIONS.name} <= writes[0].by_collection.keys()
