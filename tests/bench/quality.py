"""How well Sanya and its peers find the right agreements of a folder's registers, side by side.

A question counts as right at one when the first id is a right answer, within ten when one of the
first ten is. A kind of question that mostly has several right answers is judged by its share: right
ones among the first ten, divided by all right ones (at most ten). Of Sanya the ranked matches of
its answer count as a program gets them, nearest ones included; what it told people is in a table
of its own, because a peer always tells something and Sanya may say "nothing on record".
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import thread_time

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from tests.bench.folder import Query, Register
from tests.bench.peers import MOST, PEERS, Method, Searcher
from tests.bench.question_bank import BANK_DAY
from tests.bench.tables import Cell, Column, Table, percentile

OWN = "Sanya"
TOLD = ("one, right", "one, wrong", "several, right among", "several, wrong", "nothing on record")


class DeskSearcher:
    """Sanya's own search: the ranked matches of its answers."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def search(self, text: str) -> list[str]:
        return [match.id for match in self.desk.ask(text, BANK_DAY).matches[:MOST]]


@dataclass(frozen=True)
class Quality:
    """One searcher over one kind of question: shares from 0 to 1."""

    first: float
    within_ten: float
    share: float


@dataclass(frozen=True)
class Measured:
    """One searcher over a register: quality by kind of question, milliseconds each question."""

    name: str
    by_kind: dict[str, Quality]
    milliseconds: tuple[float, ...]
    seconds_to_build: float


def sanya(vocabulary: Vocabulary) -> Method:
    """Return Sanya's own search as a method like its peers."""

    def build(agreements: Sequence[Agreement]) -> Searcher:
        return DeskSearcher(Desk(Holdings(vocabulary, agreements), LeadTimes()))

    return Method(OWN, build)


def measured(method: Method, agreements: Sequence[Agreement], queries: Sequence[Query]) -> Measured:
    """Build a searcher and ask every question once."""
    begun = thread_time()
    searcher = method.build(agreements)
    built = thread_time() - begun
    found: dict[str, list[Quality]] = {}
    times: list[float] = []
    for query in queries:
        begun = thread_time()
        ids = searcher.search(query.text)
        times.append((thread_time() - begun) * 1e3)
        found.setdefault(query.kind, []).append(judged(query, ids))
    by_kind = {kind: _mean(each) for kind, each in sorted(found.items())}
    return Measured(method.name, by_kind, tuple(times), built)


def judged(query: Query, ids: Sequence[str]) -> Quality:
    """Return how well the first ten ids answer one question."""
    right = query.targets & set(ids[:MOST])
    first = bool(ids) and ids[0] in query.targets
    return Quality(first, bool(right), len(right) / min(MOST, len(query.targets)))


def _mean(each: Sequence[Quality]) -> Quality:
    return Quality(
        statistics.mean(q.first for q in each),
        statistics.mean(q.within_ten for q in each),
        statistics.mean(q.share for q in each),
    )


def quality_tables(register: Register, vocabulary: Vocabulary) -> list[Table]:
    """Measure Sanya and all peers on one register, in one run."""
    kinds = by_kind(register.queries)
    columns = [Column("searcher")]
    for kind, queries in kinds.items():
        if has_several(queries):
            columns.append(Column(f"{kind} share", ".2f"))
        else:
            columns += [Column(f"{kind} 1st", ".2f"), Column("in 10", ".2f")]
    columns += [Column("p50 ms", ".2f"), Column("p95 ms", ".2f"), Column("build s", ".2f")]
    methods = (sanya(vocabulary), *PEERS)
    title = f"Quality on {register.name}: {len(register.agreements):,} agreements"
    notes = ", ".join(f"{len(queries)} {kind}" for kind, queries in kinds.items())
    rows = [_row(method, register) for method in methods if not method.missing()]
    absent = [f"{m.name}: {m.missing()} is not installed" for m in methods if m.missing()]
    table = Table(title, columns, rows, [f"questions: {notes}; each asked once", *absent])
    return [table, told_table(register, vocabulary)]


def by_kind(queries: Sequence[Query]) -> dict[str, list[Query]]:
    """Return the questions of each kind."""
    kinds = sorted({query.kind for query in queries})
    return {kind: [query for query in queries if query.kind == kind] for kind in kinds}


def has_several(queries: Sequence[Query]) -> bool:
    """Return whether most of these questions have several right answers."""
    return statistics.median(len(query.targets) for query in queries) > 1


def _row(method: Method, register: Register) -> list[Cell]:
    result = measured(method, register.agreements, register.queries)
    row: list[Cell] = [method.name]
    for kind, queries in by_kind(register.queries).items():
        quality = result.by_kind[kind]
        row += [quality.share] if has_several(queries) else [quality.first, quality.within_ten]
    p50, p95 = (percentile(result.milliseconds, share) for share in (0.5, 0.95))
    return [*row, p50, p95, result.seconds_to_build]


def told_table(register: Register, vocabulary: Vocabulary) -> Table:
    """Return what Sanya told people: the one right agreement, a wrong one, several, nothing."""
    desk = Desk(Holdings(vocabulary, register.agreements), LeadTimes())
    rows: list[list[Cell]] = []
    for kind, queries in by_kind(register.queries).items():
        told = Counter(_told(desk, query) for query in queries)
        rows.append([kind, *(told[outcome] / len(queries) for outcome in TOLD)])
    columns = [Column("shares of"), *(Column(outcome, ".2f") for outcome in TOLD)]
    return Table(f"What Sanya told on {register.name}", columns, rows)


def _told(desk: Desk, query: Query) -> str:
    answer = desk.ask(query.text, BANK_DAY)
    ids = [match.id for match in answer.found]
    if not ids:
        return TOLD[4]
    if answer.kind is AnswerKind.ONE:
        return TOLD[0] if ids[0] in query.targets else TOLD[1]
    return TOLD[3] if query.targets.isdisjoint(ids) else TOLD[2]
