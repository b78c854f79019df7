"""Where the words of a run of Thai end, going by all words that are known.

Names and words without meaning are found by longest match, which takes ลาว out of a mistyped คลาวด์
and หนัง out of หนังสือ. Cut into the fewest known words, the run tells where no border is.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from bot.agreements.text import has_thai
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary
from bot.search.words import THAI_FOLLOWERS, THAI_LEADERS

#: Letters of the longest word that is looked up.
_LONGEST, _SHORTEST = 30, 2
#: What a known word costs, a letter of no word, and the beginning of such a piece.
_WORD, _LETTER, _PIECE = 1.0, 1.2, 1.5
#: Letters of a syllable that is no slip of the finger.
_SYLLABLE = (2, 3)
_NAMES = (Category.PARTY, Category.AREA, Category.KIND, Category.CUE, Category.CAPITAL)


class Piece(NamedTuple):
    """A piece of a run: where it stands, and whether it is a word."""

    start: int
    end: int
    is_word: bool


@lru_cache(maxsize=2)
def known_thai(vocabulary: Vocabulary) -> frozenset[str]:
    """Return every Thai word and name of a vocabulary."""
    names = (s for s, _ in vocabulary.lexicon.spellings(_NAMES) if has_thai(s) and " " not in s)
    return vocabulary.thai | vocabulary.ignored_thai | frozenset(names)


@lru_cache(maxsize=512)
def pieces_of(run: str, known: frozenset[str]) -> tuple[Piece, ...]:
    """Cut a run of Thai into the fewest words and the least of what is no word."""
    length = len(run)
    # best[place][state]: least cost up to a place, ending in a word (0) or outside all (1)
    best = [[float("inf")] * 2 for _ in range(length + 1)]
    came: list[list[tuple[int, int]]] = [[(0, 0), (0, 0)] for _ in range(length + 1)]
    best[0][0] = 0.0
    for place in range(length):
        for state in (0, 1):
            cost = best[place][state]
            more = cost + _LETTER + (_PIECE if state == 0 else 0.0)
            if more < best[place + 1][1]:
                best[place + 1][1], came[place + 1][1] = more, (place, state)
            for end in _word_ends(run, place, known):
                if cost + _WORD < best[end][0]:
                    best[end][0], came[end][0] = cost + _WORD, (place, state)
    return tuple(_walk_back(best, came, length))


def _word_ends(run: str, start: int, known: Container[str]) -> list[int]:
    if run[start] in THAI_FOLLOWERS or (start and run[start - 1] in THAI_LEADERS):
        return []
    last = min(len(run), start + _LONGEST)
    return [
        end
        for end in range(start + _SHORTEST, last + 1)
        if run[start:end] in known and not (end < len(run) and run[end] in THAI_FOLLOWERS)
    ]


def _walk_back(
    best: list[list[float]], came: list[list[tuple[int, int]]], length: int
) -> list[Piece]:
    place, state = length, 0 if best[length][0] <= best[length][1] else 1
    found: list[Piece] = []
    while place > 0:
        before, before_state = came[place][state]
        if state == 1 and found and not found[-1].is_word and found[-1].start == place:
            found[-1] = found[-1]._replace(start=before)
        else:
            found.append(Piece(before, place, state == 0))
        place, state = before, before_state
    return found[::-1]


def is_of_words(run: str, known: frozenset[str], most: int | None = None) -> bool:
    """Return whether all of a run is words, at most so many."""
    pieces = pieces_of(run, known)
    few = most is None or len(pieces) <= most
    return few and all(piece.is_word for piece in pieces)


def tears_a_word(run: str, start: int, end: int, known: frozenset[str]) -> bool:
    """Return whether a stretch takes the smaller part off a word: องเดื่อน off รับรอง.

    So it does where it leaves the first syllable of a piece that is no word: หดอายุ out of กำหดอายุ.
    """
    for piece in pieces_of(run, known):
        within = min(end, piece.end) - max(start, piece.start)
        if piece.is_word and 0 < within < len(run[piece.start : piece.end]) - within:
            return True
        if piece.start < start < piece.end and start - piece.start in _SYLLABLE:
            return not piece.is_word
    return False


def whole_words(run: str, start: int, end: int, known: frozenset[str]) -> tuple[str, bool]:
    """Return a stretch widened to whole pieces, and whether those are all words."""
    pieces = [p for p in pieces_of(run, known) if p.start < end and start < p.end]
    if not pieces:
        return run[start:end], False
    return run[pieces[0].start : pieces[-1].end], all(piece.is_word for piece in pieces)
