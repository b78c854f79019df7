"""“Already renewed” under a reminder: the new end is asked, confirmed, and never written over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.driver_messages import Reply
from tests.botapi.driver_rooms import GroupRoom
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot
from tests.test_reminders import ADMINISTRATOR, MORNING, memorandum


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(MORNING)


@pytest.fixture
async def bot(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> AsyncIterator[RunningBot]:
    async with running_bot(
        server, vocabulary, [memorandum()], clock, administrators=str(ADMINISTRATOR)
    ) as running:
        yield running


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(1001, "Official A", language_code="en", started=True)


@pytest.fixture
def administrator(server: BotApiServer) -> Person:
    return server.user(ADMINISTRATOR, "Administrator", language_code="en", started=True)


@pytest.fixture
async def group(
    server: BotApiServer, official: Person, administrator: Person, bot: RunningBot
) -> GroupRoom:
    room = server.supergroup("Renewals", [official, administrator])
    await room.says(official, "/subscribe all tiers 30 14 7")
    await room.next_reply()
    return room


@pytest.fixture
async def asked(group: GroupRoom, official: Person, bot: RunningBot, clock: FakeClock) -> Reply:
    """The question for the new end, after a tap on “Already renewed” 30 days before."""
    clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)
    await bot.tick()
    reminder = (await group.replies(2))[0]
    await reminder.tapped("Already renewed", official)
    shown = await reminder.edited()
    assert "an administrator has to confirm the new dates" in shown.text
    return await group.next_reply()


async def test_the_new_end_is_asked_of_who_said_so_and_an_administrator_confirms_it(
    asked: Reply,
    group: GroupRoom,
    official: Person,
    administrator: Person,
    bot: RunningBot,
    clock: FakeClock,
) -> None:
    """peers.md (b) 1 and 9: a renewal is a record of its own, and arms the reminders again."""
    assert "reply to this message" in asked.text
    await group.says(official, "4 August 2032, note of 3 January", reply_to=asked)
    assert (await group.next_reply()).text.startswith("Thank you. An administrator has been asked")
    question = await administrator.private_chat().next_reply()
    assert "Official A says that JP-2022-ICT is renewed" in question.text
    assert "Ends: 4 August 2027 → 4 August 2032" in question.text
    assert bot.desk.register.agreements.keys() == {"JP-2022-ICT"}

    await question.tapped("Confirm", administrator)

    saved = await administrator.private_chat().next_reply()
    assert "extends JP-2022-ICT" in saved.text
    told = await group.next_reply()
    assert "Confirmed: JP-2022-ICT goes on until 4 August 2032 (Administrator)." in told.text
    (made,) = (a for a in bot.desk.register.agreements.values() if a.id != "JP-2022-ICT")
    old = bot.desk.register.get("JP-2022-ICT")
    assert old is not None
    assert old.expires is None
    assert (made.amends, str(made.in_force), str(made.expires)) == (
        ("JP-2022-ICT",),
        "2027-08-05",
        "2032-08-04",
    )
    # The old date is told no more, and the new one is armed of its own accord.
    clock.moment = datetime(2027, 1, 22, 3, 0, tzinfo=UTC)
    await bot.tick()
    assert not [r for r in group.unread if r.text.startswith("🔔")]
    clock.moment = datetime(2032, 1, 7, 3, 0, tzinfo=UTC)
    await bot.tick()
    assert any(made.id in r.text and r.text.startswith("🔔") for r in group.unread)


async def test_until_it_is_confirmed_the_reminders_go_on(
    asked: Reply, group: GroupRoom, bot: RunningBot, clock: FakeClock
) -> None:
    clock.moment = datetime(2027, 1, 22, 3, 0, tzinfo=UTC)
    await bot.tick()

    assert any(r.text.startswith("🔔 Decide within 14 days") for r in group.unread)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("4 August 2026", "That is not later than the end"),
        ("31 February 2032", "no such day"),
        ("soon", "soon"),
    ],
)
async def test_an_end_that_makes_no_sense_is_asked_again(
    asked: Reply,
    group: GroupRoom,
    official: Person,
    administrator: Person,
    typed: str,
    why: str,
) -> None:
    await group.says(official, typed, reply_to=asked)

    assert why in (await group.next_reply()).text
    assert administrator.private_chat().unread == []
    await group.says(official, "4 August 2032", reply_to=asked)
    assert (await group.next_reply()).text.startswith("Thank you")


async def test_only_an_administrator_can_confirm_and_only_once(
    asked: Reply, group: GroupRoom, official: Person, administrator: Person, bot: RunningBot
) -> None:
    await group.says(official, "5 years", reply_to=asked)
    await group.next_reply()
    question = await administrator.private_chat().next_reply()

    refused = await (await question.tapped("Confirm", official)).answer()
    await question.tapped("Confirm", administrator)
    await administrator.private_chat().next_reply()
    again = await (await question.tapped("Confirm", administrator)).answer()

    assert refused.text != ""
    assert again.text != ""
    assert len(bot.desk.register.agreements) == 2
