"""Waiting for something to become true without sleeping or polling; keeps out what it is about."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Bell:
    """Everybody who waits looks again each time it rings.

    Why not ``asyncio.Condition``: its ``notify`` needs the lock, so every change of state would
    have to be a coroutine. State changes of the server stay plain function calls.
    """

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        """Wake all who wait; called after every change of state."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, found: Callable[[], Found | None], within: float | None) -> Found:
        """Return the first value of ``found()`` that is not None.

        ``within`` is in real seconds. Raises TimeoutError.
        """
        async with asyncio.timeout(within):
            while (value := found()) is None:
                future = asyncio.get_running_loop().create_future()
                self._waiting.append(future)
                await future
            return value
