"""An office with two administrators, an editor and a reader, on the starter catalogue."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.agreements.agreement import Agreement
from bot.people.roles import Role
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person, Reply
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot

FIRST, SECOND, EDITOR, READER = 9001, 9002, 9003, 9004
#: What the office's people may do beside the administrators of the settings.
ROLES = {EDITOR: Role.EDITOR, READER: Role.READER}


class Official:
    """Somebody of the office: what is said and tapped, and the reply to it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.seen: Reply | None = None

    async def says(self, text: str) -> str:
        await self.person.says(text)
        return await self.hears()

    async def taps(self, wanted: str) -> str:
        """Tap a button and return what is told thereafter."""
        await (await self.person.taps(wanted)).answer()
        return await self.hears()

    async def toast(self, wanted: str) -> str:
        """Tap a button that tells no more than a word in passing."""
        return (await (await self.person.taps(wanted)).answer()).text

    async def hears(self) -> str:
        self.seen = await self.person.private_chat().next_reply()
        return self.seen.text

    @property
    def buttons(self) -> list[str]:
        assert self.seen is not None
        return [button.text for button in self.seen.buttons]


def official(server: BotApiServer, number: int, name: str, language: str = "en") -> Official:
    return Official(server.user(number, name, language_code=language, started=True))


async def admitted(running: RunningBot) -> RunningBot:
    for number, role in ROLES.items():
        await running.desk.access.grant(number, role, FIRST)
    return running


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
        yield await admitted(running)


@pytest.fixture
def first(server: BotApiServer) -> Official:
    return official(server, FIRST, "Administrator A")


@pytest.fixture
def second(server: BotApiServer) -> Official:
    return official(server, SECOND, "Administrator B")


@pytest.fixture
def editor(server: BotApiServer) -> Official:
    return official(server, EDITOR, "Editor")


@pytest.fixture
def reader(server: BotApiServer) -> Official:
    return official(server, READER, "Reader")


@pytest.fixture
def thai(server: BotApiServer) -> Official:
    return official(server, FIRST, "Administrator A", "th")


def record(bot: RunningBot, code: str) -> Agreement:
    found = bot.desk.register.get(code)
    assert found is not None
    return found
