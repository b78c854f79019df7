"""Years of reminding with everything that goes wrong: python -m tests.simulation [--years N ...].

Prints what was due, sent, uncertain, missed and doubled, by an oracle that works it out on its own.
The status is 1 when anything was missed, doubled, or told that should not have been.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bot.catalogue.vocabulary import load_vocabulary
from tests.simulation.oracle import Oracle
from tests.simulation.run import simulated

FIRST = date(2019, 1, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=float, default=10)
    parser.add_argument("--agreements", type=int, default=500)
    parser.add_argument("--chats", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        simulation = asyncio.run(
            simulated(
                load_vocabulary(),
                Path(folder) / "register.sanya",
                first=FIRST,
                days=int(options.years * 365.25),
                agreements=options.agreements,
                chats=options.chats,
                seed=options.seed,
            )
        )
    played = time.monotonic() - began
    verdict = Oracle(simulation.chronicle).verdict()
    print(
        f"{options.years:g} years, {options.agreements} agreements, {options.chats} chats, "
        f"seed {options.seed}; {len(simulation.chronicle.ticks)} rounds in {played:.0f} s"
    )
    for name, count in sorted(simulation.counts.items()):
        print(f"  {name}: {count}")
    print(
        f"reminders due {verdict.due}, sent {verdict.sent}, "
        f"uncertain {simulation.counts['uncertain']}, missed {verdict.missed}, "
        f"doubled {verdict.doubled}, told without ground {verdict.wrong}"
    )
    print(
        f"weekly lines due {verdict.weekly_due}, missed {verdict.weekly_missed}, "
        f"doubled {verdict.weekly_doubled}"
    )
    for problem in verdict.problems:
        print(f"  {problem}")
    return 0 if verdict.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
