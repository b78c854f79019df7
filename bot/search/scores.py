"""Scores of records for the terms of one question, each worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappush, heappushpop
from operator import itemgetter

from bot.search.index import SATURATION, Index

#: So many records are read, rarest terms first, before the most promising are compared.
MOST_READ = 1_500
#: So many of them are compared in full.
MOST_COMPARED = 120
#: More than what rounding can change of a score.
ROUNDING = 1e-3
_BY_SCORE = itemgetter(1)


class Scores:
    """Scores of records for one question; ids that are not on record have 0.

    `terms` gives each feature the asker's weight (1 for a word as typed).
    """

    def __init__(self, index: Index, terms: Mapping[str, float]) -> None:
        self._index = index
        self._factors = tuple(
            (term, index.weight_of(term) * wanted)
            for term, wanted in terms.items()
            if index.knows(term)
        )

    def of(self, agreement_id: str) -> float:
        """Return a record's score."""
        features = self._index.features_of(agreement_id)
        return _sum_of(features.weights, self._factors) if features else 0.0

    def of_many(self, ids: Sequence[str]) -> list[float]:
        """Return the scores of records: from what each holds, or from who holds each term.

        The second way is taken where the first would look up more; it is as precise as a float of
        32 bits.
        """
        index = self._index
        if len(ids) * len(self._factors) < sum(index.number_holding(t) for t, _ in self._factors):
            return [self.of(agreement_id) for agreement_id in ids]
        scores: dict[int, float] = {}
        for term, factor in self._factors:
            scores = _added(scores, index.counted(term, factor))
        numbers = map(index.number_of, ids)
        return [0.0 if n is None else scores.get(n, 0.0) for n in numbers]

    def best(self, count: int) -> list[tuple[str, float]]:
        """Return the `count` best with their scores, best first; equals in the order of their ids.

        Terms are taken from the rarest on until enough records were met; what common ones add can
        hardly change who is among the first, and would cost most of the time. Of the records met
        those are compared in full that may be among the best.
        """
        index = self._index
        rows = sorted((index.number_holding(term), term, factor) for term, factor in self._factors)
        scores: dict[int, float] = {}
        read = done = 0
        for live, term, factor in rows:
            if read > MOST_READ or (read and read + live > 4 * MOST_READ):
                break
            read += live
            done += 1
            scores = _added(scores, index.counted(term, factor))
        rest = [(term, factor) for _, term, factor in rows[done:]]
        bound = sum(factor * index.greatest(term) for term, factor in rest) + ROUNDING
        found: list[tuple[str, float]] = []
        highest: list[float] = []
        for number, score in _highest(scores):
            record = index.at(number)
            if record is None:
                continue
            if len(highest) == count and score + bound < highest[0]:
                break
            whole = score + _sum_of(record[1].weights, rest)
            found.append((record[0], whole))
            if len(highest) < count:
                heappush(highest, whole)
            else:
                heappushpop(highest, whole)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:count]


def _added(scores: dict[int, float], more: dict[int, float]) -> dict[int, float]:
    """Return the sums of two lists of scores; both are used up, the shorter is walked through."""
    if len(scores) > len(more):
        scores, more = more, scores
    get = more.get
    for number, score in scores.items():
        more[number] = get(number, 0.0) + score
    return more


def _highest(scores: dict[int, float]) -> list[tuple[int, float]]:
    """Return the records with the highest scores, best first, and some that tie with the last."""
    found = list(scores.items())
    if len(found) > MOST_COMPARED:
        cut = sorted(scores.values(), reverse=True)[MOST_COMPARED - 1]
        found = [pair for pair in found if pair[1] >= cut]
    found.sort(key=_BY_SCORE, reverse=True)
    return found[: 2 * MOST_COMPARED]


def _sum_of(held: Mapping[str, float], terms: Iterable[tuple[str, float]]) -> float:
    get = held.get
    return sum(
        [
            factor * (weight * (1 + SATURATION) / (weight + SATURATION))
            for term, factor in terms
            if (weight := get(term))
        ]
    )
