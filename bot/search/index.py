"""An inverted index over the register: which records hold a feature, and how strongly.

Why our own: it must be kept in step record by record while questions are asked, weigh fields,
mix English words, Thai trigrams and concepts, and answer in well under a millisecond at 5,000
records; nothing is read from a disk. Weights depend on the record alone (no average length), so
an index kept in step record by record equals one built anew, exactly.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.agreements.agreement import Agreement
from bot.search.features import PARTY, FeatureReader, Features

#: A weight of this size counts half of what an endless one would (BM25's saturation).
SATURATION = 1.2
#: Weight of a word that no record holds: as telling as a rare one, and missing everywhere.
UNKNOWN_WORD = 4.0
#: Numbers of dropped records are reused once they are more than this share of all numbers.
MOST_DEAD = 0.3


@dataclass(slots=True)
class _Postings:
    """The records that hold one feature: their numbers and saturated weights, side by side.

    `live`: how many of them are still there. `most`: the greatest weight there ever was.
    """

    numbers: array[int]
    weights: array[float]
    live: int
    most: float


class Index:
    """Features of every record, by record number; numbers are internal, ids go in and out."""

    def __init__(self, reader: FeatureReader, agreements: Iterable[Agreement] = ()) -> None:
        self._reader = reader
        self._clear()
        for agreement in agreements:
            self.put(agreement)

    def _clear(self) -> None:
        self._postings: dict[str, _Postings] = {}
        self._ids: list[str | None] = []
        self._features: list[Features | None] = []
        self._number_of: dict[str, int] = {}
        self._weights: dict[str, float] = {}
        self._title_weights: dict[tuple[str, ...], float] = {}
        self._parties: dict[str, set[str]] = {}
        self._having: dict[str, set[str]] = {}
        self._areas: dict[str, dict[str, float]] = {}

    def __len__(self) -> int:
        return len(self._number_of)

    def __contains__(self, agreement_id: object) -> bool:
        return agreement_id in self._number_of

    # -- keeping in step ---------------------------------------------------------------------

    def put(self, agreement: Agreement) -> None:
        """Take up a record, or its new wording in place of the old."""
        self.drop(agreement.id)
        self._add(agreement.id, self._reader.features(agreement))
        if len(self._ids) > 64 and len(self._ids) * (1 - MOST_DEAD) > len(self._number_of):
            self._renumber()

    def drop(self, agreement_id: str) -> None:
        """Forget a record; unknown ids are ignored."""
        number = self._number_of.pop(agreement_id, None)
        features = self._features[number] if number is not None else None
        if number is None or features is None:
            return
        self._ids[number] = self._features[number] = None
        self._forget_weights()
        for term in features.weights:
            self._postings[term].live -= 1
            if not self._postings[term].live:
                del self._postings[term]
        for party in features.parties | features.named:
            self._parties[party].discard(agreement_id)
        for party in features.parties:
            self._having[party].discard(agreement_id)
        for area in features.areas:
            self._areas[area].pop(agreement_id, None)

    def _add(self, agreement_id: str, features: Features) -> None:
        number = len(self._ids)
        self._forget_weights()
        self._ids.append(agreement_id)
        self._features.append(features)
        self._number_of[agreement_id] = number
        held = self._postings
        counted_as: dict[float, float] = {}  # a record has few weights, and many terms
        for term, weight in features.weights.items():
            counted = counted_as.get(weight)
            if counted is None:
                counted = counted_as[weight] = saturated(weight)
            postings = held.get(term)
            if postings is None:
                held[term] = _Postings(array("I", (number,)), array("f", (counted,)), 1, counted)
                continue
            postings.numbers.append(number)
            postings.weights.append(counted)
            postings.live += 1
            postings.most = max(postings.most, counted)
        for party in features.parties | features.named:
            self._parties.setdefault(party, set()).add(agreement_id)
        for party in features.parties:
            self._having.setdefault(party, set()).add(agreement_id)
        for area, weight in features.areas.items():
            self._areas.setdefault(area, {})[agreement_id] = weight

    def _forget_weights(self) -> None:
        self._weights.clear()
        self._title_weights.clear()

    def _renumber(self) -> None:
        """Close the gaps that dropped records left."""
        kept = [
            (agreement_id, features)
            for agreement_id, features in zip(self._ids, self._features, strict=True)
            if agreement_id is not None and features is not None
        ]
        self._clear()
        for agreement_id, features in kept:
            self._add(agreement_id, features)

    # -- looking up ---------------------------------------------------------------------------

    def with_party(self, party: str) -> frozenset[str] | set[str]:
        """Return the ids of the records that have or name a party; not to be changed."""
        return self._parties.get(party, frozenset())

    def having_party(self, party: str) -> frozenset[str] | set[str]:
        """Return the ids of the records that have a party; not to be changed."""
        return self._having.get(party, frozenset())

    def with_area(self, area: str) -> Mapping[str, float]:
        """Return the records about an area with its weight in each; not to be changed."""
        return self._areas.get(area, {})

    def features_of(self, agreement_id: str) -> Features | None:
        """Return a record's features, or None."""
        number = self._number_of.get(agreement_id)
        return self._features[number] if number is not None else None

    def with_term(self, term: str) -> Mapping[str, float]:
        """Return the records that hold a feature with its weight in each, worked out when read."""
        return _TermWeights(self, term)

    def holders(self, term: str) -> Iterator[str]:
        """Yield the ids of the records that hold a feature."""
        postings = self._postings.get(term)
        found = (self._ids[number] for number in postings.numbers) if postings else ()
        return (agreement_id for agreement_id in found if agreement_id is not None)

    def number_holding(self, term: str) -> int:
        """Return how many records hold a feature."""
        postings = self._postings.get(term)
        return postings.live if postings else 0

    def knows(self, term: str) -> bool:
        """Return whether any record holds a feature."""
        return term in self._postings

    def terms(self) -> Iterator[str]:
        """Yield every feature that some record holds."""
        return iter(self._postings)

    def holding(self, terms: Collection[str], least: int) -> list[str]:
        """Return the ids of the records that hold at least so many (1 or more) of some terms.

        Whoever holds all but two of them holds one of the three rarest, so only these are gone
        through: of a piece of Thai nearly every record holds some trigram.
        """
        lists = sorted(map(self._numbers_holding, terms), key=len)
        met = set[int]().union(*lists[: max(0, len(lists) - least + 1)])
        return [
            record[0]
            for record in map(self.at, met)
            if record and sum(map(record[1].weights.__contains__, terms)) >= least
        ]

    def _numbers_holding(self, term: str) -> Sequence[int]:
        postings = self._postings.get(term)
        return postings.numbers if postings else ()

    def weight_of(self, term: str) -> float:
        """Return how telling a feature is: 0 where no record holds it, more the fewer do."""
        weight = self._weights.get(term)
        if weight is None:
            postings = self._postings.get(term)
            if postings is None:
                return 0.0
            share = (len(self) - postings.live + 0.5) / (postings.live + 0.5)
            weight = self._weights[term] = math.log(1 + share)
        return weight

    def weight_in_title(self, term: str) -> float:
        """Return how telling a word of a title is; one that no record holds is missing there."""
        return self.weight_of(term) or (0.0 if term[0] == PARTY else UNKNOWN_WORD)

    def weight_of_title(self, title: tuple[str, ...]) -> float:
        """Return how telling all words of a record's title are together."""
        weight = self._title_weights.get(title)
        if weight is None:
            weight = self._title_weights[title] = sum(map(self.weight_in_title, title))
        return weight

    def greatest(self, term: str) -> float:
        """Return the most that a feature counts in any record, or counted before it changed."""
        postings = self._postings.get(term)
        return postings.most if postings else 0.0

    def counted(self, term: str, factor: float) -> Iterable[tuple[int, float]]:
        """Return the number of each record that holds a feature, and what that counts in it."""
        postings = self._postings.get(term)
        if postings is None:
            return ()
        return zip(postings.numbers, map(factor.__mul__, postings.weights), strict=True)

    def number_of(self, agreement_id: str) -> int | None:
        """Return the number under which a record is counted, until the next change."""
        return self._number_of.get(agreement_id)

    def at(self, number: int) -> tuple[str, Features] | None:
        """Return the id and features of a record by its number; None where it was dropped."""
        agreement_id, features = self._ids[number], self._features[number]
        return (agreement_id, features) if agreement_id is not None and features else None


class _TermWeights(Mapping[str, float]):
    """The weights of one feature in the records that hold it, read from the records."""

    def __init__(self, index: Index, term: str) -> None:
        self._index = index
        self._term = term

    def __getitem__(self, agreement_id: str) -> float:
        features = self._index.features_of(agreement_id)
        if features is None:
            raise KeyError(agreement_id)
        return features.weights[self._term]

    def __contains__(self, agreement_id: object) -> bool:
        number = self._index.number_of(str(agreement_id))
        record = self._index.at(number) if number is not None else None
        return record is not None and self._term in record[1].weights

    def __iter__(self) -> Iterator[str]:
        return self._index.holders(self._term)

    def __len__(self) -> int:
        return self._index.number_holding(self._term)


def saturated(weight: float) -> float:
    """Return what a weight counts (BM25's saturation)."""
    return weight * (1 + SATURATION) / (weight + SATURATION)
