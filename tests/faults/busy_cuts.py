"""The power goes while many jobs are in flight and the file is being rewritten beside them."""

import asyncio
import contextlib
from random import Random

from bot.store import StoreError, open_store
from tests.faults.batches import REGISTER, Batches
from tests.faults.counts import Counts
from tests.faults.faulty_files import Fault, FaultyFiles, PowerIsOff
from tests.faults.simulated_disk import DIRECTORY_RULES, SimulatedDisk
from tests.faults.workload import job, last_job, model

JOBS = 120
IN_FLIGHT = 16
COMPACT_ABOVE = 12_000

# About as many calls as a whole run makes, so that some runs end without a cut.
CALLS = 150


class Session:
    """A busy store on a disk whose power goes; `acknowledged` is the last job told to be done."""

    def __init__(self, seed: int, files: FaultyFiles) -> None:
        self.seed = seed
        self.files = files
        self.acknowledged = 0

    async def run(self) -> None:
        store = open_store(REGISTER, files=self.files, compact_above=COMPACT_ABOVE)
        for first in range(1, JOBS, IN_FLIGHT):
            numbers = range(first, min(first + IN_FLIGHT, JOBS + 1))
            results = await asyncio.gather(
                *(store.commit(job(self.seed, number)) for number in numbers),
                return_exceptions=True,
            )
            done = [result for result in results if isinstance(result, int)]
            self.acknowledged = max([self.acknowledged, *done])
            if len(done) < len(numbers):
                break
        await store.close()


def busy_cut(seed: int) -> Counts:
    """Let the power go at a random call of a busy store, and look at what the disk may hold."""
    counts = Counts()
    random = Random(seed)
    disk = SimulatedDisk()
    call = random.randrange(CALLS)
    fault = Fault(call, None) if random.random() < 0.5 else Fault(call, None, "after")
    files = FaultyFiles(disk, fault)
    session = Session(seed, files)
    with contextlib.suppress(StoreError, PowerIsOff):
        asyncio.run(session.run())
    acknowledged = session.acknowledged
    for rule in DIRECTORY_RULES * 2:
        counts += _outcome(seed, acknowledged, disk.power_cut(random, rule))
    return counts


def _outcome(seed: int, acknowledged: int, disk: SimulatedDisk) -> Counts:
    counts = Counts(runs=1, acknowledged=acknowledged)
    try:
        batches = Batches(disk)
    except StoreError:
        counts.unreadable = 1
        return counts
    state = batches.state()
    last = last_job(state)
    counts.reported = len(batches.reports)
    counts.lost = max(0, acknowledged - last)
    counts.wrong = state != model(seed, range(1, last + 1)) or last > acknowledged + IN_FLIGHT
    return counts


def run_busy_cuts(seeds: range) -> Counts:
    """Cut the power once for each seed."""
    counts = Counts()
    for seed in seeds:
        counts += busy_cut(seed)
    return counts
