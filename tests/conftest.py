"""What most tests need: the starter register, a fixed day, a bot that talks to the server."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bot.access import Access
from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor
from bot.agreements.deadlines import LeadTimes
from bot.agreements.record import read_record
from bot.app import connection_of
from bot.catalogue.records import starter_catalogue
from bot.catalogue.vocabulary import load_vocabulary
from bot.handlers.bot import TelegramBot
from bot.handlers.desk import Desk
from bot.handlers.limiter import ChatLimiter
from bot.handlers.process import Process
from bot.register import AgreementRegister
from bot.reminders.working_days import working_days
from bot.search.asking import Desk as SearchDesk
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from bot.settings import Settings, read_settings
from bot.store import FileFolder, MemoryFiles, MemoryStore, Store, files_of, open_store
from tests.botapi.clock import Clock
from tests.botapi.server import BotApiServer

pytest_plugins = ("tests.token_watch",)

#: The day on which the sketches of conversations take place.
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

# How long an example takes tells more of the machine than of the bot.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Let what was imported and collected stay: half a million objects, gone through by each
    full collection of garbage although they live until the end. A tenth of a worker's time.
    """
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **parts: float) -> None:
        self.moment += timedelta(**parts)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def starter() -> tuple[Agreement, ...]:
    return starter_catalogue().agreements


@pytest.fixture(scope="session")
def desk(vocabulary: Vocabulary, starter: tuple[Agreement, ...]) -> SearchDesk:
    """The starter catalogue, to be asked; nobody changes it."""
    return SearchDesk(Holdings(vocabulary, starter), LeadTimes())


@pytest.fixture
def desk_of(vocabulary: Vocabulary) -> Callable[..., SearchDesk]:
    """Make a desk over the records given as keyword dictionaries."""

    def make(*records: dict[str, object]) -> SearchDesk:
        return SearchDesk(Holdings(vocabulary, map(agreement, records)), LeadTimes())

    return make


def agreement(record: dict[str, object]) -> Agreement:
    """Return the agreement of a record in the interchange format."""
    read = read_record({"title": "A text"} | record)
    assert read.agreement is not None, [str(problem) for problem in read.problems]
    return read.agreement


async def register_of(
    records: Iterable[Agreement],
    vocabulary: Vocabulary,
    clock: Callable[[], datetime],
    store: Store | None = None,
) -> tuple[AgreementRegister, Store]:
    """Return a register with these records, in memory unless a store is given."""
    store = store or MemoryStore()
    register = AgreementRegister(store, vocabulary, LeadTimes(), clock)
    await register.take_in(records, Actor(), reason="test")
    return register, store


class SameClock(Clock):
    """The server's clock set by the bot's, so that both agree on how old a message is."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock.moment)
        self._clock = clock

    def now(self) -> float:
        return self._clock.moment.timestamp()

    def advance(self, seconds: float) -> None:
        self._clock.advance(seconds=seconds)
        super().advance(0)


@pytest.fixture
async def server(clock: FakeClock) -> AsyncIterator[BotApiServer]:
    """The tests' Bot API server; every call must have been right."""
    async with BotApiServer(conflict_pause=0, clock=SameClock(clock)) as running:
        yield running
        running.assert_clean()


class HurriedTime:
    """Seconds that pass as soon as somebody waits for them: for what paces, not for what is due."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        self.passed += seconds
        await asyncio.sleep(0)


class HeldTime:
    """Time that stands still for whoever waits for a place, until it is let go."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.may_pass = asyncio.Event()

    def now(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        await self.may_pass.wait()
        self.passed += seconds
        await asyncio.sleep(0)


class RunningBot:
    """A bot that serves until the test is over."""

    def __init__(
        self, process: Process, task: asyncio.Task[int], desk: Desk, bot: TelegramBot
    ) -> None:
        self.process = process
        self.task = task
        self.desk = desk
        self.bot = bot

    async def stop(self) -> int:
        self.process.stop()
        return await self.task

    async def tick(self) -> None:
        """Let the round of reminders run that the next minute would bring."""
        await self.bot.reminding.rounds.tick()


def settings_for(server: BotApiServer, **values: str) -> Settings:
    """Return settings that point to the tests' server."""
    environment = {
        "SANYA_TOKEN": server.token,
        "SANYA_API_ADDRESS": server.base_url.removesuffix("/bot"),
        **{f"SANYA_{name.upper()}": value for name, value in values.items()},
    }
    return read_settings(environment)


async def _left_out() -> None:
    """Do nothing in place of a part that a test does not look at."""


@asynccontextmanager
async def starting_bot(
    server: BotApiServer,
    vocabulary: Vocabulary,
    records: Iterable[Agreement],
    clock: Callable[[], datetime],
    *,
    path: Path | None = None,
    limiter: ChatLimiter | None = None,
    options: Mapping[str, Any] | None = None,
    menus: bool = False,
    **values: str,
) -> AsyncIterator[RunningBot]:
    """Run the whole bot against the server; open to everybody unless told otherwise.

    Without a `limiter` nobody waits for a place; `options` are those of the process. The menus of
    a start are eight calls, a quarter of what it costs: they are left out where no test looks.
    """
    settings = settings_for(server, **({"open_to_all": "yes"} | values))
    store = open_store(path) if path else MemoryStore()
    register, store = await register_of(records, vocabulary, clock, store)
    access = Access(store, settings.admission, clock)
    working = working_days(settings.holidays)
    zone, language, days = settings.time_zone, settings.language, settings.unanswered_days
    desk = Desk(
        store,
        register,
        access,
        clock,
        zone,
        language,
        working,
        unanswered_days=days,
        second_pair=settings.second_pair,
        files=FileFolder(files_of(path)) if path else MemoryFiles(),
    )
    hurried = HurriedTime()
    limiter = limiter or ChatLimiter(hurried.now, hurried.sleep)
    bot = await TelegramBot.build(desk, connection_of(settings), limiter)
    if not menus:
        bot.menus.set_all = _left_out  # type: ignore[method-assign]  # of this bot only
    process = Process(bot, **(options or {}))
    task = asyncio.create_task(process.run())
    running = RunningBot(process, task, desk, bot)
    try:
        yield running
    finally:
        if not task.done():
            await running.stop()
        await store.close()


@asynccontextmanager
async def running_bot(
    server: BotApiServer,
    vocabulary: Vocabulary,
    records: Iterable[Agreement],
    clock: Callable[[], datetime],
    **more: Any,
) -> AsyncIterator[RunningBot]:
    """Run a bot as `starting_bot` does, and wait until it serves."""
    async with starting_bot(server, vocabulary, records, clock, **more) as running:
        await asyncio.wait_for(running.process.is_polling.wait(), 10)
        yield running


@pytest.fixture
async def bot(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
) -> AsyncIterator[RunningBot]:
    """A bot on the starter catalogue, open to everybody, on 22 November 2026."""
    async with running_bot(server, vocabulary, starter, clock) as running:
        yield running
