"""Scores of records for the terms of one question, each worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappush, heappushpop
from operator import itemgetter

from bot.search.index import Index, saturated

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
        if not self._factors:
            return [0.0] * len(ids)
        if len(ids) * len(self._factors) < sum(index.number_holding(t) for t, _ in self._factors):
            return [self.of(agreement_id) for agreement_id in ids]
        scores = self._sums(sorted(self._factors, key=lambda pair: index.number_holding(pair[0])))
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
        read = done = 0
        for live, _, _ in rows:
            if read > MOST_READ or (read and read + live > 4 * MOST_READ):
                break
            read += live
            done += 1
        terms = [(term, factor) for _, term, factor in rows]
        scores, rest = self._sums(terms[:done]), terms[done:]
        bound = sum(factor * index.greatest(term) for term, factor in rest) + ROUNDING
        found: list[tuple[float, str]] = []
        highest: list[float] = []
        for number, score in _highest(scores):
            record = index.at(number)
            if record is None:
                continue
            if len(highest) == count and score + bound < highest[0]:
                break
            whole = score + _sum_of(record[1].weights, rest)
            found.append((-whole, record[0]))
            if len(highest) < count:
                heappush(highest, whole)
            else:
                heappushpop(highest, whole)
        found.sort()
        return [(agreement_id, -lost) for lost, agreement_id in found[:count]]

    def _sums(self, terms: Sequence[tuple[str, float]]) -> dict[int, float]:
        """Return what terms, rarest first, count together in each record that holds any of them.

        The list of the last, the longest one, is taken as it is; the others are walked through.
        """
        if not terms:
            return {}
        scores = dict(self._index.counted(*terms[-1]))
        get = scores.get
        for term, factor in terms[:-1]:
            for number, counted in self._index.counted(term, factor):
                scores[number] = get(number, 0.0) + counted
        return scores


class _Counted(dict[float, float]):
    """What each weight counts; there are few weights, so each is worked out once."""

    def __missing__(self, weight: float) -> float:
        counted = self[weight] = saturated(weight)
        return counted


_COUNTED = _Counted()


def _highest(scores: dict[int, float]) -> list[tuple[int, float]]:
    """Return the records with the highest scores, best first, and some that tie with the last."""
    found = list(scores.items())
    if len(found) > MOST_COMPARED:
        cut = sorted(scores.values(), reverse=True)[MOST_COMPARED - 1]
        found = [pair for pair in found if pair[1] >= cut]
    found.sort(key=_BY_SCORE, reverse=True)
    return found[: 2 * MOST_COMPARED]


def _sum_of(held: Mapping[str, float], terms: Iterable[tuple[str, float]]) -> float:
    return sum([factor * _COUNTED[held[term]] for term, factor in terms if term in held])
