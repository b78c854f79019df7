"""Typing errors: an unknown word is read as the known one it is surely meant to be.

Only words that nobody knows are touched: not the register's words, not names, not plain English.
That guard matters more than the distance: without it every fourth correction was wrong
("salmon" became Samoa).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.search.filed_words import FiledWords
from bot.search.holdings import Holdings
from bot.search.shipped_words import (
    LETTERS_CUT,
    LONGEST_ABBREVIATION,
    SHORTEST,
    SHORTEST_CUT,
    shipped_words,
)
from bot.search.sounds import sound_of
from bot.search.words import THAI_FOLLOWERS, THAI_LEADERS, stem

#: A country's name of several words must be this alike (0 to 100).
PHRASE_CUTOFF = 86.0
#: From this length on two letters may be wrong: two away from a shorter word is another word
#: (Moscow is not MOFCOM, Manila no mail, qwerty not twenty).
TWO_ERRORS_FROM = 8
#: So many readings of words are remembered until the register changes.
MOST_REMEMBERED = 4_096


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mistyped word is read as: the nearest known words, several where they tie."""

    typed: str
    read: tuple[str, ...]


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
                if filed is not self._shipped.common and self._is_another_word(word, found):
                    continue
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

    def _is_another_word(self, word: str, found: str) -> bool:
        """Whether a short word is as likely another one: "chai" is not Chad, "perm" not Peru.

        Of four letters two that changed places are a slip, one for another is hardly.
        """
        is_short = len(word) == len(found) == SHORTEST and found not in self._shipped.cues
        return is_short and sorted(word) != sorted(found)

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
