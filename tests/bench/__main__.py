"""Measures Sanya: python -m tests.bench [--folder FOLDER] [PART ...]; README.md tells more."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bot.agreements.deadlines import LeadTimes
from bot.catalogue.records import starter_catalogue
from bot.catalogue.vocabulary import load_vocabulary
from bot.search.asking import Desk
from bot.search.holdings import Holdings
from tests.bench import store_bench
from tests.bench.folder import FolderError, read_folder
from tests.bench.imports import imports_table
from tests.bench.instructions import instructions_table
from tests.bench.latency import speed_tables
from tests.bench.own_bank import aside_table, bank_tables
from tests.bench.quality import quality_tables
from tests.bench.startup import startup_table
from tests.bench.tables import Table

NO_FOLDER = "quality is left out: --folder names a folder of registers and questions (README.md)"
STORE_SIZES = (1_000,)


class Run:
    """One run of the command: what was asked for, and the tables that came of it."""

    def __init__(self, options: argparse.Namespace, scratch: Path) -> None:
        self._options = options
        self._scratch = scratch
        self._registers = read_folder(options.folder) if options.folder else []
        self._vocabulary = load_vocabulary()
        self.tables: list[Table] = []
        self.store_lines: list[str] = []

    def bank(self) -> None:
        """Ask the question bank on the starter catalogue."""
        self._tell(bank_tables(self._starter_desk(), failures=self._options.failures))

    def quality(self) -> None:
        """Ask Sanya and its peers about the registers of a folder, then what was kept aside."""
        if not self._registers:
            print(NO_FOLDER, end="\n\n")
        for register in self._registers:
            self._tell(quality_tables(register, self._vocabulary))
        self._tell([aside_table(self._starter_desk())])

    def _starter_desk(self) -> Desk:
        return Desk(Holdings(self._vocabulary, starter_catalogue().agreements), LeadTimes())

    def speed(self) -> None:
        """Time answers by size of register, and the command's start."""
        folder, full = self._options.folder, self._options.full
        self._tell(speed_tables(self._vocabulary, self._scratch, folder, full=full))
        self._tell([startup_table(self._vocabulary, self._scratch)])

    def imports(self) -> None:
        """Import a large spreadsheet."""
        self._tell([imports_table(self._vocabulary, self._scratch)])

    def instructions(self) -> None:
        """Count instructions, which no other load on the machine changes."""
        self._tell([instructions_table(self._vocabulary, self._scratch)])

    def store(self) -> None:
        """Measure the register file beside sqlite3; that part prints its tables itself."""
        sizes = list(store_bench.SIZES if self._options.full else STORE_SIZES)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            asyncio.run(store_bench.run(self._scratch, sizes))
        self.store_lines = printed.getvalue().splitlines()
        print("Store", *self.store_lines, sep="\n", end="\n\n")

    def _tell(self, tables: Iterable[Table]) -> None:
        for table in tables:
            self.tables.append(table)
            print(table.as_text(), end="\n\n", flush=True)


PARTS: dict[str, Callable[[Run], None]] = {
    "bank": Run.bank,
    "quality": Run.quality,
    "speed": Run.speed,
    "store": Run.store,
    "imports": Run.imports,
    "instructions": Run.instructions,
}
#: Counting takes minutes, so it is done when asked for.
SLOW_PARTS = ("instructions",)


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; `parts` are all quick ones where none is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--folder", type=Path, help="registers and questions, see README.md")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all numbers there too")
    parser.add_argument("--failures", action="store_true", help="list what was answered wrongly")
    parser.add_argument("--full", action="store_true", help="large registers too, every part")
    options = parser.parse_args(arguments)
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {min(unknown)} (there are {', '.join(PARTS)})")
    quick = [part for part in PARTS if options.full or part not in SLOW_PARTS]
    options.parts = options.parts or quick
    return options


def machine() -> dict[str, str | int]:
    """Return what the numbers depend on."""
    load = f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count() or 0,
        "load before": load,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts asked for; the status is 2 for a folder that cannot be measured on."""
    options = options_of(arguments)
    about = machine()
    print(", ".join(f"{name} {value}" for name, value in about.items()), end="\n\n")
    with tempfile.TemporaryDirectory() as scratch:
        try:
            run = Run(options, Path(scratch))
            for part in options.parts:
                PARTS[part](run)
        except FolderError as error:
            print(error, file=sys.stderr)
            return 2
    if options.json:
        tables = [table.as_json() for table in run.tables]
        content = {"machine": about, "tables": tables, "store": run.store_lines}
        options.json.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
