"""Pushes updates to the bot's webhook; keeps out the queue they come from.

Updates go out one by one in order. Telegram uses several connections for different chats; one is
enough here, because a bot that answers 200 before it handles an update cannot tell the difference.
"""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import aiohttp

from tests.botapi.clock import Clock
from tests.botapi.records import Json
from tests.botapi.updates import QueuedUpdate, UpdateQueue
from tests.botapi.waiting import Bell

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_PAUSE: Final = 60.0
READ_TIMEOUT: Final = 60.0
SUCCESSES: Final = range(200, 300)


@dataclass(frozen=True, slots=True)
class Push:
    """One attempt: the update, and the status (0 without an answer)."""

    update_id: int
    status: int


@dataclass
class Webhook:
    """The webhook as set, and the task that feeds it. ``is_cut`` says the network is down."""

    queue: UpdateQueue
    bell: Bell
    clock: Clock
    is_cut: Callable[[], bool]
    url: str = ""
    secret: str | None = None
    max_connections: int = 40
    pushes: list[Push] = field(default_factory=list)
    _last_error: Json = field(default_factory=dict)
    _task: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str | None, max_connections: int) -> None:
        """Point to a new address and start pushing."""
        self.stop()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self._last_error = {}
        self._task = asyncio.create_task(self._run(), name="webhook")

    def stop(self) -> None:
        """Forget the address; what is not confirmed stays in the queue."""
        self.url = ""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def info(self) -> Json:
        """A ``WebhookInfo``."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.queue.pending),
        }
        if self.url:
            info |= {"max_connections": self.max_connections, **self._last_error}
        if self.queue.allowed is not None:
            info["allowed_updates"] = sorted(self.queue.allowed)
        return info

    async def _run(self) -> None:
        """Push the first pending update until it is taken, then the next."""
        failures = 0
        timeout = aiohttp.ClientTimeout(total=READ_TIMEOUT)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                update = await self.bell.until(self._first, None)
                if await self._push(session, update):
                    failures = 0
                    self.queue.confirm(update.update_id + 1)
                    continue
                failures += 1
                # Telegram tries again at once, then after 2, 4, 8 ... seconds
                if failures > 1:
                    await self.clock.sleep(min(2.0 ** (failures - 1), LONGEST_PAUSE))

    def _first(self) -> QueuedUpdate | None:
        """The next update to push."""
        pending = self.queue.pending
        return pending[0] if pending else None

    async def _push(self, session: aiohttp.ClientSession, update: QueuedUpdate) -> bool:
        """One attempt; True if the webhook took the update."""
        headers = {} if self.secret is None else {SECRET_HEADER: self.secret}
        status, problem = 0, "Connection timed out"
        if not self.is_cut():
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                problem = "Connection refused"
                post = session.post(self.url, json=update.as_json(), headers=headers)
                async with post as response:
                    status = response.status
                    problem = f"Wrong response from the webhook: {status} {response.reason}"
        self.pushes.append(Push(update.update_id, status))
        self.bell.ring()
        if status in SUCCESSES:
            return True
        self._last_error = {
            "last_error_date": self.clock.unix(),
            "last_error_message": problem,
        }
        return False
