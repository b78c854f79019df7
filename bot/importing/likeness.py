"""Which records of a register a row without a code may be: the same text, or one much like it.

Two are the same text when a title is the same and neither start nor parties tell them apart. Two
look alike when they were made on the same day with the same parties and their titles, without
the names and the kind, say nearly the same. Only a person can tell whether those are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.agreements.agreement import Agreement, Party
from bot.agreements.kinds import InstrumentKind
from bot.agreements.partial_date import PartialDate
from bot.agreements.text import has_thai
from bot.search.normal_form import normal, normal_text
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary
from bot.search.words import stem, words_of

#: Titles share this much of their words (Dice's measure) when they look alike.
NEAR = 0.75
#: So many records of one day and the same parties are compared; more are a list, not a doubt.
MOST_COMPARED = 60
_GRAM = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A record that a row is compared with: its code, or its place where it has none yet."""

    name: str
    agreement: Agreement


class Likeness:
    """The records of a register, and those a file adds, filed by what they are known by."""

    def __init__(self, vocabulary: Vocabulary, known: Iterable[Known] = ()) -> None:
        self._vocabulary = vocabulary
        self._by_title: dict[str, list[Known]] = {}
        self._by_start: dict[tuple[PartialDate, frozenset[str]], list[Known]] = {}
        # Remembered in dicts: a cache around a method is a cycle, which only the collector ends.
        self._ids: dict[Party, frozenset[str]] = {}
        self._contents: dict[str, frozenset[str]] = {}
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        """File a record."""
        for title in _titles(one.agreement):
            self._by_title.setdefault(title, []).append(one)
        start, sides = one.agreement.start, self.sides(one.agreement)
        if start and sides:
            self._by_start.setdefault((start, sides), []).append(one)

    def sides(self, agreement: Agreement) -> frozenset[str]:
        """Return whom it is with: countries, or names of bodies without one; not the own side."""
        sides = {side for party in agreement.parties for side in self._ids_of(party)}
        return frozenset(sides - {self._vocabulary.own_country})

    def _ids_of(self, party: Party) -> frozenset[str]:
        if party.country:
            return frozenset({party.country})
        known = self._ids.get(party)
        if known is None:
            known = self._ids[party] = self._found_ids(party)
        return known

    def _found_ids(self, party: Party) -> frozenset[str]:
        ids = {i for i in self._vocabulary.directory.ids_of(party) if len(i) == 2}
        return frozenset(ids or {normal(party.name.en or party.name.th)})

    def same_as(self, agreement: Agreement) -> tuple[Known, ...]:
        """Return the records of the same text: those that fit best, several where all do alike."""
        by_fit: dict[int, dict[str, Known]] = {}
        for title in _titles(agreement):
            for one in self._by_title.get(title, ()):
                fit = self._fit(agreement, one.agreement)
                if fit is not None:
                    by_fit.setdefault(fit, {})[one.name] = one
        return tuple(by_fit[max(by_fit)].values()) if by_fit else ()

    def _fit(self, said: Agreement, known: Agreement) -> int | None:
        """Return how well start and parties fit (0 to 4), None where they tell two texts apart."""
        start = _start_fit(said.start, known.start)
        said_sides, known_sides = self.sides(said), self.sides(known)
        if said_sides == known_sides:
            sides: int | None = 2
        elif not said_sides or not known_sides:
            sides = 0
        else:
            sides = 1 if said_sides <= known_sides or known_sides <= said_sides else None
        return None if start is None or sides is None else start + sides

    def near(self, agreement: Agreement) -> tuple[Known, ...]:
        """Return the records that look like it, with another title."""
        start, sides = agreement.start, self.sides(agreement)
        if not start or not sides:
            return ()
        block = self._by_start.get((start, sides), [])[:MOST_COMPARED]
        return tuple(one for one in block if self._is_near(agreement, one.agreement))

    def _is_near(self, one: Agreement, other: Agreement) -> bool:
        kinds = {one.kind, other.kind} - {InstrumentKind.OTHER}
        if len(kinds) > 1:
            return False
        compared = False
        for language in ("en", "th"):
            first, second = getattr(one.title, language), getattr(other.title, language)
            if first and second:
                compared = True
                if _dice(self._content_of(first), self._content_of(second)) >= NEAR:
                    return True
        # Titles of different languages cannot be compared: day, parties and kind are all there is.
        return not compared

    def _content_of(self, title: str) -> frozenset[str]:
        known = self._contents.get(title)
        if known is None:
            known = self._contents[title] = self._found_content(title)
        return known

    def _found_content(self, title: str) -> frozenset[str]:
        """Return what a title says besides names of parties and kinds: words, Thai in threes."""
        text = normal_text(title)
        mentions = self._vocabulary.lexicon.scan(text)
        named = [m for m in mentions if m.has(Category.PARTY) or m.has(Category.KIND)]
        covered = {place for mention in named for place in range(mention.start, mention.end)}
        ignored = self._vocabulary.ignored
        content: set[str] = set()
        for word in words_of(text):
            if word.start in covered and not word.is_thai:
                continue
            if word.is_thai:
                left = "".join(
                    c if place not in covered else " "
                    for place, c in enumerate(word.text, word.start)
                )
                content.update(_grams(left))
            elif stem(word.text) not in ignored:
                content.add(stem(word.text))
        return frozenset(content)


def _titles(agreement: Agreement) -> Iterator[str]:
    for title in agreement.title.wordings:
        folded = normal(title)
        yield folded.replace(" ", "") if has_thai(folded) else folded


def _start_fit(said: PartialDate | None, known: PartialDate | None) -> int | None:
    """Return 2 for the same start, 0 where one is not known, 1 for one within the other."""
    if said == known:
        return 2
    if said is None or known is None:
        return 0
    apart = said.latest < known.earliest or known.latest < said.earliest
    return None if apart else 1


def _grams(text: str) -> Iterator[str]:
    for run in text.split():
        yield from (run[i : i + _GRAM] for i in range(max(len(run) - _GRAM + 1, 1)))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))
