"""An office's process is killed at a random moment; what it was told is durable must be there.

One process makes all that is slow to make (libraries, names), once, and then forks: a child opens
the register and works on it until it is killed, and this process opens it again and judges. It
must have no other thread when it forks, so tests and `python -m tests.faults` start it as one of
its own, with `Killer`.

Usage: python -m tests.faults.kills FOLDER; a line of JSON in ([seed, kills, broken ...]), one out.
"""

import asyncio
import contextlib
import gc
import json
import logging
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Coroutine, Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any, NoReturn

from bot.store import StoreError, open_store, verify
from bot.store.file_operations import LOCAL_FILES
from bot.store.reports import TornFrameCut
from tests.faults.broken import BROKEN
from tests.faults.counts import Counts
from tests.faults.faulty_files import Fault, FaultyFiles, Kind
from tests.faults.office import EVERYBODY, morning, open_office, register_on, teller
from tests.faults.promises import Promises

# One register lives through so many kills, so that one finds what an earlier one left.
KILLS_OF_A_REGISTER = 10
MOST_ACKNOWLEDGEMENTS = 24
# About as many calls to the disk as so many acknowledgements take.
MOST_CALLS = 100
# Seconds after the last of them, so that kills do not all fall on the moment of a message.
LONGEST_WAIT = 0.004
A_PIPE = 1 << 16
MADE_READY_AFTER = 150

_log = logging.getLogger(__name__)


class DeadlyFiles(FaultyFiles):
    """The disk, with one call at which the process is killed."""

    def _end_of_call(self, fault: Fault) -> BaseException:
        os.kill(os.getpid(), signal.SIGKILL)
        return super()._end_of_call(fault)


class Life:
    """A process that works on a register, and the pipe on which it tells of it.

    Half of them die at a call to the disk, the others whenever they are killed: a write is a
    fraction of the time, and what can break breaks there.
    """

    def __init__(self, path: Path, promises: Promises, random: Random, *broken: str) -> None:
        self._promises = promises
        self._unread = b""
        self._pipe, told = os.pipe()
        kind: Kind = random.choice(("before", "after", "short"))
        fault = Fault(random.randrange(MOST_CALLS), None, kind)
        files = DeadlyFiles(LOCAL_FILES, fault if random.random() < 0.5 else None)
        self._process = os.fork()
        if self._process == 0:
            os.close(self._pipe)
            tell = teller(lambda line: os.write(told, line))
            _live(open_office(path, files, promises, tell, random), broken)
        os.close(told)

    def end(self, acknowledgements: int, wait: float) -> None:
        """Kill it so many seconds after so many acknowledgements; hear all it told until then."""
        left = acknowledgements
        while left > 0 and self._heard(None):
            left -= sum(map(self._promises.hear, self._lines()))
        until = time.monotonic() + wait
        while self._heard(until - time.monotonic()):
            pass
        os.kill(self._process, signal.SIGKILL)
        while self._heard(None):
            pass
        for line in self._lines():
            self._promises.hear(line)
        os.close(self._pipe)
        _, status = os.waitpid(self._process, 0)
        if not os.WIFSIGNALED(status):
            self._promises.faults.append(("wrong", "the process ended before it was killed"))

    def _heard(self, seconds: float | None) -> bool:
        """Wait for more, for so long; returns whether some came. At the end there is no more."""
        if seconds is not None and (
            seconds <= 0 or not select.select([self._pipe], [], [], seconds)[0]
        ):
            return False
        more = os.read(self._pipe, A_PIPE)
        self._unread += more
        return bool(more)

    def _lines(self) -> Iterator[bytes]:
        """Yield the whole lines that were heard; what was cut off was never told."""
        *lines, self._unread = self._unread.split(b"\n")
        yield from lines


def _live(work: Coroutine[Any, Any, None], broken: tuple[str, ...]) -> NoReturn:
    try:
        for name in broken:
            BROKEN[name]()
        asyncio.run(work)
    except BaseException:  # noqa: BLE001 - whatever it was, nothing of the parent may run here
        traceback.print_exc()
    finally:
        os._exit(1)


def judged(path: Path, promises: Promises) -> Counts:
    """Open the register that a killed process left, as the bot does, and look at everything."""

    async def look() -> Counts:
        store = open_store(path)
        try:
            torn = sum(isinstance(report, TornFrameCut) for report in store.reports)
            counts = Counts(runs=1, reported=torn)
            faults = promises.judged(store, register_on(store, lambda: morning(promises.day)))
        finally:
            await store.close()
        for kind, sentence in faults:
            counts.lost += kind == "lost"
            counts.wrong += kind == "wrong"
            _log.error("%s: %s", kind, sentence)
        return counts

    try:
        if path.exists() and verify(path).problems:
            return Counts(runs=1, unreadable=1)
        return asyncio.run(look())
    except StoreError:
        return Counts(runs=1, unreadable=1)


def kill_run(path: Path, seed: int, kills: int, broken: tuple[str, ...]) -> Counts:
    """Kill some processes of one register, one after the other, and look after each."""
    counts = Counts()
    promises = Promises()
    for number in range(kills):
        random = Random(f"{seed}/{number}")
        life = Life(path, promises, random, *broken)
        life.end(random.randint(0, MOST_ACKNOWLEDGEMENTS), random.uniform(0, LONGEST_WAIT))
        counts += judged(path, promises)
        if not counts.good:
            break
    counts.acknowledged = promises.acknowledged
    return counts


def run_kills(folder: Path, seed: int, kills: int, broken: tuple[str, ...]) -> Counts:
    """Kill so many processes, some of each register; of broken ones until one is found out."""
    counts = Counts()
    for first in range(0, kills, KILLS_OF_A_REGISTER):
        with tempfile.TemporaryDirectory(dir=folder) as name:
            several = min(KILLS_OF_A_REGISTER, kills - first)
            counts += kill_run(Path(name) / "register", seed + first, several, broken)
        if broken and not counts.good:
            break
    return counts


def _make_ready(folder: Path) -> None:
    """Let an office work for a while, so that no child has to make what is made only once."""
    left = MADE_READY_AFTER

    def count(_line: bytes) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            working.cancel()

    with tempfile.TemporaryDirectory(dir=folder) as name:
        loop = asyncio.new_event_loop()
        work = open_office(
            Path(name) / "register", LOCAL_FILES, Promises(), teller(count), Random(0), EVERYBODY
        )
        working = loop.create_task(work)
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(working)
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
    gc.collect()
    # What the children share with this process must not be written to by a pass over it.
    gc.freeze()


def main() -> None:
    """Serve until the end of the input."""
    folder = Path(sys.argv[1])
    # A line that was cut off is counted.
    logging.disable(logging.WARNING)
    _make_ready(folder)
    for line in sys.stdin:
        seed, kills, *broken = json.loads(line)
        _log.disabled = bool(broken)
        print(json.dumps(asdict(run_kills(folder, seed, kills, tuple(broken)))), flush=True)


if __name__ == "__main__":
    main()
