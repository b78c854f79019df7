"""A process that writes jobs and prints each acknowledged number, until it is killed.

Usage: python -m tests.faults.writer FILE SEED FIRST LAST IN_FLIGHT COMPACT_ABOVE
"""

import asyncio
import os
import sys
from pathlib import Path

from bot.store import StoreError, open_store
from tests.faults.broken import BROKEN
from tests.faults.workload import job


async def write(path: Path, seed: int, numbers: range, in_flight: int, compact_above: int) -> None:
    """Commit the jobs in order, `in_flight` of them at a time."""
    store = open_store(path, compact_above=compact_above)
    os.write(1, b"open\n")
    places = asyncio.Semaphore(in_flight)

    async def commit(number: int) -> None:
        try:
            await store.commit(job(seed, number))
            os.write(1, b"%d\n" % number)
        finally:
            places.release()

    async with asyncio.TaskGroup() as group:
        for number in numbers:
            await places.acquire()
            group.create_task(commit(number))
    await store.close()
    os.write(1, b"done\n")


def main() -> int:
    """Run from the command line; 3 when the store refused."""
    path, seed, first, last, in_flight, compact_above = sys.argv[1:7]
    for name in sys.argv[7:]:
        BROKEN[name]()
    numbers = range(int(first), int(last) + 1)
    try:
        asyncio.run(write(Path(path), int(seed), numbers, int(in_flight), int(compact_above)))
    except StoreError as error:
        os.write(1, f"refused {type(error).__name__}\n".encode())
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
