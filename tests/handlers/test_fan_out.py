"""A thousand reminders at once: within Telegram's limits, soon done, and nobody who asks waits."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.handlers.limiter import ChatLimiter
from bot.reminders.subscriptions import Interest, Subscription
from bot.search.vocabulary import Vocabulary
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, agreement, running_bot

CHATS, DATES = 200, 5
#: What Telegram publishes: messages a second over all, a second in a chat, a minute in a group.
OVERALL, IN_CHAT, IN_GROUP = 30, 1, 20
MORNING = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


class VirtualTime:
    """Seconds that pass only when nobody has anything to do but wait."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self.is_held = False

    def now(self) -> float:
        return self._clock.moment.timestamp()

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now() + seconds, next(self._numbers), future))
        await future

    def pass_on(self) -> bool:
        """Go to the next moment at which somebody wakes; returns whether there is one."""
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        if not self._sleepers:
            return False
        self._clock.advance(seconds=max(0.0, self._sleepers[0][0] - self.now()) + 1e-6)
        while self._sleepers and self._sleepers[0][0] <= self.now():
            _, _, future = heapq.heappop(self._sleepers)
            if not future.done():
                future.set_result(None)
        return True


class WatchedLimiter(ChatLimiter):
    """The bot's own limiter; it tells what is on its way, and who has been answered."""

    def __init__(self, time: VirtualTime) -> None:
        super().__init__(time.now, time.sleep)
        self.on_its_way = 0
        self.wanted: dict[int, asyncio.Event] = {}

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        async def watched(*args: Any, **kwargs: Any) -> Any:
            self.on_its_way += 1
            try:
                return await callback(*args, **kwargs)
            finally:
                self.on_its_way -= 1

        chat_id = data.get("chat_id")
        if isinstance(chat_id, int) and chat_id in self.wanted:
            self.wanted[chat_id].set()
        return await super().process_request(watched, args, kwargs, endpoint, data, rate_limit_args)


class Hall:
    """The bot with the chats that are to be told, on a clock of its own."""

    def __init__(self, running: RunningBot, time: VirtualTime, limiter: WatchedLimiter) -> None:
        self.running = running
        self.time = time
        self.limiter = limiter

    async def until_done(
        self, work: asyncio.Task[None], meanwhile: list[asyncio.Task[Any]]
    ) -> None:
        """Let time pass until the work is done."""
        while not all(task.done() for task in (work, *meanwhile)):
            for _ in range(30):
                await asyncio.sleep(0)
            if self.limiter.on_its_way or self.time.is_held:
                await asyncio.sleep(0.001)
            else:
                self.time.pass_on()
        await asyncio.gather(work, *meanwhile)


@asynccontextmanager
async def hall(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> AsyncIterator[Hall]:
    time = VirtualTime(clock)
    limiter = WatchedLimiter(time)
    records = [
        agreement({"id": f"A-{n}", "title": f"Text {n}", "expires": f"2027-06-{10 + n}"})
        for n in range(DATES)
    ]
    async with running_bot(server, vocabulary, records, clock, limiter=limiter) as running:
        yield Hall(running, time, limiter)


async def subscribe(server: BotApiServer, running: RunningBot, number: int) -> list[int]:
    """Make so many groups that are told of everything."""
    person = server.user(1_001, "Official A", language_code="en", started=True)
    ids = []
    for place in range(number):
        room = server.supergroup(f"Group {place}", [person])
        ids.append(room.chat_id)
        today = MORNING.date()
        await running.bot.reminding.wishes.subscribe(
            Subscription("", room.chat_id, None, Interest(), "en", today, person.id)
        )
    return ids


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(MORNING)


async def test_t14_a_thousand_reminders_to_200_chats_keep_every_limit_and_a_question_does_not_wait(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    async with hall(server, vocabulary, clock) as place:
        chats = await subscribe(server, place.running, CHATS)
        official = server.user(1_001, "Official A", language_code="en", started=True)
        clock.moment = datetime(2026, 12, 8, 3, 0, tzinfo=UTC)  # a tier of each has come
        # What is told on Mondays only is not what is counted here.
        began, asked_at = place.time.now(), 0.0
        waited = place.limiter.wanted[official.id] = asyncio.Event()

        async def ask() -> None:
            nonlocal asked_at
            await place.time.sleep(12)
            place.time.is_held, asked_at = True, place.time.now()
            await official.says("A-1")
            await asyncio.wait_for(waited.wait(), 20)
            place.time.is_held = False

        round_ = asyncio.create_task(place.running.tick())
        await place.until_done(round_, [asyncio.create_task(ask())])
        answer = await official.private_chat().next_reply()
        took = place.time.now() - began

    sends = [call for call in server.calls.sends() if call.params["chat_id"] in set(chats)]
    reminders = [call for call in sends if str(call.params["text"]).startswith("🔔")]
    answered = next(c for c in server.calls.sends() if c.params["chat_id"] == official.id)
    windows = server.sliding_windows()
    least = max(len(sends) / OVERALL, len(sends) / CHATS - 1)
    assert len(reminders) == CHATS * DATES
    assert windows.overall_per_second <= OVERALL
    assert windows.worst_chat <= IN_CHAT
    assert windows.worst_group <= IN_GROUP
    assert took <= 1.2 * least
    assert "A-1" in answer.text
    assert answered.time - asked_at < 1
