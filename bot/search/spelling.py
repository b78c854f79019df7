"""Typing errors: an unknown word is read as the known one it is surely meant to be.

Only words that nobody knows are touched: not the register's words, not names, not plain English.
That guard matters more than the distance: without it every fourth correction was wrong
("salmon" became Samoa).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.agreements.text import has_thai
from bot.search.filed_words import FiledWords
from bot.search.holdings import Holdings
from bot.search.normal_form import normal, normal_text
from bot.search.senses import Category
from bot.search.sounds import filed_by_sound, sound_of
from bot.search.vocabulary import Vocabulary
from bot.search.words import THAI_FOLLOWERS, THAI_LEADERS, Word, stem, words_of

#: Shorter words are not corrected: too many others are one letter away.
SHORTEST = 4
#: A country's name of several words must be this alike (0 to 100).
PHRASE_CUTOFF = 86.0
LONGEST_PHRASE = 3
#: Words of so few letters are not read as an abbreviation: each is one letter from another.
LONGEST_ABBREVIATION = 6
#: From this length on two letters may be wrong: two away from a shorter word is another word
#: (Moscow is not MOFCOM, Manila no mail, qwerty not twenty).
TWO_ERRORS_FROM = 8
#: Shorter names of capitals no mistyped word is read as.
SHORTEST_CAPITAL = 6
#: So many readings of words are remembered until the register changes.
MOST_REMEMBERED = 4_096
#: Thai names are filed by length up to so many letters; a longer piece is held against all of them.
LONGEST_THAI = 64
#: A Thai name of at least this length is known by its beginning, less one or two letters.
SHORTEST_CUT, LETTERS_CUT = 6, 2
#: A cue with so long a word of every question in it ("จบเมื่อไหร่") is like any question.
LONGEST_SHARED = 5
#: Cue words whose Thai spelling people get wrong.
_SPOKEN_CUES = frozenset(
    {"ask.expires", "ask.signed", "mode.compare", "ask.parties", "ask.scope_areas"}
)
#: A Thai piece must be this alike (0 to 100) to be read as a name, by the name's length.
_THAI_CUTOFFS = ((4, 101.0), (6, 87.0), (9, 82.0), (200, 80.0))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mistyped word is read as: the nearest known words, several where they tie."""

    typed: str
    read: tuple[str, ...]


class ShippedWords:
    """The spellings of a vocabulary, sorted by how a typing error in them is looked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        categories = (Category.PARTY, Category.AREA, Category.KIND, Category.CUE)
        named = (Category.PARTY, Category.AREA, Category.KIND)
        names, thai, phrases = set[str](), set[str](), set[str]()
        abbreviations, countries = set[str](), set[str]()
        asking = [word for word in vocabulary.ignored_thai if len(word) >= LONGEST_SHARED]
        for spelling, senses in vocabulary.lexicon.spellings(categories):
            if has_thai(spelling):
                spoken = any(s.id in _SPOKEN_CUES for s in senses)
                spoken = spoken and not any(word in spelling for word in asking)
                if spoken or any(s.category in named for s in senses):
                    thai.add(spelling)
            else:
                names.add(spelling)
        for party in vocabulary.directory:
            for wording in (party.name.en, *party.aliases):
                if not has_thai(wording):
                    if wording.isupper() and len(wording) <= LONGEST_ABBREVIATION:
                        abbreviations.add(normal(wording))
                    parts = [word.text for word in words_of_normal(wording)]
                    if party.type == "country" and len(parts) == 1:
                        countries.update(parts)
                    names.update(parts)
                    if party.type == "country" and 2 <= len(parts) <= LONGEST_PHRASE:
                        phrases.add(" ".join(parts))
        capitals = list(_capitals(vocabulary))
        names.update(c[0] for c in capitals if len(c) == 1 and len(c[0]) >= SHORTEST_CAPITAL)
        phrases.update(" ".join(c) for c in capitals if 2 <= len(c) <= LONGEST_PHRASE)
        known = sorted(w for w in names if len(w) >= SHORTEST)
        # No slip is read as slang: baht is not "that" with a slip of its own.
        common = sorted(
            w for w in vocabulary.ignored if len(w) >= SHORTEST - 1 and w in vocabulary.english
        )
        self.names = FiledWords(known)
        self.whole_names = FiledWords(w for w in known if w not in abbreviations)
        self.common = FiledWords(common)
        self._thai_by_cutoff = _by_cutoff(sorted(thai))
        self._thai_up_to: dict[int, list[tuple[float, list[str]]]] = {}
        self.phrases = FiledWords(sorted(phrases))
        self.phrase_words = frozenset(word for phrase in phrases for word in phrase.split())
        self.countries = frozenset(countries)
        self.thai_countries = sorted(
            name
            for name, senses in vocabulary.lexicon.spellings((Category.PARTY,))
            if has_thai(name) and " " not in name and len(name) >= SHORTEST_CUT
            if any(len(sense.id) == 2 for sense in senses) and not name[-1].isdigit()
        )
        self.by_sound = filed_by_sound(vocabulary.lexicon.spellings(named), SHORTEST_CUT)
        self.known = names.union(common, vocabulary.ignored, vocabulary.cities, *capitals)

    def thai_up_to(self, length: int) -> list[tuple[float, list[str]]]:
        """Return the Thai names of so many letters at most, by how alike each must be."""
        length = min(length, LONGEST_THAI)
        if length not in self._thai_up_to:
            self._thai_up_to[length] = [
                (cutoff, [name for name in names if len(name) <= length or length == LONGEST_THAI])
                for cutoff, names in self._thai_by_cutoff.items()
            ]
        return self._thai_up_to[length]


def _capitals(vocabulary: Vocabulary) -> Iterator[list[str]]:
    """Yield the words of each name of a capital that is written in Latin letters."""
    for party in vocabulary.directory:
        for city in party.capitals:
            if not has_thai(city):
                yield [word.text for word in words_of_normal(city)]


def _by_cutoff(thai_names: Iterable[str]) -> dict[float, list[str]]:
    """Sort Thai names by how alike a piece must be; the shortest are never read into one."""
    sorted_out: dict[float, list[str]] = {}
    for name in thai_names:
        cutoff = next(limit for length, limit in _THAI_CUTOFFS if len(name) <= length)
        if cutoff <= 100:
            sorted_out.setdefault(cutoff, []).append(name)
    return sorted_out


@lru_cache(maxsize=2)
def shipped_words(vocabulary: Vocabulary) -> ShippedWords:
    """Return the sorted spellings of a vocabulary, which every register over it shares."""
    return ShippedWords(vocabulary)


class Speller:
    """Finds what an unknown word was meant to be, among shipped names and the register's words."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._shipped = shipped_words(holdings.vocabulary)
        self._index_words = FiledWords()
        self._readings: dict[str, Reading | None] = {}
        self._version = -1

    def is_known(self, word: str) -> bool:
        """Return whether a Latin word means something by itself."""
        stemmed = stem(word)
        return (
            word in self._shipped.known
            or stemmed in self._shipped.known
            or self._holdings.index.knows(stemmed)
            or stemmed in self._holdings.vocabulary.english
        )

    def is_country(self, word: str) -> bool:
        """Return whether a word is the name of a country."""
        return word in self._shipped.countries

    def latin(self, word: str) -> Reading | None:
        """Return what an unknown Latin word is read as, or None where nothing is near enough."""
        if len(word) < SHORTEST or not word.isalpha() or self.is_known(word):
            return None
        choices = self._register_words()
        if word not in self._readings:
            if len(self._readings) >= MOST_REMEMBERED:
                self._readings.clear()
            self._readings[word] = self._nearest(word, choices)
        return self._readings[word]

    def _nearest(self, word: str, register_words: FiledWords) -> Reading | None:
        cutoff = 1 if len(word) < TWO_ERRORS_FROM else 2
        names = (
            self._shipped.names if len(word) > LONGEST_ABBREVIATION else self._shipped.whole_names
        )
        near: dict[str, tuple[float, int, bool]] = {}
        for rank, filed in enumerate((names, self._shipped.common, register_words)):
            choices = filed.within(word, cutoff)
            for found, distance, _ in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=cutoff, limit=6
            ):
                other_start = found[0] != word[0]
                near.setdefault(found, (distance + other_start * 0.5, rank, other_start))
        if not near:
            return None
        best = min(near.values())[0]
        nearest = sorted(
            (found for found, key in near.items() if key[0] == best),
            # A letter is left out more often than one is put in: Malaysia before Malaya.
            key=lambda f: (f not in self._shipped.countries, near[f], -len(f)),
        )
        # The ending of the plural is kept: it tells a list from one text.
        plural = word.endswith("s") and not nearest[0].endswith("s")
        read = tuple(found + "s" * plural for found in nearest)
        return Reading(word, read) if read[0] != word else None

    def phrase(self, words: list[str]) -> Reading | None:
        """Return the name of several words that these are, mistyped: "honk kong".

        Ordinary words are none, unless one belongs to such a name: "ivory cost".
        """
        english = self._holdings.vocabulary.english
        if all(stem(w) in english for w in words) and self._shipped.phrase_words.isdisjoint(words):
            return None
        typed = " ".join(words)
        choices = self._shipped.phrases.alike(typed, PHRASE_CUTOFF)
        found = process.extractOne(typed, choices, scorer=fuzz.ratio, score_cutoff=PHRASE_CUTOFF)
        if not found or found[0] == typed or self._says_another(words, found[0].split()):
            return None
        return Reading(typed, (found[0],))

    def _says_another(self, words: list[str], meant: list[str]) -> bool:
        """Return whether a word with a meaning of its own is far from it: American, African."""
        return any(
            self.is_known(word) and OSA.distance(word, other) > 1
            for word, other in zip(words, meant, strict=False)
        )

    def _register_words(self) -> FiledWords:
        if self._version != self._holdings.version:
            self._version = self._holdings.version
            self._readings.clear()
            terms = self._holdings.index.terms()
            words = (t for t in terms if len(t) >= SHORTEST and _is_latin_word(t))
            self._index_words = FiledWords(words)
        return self._index_words

    def cut_short(self, piece: str) -> Reading | None:
        """Return the country whose name a Thai piece ends with, less its last letters: ฟินแลน."""
        for name in self._shipped.thai_countries:
            for missing in range(1, LETTERS_CUT + 1):
                if len(name) - missing >= SHORTEST_CUT - 1 and piece.endswith(name[:-missing]):
                    return Reading(name[:-missing], (name,))
        return None

    def sounds_like(self, piece: str, shortest: int = SHORTEST_CUT) -> Reading | None:
        """Return the name that a Thai piece is spelled after by ear: อังกริด, อีคอมเมอส."""
        name = self._shipped.by_sound.get(sound_of(piece)) if len(piece) >= shortest else None
        return Reading(piece, (name,)) if name and name != piece else None

    def one_letter_off(self, piece: str) -> Reading | None:
        """Return the only name of about its length that a Thai piece has one letter wrong of."""
        if len(piece) <= SHORTEST:
            return None
        names = (name for _, some in self._shipped.thai_up_to(len(piece) + 1) for name in some)
        near = {n for n in names if n[:2] == piece[:2] and OSA.distance(n, piece) == 1}
        return Reading(piece, (near.pop(),)) if len(near) == 1 else None

    def thai(self, piece: str) -> Reading | None:
        """Return the name that a Thai piece holds with a typing error, or None."""
        best: tuple[float, float] = (0.0, 0.0)
        found: tuple[str, str] | None = None
        for name, cutoff in self._alike(piece):
            place = fuzz.partial_ratio_alignment(name, piece, score_cutoff=cutoff - 8)
            if place is None:
                continue
            start, end = _best_window(name, piece, place.dest_start, place.dest_end)
            score = fuzz.ratio(name, piece[start:end])
            # The name that explains most of the piece, not the shortest that happens to fit.
            explained = score * (end - start)
            if score >= cutoff and (explained, score) > best:
                best, found = (explained, score), (piece[start:end], name)
        return Reading(found[0], (found[1],)) if found else None

    def _alike(self, piece: str) -> Iterator[tuple[str, float]]:
        """Yield the names that may stand in a piece, with how alike each must be (0 to 100)."""
        for cutoff, names in self._shipped.thai_up_to(len(piece) + 2):
            for name, _, _ in process.extract(
                piece, names, scorer=fuzz.partial_ratio, score_cutoff=cutoff - 8, limit=None
            ):
                yield name, cutoff


def words_of_normal(text: str) -> Iterable[Word]:
    """Return the words of a text that is not yet in normal form."""
    return words_of(normal_text(text))


def _is_latin_word(term: str) -> bool:
    return term.isascii() and term.isalpha()


def _best_window(name: str, piece: str, start: int, end: int) -> tuple[int, int]:
    """Move a stretch, which the search may have taken a letter off, to where it fits best."""
    windows = {
        _whole_syllables(piece, max(0, start + first), min(len(piece), end + last))
        for first in (-1, 0, 1)
        for last in (-1, 0, 1)
    }
    return max(sorted(windows), key=lambda w: fuzz.ratio(name, piece[w[0] : w[1]]))


def _whole_syllables(piece: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch so that no vowel or tone mark is cut off."""
    while start > 0 and (piece[start] in THAI_FOLLOWERS or piece[start - 1] in THAI_LEADERS):
        start -= 1
    while end > start and piece[end - 1] in THAI_LEADERS:
        end -= 1
    while end < len(piece) and piece[end] in THAI_FOLLOWERS:
        end += 1
    return start, end
