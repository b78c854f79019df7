"""T25: what changes something is obeyed only as a new message that its sender wrote just now."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.agreements.agreement import Agreement
from bot.people.roles import Role
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot

ADMINISTRATOR = 9001


@pytest.fixture
async def bot(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
) -> AsyncIterator[RunningBot]:
    async with running_bot(
        server, vocabulary, starter, clock, administrators=str(ADMINISTRATOR), open_to_all="no"
    ) as running:
        yield running


@pytest.fixture
def administrator(server: BotApiServer) -> Person:
    return server.user(ADMINISTRATOR, "Administrator", language_code="en", started=True)


@pytest.fixture
def stranger(server: BotApiServer) -> Person:
    return server.user(1001, "Stranger", language_code="en", started=True)


async def heard(person: Person) -> str:
    return (await person.private_chat().next_reply()).text


async def test_an_edited_command_changes_nothing(bot: RunningBot, administrator: Person) -> None:
    said = await administrator.says("/whoami")
    await heard(administrator)

    await administrator.edits(said, "/follow Japan")

    assert "An edited message changes nothing" in await heard(administrator)
    assert bot.bot.reminding.wishes.all() == []


async def test_a_forwarded_command_changes_nothing(
    bot: RunningBot, administrator: Person, stranger: Person
) -> None:
    said = await stranger.says("/follow Japan")
    assert "not admitted" in await heard(stranger)

    await administrator.forwards(said)

    assert "A forwarded message changes nothing" in await heard(administrator)
    assert bot.bot.reminding.wishes.all() == []


async def test_a_command_that_took_too_long_is_asked_for_again(
    server: BotApiServer, bot: RunningBot, administrator: Person, clock: FakeClock
) -> None:
    server.network_off()
    await administrator.says("/follow Japan")
    clock.advance(minutes=11)
    server.network_on()

    assert "more than ten minutes" in await heard(administrator)
    assert bot.bot.reminding.wishes.all() == []


async def test_who_is_not_admitted_is_told_so_and_changes_nothing(
    bot: RunningBot, stranger: Person
) -> None:
    await stranger.says("/follow Japan")

    assert "You are not admitted yet" in await heard(stranger)
    assert bot.bot.reminding.wishes.all() == []


async def test_an_anonymous_administrator_of_a_group_is_asked_to_show_who_it_is(
    server: BotApiServer, bot: RunningBot, administrator: Person
) -> None:
    group = server.supergroup("Group", [administrator])
    await bot.desk.access.grant(group.chat_id, Role.GUEST, ADMINISTRATOR)

    await group.anonymous_administrator_says("/subscribe")

    assert "I cannot tell who is writing" in (await group.next_reply()).text
    assert bot.bot.reminding.wishes.all() == []


async def test_t25_what_came_through_a_bot_or_in_a_channels_name_changes_nothing(
    server: BotApiServer, bot: RunningBot, administrator: Person
) -> None:
    group = server.supergroup("Group", [administrator])
    await bot.desk.access.grant(group.chat_id, Role.GUEST, ADMINISTRATOR)
    other = server.user(5001, "Another", username="another_bot", is_bot=True)

    await group.says(administrator, "/subscribe", via_bot=other.user)
    assert "A forwarded message changes nothing" in (await group.next_reply()).text
    await group.channel_says(server.channel("Channel", [administrator]), "/subscribe")
    assert "I cannot tell who is writing" in (await group.next_reply()).text

    assert bot.bot.reminding.wishes.all() == []


async def test_nothing_to_cancel_is_said_so(bot: RunningBot, administrator: Person) -> None:
    await administrator.says("/cancel")

    assert "nothing to cancel" in await heard(administrator)
