"""The power goes at every call the store makes to the disk, and the disk forgets what it may."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from bot.store import StoreError
from bot.store.compaction import compact_now
from bot.store.reports import TornFrameCut
from tests.faults.batches import Batches
from tests.faults.counts import Counts
from tests.faults.faulty_files import FaultyFiles
from tests.faults.simulated_disk import DIRECTORY_RULES, SimulatedDisk
from tests.faults.workload import job, last_job, model

BATCHES = (1, 6, 1, 3, 8, 2)
COMPACT_AFTER = (1, 4)
REOPEN_AFTER = (2,)

T = TypeVar("T")


@dataclass(frozen=True)
class Cut:
    """What a disk may hold after the power went, and what had been promised by then."""

    disk: SimulatedDisk
    acknowledged: int
    in_flight: int


class WatchedFiles(FaultyFiles):
    """Tells of the moments before and after each call."""

    def __init__(self, below: SimulatedDisk, watch: Callable[[], None]) -> None:
        super().__init__(below)
        self._watch = watch

    def _one_call(self, name: str, work: Callable[[], T], short: object = None) -> T:
        self._watch()
        result = super()._one_call(name, work)
        self._watch()
        return result


class Session:
    """One run of the batches, with a rewriting and a reopening between them.

    Nothing runs after a cut, so a run without one shows all of them: at each moment it is drawn
    what the disk would hold if the power went then.
    """

    def __init__(self, seed: int, outcomes: int) -> None:
        self.seed = seed
        self.cuts: list[Cut] = []
        self._outcomes = outcomes
        self._disk = SimulatedDisk()
        self._files = WatchedFiles(self._disk, self._cut)
        self._acknowledged = 0
        self._in_flight = 0

    def run(self) -> None:
        batches = Batches(self._files)
        for number, size in enumerate(BATCHES):
            first = self._acknowledged + 1
            self._in_flight = size
            batches.write(*(job(self.seed, first + n) for n in range(size)))
            self._acknowledged += size
            self._in_flight = 0
            if number in COMPACT_AFTER:
                compact_now(batches.register)
            if number in REOPEN_AFTER:
                batches.close()
                batches = Batches(self._files)
        batches.close()

    def _cut(self) -> None:
        random = Random(f"{self.seed}/{len(self.cuts)}")
        for rule in DIRECTORY_RULES * self._outcomes:
            disk = self._disk.power_cut(random, rule)
            self.cuts.append(Cut(disk, self._acknowledged, self._in_flight))


def _outcome(seed: int, cut: Cut) -> Counts:
    counts = Counts(runs=1, acknowledged=cut.acknowledged)
    try:
        batches = Batches(cut.disk)
    except StoreError:
        counts.unreadable = 1
        return counts
    counts.reported = sum(isinstance(report, TornFrameCut) for report in batches.reports)
    state = batches.state()
    last = last_job(state)
    counts.lost = max(0, cut.acknowledged - last)
    whole = (cut.acknowledged, cut.acknowledged + cut.in_flight)
    if state != model(seed, range(1, last + 1)) or (not counts.lost and last not in whole):
        counts.wrong = 1
        return counts
    batches.write(job(seed, last + 1))
    batches.close()
    if Batches(cut.disk).state() != model(seed, range(1, last + 2)):
        counts.wrong = 1
    return counts


def power_cuts(seeds: range, outcomes: int) -> Iterator[Counts]:
    """Cut the power before and after every call of a run for each seed; equal ends count as one."""
    known: dict[object, Counts] = {}
    for seed in seeds:
        session = Session(seed, outcomes)
        session.run()
        for cut in session.cuts:
            end = (seed, cut.acknowledged, cut.in_flight, cut.disk.contents())
            if end not in known:
                known[end] = _outcome(seed, cut)
            yield known[end]
