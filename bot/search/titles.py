"""A title typed out, matched with the titles on record, however the two are worded.

Other registers word the same text differently: "Hellenic Republic" for Greece, "Concerning" for
"on", the place and day of signature added. Both sides are therefore reduced to the same features
(concepts for parties and areas, stems for the rest) and compared by how much telling weight they
share, seen from both sides.
"""

from __future__ import annotations

from bot.agreements.agreement import Agreement
from bot.agreements.text import has_thai
from bot.search.features import AREA, KIND, PARTY, Features
from bot.search.index import Index
from bot.search.question import Question

#: How much the day of signature, told in the title, speaks for a record of that year.
YEAR_BONUS = 0.12
#: A kind that is named and differs speaks against (a protocol is not the convention).
KIND_MALUS = 0.12
#: How much the likeness of the titles, and that of the parties, counts beside the plain score.
LIKENESS, PARTY_FIT = 1.6, 0.6
#: What remains of the score of a text that has none of the parties that are named.
WRONG_PARTIES = 0.35
CONCEPTS = (PARTY, AREA, KIND)
#: So many parties, areas and kinds must be named for a title of another language to be told.
FEWEST_CONCEPTS = 3


class TitleMatcher:
    """Compares one typed title with records."""

    def __init__(self, question: Question, index: Index, own_country: str) -> None:
        self._question = question
        self._index = index
        concepts = {t for t in question.terms if t[0] in (AREA, KIND)}
        telling = index.weight_in_title
        self._weights = {term: telling(term) for term in (*question.concepts, *concepts)}
        # Titles hold no areas and kinds of their own, so those do not count as missing there.
        self._total = sum(self._weights[term] for term in question.concepts) or 1.0
        self._answerable: dict[tuple[bool, bool], dict[str, float]] = {}
        self._wholes: dict[tuple[bool, bool], float] = {}
        parties = {t[1:] for t in question.concepts if t[0] == PARTY}
        self._parties = parties - {own_country}
        self._own = own_country

    def score(self, agreement: Agreement, score: float) -> float:
        """Return the score to rank a record by, from its plain score."""
        features = self._index.features_of(agreement.id)
        if features is None:
            return 0.0
        likeness = max(map(self._likeness, features.titles), default=0.0)
        shared, fit = self._party_fit(features)
        score *= WRONG_PARTIES + (1 - WRONG_PARTIES) * shared
        bonus = PARTY_FIT * fit
        if self._question.years and agreement.signed:
            bonus += YEAR_BONUS * (agreement.signed.year in self._question.years)
        if self._question.kinds and agreement.kind not in self._question.kinds:
            bonus -= KIND_MALUS
        return score * (1 + LIKENESS * likeness) * (1 + bonus)

    def likeness(self, agreement: Agreement) -> float:
        """Return how alike what was typed and the best of a record's titles are (0 to 1)."""
        features = self._index.features_of(agreement.id)
        titles = features.titles if features else ()
        return max(map(self._likeness, titles), default=0.0)

    def share(self, agreement: Agreement) -> float:
        """Return how much of the typed title the record answers to (0 to 1).

        A record held in one language only cannot answer to words of the other: there the
        concepts alone count, as long as there are enough of them to tell texts apart.
        """
        features = self._index.features_of(agreement.id)
        if features is None:
            return 0.0
        terms = self._terms_for(features)
        found = sum(map(terms.__getitem__, filter(features.weights.__contains__, terms)))
        whole = self._wholes[features.has_english, features.has_thai]
        return found / whole if whole else 0.0

    def _terms_for(self, features: Features) -> dict[str, float]:
        """Return the terms that a record of these languages can answer to."""
        languages = (features.has_english, features.has_thai)
        terms = self._answerable.get(languages)
        if terms is None:
            terms = self._weights
            if not all(languages):
                terms = {t: w for t, w in terms.items() if _may_stand(t, features)}
                if sum(t[0] in CONCEPTS for t in terms) < FEWEST_CONCEPTS:
                    terms = self._weights
            self._answerable[languages] = terms
            self._wholes[languages] = sum(terms.values())
        return terms

    def _likeness(self, title: tuple[str, ...]) -> float:
        """Return the weight shared by two titles over the weight of both (0 to 1)."""
        weights = self._weights
        shared = sum([weights[term] for term in title if term in weights])
        whole = self._total + self._index.weight_of_title(title)
        return 2 * shared / whole if whole else 0.0

    def _party_fit(self, features: Features) -> tuple[float, float]:
        """Return the share of the named parties it has, and how far these are all there are."""
        if not self._parties:
            return 1.0, 0.0
        shared = len(self._parties & (features.parties | features.named))
        if not shared:
            return 0.0, 0.0
        countries = {p for p in features.parties if len(p) == 2} - {self._own}
        whole = max(len(self._parties), min(len(countries), 2 * len(self._parties)))
        return shared / len(self._parties), shared / whole


def _may_stand(term: str, features: Features) -> bool:
    """Whether a record of these languages can hold a term at all."""
    if term[0] in CONCEPTS or term.isdigit():
        return True
    return features.has_thai if has_thai(term) else features.has_english
