"""How well each record fits a question, and why: scores, titles, reasons, the nearest."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from heapq import nlargest, nsmallest
from operator import attrgetter, neg

from bot.agreements.agreement import Agreement
from bot.search.day_view import DayView
from bot.search.features import PARTY, TITLE, text_terms
from bot.search.filters import date_verdict
from bot.search.normal_form import normal_text
from bot.search.question import Question
from bot.search.scores import Scores
from bot.search.subject import Unit, units_of
from bot.search.titles import TitleMatcher
from bot.search.traits import has_kind, kinds_meant, with_parties
from bot.search.words import Word, stem, thai_trigrams, words_of

#: So many records, best first, are compared with a title that was typed.
TITLES_COMPARED = 40
#: Of more than so many records that answer, only the most promising are weighed in full.
MOST_WEIGHED = 200


class Scoring:
    """Scores the records for one question; works out only what is asked for."""

    def __init__(self, question: Question, view: DayView) -> None:
        self.question = question
        self.view = view
        self.index = view.holdings.index
        self.own_country = view.holdings.vocabulary.own_country
        self._titles = TitleMatcher(question, self.index, self.own_country)
        self._scores: Scores | None = None
        self._fit: dict[str, float] = {}

    @cached_property
    def units(self) -> list[Unit]:
        """What the question is about, unit by unit."""
        return units_of(self.question, self.index)

    def visible(self, ids: Iterable[str]) -> list[Agreement]:
        """Return the records with these ids, of those that this view of the register has."""
        get = self.view.holdings.get
        return [found for agreement_id in ids if (found := get(agreement_id))]

    def all_scores(self) -> Scores:
        """Return the plain scores of all records."""
        if self._scores is None:
            self._scores = Scores(self.index, self.question.terms)
        return self._scores

    def score(self, agreement: Agreement) -> float:
        """Return how well a record fits; names alone are compared with titles as a whole."""
        known = self._fit.get(agreement.id)
        if known is None:
            known = self.all_scores().of(agreement.id)
            if self.question.is_bare:
                known = self._titles.score(agreement, known)
            self._fit[agreement.id] = known
        return known

    def likely(self, agreements: list[Agreement]) -> list[Agreement]:
        """Return those of many agreements that may be among the best, in the order given.

        Of those alike to the letter the ones with few parties: who names one means it foremost.
        """
        if len(agreements) <= MOST_WEIGHED:
            return agreements
        plain = self.all_scores().of_many([agreement.id for agreement in agreements])
        least = nlargest(MOST_WEIGHED, plain)[-1]
        keys = (
            (-score, len(agreement.parties), agreement.id)
            for score, agreement in zip(plain, agreements, strict=True)
            if score >= least
        )
        kept = {agreement_id for _, _, agreement_id in nsmallest(MOST_WEIGHED, keys)}
        return [agreement for agreement in agreements if agreement.id in kept]

    def ranked(self, agreements: list[Agreement]) -> list[Agreement]:
        """Return agreements by how well they fit, best first; of very many the rest by code.

        Where a subject is asked about, those with it in their title come before those that have
        it among others.
        """
        likely = sorted(self.likely(agreements), key=lambda a: (-self.score(a), a.id))
        if self.question.areas:
            mainly = {agreement.id for agreement in self.mainly(likely, TITLE)}
            likely.sort(key=lambda a: a.id not in mainly)
        if len(likely) == len(agreements):
            return likely
        first = {agreement.id for agreement in likely}
        rest = [agreement for agreement in agreements if agreement.id not in first]
        return likely + self.view.ordered(rest, "id", attrgetter("id"))

    def score_of(self, agreement_id: str) -> float:
        """Return how well the record with an id fits; 0 where there is none."""
        agreement = self.view.holdings.get(agreement_id)
        return self.score(agreement) if agreement else 0.0

    def likeness(self, agreement: Agreement) -> float:
        """Return how alike the question's subject and the best of a record's titles are (0-1)."""
        return self._titles.likeness(agreement)

    def ranked_titles(self) -> list[tuple[Agreement, float]]:
        """Return the records most like the typed title, best first, with their scores."""
        get = self.view.holdings.get
        rows = [
            (agreement, self._titles.score(agreement, score))
            for agreement_id, score in self.all_scores().best(TITLES_COMPARED)
            if (agreement := get(agreement_id))
        ]
        if self.question.is_bare:
            self._fit.update((agreement.id, score) for agreement, score in rows)
        return sorted(rows, key=lambda row: (-row[1], row[0].id))

    def share(self, agreement: Agreement) -> float:
        """Return how much of the question, taken for a title, a record answers to (0 to 1)."""
        return self._titles.share(agreement)

    def has_all_parties(self, agreement: Agreement) -> bool:
        """Return whether a record has or names everybody whom the question names."""
        return self._having_all is None or agreement.id in self._having_all

    @cached_property
    def _having_all(self) -> set[str] | None:
        return with_parties(self.question.parties, self.view, named=True)

    def nearest(self, told: set[str], most: int) -> list[Agreement]:
        """Return the best of the rest: with the parties asked for first, then by score."""
        if most <= 0:
            return []
        wanted = with_parties(self.question.parties, self.view) or frozenset[str]()
        scores = self.all_scores()
        rest = list(wanted - told)
        fitting = zip(map(neg, scores.of_many(rest)), rest, strict=True)
        ranked = [agreement_id for _, agreement_id in nsmallest(most, fitting)]
        if len(ranked) < most:
            ranked += [i for i, _ in scores.best(most + len(told)) if i not in wanted]
        return self.visible(i for i in ranked if i not in told)[:most]

    def mainly(self, agreements: list[Agreement], weight: float) -> list[Agreement]:
        """Return those in which every area asked about weighs at least so much."""
        areas = [unit.weights for unit in self.units if unit.is_area]
        if not areas:
            return agreements
        return [a for a in agreements if all(each.get(a.id, 0.0) >= weight for each in areas)]

    def called_so(self, agreements: list[Agreement]) -> list[Agreement]:
        """Return those with a title or further name that says nothing but what was asked about."""
        question = self.question
        asked = {PARTY + i for slot in question.parties for i in slot.ids}
        asked.add(PARTY + self.own_country)
        asked |= {term for s in question.areas for term in text_terms(self._words_of(s.written))}
        titles = {a.id: f.titles for a in agreements if (f := self.index.features_of(a.id))}
        return [
            a for a in agreements if any(t and asked.issuperset(t) for t in titles.get(a.id, ()))
        ]

    @staticmethod
    def _words_of(text: str) -> list[Word]:
        return words_of(normal_text(text))

    def is_said_in_title(self, agreement: Agreement, written: str) -> bool:
        """Return whether words stand in a record's title or further names just as written."""
        features = self.index.features_of(agreement.id)
        words = words_of(normal_text(written))
        terms = [t for w in words for t in (thai_trigrams(w.text) if w.is_thai else [stem(w.text)])]
        weights = features.weights if features else {}
        return bool(terms) and all(weights.get(term, 0.0) >= TITLE for term in terms)

    def is_titled(self, agreement: Agreement) -> bool:
        """Return whether all that is asked about stands in a record's title or further names."""
        return all(unit.weights.get(agreement.id, 0.0) >= TITLE for unit in self.units)

    def because_of(self, agreement_id: str) -> tuple[str, ...]:
        """Return the reasons why a record is told; every one is true of it."""
        agreement = self.view.holdings.get(agreement_id)
        question = self.question
        reasons: list[str] = []
        if agreement is None:
            return ()
        if agreement.id in question.codes:
            reasons.append("code:" + agreement.id)
        if agreement.id in question.names:
            reasons.append("name")
        features = self.index.features_of(agreement.id)
        for slot in question.parties if not question.codes else ():
            held = [p for p in slot.ids if features and p in features.parties | features.named]
            reasons += ["party:" + party for party in held if not slot.excluded]
        reasons += [unit.reason for unit in self.units if agreement.id in unit.weights]
        if question.kinds and has_kind(agreement, kinds_meant(question.kinds), self.view):
            reasons.append("kind:" + agreement.kind)
        facts = self.view.facts(agreement)
        reasons += [f"status:{facts.status}"] if question.statuses else []
        reasons += [
            f"date:{wanted.field}"
            for wanted in question.dates
            if date_verdict(agreement, wanted, self.view)
        ]
        return tuple(dict.fromkeys(reasons))
