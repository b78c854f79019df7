"""Counts machine instructions of a question, which no other load on the machine can change.

`python -m tests.bench.instructions FILE PASSES` asks a register the bank's questions so many times;
counted twice, once with one pass more, the difference is what the questions cost. Counted by perf
where the processor allows it, else by valgrind (much slower), else not at all.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import which

from bot.agreements.deadlines import LeadTimes
from bot.catalogue.files import data_folder
from bot.catalogue.records import STARTER, read_record_file
from bot.catalogue.vocabulary import load_vocabulary
from bot.search.asking import Desk
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from tests.bench.asked import Asked, question_mix, timed
from tests.bench.latency import ROOT, write_register
from tests.bench.tables import Cell, Column, Table

SIZE = 2_000
#: Of the bank's questions every third is asked: valgrind takes its time.
EVERY = 3
COLUMNS = (
    Column("register"),
    Column("questions", "d"),
    Column("million instructions a question", ".2f"),
)
_PERF = re.compile(r"^(\d+),[^,]*,instructions", re.MULTILINE)
_VALGRIND = re.compile(r"I\s+refs:\s+([\d,]+)")


def instructions_table(vocabulary: Vocabulary, scratch: Path) -> Table:
    """Count for the starter catalogue and for a made-up register."""
    counter = counting()
    note = (
        f"counted by {Path(counter[0]).name}"
        if counter
        else "neither perf nor valgrind counts here"
    )
    rows: list[list[Cell]] = []
    large = scratch / "counted.jsonl"
    write_register(large, vocabulary, SIZE)
    for name, file in (("starter", data_folder() / STARTER), (f"made-up, {SIZE:,}", large)):
        each = _each_question(counter, file) if counter else None
        rows.append([name, len(_mix()), each])
    return Table("Instructions of answering", COLUMNS, rows, [note])


def counting() -> list[str]:
    """Return the command that counts the instructions of another, or nothing."""
    for tool in (
        ["perf", "stat", "-x", ",", "-e", "instructions:u"],
        ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"],
    ):
        if which(tool[0]) and _count(tool, ["/bin/true"]) is not None:
            return tool
    return []


def _count(tool: Sequence[str], command: Sequence[str]) -> int | None:
    """Return how many instructions a command takes; None where the tool cannot tell."""
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [*tool, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    found = _PERF.search(done.stderr) or _VALGRIND.search(done.stderr)
    return int(found[1].replace(",", "")) if found and not done.returncode else None


def _each_question(tool: Sequence[str], file: Path) -> float | None:
    """Return million instructions a question, once everything is warm."""
    module = [sys.executable, "-m", "tests.bench.instructions", str(file)]
    with ThreadPoolExecutor(2) as both:
        less, more = both.map(lambda passes: _count(tool, [*module, passes]), ("1", "2"))
    return None if less is None or more is None else (more - less) / len(_mix()) / 1e6


def _mix() -> list[Asked]:
    return [asked for asked in question_mix() if not asked.after][::EVERY]


def main() -> None:
    """Ask a register, for others to count."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.instructions")
    parser.add_argument("file", type=Path)
    parser.add_argument("passes", type=int)
    options = parser.parse_args()
    agreements = read_record_file(options.file).agreements
    desk = Desk(Holdings(load_vocabulary(), agreements), LeadTimes())
    timed(desk, _mix(), options.passes)


if __name__ == "__main__":
    main()
