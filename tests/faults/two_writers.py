"""Two who write to one register: the second process and the second thread must be refused."""

import subprocess
import threading
from pathlib import Path

from bot.store import StoreError
from bot.store.file_operations import LOCAL_FILES
from bot.store.upkeep import verify
from tests.faults.batches import Batches
from tests.faults.counts import Counts
from tests.faults.kills import PROJECT, command, read
from tests.faults.workload import AUDIT, job, steps

JOBS = 60
ENDLESS = 1_000_000


def two_processes(path: Path, *broken: str) -> Counts:
    """Let a second process write to a register while a first one does."""
    counts = Counts(runs=1)
    settings = ("1", "4000000", *broken)
    arguments = command(path, 1, 1 + JOBS, 1 + JOBS + ENDLESS, *settings)
    with subprocess.Popen(arguments, cwd=PROJECT, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        told = [first.stdout.readline()]
        second = subprocess.run(
            command(path, 1, 1, JOBS, *settings), cwd=PROJECT, stdout=subprocess.PIPE, check=False
        )
        told += second.stdout.splitlines()
        told += [first.stdout.readline() for _ in range(JOBS)]
        first.kill()
        told += first.stdout.readlines()
    done = [int(line) for line in told if line[:1].isdigit()]
    counts.refused = sum(line.startswith(b"refused StoreLocked") for line in told)
    return _judged(counts, path, done)


def _judged(counts: Counts, path: Path, done: list[int]) -> Counts:
    """Count what of the jobs `done` is not in the register; audit rows are never removed."""
    counts.acknowledged = len(done)
    counts.unreadable = bool(verify(path).problems)
    if not counts.unreadable:
        found = {note.number for note in read(path)[0]["audit"].values()}
        counts.lost = len({number for number in done if _has_audit(number)} - found)
    return counts


def _has_audit(number: int) -> bool:
    return any(step.collection is AUDIT for step in steps(1, number))


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
                batches.write(job(1, number))
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
