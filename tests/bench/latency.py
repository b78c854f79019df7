"""How fast and how large: answers by size of register, beside two peers, as tables.

Every size is measured in a process of its own, single-threaded. Each question is asked once, then
in three more rounds; its time is the median of these rounds, and the percentiles are over all
questions. Times are processor time (see `asked`), yet other load still slows a shared cache: trust
ratios, which come from the same run, before milliseconds, and counted `instructions` before both.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.agreements.record_writing import write_line
from bot.catalogue.files import data_folder
from bot.catalogue.records import STARTER, starter_catalogue
from bot.search.vocabulary import Vocabulary
from tests.bench.folder import RECORDS
from tests.bench.made_up_agreements import made_up_agreements
from tests.bench.tables import Cell, Column, Table, percentile

SIZES, LARGE_SIZES = (5_000,), (50_000, 100_000)
ROUNDS = 3
PERCENTILES = (0.5, 0.95, 0.99)
#: Below this, memory is too little to be told from noise.
FEWEST_FOR_MEMORY = 1_000
#: Where this package can be imported from.
ROOT = Path(__file__).resolve().parents[2]
#: What one register came to, as its process prints it.
Result = dict[str, Any]

SPEED = (
    Column("register"),
    Column("agreements", ",d"),
    Column("p50 ms", ".2f"),
    Column("p95 ms", ".2f"),
    Column("p99 ms", ".2f"),
    Column("slowest ms", ".1f"),
    Column("slowest at first ms", ".1f"),
    Column("index s", ".2f"),
    Column("record KB", ".1f"),
    Column("index KB", ".1f"),
    Column("asking KB", ".1f"),
)
NOTES = (
    "slowest at first: in the very first round, which also works out each record's status that day",
    "KB of resident memory each agreement: as read, its part of the index, what all questions add",
)
SOURCES = (Column("register"), Column("questions of"), Column("asked", "d"), *SPEED[2:6])
BESIDE = (
    Column("register"),
    Column("asked", "d"),
    Column("Sanya p50", ".2f"),
    Column("p95", ".2f"),
    Column("searcher", is_text=True),
    Column("p50 ms", ".2f"),
    Column("p95 ms", ".2f"),
    Column("x Sanya p50", ".2f"),
    Column("x p95", ".2f"),
    Column("build s", ".2f"),
)


def speed_tables(
    vocabulary: Vocabulary, scratch: Path, folder: Path | None = None, *, full: bool = False
) -> list[Table]:
    """Measure the starter, a folder's registers and made-up ones; `scratch` is written to."""
    sizes = SIZES + (LARGE_SIZES if full else ())
    results: list[tuple[str, Result]] = []
    for name, file in _registers(vocabulary, scratch, folder, sizes):
        print(f"measuring {file.stem} ...", file=sys.stderr, flush=True)
        results.append((name, _in_own_process(file, folder)))
    return tables_of(results)


def _registers(
    vocabulary: Vocabulary, scratch: Path, folder: Path | None, sizes: Sequence[int]
) -> Iterator[tuple[str, Path]]:
    yield "starter", data_folder() / STARTER
    for file in sorted(folder.glob("*" + RECORDS)) if folder else ():
        yield file.name.removesuffix(RECORDS), file
    for size in sizes:
        file = scratch / f"made-up-{size}.jsonl"
        write_register(file, vocabulary, size)
        yield "starter + made-up", file
        file.unlink()


def write_register(file: Path, vocabulary: Vocabulary, size: int) -> None:
    """Write a register of the starter catalogue and made-up agreements, `size` in all."""
    starter = starter_catalogue().agreements[:size]
    made_up = made_up_agreements(vocabulary, size - len(starter))
    with file.open("w", encoding="utf-8") as target:
        target.writelines(write_line(agreement) + "\n" for agreement in (*starter, *made_up))


def _in_own_process(file: Path, folder: Path | None) -> Result:
    command = [
        sys.executable,
        "-m",
        "tests.bench.one_register",
        str(file.resolve()),
        "--rounds",
        str(ROUNDS),
    ]
    command += ["--folder", str(folder.resolve())] if folder else []
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    result: Result = json.loads(done.stdout)
    return result


def tables_of(results: Sequence[tuple[str, Result]]) -> list[Table]:
    """Return speed and memory, speed by source of the questions, and peers beside it."""
    speed = [_speed(name, result) for name, result in results]
    sources = [row for name, result in results for row in _sources(name, result)]
    beside = [row for name, result in results for row in _beside(name, result)]
    return [
        Table("Speed and memory", SPEED, speed, NOTES),
        Table("Speed by source of the question", SOURCES, sources),
        Table("Speed beside peers, the same questions", BESIDE, beside),
    ]


def _percentiles(times: Sequence[float]) -> list[Cell]:
    return [percentile(times, share) for share in PERCENTILES]


def _speed(name: str, result: Result) -> list[Cell]:
    count, times = result["agreements"], result["usual"]
    parts = ("record_bytes", "index_bytes", "asking_bytes")
    memory: list[Cell] = [None, None, None]
    if count >= FEWEST_FOR_MEMORY and result["index_bytes"] is not None:
        memory = [result[part] / count / 1e3 for part in parts]
    slowest: list[Cell] = [max(times), max(result["first"])]
    return [name, count, *_percentiles(times), *slowest, result["seconds_to_build"], *memory]


def _sources(name: str, result: Result) -> Iterator[list[Cell]]:
    for source in dict.fromkeys(result["sources"]):
        pairs = zip(result["sources"], result["usual"], strict=True)
        times = [milliseconds for each, milliseconds in pairs if each == source]
        register = f"{name}, {result['agreements']:,}"
        yield [register, source, len(times), *_percentiles(times), max(times)]


def _beside(name: str, result: Result) -> Iterator[list[Cell]]:
    for peer in result["peers"]:
        own = [percentile(peer["own_milliseconds"], share) for share in (0.5, 0.95)]
        other = [percentile(peer["milliseconds"], share) for share in (0.5, 0.95)]
        ratios = [theirs / ours for theirs, ours in zip(other, own, strict=True)]
        register, asked = f"{name}, {result['agreements']:,}", len(peer["milliseconds"])
        yield [register, asked, *own, peer["name"], *other, *ratios, peer["seconds_to_build"]]
