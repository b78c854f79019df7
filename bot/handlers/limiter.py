"""Keeps Telegram's published limits without one busy chat holding up the others.

At most 30 messages a second overall, one a second in a chat and 20 a minute in a group. A chat that
Telegram asks to wait waits alone. The library's own limiter stops everything for every such wait.
Questions go before reminders: where both wait for a place, the one with priority is taken first.
Reminders are spread over the second, so that a question never has to wait for the next one.

Where the network failed, an answer is sent again: nobody is harmed by one that comes twice, but by
none. A reminder is not, since nobody knows whether it arrived.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.handlers.failures import NeverSentError
from bot.tally import Tally

#: Overall a second, in a chat a second, in a group a minute; a little less than published.
OVERALL = 28
IN_GROUP = 19
MINUTE = 60.0
#: A chat is asked again so often before the refusal is passed on.
MOST_WAITS = 3
#: Seconds after which an answer is sent again where the network failed.
PAUSES = (1.1, 3.0)
REMINDER = 1
#: In a chat a little more than a second, for the way to Telegram is not always equally long.
IN_CHAT_EVERY = 1.05
_COUNTED = frozenset(
    {
        "sendMessage",
        "sendDocument",
        "sendPhoto",
        "editMessageText",
        "editMessageReplyMarkup",
        "copyMessage",
        "forwardMessage",
    }
)

Sleep = Callable[[float], Awaitable[None]]
Now = Callable[[], float]


class _Window:
    """At most `most` events in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=most)

    def wait(self, now: float) -> float:
        """Return how long to wait for the next place (seconds)."""
        if len(self._times) < self._most:
            return 0.0
        return max(0.0, self._times[0] + self._seconds - now)

    def take(self, now: float) -> None:
        self._times.append(now)


class _Chat:
    """The pace of one chat: its windows, its own wait, and who is next in it."""

    def __init__(self, *, is_group: bool) -> None:
        self.windows = [_Window(1, IN_CHAT_EVERY)]
        if is_group:
            self.windows.append(_Window(IN_GROUP, MINUTE))
        self.not_before = 0.0
        self.turn = _Turn()

    def wait(self, now: float) -> float:
        return max(self.not_before - now, *(window.wait(now) for window in self.windows))


class _Turn:
    """A lock that lets the waiting one of the best priority in first."""

    def __init__(self) -> None:
        self._held = False
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    async def take(self, priority: int) -> None:
        if not self._held:
            self._held = True
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (priority, next(self._numbers), future)
        heapq.heappush(self._waiting, entry)
        try:
            await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self.give()
            raise

    def give(self) -> None:
        while self._waiting:
            _, _, future = heapq.heappop(self._waiting)
            if not future.done():
                future.set_result(None)
                return
        self._held = False


class ChatLimiter(BaseRateLimiter[int]):
    """Paces calls by chat; the library hands it every call. Its argument is the priority."""

    def __init__(self, now: Now = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        #: Where messages and retries are counted; the bot puts its own here.
        self.tally = Tally()
        self._now = now
        self._sleep = sleep
        self._overall = _Window(OVERALL, 1.0)
        self._reminders = _Window(1, 1.0 / OVERALL)
        self._everybody = _Turn()
        self._reminders_closed = asyncio.Event()
        self._chats: defaultdict[int, _Chat] = defaultdict(lambda: _Chat(is_group=False))
        self._closed = asyncio.Event()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def close_to_reminders(self) -> None:
        """Let no further reminder go; those that wait for their turn end as never sent."""
        self._reminders_closed.set()

    def close(self) -> None:
        """Refuse with NeverSentError, from now on, whatever would have to wait."""
        self._reminders_closed.set()
        self._closed.set()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Make a call when its chat may have another message."""
        chat_id = data.get("chat_id")
        if endpoint == "answerCallbackQuery":
            return await self._insistent(lambda: callback(*args, **kwargs), 0)
        if endpoint not in _COUNTED or not isinstance(chat_id, int):
            return await callback(*args, **kwargs)
        chat = self._chat(chat_id)
        priority = rate_limit_args or 0
        await chat.turn.take(priority)
        outcome = "failed"
        try:
            result = await self._paced(chat, priority, lambda: callback(*args, **kwargs))
            outcome = "ok"
        finally:
            self.tally.count("sends", outcome)
            chat.turn.give()
        return result

    def _chat(self, chat_id: int) -> _Chat:
        if chat_id not in self._chats:
            self._chats[chat_id] = _Chat(is_group=chat_id < 0)
        return self._chats[chat_id]

    async def _paced(
        self, chat: _Chat, priority: int, call: Callable[[], Coroutine[Any, Any, Any]]
    ) -> Any:
        for attempt in itertools.count(1):
            await self._place(chat, priority)
            try:
                return await self._insistent(call, priority)
            except RetryAfter as refusal:
                self.tally.count("retries", "asked to wait")
                chat.not_before = self._now() + seconds_of(refusal) + 0.1
                if attempt >= MOST_WAITS:
                    raise
        raise AssertionError  # the loop above ends by return or raise

    async def _insistent(self, call: Callable[[], Coroutine[Any, Any, Any]], priority: int) -> Any:
        """Make a call, and make one that is no reminder again where the network failed."""
        for pause in PAUSES if priority < REMINDER else ():
            try:
                return await call()
            except BadRequest:
                raise
            except NetworkError:
                self.tally.count("retries", "network")
            await self._pause(pause, priority)
        return await call()

    async def _place(self, chat: _Chat, priority: int) -> None:
        """Wait until the chat and the whole bot have a place, and take it."""
        while wait := chat.wait(self._now()):
            await self._pause(wait, priority)
        await self._everybody.take(priority)
        try:
            while wait := self._overall_wait(priority):
                await self._pause(wait, priority)
            if priority >= REMINDER and self._reminders_closed.is_set():
                raise NeverSentError
            now = self._now()
            self._overall.take(now)
            self._reminders.take(now)
            for window in chat.windows:
                window.take(now)
        finally:
            self._everybody.give()

    def _overall_wait(self, priority: int) -> float:
        now = self._now()
        spread = self._reminders.wait(now) if priority >= REMINDER else 0.0
        return max(self._overall.wait(now), spread)

    async def _pause(self, seconds: float, priority: int) -> None:
        """Wait; no longer than until there is to be no more of this. Raises NeverSentError."""
        gate = self._reminders_closed if priority >= REMINDER else self._closed
        if not gate.is_set():
            sleeping = asyncio.ensure_future(self._sleep(seconds))
            closing = asyncio.ensure_future(gate.wait())
            try:
                await asyncio.wait({sleeping, closing}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                sleeping.cancel()
                closing.cancel()
        if gate.is_set():
            raise NeverSentError


def seconds_of(refusal: RetryAfter) -> float:
    """Return how long Telegram asks to wait; the library gives a number or a timedelta."""
    value: Any = refusal._retry_after  # noqa: SLF001  the public one warns until it changes type
    return float(value.total_seconds())
