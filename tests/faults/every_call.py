"""One call to the disk goes wrong: nothing promised may be lost, nothing refused be kept."""

import errno
from collections.abc import Iterator
from itertools import islice
from random import Random

from bot.store import StoreError, StoreFull
from bot.store.compaction import compact_now
from tests.faults.batches import Batches
from tests.faults.counts import Counts
from tests.faults.faulty_files import DISK_ERRORS, Fault, FaultyFiles
from tests.faults.simulated_disk import DIRECTORY_RULES, SimulatedDisk
from tests.faults.workload import Model, job, model

JOBS = 9
COMPACT_AFTER = (2, 6)
REOPEN_AFTER = (4,)


class BrokenPromiseError(AssertionError):
    """The store did what it must never do; the text says what."""


class Session:
    """Single jobs on a disk of which one call fails; it keeps the account of what was promised.

    `acknowledged` are the jobs that must be there. `unsure` is a job whose caller got an error
    other than StoreFull: it must be there whole or not at all, and which of both the register
    tells when it is next opened.
    """

    def __init__(self, seed: int, fault: Fault | None) -> None:
        self.seed = seed
        self.disk = SimulatedDisk()
        self.files = FaultyFiles(self.disk, fault)
        self.acknowledged: list[int] = []
        self.unsure: list[int] = []

    def run(self) -> None:
        batches = self._opened()
        for number in range(1, JOBS + 1):
            self._write(batches, number)
            if number in COMPACT_AFTER:
                self._compact(batches)
            if number in REOPEN_AFTER:
                batches.close()
                batches = self._opened()
        batches.close()

    def _opened(self) -> Batches:
        try:
            batches = Batches(self.files)
        except StoreError:
            self.files.heal()
            self.disk.kill()
            batches = Batches(self.files)
        self._settle(batches.state())
        return batches

    def _write(self, batches: Batches, number: int) -> None:
        before = batches.state()
        try:
            batches.write(job(self.seed, number))
        except StoreError as error:
            if batches.state() != before:
                raise BrokenPromiseError("a refused job is shown to readers") from error
            if not isinstance(error, StoreFull) and not self.unsure:
                self.unsure.append(number)
            if isinstance(error, StoreFull) and batches.register.refusal is not None:
                raise BrokenPromiseError("a full disk ended writing") from error
        else:
            self.acknowledged.append(number)

    def _compact(self, batches: Batches) -> None:
        before = batches.state()
        try:
            compact_now(batches.register)
        except StoreError as error:
            if batches.state() != before:
                raise BrokenPromiseError("a failed rewriting changed rows") from error

    def _settle(self, state: Model) -> None:
        """Learn from an opened register what became of the unsure job."""
        if state == model(self.seed, self.acknowledged):
            self.unsure.clear()
        elif state == model(self.seed, self.acknowledged + self.unsure):
            self.acknowledged += self.unsure
            self.unsure.clear()
        else:
            raise BrokenPromiseError("the register is not what was acknowledged")

    def judge(self, disk: SimulatedDisk) -> None:
        """Open what is left on `disk`, and write to it once more."""
        session = Session(self.seed, None)
        session.acknowledged, session.unsure = list(self.acknowledged), list(self.unsure)
        batches = Batches(disk)
        session._settle(batches.state())
        batches.write(job(self.seed, JOBS + 1))
        batches.close()
        session.acknowledged.append(JOBS + 1)
        session._settle(Batches(disk).state())


def faults(seed: int) -> Iterator[Fault]:
    """Yield every way in which one call of a whole session can fail."""
    session = Session(seed, None)
    session.run()
    for at, name in enumerate(session.files.calls):
        for number in DISK_ERRORS:
            yield Fault(at, number)
            yield Fault(at, number, "after")
        yield Fault(at, errno.EIO, lasts=True)
        yield Fault(at, errno.ENOSPC, lasts=True)
        if name == "write":
            yield Fault(at, errno.ENOSPC, "short")
            yield Fault(at, errno.EIO, "short")


def with_fault(seed: int, fault: Fault, cuts: int = 1) -> Counts:
    """Run a session with `fault`; then kill it, and cut its power, and look."""
    counts = Counts(runs=1)
    session = Session(seed, fault)
    try:
        session.run()
        session.files.heal()
        session.disk.kill()
        counts.acknowledged = len(session.acknowledged)
        random = Random(f"{seed}/{fault.at}")
        for rule in DIRECTORY_RULES * cuts:
            session.judge(session.disk.power_cut(random, rule))
        session.judge(session.disk)
    except BrokenPromiseError:
        counts.wrong = 1
    except StoreError:
        counts.unreadable = 1
    return counts


def run_every_call(seeds: range, step: int = 1) -> Counts:
    """Let every call of a session fail in every way, for each seed; or each `step`-th of these."""
    counts = Counts()
    for seed in seeds:
        for fault in islice(faults(seed), 0, None, step):
            counts += with_fault(seed, fault)
    return counts
