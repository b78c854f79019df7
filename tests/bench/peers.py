"""The searchers Sanya is measured beside, each set up as well as we know how.

Every peer gets the same start: the bot's own normal form (one spelling for Thai, one case), Thai
runs cut into character trigrams (no peer knows Thai words; rapidfuzz takes whole runs), questions
without the words below, which say nothing ("do we have any ..."). Each set-up is the best of those
tried on the questions we develop with; what was tried and lost stands beside it.

- rapidfuzz WRatio, and token_set_ratio, per title: every wording and alias is a choice, without
  those words too (against: with them). Given whole records (title, parties, areas, summary)
  token_set_ratio finds parties much better, so that stands beside it.
- SQLite FTS5 words: `unicode61` with Thai marks as letters (by itself it cuts Thai at each vowel
  sign), Porter stems, any of the words, bm25 with title 3, parties and areas 1, summary 0.5
  (against: all equal). FTS5 trigrams: the `trigram` tokenizer over the text as it is, asked for
  each trigram (against: for each word).
- bm25s: its default BM25 (Lucene's), Snowball stems, the title counted twice (against: once).
- tantivy: Snowball stems, a field each with the title boosted by 2 (against: equal); and the same
  with words of one or two wrong letters at 0.3.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from bot.agreements.agreement import Agreement
from bot.search.normal_form import normal, normal_text
from bot.search.words import thai_trigrams, words_of

MOST = 10
SILENT = frozenset(
    "a about all an and any are as at be been between by can concerning could did do does find for "
    "from give had has have how i in is it its list many may me much my no not of on or our please "
    "regarding relating respect should show tell that the their there these this those to us was "
    "we were what when where which who whom whose will with would you your".split()
)
#: tantivy's fields with their boosts, and what a word with wrong letters counts.
FIELDS = {"title": 2.0, "party": 1.0, "area": 1.0, "summary": 1.0}
FUZZY = 0.3
Stemmed = Callable[[str], str]


class Searcher(Protocol):
    """Finds agreements by a text."""

    def search(self, text: str) -> list[str]:
        """Return at most ten ids, best first."""


@dataclass(frozen=True)
class Method:
    """A searcher by name; `packages` must be installed to build it."""

    name: str
    build: Callable[[Sequence[Agreement]], Searcher]
    packages: tuple[str, ...] = ()

    def missing(self) -> str:
        """Return the first package that is not installed, or nothing."""
        return next((name for name in self.packages if find_spec(name) is None), "")


def titles_of(agreement: Agreement) -> list[str]:
    """Return every wording of its titles."""
    return [*agreement.title.wordings, *agreement.short_title.wordings, *agreement.aliases]


def fields_of(agreement: Agreement) -> tuple[str, str, str, str]:
    """Return titles, parties, areas and summary, each as one text."""
    parties = chain.from_iterable((*p.wordings, p.country) for p in agreement.parties)
    areas = chain.from_iterable(area.wordings for area in agreement.scope_areas)
    texts = (titles_of(agreement), parties, areas, agreement.summary.wordings)
    title, party, area, summary = (" ".join(text) for text in texts)
    return title, party, area, summary


def terms_of(text: str, stemmed: Stemmed = str, silent: frozenset[str] = SILENT) -> list[str]:
    """Return words, stemmed, and Thai trigrams."""
    terms: list[str] = []
    for word in words_of(normal_text(text)):
        if word.is_thai:
            terms += thai_trigrams(word.text)
        elif word.text not in silent:
            terms.append(stemmed(word.text))
    return terms


def _all_terms(text: str, stemmed: Stemmed = str) -> list[str]:
    return terms_of(text, stemmed, frozenset())


def _spoken(text: str) -> str:
    """Return a text in normal form without the words that say nothing."""
    words = (word.text for word in words_of(normal_text(text)))
    return " ".join(word for word in words if word not in SILENT)


class Fuzzy:
    """A scorer of rapidfuzz over one text or more for each record."""

    def __init__(
        self, scorer: Any, agreements: Sequence[Agreement], texts: Callable[[Agreement], list[str]]
    ) -> None:
        self._scorer = scorer
        pairs = [(_spoken(text), a.id) for a in agreements for text in texts(a)]
        self._texts = [text for text, _ in pairs]
        self._ids = [agreement_id for _, agreement_id in pairs]

    def search(self, text: str) -> list[str]:
        found = process.extract(
            _spoken(text), self._texts, scorer=self._scorer, processor=None, limit=3 * MOST
        )
        return list(dict.fromkeys(self._ids[place] for _, _, place in found))[:MOST]


class FullText:
    """SQLite's FTS5 in memory, with one of its tokenizers."""

    def __init__(self, agreements: Sequence[Agreement], *, trigrams: bool) -> None:
        self._trigrams = trigrams
        self._ids = [agreement.id for agreement in agreements]
        self._database = sqlite3.connect(":memory:")
        words = "porter unicode61 categories 'L* N* Co Mn Mc'"
        tokenizer = "trigram" if trigrams else words
        columns = f'title, party, area, summary, tokenize="{tokenizer}"'
        self._database.execute(f"create virtual table texts using fts5({columns})")
        rows = (tuple(map(self._written, fields_of(agreement))) for agreement in agreements)
        self._database.executemany("insert into texts values (?, ?, ?, ?)", rows)

    def _written(self, text: str) -> str:
        return normal(text) if self._trigrams else " ".join(_all_terms(text))

    def _asked(self, text: str) -> Iterable[str]:
        terms = dict.fromkeys(terms_of(text))
        if not self._trigrams:
            return terms
        return dict.fromkeys(t[i : i + 3] for t in terms for i in range(len(t) - 2))

    def search(self, text: str) -> list[str]:
        asked = " OR ".join(f'"{term}"' for term in self._asked(text))
        if not asked:
            return []
        weights = "1, 1, 1, 1" if self._trigrams else "3, 1, 1, 0.5"
        found = self._database.execute(
            f"select rowid from texts where texts match ? order by bm25(texts, {weights}) limit ?",
            (asked, MOST),
        )
        return [self._ids[number - 1] for (number,) in found]


class Bm25s:
    """bm25s over stems."""

    def __init__(self, agreements: Sequence[Agreement]) -> None:
        self._stemmed = snowball()
        self._ids = [agreement.id for agreement in agreements]
        self._index = import_module("bm25s").BM25()
        corpus = [
            [term for field in (title, title, *others) for term in _all_terms(field, self._stemmed)]
            for title, *others in map(fields_of, agreements)
        ]
        self._index.index(corpus, show_progress=False)

    def search(self, text: str) -> list[str]:
        known = self._index.vocab_dict
        asked = [term for term in terms_of(text, self._stemmed) if term in known]
        if not asked:
            return []
        found, _ = self._index.retrieve([asked], k=min(MOST, len(self._ids)), show_progress=False)
        return [self._ids[place] for place in found[0]]


class Tantivy:
    """tantivy in memory, each part of a record a field; `fuzzy`: with wrong letters."""

    def __init__(self, agreements: Sequence[Agreement], *, fuzzy: bool) -> None:
        self._fuzzy = fuzzy
        self._stemmed = snowball()
        self._ids = [agreement.id for agreement in agreements]
        self._tantivy = tantivy = import_module("tantivy")
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("number", stored=True)
        for name in FIELDS:
            schema.add_text_field(name, tokenizer_name="terms")
        self._index = tantivy.Index(schema.build())
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("terms", spaces)
        self._fill(agreements)
        self._searcher = self._index.searcher()

    def _fill(self, agreements: Sequence[Agreement]) -> None:
        writer = self._index.writer(50_000_000, 1)
        for number, agreement in enumerate(agreements):
            texts = (" ".join(_all_terms(text, self._stemmed)) for text in fields_of(agreement))
            values = dict(zip(FIELDS, texts, strict=True))
            writer.add_document(self._tantivy.Document(number=number, **values))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def _clauses(self, term: str) -> Iterable[Any]:
        query, schema = self._tantivy.Query, self._index.schema
        for name, boost in FIELDS.items():
            yield query.boost_query(query.term_query(schema, name, term), boost)
            if self._fuzzy and term.isascii() and len(term) > 3:
                near = query.fuzzy_term_query(
                    schema, name, term, distance=1 if len(term) < 7 else 2
                )
                yield query.boost_query(near, boost * FUZZY)

    def search(self, text: str) -> list[str]:
        either = self._tantivy.Occur.Should
        terms = dict.fromkeys(terms_of(text, self._stemmed))
        clauses = [(either, clause) for term in terms for clause in self._clauses(term)]
        if not clauses:
            return []
        hits = self._searcher.search(self._tantivy.Query.boolean_query(clauses), MOST).hits
        return [self._ids[self._searcher.doc(place)["number"][0]] for _, place in hits]


def snowball() -> Stemmed:
    """Return the Snowball stemmer for English words."""
    stemmed: Stemmed = import_module("Stemmer").Stemmer("english").stemWord
    return stemmed


WRATIO = Method("rapidfuzz WRatio per title", lambda a: Fuzzy(fuzz.WRatio, a, titles_of))
FTS5_WORDS = Method("SQLite FTS5 words", lambda a: FullText(a, trigrams=False))
PEERS = (
    WRATIO,
    Method(
        "rapidfuzz token_set_ratio per title", lambda a: Fuzzy(fuzz.token_set_ratio, a, titles_of)
    ),
    Method(
        "rapidfuzz token_set_ratio per record",
        lambda a: Fuzzy(fuzz.token_set_ratio, a, lambda each: [" ".join(fields_of(each))]),
    ),
    FTS5_WORDS,
    Method("SQLite FTS5 trigrams", lambda a: FullText(a, trigrams=True)),
    Method("bm25s", Bm25s, ("bm25s", "Stemmer")),
    Method("tantivy", lambda a: Tantivy(a, fuzzy=False), ("tantivy", "Stemmer")),
    Method("tantivy with fuzzy terms", lambda a: Tantivy(a, fuzzy=True), ("tantivy", "Stemmer")),
)
