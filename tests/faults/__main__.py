"""The long fault runs: python -m tests.faults [--runs N]; prints a table of counts.

`--runs` is the number of killed processes (500 unless told); the other series grow with it. The
status is 1 when a promise was broken, or when a store broken on purpose was not found out.
"""

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.bit_flips import random_bits, run_bit_flips, written
from tests.faults.broken import KILLED_WHEN_BROKEN, patches
from tests.faults.busy_cuts import run_busy_cuts
from tests.faults.counts import Counts, heading, total, until_found
from tests.faults.every_call import every_call
from tests.faults.killer import run_broken_kills, run_kills
from tests.faults.power_cuts import power_cuts
from tests.faults.two_writers import two_processes, two_threads
from tests.faults.upkeep_faults import upkeep_faults


def large_register() -> bytes:
    """Return a register of some megabytes, half of it history."""
    return written(jobs=6_000, longest=8_000, compact_after=3_000)


def flips_in(content: bytes, number: int) -> Counts:
    return run_bit_flips(content, random_bits(content, number))


def repeated(times: int, run: Callable[[Path], Counts], folder: Path) -> Counts:
    counts = Counts()
    for number in range(times):
        counts += run(folder / f"{run.__name__}-{number}")
    return counts


def series(runs: int, folder: Path) -> Iterator[tuple[str, Callable[[], Counts]]]:
    """Yield every series of fault runs with its name."""
    few = max(1, runs // 50)
    small = written(jobs=9, compact_after=6)
    large = large_register()
    megabytes = len(large) / 1e6
    yield "process killed", lambda: run_kills(folder, runs)
    yield "power cut at every call", lambda: total(power_cuts(range(few), outcomes=3))
    yield "power cut while busy and rewriting", lambda: run_busy_cuts(range(runs))
    yield "disk error at every call", lambda: total(every_call(range(few)))
    yield "disk error, power cut in upkeep", lambda: total(upkeep_faults())
    yield "every bit of a small register", lambda: run_bit_flips(small, range(8 * len(small)))
    yield f"random bits of {megabytes:.1f} MB", lambda: flips_in(large, 4 * runs)
    yield "second process", lambda: repeated(few, two_processes, folder)
    yield "four threads", lambda: repeated(few, two_threads, folder)


def broken_series(folder: Path) -> Iterator[tuple[str, Callable[[], Counts]]]:
    """Yield the ways to break the store, and the series that must find each."""
    for name in ("no fsync", "no directory fsync", "frame per write"):
        yield name, lambda: until_found(power_cuts(range(1), outcomes=2))
    for name in ("shown before written", "flush tried again", "unfinished line left"):
        yield name, lambda: until_found(every_call(range(1)))
    for name in KILLED_WHEN_BROKEN:
        yield name, lambda name=name: run_broken_kills(folder, name)  # type: ignore[misc] # bound now, run at once
    yield "no lock", lambda: two_processes(folder / "no-lock", "no lock")
    yield "any thread", lambda: repeated(5, two_threads, folder / "any")


@contextmanager
def broken(name: str) -> Iterator[None]:
    """Break the store for the time of a with statement."""
    before: list[tuple[Any, str, Any]] = [
        (owner, attribute, getattr(owner, attribute)) for owner, attribute, _ in patches(name)
    ]
    for owner, attribute, replacement in patches(name):
        setattr(owner, attribute, replacement)
    try:
        yield
    finally:
        for owner, attribute, original in before:
            setattr(owner, attribute, original)


def main() -> int:
    """Run every series and print what it came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=500, help="processes to kill")
    runs = parser.parse_args().runs
    logging.disable(logging.CRITICAL)
    good = True
    print(heading())
    with tempfile.TemporaryDirectory() as name:
        for title, run in series(runs, Path(name)):
            begun = time.perf_counter()
            counts = run()
            good = good and counts.good
            print(f"{counts.line(title)}   {time.perf_counter() - begun:6.0f} s", flush=True)
        print("\nstores broken on purpose: each line must show lost, unreadable or wrong")
        (Path(name) / "any").mkdir()
        for title, run in broken_series(Path(name)):
            with broken(title):
                counts = run()
            good = good and not counts.good
            print(counts.line(title), flush=True)
    print("\nno promise was broken" if good else "\nA PROMISE WAS BROKEN")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
