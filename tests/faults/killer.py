"""The process that forks and kills (see `kills`), as those see it who have kills to be done."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.faults.counts import Counts

PROJECT = Path(__file__).resolve().parents[2]


class Killer:
    """Kills processes that work on registers in a folder; it takes two seconds to get ready."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.kills", str(folder)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def kill(self, seed: int, kills: int, *broken: str) -> Counts:
        """Kill so many processes, whose registers are broken in these ways; what is found tells."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([seed, kills, *broken]).encode() + b"\n")
        self._process.stdin.flush()
        return Counts(**json.loads(self._process.stdout.readline()))


def run_kills(folder: Path, kills: int, at_once: int = 2) -> Counts:
    """Kill so many processes, by several killers."""
    counts = Counts()

    def part(number: int) -> Counts:
        several = len(range(number, kills, at_once))
        with Killer(folder / f"kills-{number}") as killer:
            return killer.kill(number * kills, several)

    with ThreadPoolExecutor(max_workers=at_once) as pool:
        for result in pool.map(part, range(at_once)):
            counts += result
    return counts


def run_broken_kills(folder: Path, *broken: str, most: int = 60) -> Counts:
    """Kill processes of broken registers until one is found out."""
    with Killer(folder / "broken") as killer:
        return killer.kill(0, most, *broken)
