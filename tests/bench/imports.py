"""A large spreadsheet into an empty register: time, memory, and how long the loop stands still."""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from bot.agreements.audit import Actor
from bot.agreements.deadlines import LeadTimes
from bot.catalogue.vocabulary import load_vocabulary
from bot.documents.export import Form, export
from bot.register import AgreementRegister
from bot.search.vocabulary import Vocabulary
from bot.store import open_store
from bot.upkeep.imports import Imports
from tests.bench.lag import heartbeat
from tests.bench.latency import ROOT
from tests.bench.made_up_agreements import made_up_agreements
from tests.bench.tables import Cell, Column, Table

ROWS = 10_000
COLUMNS = (
    Column("spreadsheet into an empty register"),
    Column("rows", ",d"),
    Column("reading s", ".1f"),
    Column("comparing s", ".1f"),
    Column("writing s", ".1f"),
    Column("whole s", ".1f"),
    Column("loop still ms", ".0f"),
    Column("loop's own ms", ".0f"),
    Column("bot MB", ".0f"),
    Column("reader MB", ".0f"),
)


def imports_table(vocabulary: Vocabulary, scratch: Path) -> Table:
    """Import a workbook and a CSV file, each in a process of its own."""
    agreements = made_up_agreements(vocabulary, ROWS)
    rows: list[list[Cell]] = []
    for form in (Form.XLSX, Form.CSV):
        file = scratch / f"rows.{form}"
        made = export(agreements, form, vocabulary, made=datetime.now(UTC), contacts=True)
        file.write_bytes(made.data)
        rows.append([f"{form}, {len(made.data) / 1e6:.1f} MB", *_measured(file, scratch)])
    notes = [
        "bounds: 30 s, 500 MB, 100 ms; loop still: the longest delay of a heartbeat, other load",
        "included; loop's own: the longest turn of the loop by the processor's time",
    ]
    return Table("Import", COLUMNS, rows, notes)


def _measured(file: Path, scratch: Path) -> list[Cell]:
    command = [sys.executable, "-m", "tests.bench.imports", str(file), str(scratch / file.stem)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told: list[Cell] = json.loads(done.stdout.splitlines()[-1])
    return told


class LongestTurn:
    """The longest turn of the loop, in seconds of the processor's time for its thread."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._run = asyncio.events.Handle._run

    def __enter__(self) -> Self:
        run, longest = self._run, self

        def timed(handle: Any) -> None:
            begun = time.thread_time()
            run(handle)
            longest.seconds = max(longest.seconds, time.thread_time() - begun)

        setattr(asyncio.events.Handle, "_run", timed)  # noqa: B010  # the class has types of its own
        return self

    def __exit__(self, *_: object) -> None:
        setattr(asyncio.events.Handle, "_run", self._run)  # noqa: B010  # as above


async def import_once(file: Path, store_path: Path) -> list[Cell]:
    """Import a file as the bot does; returns what the columns of the table tell."""
    vocabulary = load_vocabulary()
    store = open_store(store_path.with_suffix(f"{file.suffix}.register"))
    register = AgreementRegister(store, vocabulary, LeadTimes(), lambda: datetime.now(UTC))
    imports = Imports(store, register, lambda: datetime.now(UTC))
    data = file.read_bytes()  # noqa: ASYNC240  # before anything is measured
    moments = [time.perf_counter()]
    with LongestTurn() as longest:
        async with heartbeat() as late:
            reading = await asyncio.to_thread(imports.read, data, file.name)
            moments.append(time.perf_counter())
            comparison = await asyncio.to_thread(imports.compared, reading, imports.on_record())
            moments.append(time.perf_counter())
            await imports.take_in(comparison, Actor(), file.name)
            moments.append(time.perf_counter())
    assert len(register.agreements) == reading.row_count, "not every row was taken in"
    await store.close()
    spent = [end - begin for begin, end in pairwise(moments)]
    kilobytes = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    lag = [max(late) * 1e3, longest.seconds * 1e3]
    return [reading.row_count, *spent, sum(spent), *lag, *(size / 1e3 for size in kilobytes)]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(import_once(Path(sys.argv[1]), Path(sys.argv[2])))))
