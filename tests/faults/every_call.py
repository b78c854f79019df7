"""One call to the disk goes wrong: nothing promised may be lost, nothing refused be kept."""

import errno
from collections.abc import Iterator
from itertools import islice
from random import Random
from unittest.mock import patch

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
        before = batches.rows()
        try:
            batches.write(job(self.seed, number))
        except StoreError as error:
            if batches.rows() != before:
                raise BrokenPromiseError("a refused job is shown to readers") from error
            if not isinstance(error, StoreFull) and not self.unsure:
                self.unsure.append(number)
            if isinstance(error, StoreFull) and batches.register.refusal is not None:
                raise BrokenPromiseError("a full disk ended writing") from error
        else:
            self.acknowledged.append(number)

    def _compact(self, batches: Batches) -> None:
        before = batches.rows()
        try:
            compact_now(batches.register)
        except StoreError as error:
            if batches.rows() != before:
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


class Ends:
    """How sessions ended: ends that are alike are judged once.

    Most are: three of the errors mean that the disk is full, and a cut that comes when nothing
    waits for the disk leaves what a kill leaves.
    """

    def __init__(self) -> None:
        self._known: dict[object, Counts] = {}

    def with_fault(self, seed: int, fault: Fault, cuts: int = 1) -> Counts:
        """Run a session with `fault`; then kill it, and cut its power, and look."""
        counts = Counts(runs=1)
        session = Session(seed, fault)
        try:
            # A register gets a name of its own at random; here they are to be alike.
            with patch("bot.store.opening.secrets.token_hex", lambda size: "5" * 2 * size):
                session.run()
        except BrokenPromiseError:
            counts.wrong = 1
            return counts
        session.files.heal()
        session.disk.kill()
        counts.acknowledged = len(session.acknowledged)
        random = Random(f"{seed}/{fault.at}")
        for rule in DIRECTORY_RULES * cuts:
            counts += self._judged(session, session.disk.power_cut(random, rule))
        counts += self._judged(session, session.disk)
        return counts

    def _judged(self, session: Session, disk: SimulatedDisk) -> Counts:
        promised = (session.seed, tuple(session.acknowledged), tuple(session.unsure))
        end = (promised, disk.contents())
        if end not in self._known:
            counts = self._known[end] = Counts()
            try:
                session.judge(disk)
            except BrokenPromiseError:
                counts.wrong = 1
            except StoreError:
                counts.unreadable = 1
        return self._known[end]


def every_call(seeds: range, step: int = 1) -> Iterator[Counts]:
    """Let every call of a session fail in every way, for each seed; or each `step`-th of these."""
    ends = Ends()
    for seed in seeds:
        for fault in islice(faults(seed), 0, None, step):
            yield ends.with_fault(seed, fault)
