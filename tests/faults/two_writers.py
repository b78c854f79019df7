"""Two who write to one register: the second process and the second thread must be refused."""

import subprocess
import sys
import threading
from itertools import takewhile
from pathlib import Path

from bot.store import StoreError
from bot.store.file_operations import LOCAL_FILES
from bot.store.upkeep import verify
from tests.faults.batches import Batches
from tests.faults.counts import Counts
from tests.faults.killer import PROJECT
from tests.faults.workload import AUDIT, job, steps

SEED = 1
JOBS = 60


def two_processes(path: Path, *broken: str) -> Counts:
    """Let a second process write to a register that a first one has opened and goes on with."""
    counts = Counts(runs=1)
    with subprocess.Popen(
        _command(path, 1 + JOBS, 2 * JOBS, *broken),
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as first:
        assert first.stdout is not None
        told = list(takewhile(lambda line: line != b"half way\n", first.stdout))
        second = subprocess.run(
            _command(path, 1, JOBS, *broken),
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=False,
        )
        rest, _ = first.communicate(b"\n")
    told += [*second.stdout.splitlines(), *rest.splitlines()]
    done = [int(line) for line in told if line[:1].isdigit()]
    counts.refused = sum(line.startswith(b"refused StoreLocked") for line in told)
    return _judged(counts, path, done)


def _command(path: Path, first: int, last: int, *broken: str) -> list[str]:
    """Return how to start a writer of the jobs `first` to `last`."""
    numbers = [str(SEED), str(first), str(last)]
    return [sys.executable, "-m", "tests.faults.writer", str(path), *numbers, *broken]


def _judged(counts: Counts, path: Path, done: list[int]) -> Counts:
    """Count what of the jobs `done` is not in the register; audit rows are never removed."""
    counts.acknowledged = len(done)
    counts.unreadable = bool(verify(path).problems)
    if not counts.unreadable:
        batches = Batches(LOCAL_FILES, path)
        found = {note.number for note in batches.state()["audit"].values()}
        batches.close()
        counts.lost = len({number for number in done if _has_audit(number)} - found)
    return counts


def _has_audit(number: int) -> bool:
    return any(step.collection is AUDIT for step in steps(SEED, number))


def two_threads(path: Path, threads: int = 4, jobs: int = 25) -> Counts:
    """Let several threads write to one open register; all but its owner must be refused."""
    counts = Counts(runs=1)
    batches = Batches(LOCAL_FILES, path)
    done: list[int] = []
    start = threading.Barrier(threads)

    def write(first: int) -> None:
        start.wait()
        for number in range(first, first + jobs):
            try:
                batches.write(job(SEED, number))
            except StoreError:
                counts.refused += 1
            else:
                done.append(number)

    others = [
        threading.Thread(target=write, args=(1 + jobs * thread,)) for thread in range(1, threads)
    ]
    for thread in others:
        thread.start()
    write(1)
    for thread in others:
        thread.join()
    batches.close()
    return _judged(counts, path, done)
