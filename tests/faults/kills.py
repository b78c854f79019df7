"""A writing process is killed at a random moment; what it was told is durable must be there."""

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from bot.store import StoreError, open_store
from bot.store.reports import TornFrameCut
from tests.faults.counts import Counts
from tests.faults.workload import Model, last_job, model, state_of

PROJECT = Path(__file__).resolve().parents[2]

# The most jobs one process gets to before it would end by itself.
JOBS = 100_000


def command(path: Path, seed: int, first: int, last: int, *settings: str) -> list[str]:
    """Return how to start a writer of the jobs `first` to `last`."""
    numbers = [str(seed), str(first), str(last)]
    return [sys.executable, "-m", "tests.faults.writer", str(path), *numbers, *settings]


def killed_writer(path: Path, seed: int, random: Random, *broken: str) -> int:
    """Start a writer, kill it after a random number of acknowledgements, return the last one."""
    in_flight = random.choice(("1", "16", "64"))
    compact_above = random.choice(("4000", "40000", "4000000"))
    first = last_job(read(path)[0]) + 1 if path.exists() else 1
    arguments = command(path, seed, first, first + JOBS, in_flight, compact_above, *broken)
    patience = random.randint(1, 400)
    last = first - 1
    with subprocess.Popen(arguments, cwd=PROJECT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            patience -= 1
            if line[:1].isdigit():
                last = int(line)
            if patience == 0:
                process.kill()
    return last


def read(path: Path) -> tuple[Model, int]:
    """Open the register for good; return its state and how many torn lines were cut."""

    async def look() -> tuple[Model, int]:
        store = open_store(path)
        try:
            return state_of(store), sum(isinstance(r, TornFrameCut) for r in store.reports)
        finally:
            await store.close()

    return asyncio.run(look())


def kill_run(folder: Path, seed: int, kills: int = 2, *broken: str) -> Counts:
    """Kill some writers of one register, one after the other, and look after each."""
    counts = Counts()
    random = Random(seed)
    path = folder / f"register-{seed}"
    for _ in range(kills):
        last = killed_writer(path, seed, random, *broken)
        counts.runs += 1
        counts.acknowledged += last
        if not path.exists():
            continue
        try:
            state, torn = read(path)
        except StoreError:
            counts.unreadable += 1
            return counts
        counts.reported += torn
        found = last_job(state)
        counts.lost += max(0, last - found)
        counts.wrong += state != model(seed, range(1, found + 1))
    return counts


def run_kills(folder: Path, runs: int, seed: int = 0, broken: tuple[str, ...] = ()) -> Counts:
    """Kill `runs` writers, two at a time."""
    counts = Counts()
    each = 2
    with ThreadPoolExecutor(max_workers=2) as pool:
        seeds = range(seed, seed + (runs + each - 1) // each)
        for result in pool.map(lambda one: kill_run(folder, one, each, *broken), seeds):
            counts += result
    return counts
