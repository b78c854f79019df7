"""An office with two administrators and a reader, who send files to the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.agreements.agreement import Agreement
from bot.people.roles import Role
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person, Reply
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot

FIRST, SECOND, READER = 9001, 9002, 9004
#: Reading is done in a process of its own, which starts slowly on a busy machine.
PATIENCE = 60.0


class Sender:
    """Somebody who sends files, and the last reply."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.seen: Reply | None = None

    async def sends(self, name: str | None, content: bytes, **more: object) -> str:
        await self.person.sends_document(name, content, **more)  # type: ignore[arg-type]  # as is
        return await self.hears()

    async def says(self, text: str) -> str:
        await self.person.says(text)
        return await self.hears()

    async def taps(self, wanted: str) -> str:
        """Tap a button of the last reply, and return what is told thereafter."""
        await self.toast(wanted)
        return await self.hears()

    async def toast(self, wanted: str) -> str:
        """Tap a button of the last reply, and return the word in passing."""
        assert self.seen is not None
        return (await (await self.seen.tapped(wanted, self.person)).answer(PATIENCE)).text

    async def hears(self) -> str:
        self.seen = await self.person.private_chat().next_reply(PATIENCE)
        return self.seen.text

    @property
    def buttons(self) -> list[str]:
        assert self.seen is not None
        return [button.text for button in self.seen.buttons]


def sender(server: BotApiServer, number: int, language: str = "en") -> Sender:
    name = f"Person {number}"
    return Sender(server.user(number, name, language_code=language, started=True))


@pytest.fixture
async def bot(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
) -> AsyncIterator[RunningBot]:
    async with running_bot(
        server, vocabulary, starter, clock, administrators=f"{FIRST},{SECOND}", open_to_all="no"
    ) as running:
        await running.desk.access.grant(READER, Role.READER, FIRST)
        yield running


@pytest.fixture
def first(server: BotApiServer) -> Sender:
    return sender(server, FIRST)


@pytest.fixture
def second(server: BotApiServer) -> Sender:
    return sender(server, SECOND)


@pytest.fixture
def reader(server: BotApiServer) -> Sender:
    return sender(server, READER)


@pytest.fixture
def thai(server: BotApiServer) -> Sender:
    return sender(server, FIRST, "th")
