"""Long fuzzing: python -m tests.fuzz [--minutes N] [--target NAME]; status 1 for a finding.

Where atheris is installed it guides the input by coverage; else good input is spoilt at random.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random

from tests.fuzz.mutation import mutated
from tests.fuzz.targets import TARGETS

PROJECT = Path(__file__).resolve().parents[2]
#: One input may take so long (seconds); more would hold up everybody else's answers.
SLOWEST = 5.0


def spoilt(name: str, seconds: float, seed: int) -> bool:
    """Run a target on spoilt input; returns whether nothing was found."""
    target, random = TARGETS[name], Random(seed)
    runs, slowest, found = 0, 0.0, set[str]()
    for seed_input in target.seeds:  # what is loaded once is no fault of the first input
        target.run(seed_input)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutated(target.seeds, random)
        began = time.monotonic()
        try:
            target.run(data)
        except Exception as error:  # noqa: BLE001 - any is a finding
            where = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
            if key not in found:
                found.add(key)
                print(f"FOUND {name}: {key}: {error!s:.200}\n      {data[:2_000]!r}")
        took = time.monotonic() - began
        if took > SLOWEST:
            found.add("slow")
            print(f"SLOW {name}: {took:.1f} s\n      {data[:2_000]!r}")
        slowest = max(slowest, took)
        runs += 1
    print(f"{name:10} {runs:8} inputs, slowest {slowest:.2f} s, {len(found)} findings", flush=True)
    return not found


def guided(name: str, seconds: float) -> bool:
    """Run a target under atheris in a process of its own; returns whether nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(TARGETS[name].seeds):
            Path(folder, str(number)).write_bytes(seed)
        done = subprocess.run(
            [
                *(sys.executable, "-m", "tests.fuzz.guided", name, folder),
                *(
                    f"-max_total_time={int(seconds)}",
                    f"-timeout={int(SLOWEST)}",
                    "-print_final_stats=1",
                    # What was found is told in the output; nothing is left in the project.
                    f"-artifact_prefix={folder}/",
                ),
            ],
            cwd=PROJECT,
            check=False,
        )
    return done.returncode == 0


def main() -> int:
    """Fuzz what the command line asks for."""
    options = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--target", choices=TARGETS, action="append")
    options.add_argument("--seed", type=int, default=int(time.time()))
    chosen = options.parse_args()
    names = chosen.target or list(TARGETS)
    seconds = chosen.minutes * 60 / len(names)
    has_atheris = importlib.util.find_spec("atheris") is not None
    print(f"{'atheris' if has_atheris else 'spoilt input'}, seed {chosen.seed}")
    results = [
        guided(name, seconds) if has_atheris else spoilt(name, seconds, chosen.seed)
        for name in names
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
