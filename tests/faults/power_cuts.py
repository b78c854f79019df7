"""The power goes at every call the store makes to the disk, and the disk forgets what it may."""

import contextlib
from random import Random

from bot.store import StoreError
from bot.store.compaction import compact_now
from bot.store.reports import TornFrameCut
from tests.faults.batches import Batches
from tests.faults.counts import Counts
from tests.faults.faulty_files import Fault, FaultyFiles, PowerIsOff
from tests.faults.simulated_disk import DIRECTORY_RULES, SimulatedDisk
from tests.faults.workload import job, last_job, model

BATCHES = (1, 6, 1, 3, 8, 2)
COMPACT_AFTER = (1, 4)
REOPEN_AFTER = (2,)


class Session:
    """One run of the batches, with a rewriting and a reopening between them."""

    def __init__(self, seed: int, fault: Fault | None) -> None:
        self.seed = seed
        self.disk = SimulatedDisk()
        self.files = FaultyFiles(self.disk, fault)
        self.acknowledged = 0
        self.in_flight = 0

    def run(self) -> None:
        batches = Batches(self.files)
        for number, size in enumerate(BATCHES):
            first = self.acknowledged + 1
            self.in_flight = size
            batches.write(*(job(self.seed, first + n) for n in range(size)))
            self.acknowledged += size
            self.in_flight = 0
            if number in COMPACT_AFTER:
                compact_now(batches.register)
            if number in REOPEN_AFTER:
                batches.close()
                batches = Batches(self.files)
        batches.close()


def number_of_calls(seed: int) -> int:
    """Return how many calls a whole run makes."""
    session = Session(seed, None)
    session.run()
    return len(session.files.calls)


def cut_at(seed: int, call: int, outcomes: int) -> Counts:
    """Let the power go at `call`, and look at some things the disk may hold afterwards."""
    counts = Counts()
    random = Random(f"{seed}/{call}")
    for fault in (Fault(call, None), Fault(call, None, "after")):
        session = Session(seed, fault)
        with contextlib.suppress(PowerIsOff):
            session.run()
        for rule in DIRECTORY_RULES:
            for _ in range(outcomes):
                counts += _outcome(session, session.disk.power_cut(random, rule))
    return counts


def _outcome(session: Session, disk: SimulatedDisk) -> Counts:
    counts = Counts(runs=1, acknowledged=session.acknowledged)
    try:
        batches = Batches(disk)
    except StoreError:
        counts.unreadable = 1
        return counts
    counts.reported = sum(isinstance(report, TornFrameCut) for report in batches.reports)
    state = batches.state()
    last = last_job(state)
    counts.lost = max(0, session.acknowledged - last)
    whole = (session.acknowledged, session.acknowledged + session.in_flight)
    if state != model(session.seed, range(1, last + 1)) or (not counts.lost and last not in whole):
        counts.wrong = 1
        return counts
    batches.write(job(session.seed, last + 1))
    batches.close()
    if Batches(disk).state() != model(session.seed, range(1, last + 2)):
        counts.wrong = 1
    return counts


def run_power_cuts(seeds: range, outcomes: int, every: int = 1) -> Counts:
    """Cut the power at every call (or each `every`-th) of a run for each seed."""
    counts = Counts()
    for seed in seeds:
        for call in range(0, number_of_calls(seed), every):
            counts += cut_at(seed, call, outcomes)
    return counts
