"""A text in normal form taken apart: words of Latin and other scripts, runs of Thai; stems."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from bot.search.normal_form import FLAG, THAI, NormalText

_WORD = re.compile(rf"{FLAG}[a-z]{{2}}|[{THAI}]+|[^\W_{THAI}]+")
_FIRST_THAI, _LAST_THAI = THAI[0], THAI[-1]
#: Signs that belong to the syllable before them: nothing may be cut in front of these.
THAI_FOLLOWERS = frozenset("ะาำๅัิีึืฺุู็่้๊๋์")
#: A vowel written first: what follows it belongs to the same syllable.
THAI_LEADERS = frozenset("เแโใไ")


#: Words of titles that are spelt in two ways.
_BRITISH = {
    "center": "centre",
    "defense": "defence",
    "fiber": "fibre",
    "labor": "labour",
    "license": "licence",
    "program": "programme",
}


class Word(NamedTuple):
    """One word or Thai run: its text in lower case, as typed, and where it stands."""

    text: str
    cased: str
    start: int
    end: int

    @property
    def is_thai(self) -> bool:
        """Whether it is a run of Thai script."""
        return _FIRST_THAI <= self.text[0] <= _LAST_THAI

    @property
    def is_number(self) -> bool:
        """Whether it is made of digits only."""
        return self.text.isdigit()


def words_of(text: NormalText) -> list[Word]:
    """Return the words and Thai runs in order."""
    folded, cased = text
    spans = map(re.Match.span, _WORD.finditer(folded))
    return [Word(folded[start:end], cased[start:end], start, end) for start, end in spans]


def stems_of(text: NormalText) -> tuple[str, ...]:
    """Return the stems of the words and the Thai runs in order."""
    return tuple(map(stem, _WORD.findall(text.folded)))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return an English word without its plural ending: cities, city; laws, law; wishes, wish.

    Plurals only (Harman's S-stemmer): a stronger stemmer joins words that an office tells apart
    (organisation and organ, university and universe). Spelt in one way, so that the call center
    is the call centre.
    """
    single = _singular(word)
    if single.endswith("ization"):
        return single[: -len("ization")] + "isation"
    return _BRITISH.get(single, single)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or not word.isascii():
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def thai_trigrams(run: str) -> list[str]:
    """Return all three-character pieces of a Thai run; a shorter run is one piece.

    Each piece exists once, whatever it was cut from: of a register's index half was such pieces.
    """
    if len(run) <= 3:
        return [intern(run)]
    return [intern(run[i : i + 3]) for i in range(len(run) - 2)]
