"""Search kept in step with changes: a few at once, many in slices that leave the loop free.

Why slices: an index takes up a record in a third of a millisecond, so an import of 10,000 would
keep everybody waiting for seconds. Whoever changes something waits until search has followed.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable

from bot.agreements.agreement import Agreement
from bot.search.holdings import Holdings

#: So many changes are followed at once.
FEW = 32
#: Seconds that a slice may take.
SLICE = 0.008


class KeepingUp:
    """Follows changes of records, in their order."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._waiting: deque[tuple[str, Agreement | None]] = deque()
        self._done: list[asyncio.Future[None]] = []

    def follow(self, changes: Iterable[tuple[str, Agreement | None]]) -> None:
        """Take up changed records; None for one that is gone. Runs on the loop."""
        is_behind = bool(self._waiting)
        self._waiting.extend(changes)
        if is_behind:
            return
        if len(self._waiting) <= FEW:
            while self._waiting:
                self._take_up()
        else:
            asyncio.get_running_loop().call_soon(self._slice)

    async def caught_up(self) -> None:
        """Return when all changes told so far are followed."""
        if self._waiting:
            done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._done.append(done)
            await done

    def _slice(self) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + SLICE
        while self._waiting and loop.time() < until:
            self._take_up()
        if self._waiting:
            loop.call_soon(self._slice)
            return
        for done in self._done:
            if not done.done():
                done.set_result(None)
        self._done.clear()

    def _take_up(self) -> None:
        agreement_id, agreement = self._waiting.popleft()
        if agreement is None:
            self._holdings.drop(agreement_id)
        else:
            self._holdings.put(agreement)
