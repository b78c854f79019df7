"""How long the event loop stands still: a heartbeat beside writes, bursts and a rewriting."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.store.reports import Compacted
from bot.store.stores import FileStore
from tests.bench.rows import ROWS, row

Write = Callable[[str, dict[str, Any]], Awaitable[None]]

BEAT = 0.001
PACE = 0.005
PACED_WRITES = 20
BURST = 40


@asynccontextmanager
async def heartbeat() -> AsyncIterator[list[float]]:
    """Collect how much later than asked the loop came round, in seconds."""
    late: list[float] = [0.0]

    async def beat() -> None:
        while True:
            due = time.perf_counter() + BEAT
            await asyncio.sleep(BEAT)
            late.append(time.perf_counter() - due)

    task = asyncio.create_task(beat())
    await asyncio.sleep(2 * BEAT)
    yield late
    await asyncio.sleep(2 * BEAT)
    task.cancel()


async def lag_of_writes(write: Write | None) -> float:
    """Return the worst lag, in seconds, of paced writes (of none: of the idle loop)."""
    async with heartbeat() as late:
        for number in range(PACED_WRITES):
            if write is not None:
                await write(f"P-{number}", row(number))
            await asyncio.sleep(PACE)
    return max(late)


async def lag_of_bursts(write: Write) -> float:
    """Return the worst lag, in seconds, of writes that all begin at once."""
    rows = {f"B-{number}": row(number) for number in range(BURST)}
    async with heartbeat() as late:
        await asyncio.gather(*(write(key, value) for key, value in rows.items()))
    return max(late)


async def lag_of_rewriting(store: FileStore) -> tuple[float, float]:
    """Return the worst lag and the time, in seconds, of a rewriting with writes beside it."""
    compactor, before = store._compactor, len(store.reports)
    compactor._above = compactor._register.snapshot_length = 0
    number, begun = 0, time.perf_counter()
    async with heartbeat() as late:
        while not any(isinstance(report, Compacted) for report in store.reports[before:]):
            value = row(number)
            await store.commit(lambda t, value=value: t.put(ROWS, "R-1", value))  # type: ignore[misc] # bound now, run at once
            await asyncio.sleep(PACE)
            number += 1
    compactor._above = 1 << 40
    return max(late), time.perf_counter() - begun
