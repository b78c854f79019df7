"""What a record is found by: weighted words, Thai trigrams, parties, areas, kind, years.

A feature is a short text: a stem ("cyber"), a Thai trigram, or a marked concept, through which
English and Thai meet: "@JP" a party, "#cyber-security" an area, "%mou" a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.agreements.agreement import Agreement
from bot.agreements.partial_date import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR
from bot.search.normal_form import NormalText, normal_text
from bot.search.senses import Category, Mention
from bot.search.vocabulary import Vocabulary
from bot.search.words import Word, stem, thai_trigrams, words_of

_ABBREVIATION = re.compile(r"\([A-Z][A-Za-z]*[A-Z][A-Za-z]*\)")

PARTY, AREA, KIND = "@", "#", "%"

#: How much a feature counts in each part of a record (tuned on questions over real registers).
TITLE, ALIAS, PARTIES, SCOPE, SUMMARY = 3.0, 3.0, 1.6, 2.0, 0.7
#: Scope areas stand in the order of the text: each later one counts a little less.
SCOPE_DECAY = 0.06
#: A concept that a name means only through a narrower one (5G is telecommunications).
WIDER = 0.4

#: English words that stand in almost every title and tell nothing.
STOP_WORDS = frozenset({
    "the", "of", "and", "on", "in", "for", "to", "a", "an", "between", "by", "with", "from", "at",
    "or", "as", "it", "their", "concerning", "regarding", "relating", "respect",
})  # fmt: skip


#: So many records are remembered with their features: a starter catalogue and the edits of a day.
RECORDS_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Features:
    """A record's features with their weights, and what its filters look at.

    `parties` has, `named` only mentions in its title; `titles` holds each title and alias as
    concepts (see `concepts_of`), to be compared with a title that was typed.
    """

    weights: dict[str, float]
    parties: frozenset[str]
    named: frozenset[str]
    areas: dict[str, float]
    titles: tuple[tuple[str, ...], ...]
    has_english: bool = True
    has_thai: bool = True


@dataclass(frozen=True, slots=True)
class TextFeatures:
    """One text in normal form, its words and trigrams, and the names in it."""

    text: NormalText
    terms: tuple[str, ...]
    mentions: tuple[Mention, ...]


def text_terms(words: list[Word]) -> Iterator[str]:
    """Yield stems and trigrams; stop words and single letters are left out."""
    for word in words:
        if word.is_thai:
            yield from thai_trigrams(word.text)
        elif word.is_number and len(word.text) == 4:
            yield _year_term(int(word.text))
        elif len(word.text) > 1 or word.text.isdigit():
            stemmed = stem(word.text)
            if stemmed not in STOP_WORDS:
                yield stemmed


def _year_term(number: int) -> str:
    """Return a year as one feature for both calendars: 2561 is 2018."""
    buddhist = FIRST_BUDDHIST_YEAR <= number <= FIRST_BUDDHIST_YEAR + 300
    return str(number - BUDDHIST_OFFSET if buddhist else number)


def concepts_of(text: NormalText, mentions: Iterable[Mention]) -> Iterator[str]:
    """Yield a text as concepts: names of parties as their ids, all other words as features.

    So "the Hellenic Republic" and "Greece" are the same, and so are two languages.
    """
    folded, cased = text.folded, text.cased
    for mention in mentions:
        parties = mention.ids(Category.PARTY)
        if parties:
            gap = " " * (mention.end - mention.start)
            folded = folded[: mention.start] + gap + folded[mention.end :]
            cased = cased[: mention.start] + gap + cased[mention.end :]
            yield from (PARTY + party for party in parties)
    yield from text_terms(words_of(NormalText(folded, cased)))


def _without_abbreviation(text: NormalText) -> NormalText:
    """Blank "(DEFA)" behind a title: who writes the title out need not write that too."""
    folded, cased = text.folded, text.cased
    for match in _ABBREVIATION.finditer(cased):
        gap = " " * len(match[0])
        folded = folded[: match.start()] + gap + folded[match.end() :]
        cased = cased[: match.start()] + gap + cased[match.end() :]
    return NormalText(folded, cased)


class FeatureReader:
    """Reads records with one vocabulary; texts that recur (party names) are read once.

    Reading a record costs some milliseconds, nearly all of it for its texts. Most changes leave
    those alone (a date, a renewal), so the last records read are remembered by their texts.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._read_often = lru_cache(maxsize=65_536)(self._read)
        self._terms_often = lru_cache(maxsize=65_536)(_terms_of)
        self._read_lately = lru_cache(maxsize=RECORDS_REMEMBERED)(self._features)

    def _read(self, text: str) -> TextFeatures:
        normal = normal_text(text)
        words = words_of(normal)
        mentions = self._vocabulary.lexicon.scan(normal, words)
        return TextFeatures(normal, tuple(text_terms(words)), tuple(mentions))

    def _title(self, text: str) -> tuple[TextFeatures, tuple[str, ...]]:
        """Return what a title is found by, and the title as concepts."""
        read = self._read(text)
        whole = _without_abbreviation(read.text)
        return read, tuple(dict.fromkeys(concepts_of(whole, read.mentions)))

    def features(self, agreement: Agreement) -> Features:
        """Return everything a record is found by; shared by all who ask, so not to be changed."""
        return self._read_lately(_texts_of(agreement))

    def _features(self, agreement: Agreement) -> Features:
        collected = _Collected(self._vocabulary)
        for wording in agreement.title.wordings:
            collected.add_title(*self._title(wording), TITLE)
        for wording in (*agreement.short_title.wordings, *agreement.aliases):
            collected.add_title(*self._title(wording), ALIAS)
        for place, area in enumerate(agreement.scope_areas):
            weight = SCOPE / (1 + SCOPE_DECAY * place)
            for wording in area.wordings:
                collected.add(self._read_often(wording), weight, names=False)
        for wording in agreement.summary.wordings:
            collected.add(self._read(wording), SUMMARY, names=False)
        for wording in agreement.notes.wordings:
            # Notes tell what is doubtful about a record, not what it is about.
            collected.add_terms(_terms_of(wording), SUMMARY)
        for party in agreement.parties:
            for wording in party.wordings:
                collected.add_terms(self._terms_often(wording), PARTIES)
            collected.parties.update(self._vocabulary.directory.ids_of(party))
        collected.weights[KIND + agreement.kind] = TITLE
        return collected.finished(
            has_english=bool(agreement.title.en), has_thai=bool(agreement.title.th)
        )


def _terms_of(text: str) -> tuple[str, ...]:
    return tuple(text_terms(words_of(normal_text(text))))


def _texts_of(agreement: Agreement) -> Agreement:
    """Return a record with nothing but what its features are read from."""
    return Agreement(
        "",
        agreement.title,
        agreement.short_title,
        agreement.aliases,
        agreement.kind,
        parties=agreement.parties,
        scope_areas=agreement.scope_areas,
        summary=agreement.summary,
        notes=agreement.notes,
    )


@lru_cache(maxsize=2)
def reader_of(vocabulary: Vocabulary) -> FeatureReader:
    """Return the one reader of a vocabulary, which every register over it shares."""
    return FeatureReader(vocabulary)


class _Collected:
    """Gathers the features of one record, keeping for each the weight of its best place."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.weights: dict[str, float] = {}
        self.parties: set[str] = set()
        self.named: set[str] = set()
        self.areas: dict[str, float] = {}
        self.titles: list[tuple[str, ...]] = []

    def add_title(self, read: TextFeatures, concepts: tuple[str, ...], weight: float) -> None:
        self.titles.append(concepts)
        self.add(read, weight)

    def add(self, read: TextFeatures, weight: float, *, names: bool = True) -> None:
        self.add_terms(read.terms, weight)
        for mention in read.mentions:
            for area in mention.ids(Category.AREA):
                self._area(area, weight)
            parties = mention.ids(Category.PARTY)
            if names and len(parties) == 1:
                self.named.add(parties[0])

    def add_terms(self, terms: tuple[str, ...], weight: float) -> None:
        for term in terms:
            if self.weights.get(term, 0.0) < weight:
                self.weights[term] = weight

    def _area(self, area: str, weight: float) -> None:
        self.areas[area] = max(self.areas.get(area, 0.0), weight)
        for wider in self._vocabulary.glossary.wider(area):
            self.areas[wider] = max(self.areas.get(wider, 0.0), weight * WIDER)

    def finished(self, *, has_english: bool, has_thai: bool) -> Features:
        for area, weight in self.areas.items():
            self.weights[AREA + area] = weight
        for party in self.parties:
            self.weights[PARTY + party] = PARTIES
        for party in self.named - self.parties:
            self.weights[PARTY + party] = PARTIES / 2
        return Features(
            self.weights,
            frozenset(self.parties),
            frozenset(self.named),
            self.areas,
            tuple(self.titles),
            has_english,
            has_thai,
        )
