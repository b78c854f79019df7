"""A process that writes jobs and prints each acknowledged number; half way it waits for a line.

Usage: python -m tests.faults.writer FILE SEED FIRST LAST [BROKEN ...]
"""

import asyncio
import os
import sys
from pathlib import Path

from bot.store import StoreError, open_store
from tests.faults.broken import BROKEN
from tests.faults.workload import job


async def write(path: Path, seed: int, numbers: range) -> None:
    """Commit the jobs in order."""
    store = open_store(path)
    for number in numbers:
        if number == numbers[len(numbers) // 2]:
            os.write(1, b"half way\n")
            os.read(0, 1)
        await store.commit(job(seed, number))
        os.write(1, b"%d\n" % number)
    await store.close()


def main() -> int:
    """Run from the command line; 3 when the store refused."""
    path, seed, first, last = sys.argv[1:5]
    for name in sys.argv[5:]:
        BROKEN[name]()
    numbers = range(int(first), int(last) + 1)
    try:
        asyncio.run(write(Path(path), int(seed), numbers))
    except StoreError as error:
        os.write(1, f"refused {type(error).__name__}\n".encode())
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
