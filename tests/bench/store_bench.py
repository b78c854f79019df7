"""The store beside sqlite3 (WAL, synchronous=FULL): python -m tests.bench.store_bench.

Both write the same rows on the same disk in the same run, taking turns; each number is a median
of rounds, a lag the worst of all rounds. Disks differ and change: trust the ratios.
"""

import argparse
import asyncio
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeAlias

from bot.store.stores import FileStore
from tests.bench.lag import lag_of_bursts, lag_of_rewriting, lag_of_writes
from tests.bench.rows import ROWS, as_json, row

Write: TypeAlias = Callable[[str, dict[str, Any]], Awaitable[None]]

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
WRITES = 100
BURST = 40
LOADED_AT_ONCE = 500
# A rewriting has a measurement of its own, and the direct call must not meet one.
NEVER = 1 << 40


class Bench:
    """One size: a register and a database with the same rows, and what was measured."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size
        self.register = folder / f"register-{size}"
        self.store = FileStore(self.register, compact_above=NEVER)
        self.database = sqlite3.connect(
            folder / f"sqlite-{size}", isolation_level=None, check_same_thread=False
        )
        self.times: dict[str, list[float]] = {}
        self.lags: dict[str, list[float]] = {}
        self._flushed = os.open(folder / f"flushed-{size}", os.O_RDWR | os.O_CREAT)
        self._number = 0

    async def load(self) -> None:
        """Fill both with the same rows."""
        self.database.execute("pragma journal_mode=wal")
        self.database.execute("pragma synchronous=full")
        self.database.execute("create table rows (id text primary key, body text)")
        for first in range(0, self.size, LOADED_AT_ONCE):
            numbers = range(first, min(first + LOADED_AT_ONCE, self.size))
            rows = {f"A-{number}": row(number) for number in numbers}
            await self.store.commit(
                lambda t, rows=rows: [t.put(ROWS, *item) for item in rows.items()]  # type: ignore[misc] # bound now, run at once
            )
            texts = [(key, as_json(value)) for key, value in rows.items()]
            self.database.execute("begin")
            self.database.executemany("insert into rows values (?, ?)", texts)
            self.database.execute("commit")
        await self.store.close()
        self.store = FileStore(self.register, compact_above=NEVER)

    async def measure(self) -> None:
        """Let all take turns, round by round."""
        for _ in range(ROUNDS):
            await self._take_turns("insert", lambda _: self._next_key())
            await self._take_turns("update", lambda number: f"A-{number * 7 % self.size}")
            await self._bursts()
            await self._lags()
        lag, took = await lag_of_rewriting(self.store)
        self.lags["rewriting, store"] = [lag]
        self.times["rewriting, store"] = [took]

    def _writers(self) -> dict[str, Write]:
        return {
            "store": self._by_store,
            "store, TinyDB call": self._by_table,
            "sqlite": self._by_sqlite,
            "sqlite in a thread": self._by_sqlite_in_thread,
            "flush alone": self._flush,
        }

    async def _by_store(self, key: str, value: dict[str, Any]) -> None:
        await self.store.commit(lambda transaction: transaction.put(ROWS, key, value))

    async def _by_table(self, key: str, value: dict[str, Any]) -> None:
        table: Any = self.store._views.of(ROWS)._table
        table.put(key, value)

    def _sqlite(self, key: str, value: dict[str, Any]) -> None:
        self.database.execute("insert or replace into rows values (?, ?)", (key, as_json(value)))

    async def _by_sqlite(self, key: str, value: dict[str, Any]) -> None:
        self._sqlite(key, value)

    async def _by_sqlite_in_thread(self, key: str, value: dict[str, Any]) -> None:
        await asyncio.to_thread(self._sqlite, key, value)

    async def _flush(self, _key: str, value: dict[str, Any]) -> None:
        os.write(self._flushed, as_json(value).encode())
        os.fdatasync(self._flushed)

    async def _take_turns(self, what: str, key_of: Callable[[int], str]) -> None:
        """Let each write one row, again and again: a disk that slows down slows all of them."""
        for number in range(WRITES):
            for name, write in self._writers().items():
                await self._timed(f"{what}, {name}", write, key_of(number))

    def _next_key(self) -> str:
        self._number += 1
        return f"N-{self._number}"

    async def _timed(self, name: str, write: Write, key: str) -> None:
        value = row(self._number)
        written, begun = bytes_written(), time.perf_counter()
        await write(key, value)
        self.times.setdefault(name, []).append(time.perf_counter() - begun)
        self.times.setdefault(f"bytes, {name}", []).append(bytes_written() - written)

    async def _bursts(self) -> None:
        for name in ("store", "sqlite in a thread"):
            write = self._writers()[name]
            for _ in range(5):
                rows = {f"B-{number}": row(number) for number in range(BURST)}
                begun = time.perf_counter()
                await asyncio.gather(*(write(key, value) for key, value in rows.items()))
                self.times.setdefault(f"burst, {name}", []).append(time.perf_counter() - begun)

    async def _lags(self) -> None:
        self.lags.setdefault("idle", []).append(await lag_of_writes(None))
        for name in ("store", "sqlite", "sqlite in a thread"):
            write = self._writers()[name]
            self.lags.setdefault(f"writes, {name}", []).append(await lag_of_writes(write))
            self.lags.setdefault(f"burst, {name}", []).append(await lag_of_bursts(write))

    async def close(self) -> None:
        await self.store.close()
        self.database.close()
        os.close(self._flushed)


def bytes_written() -> int:
    """Return how many bytes this process has handed to the system; 0 where it does not count."""
    try:
        lines = Path("/proc/self/io").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar"))


OPENING = """
import resource, sys, time
from pathlib import Path
from bot.store import open_store
from tests.bench.rows import ROWS
def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
before, begun = memory(), time.perf_counter()
store = open_store(Path(sys.argv[1]), read_only=True)
opened, read = memory() - before, time.perf_counter() - begun
lines = Path("/proc/self/status").read_text().splitlines()
peak = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
print(read, opened, peak)
"""


def opening(register: Path) -> tuple[float, float, float]:
    """Open the register in a process of its own; return seconds, bytes taken, bytes at the peak."""
    results = []
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, "-c", OPENING, str(register)], capture_output=True, check=True
        )
        results.append([float(number) for number in done.stdout.split()])
    seconds, taken, peak = (statistics.median(column) for column in zip(*results, strict=True))
    return seconds, taken, peak


def median(values: list[float]) -> float:
    return statistics.median(values)


def print_writes(benches: list[Bench]) -> None:
    """Print medians in milliseconds, and how many times sqlite's on the same line."""
    print("\nmedian ms (x sqlite called directly; x sqlite in a thread, as a loop must call it)")
    for name in [name for name in benches[0].times if name.split(",")[0] in ("insert", "update")]:
        what = name.split(", ")[0]
        cells = []
        for bench in benches:
            own = median(bench.times[name])
            direct = own / median(bench.times[f"{what}, sqlite"])
            thread = own / median(bench.times[f"{what}, sqlite in a thread"])
            cells.append(f"{own * 1e3:8.3f} ({direct:4.2f}; {thread:4.2f})")
        print(f"{name:<32}" + "".join(f"{cell:>26}" for cell in cells))
    growth = median(benches[-1].times["insert, store"]) / median(benches[0].times["insert, store"])
    print(f"insert, store: {benches[-1].size:,} rows take {growth:.2f} x {benches[0].size:,} rows")


def print_rest(benches: list[Bench]) -> None:
    """Print bursts, lags, bytes, opening and memory."""
    print(f"\nburst of {BURST}, median ms (x sqlite in a thread); worst lag of the loop, ms")
    for bench in benches:
        own, other = (
            median(bench.times[f"burst, {name}"]) * 1e3 for name in ("store", "sqlite in a thread")
        )
        print(f"{bench.size:>8,} rows: burst {own:6.2f} ({own / other:4.2f})")
        for name, lags in bench.lags.items():
            print(f"{'':14} lag, {name:<28} {max(lags) * 1e3:8.2f}")
        print(f"{'':14} rewriting the file took {bench.times['rewriting, store'][0]:6.2f} s")
    print("\nbytes written for one insert, median and mean (with room for later ones)")
    for bench in benches:
        for name in ("store", "sqlite"):
            written = bench.times[f"bytes, insert, {name}"]
            numbers = f"{median(written):8,.0f} {statistics.mean(written):8,.0f}"
            print(f"{bench.size:>8,} rows: {name:<8} {numbers}")
    print("\nopening in a process of its own, and memory")
    for bench in benches:
        seconds, taken, peak = opening(bench.register)
        content = bench.register.stat().st_size / bench.size
        print(
            f"{bench.size:>8,} rows: {seconds:6.3f} s, {taken / bench.size:7,.0f} bytes a row "
            f"({content:,.0f} in the file), peak {peak / 1e6:5.0f} MB"
        )


async def run(folder: Path, sizes: list[int]) -> None:
    """Measure every size and print the tables."""
    benches = []
    for size in sizes:
        bench = Bench(folder, size)
        await bench.load()
        await bench.measure()
        await bench.close()
        del bench.store
        benches.append(bench)
    flush = median([time for bench in benches for time in bench.times["insert, flush alone"]])
    print(
        f"Python {sys.version.split()[0]}, sqlite {sqlite3.sqlite_version}, {os.cpu_count()} cores"
    )
    print(f"a row is {len(as_json(row(1)).encode()):,} bytes; one flush takes {flush * 1e3:.3f} ms")
    print(f"{'':32}" + "".join(f"{f'{bench.size:,} rows':>26}" for bench in benches))
    print_writes(benches)
    print_rest(benches)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.store_bench")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--folder", type=Path, help="where to write; a real disk, not memory")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        asyncio.run(run(Path(folder), arguments.sizes))


if __name__ == "__main__":
    main()
