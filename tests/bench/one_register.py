"""Measures one register in a process of its own: python -m tests.bench.one_register FILE.

Prints one JSON object; `latency` starts it, size by size, so that no size disturbs the next.
Memory is the resident memory of the process (psutil), before and after: allocations that were freed
again count as long as the system has not taken them back.
"""

from __future__ import annotations

import argparse
import gc
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import thread_time

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.catalogue.records import read_record_file
from bot.catalogue.vocabulary import load_vocabulary
from bot.search.asking import Desk
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from tests.bench.asked import Asked, question_mix, timed
from tests.bench.peers import FTS5_WORDS, WRATIO, Method

#: Peers are slow on large registers, so they are asked some of the questions only.
SAMPLE, SAMPLE_OF_LARGE, LARGE = 60, 25, 20_000


@dataclass(frozen=True)
class PeerTimes:
    """A peer's milliseconds beside Sanya's for the same questions."""

    name: str
    milliseconds: tuple[float, ...]
    own_milliseconds: tuple[float, ...]
    seconds_to_build: float


@dataclass(frozen=True)
class OneRegister:
    """What was measured; bytes are None where psutil is not installed."""

    agreements: int
    seconds_to_build: float
    sources: tuple[str, ...]
    first: tuple[float, ...]
    usual: tuple[float, ...]
    record_bytes: int | None
    index_bytes: int | None
    asking_bytes: int | None
    peers: tuple[PeerTimes, ...]


def resident_bytes() -> int | None:
    """Return the memory the process holds, without what nobody refers to any more."""
    gc.collect()
    if find_spec("psutil") is None:
        return None
    held: int = import_module("psutil").Process().memory_info().rss
    return held


def measure(
    file: Path, vocabulary: Vocabulary, mix: Sequence[Asked], rounds: int, *, peers: bool = True
) -> OneRegister:
    """Read a register, build its index, ask all questions; then let the peers do the same."""
    empty = resident_bytes()
    agreements = read_record_file(file).agreements
    read = resident_bytes()
    begun = thread_time()
    desk = Desk(Holdings(vocabulary, agreements), LeadTimes())
    built = thread_time() - begun
    indexed = resident_bytes()
    times = timed(desk, mix, rounds)
    asked = resident_bytes()
    methods = (WRATIO, FTS5_WORDS) if peers else ()
    return OneRegister(
        len(agreements),
        built,
        tuple(question.source for question in mix),
        times.first,
        times.usual,
        _more(empty, read),
        _more(read, indexed),
        _more(indexed, asked),
        tuple(_peer(method, agreements, mix, times.usual) for method in methods),
    )


def _more(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def _peer(
    method: Method, agreements: Sequence[Agreement], mix: Sequence[Asked], own: Sequence[float]
) -> PeerTimes:
    most = SAMPLE if len(agreements) < LARGE else SAMPLE_OF_LARGE
    places = range(0, len(mix), max(1, len(mix) // most))
    begun = thread_time()
    searcher = method.build(agreements)
    built = thread_time() - begun
    times: list[float] = []
    searcher.search(mix[0].text)
    for place in places:
        begun = thread_time()
        searcher.search(mix[place].text)
        times.append((thread_time() - begun) * 1e3)
    return PeerTimes(method.name, tuple(times), tuple(own[place] for place in places), built)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.one_register")
    parser.add_argument("file", type=Path, help="a register, JSON lines")
    parser.add_argument("--folder", type=Path, help="registers whose questions are asked too")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    mix = question_mix(options.folder)
    result = measure(options.file, load_vocabulary(), mix, options.rounds)
    print(json.dumps(asdict(result)))


if __name__ == "__main__":
    main()
