"""How long the installed command takes from its start to its first answer, process included."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from shutil import which

from bot.search.vocabulary import Vocabulary
from bot.settings import PREFIX
from tests.bench.latency import ROOT, write_register
from tests.bench.tables import Cell, Column, Table

RUNS = 5
QUESTION = "when does the Finland MoU expire?"
LARGE = 5_000
COLUMNS = (
    Column("from start to first answer"),
    Column("median s", ".2f"),
    Column("fastest s", ".2f"),
    Column("slowest s", ".2f"),
)


def startup_table(vocabulary: Vocabulary, scratch: Path) -> Table:
    """Time the command on the starter catalogue and on a larger register file."""
    command = installed_command()
    ask = [*command, "ask", QUESTION]
    store, records = scratch / "register", scratch / "records.jsonl"
    write_register(records, vocabulary, LARGE)
    _seconds([*command, "import", str(records), "--store", str(store)], scratch)
    _seconds(ask, scratch)
    rows: list[list[Cell]] = [
        _row("python alone, doing nothing", [sys.executable, "-c", "pass"], scratch),
        _row("starter catalogue", ask, scratch),
        _row(f"register file of {LARGE:,}", [*ask, "--store", str(store)], scratch),
    ]
    notes = [f"{' '.join(command)} ask, {RUNS} runs each, files already in the system's cache"]
    return Table("Start of the command", COLUMNS, rows, notes)


def installed_command() -> list[str]:
    """Return the command as installed beside this Python, or the same as a module."""
    found = which("sanya", path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-m", "bot"]


def _row(name: str, command: Sequence[str], folder: Path) -> list[Cell]:
    times = [_seconds(command, folder) for _ in range(RUNS)]
    return [name, statistics.median(times), min(times), max(times)]


def _seconds(command: Sequence[str], folder: Path) -> float:
    """Run a command where no settings are found; return how long it took, in seconds."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(PREFIX)}
    environment = kept | {"PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    return time.perf_counter() - begun
