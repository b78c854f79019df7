"""A text in English, in Thai, or in both: titles, summaries, names, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "th"]
LANGUAGES: tuple[Language, ...] = ("en", "th")

#: Thai letters, vowels, tone marks and digits; not the baht sign, which English texts use too.
_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e5b]")


#: A run of Thai script: a particle, or several words of a sentence.
_THAI_RUN = re.compile("[\u0e01-\u0e3a\u0e40-\u0e5b]+")
_LATIN_WORD = re.compile("[a-z]+")
#: Words that no Thai sentence borrows: it takes over "MoU", "list" and "in force", never "does".
_ENGLISH_GRAMMAR = frozenset(
    "the a an is are was were am be do does did has have had will would can could should must "
    "may when what which who whom where how why i we you they he she it its our your my me us "
    "that this these those there with of in on at from to for by about between and or but not "
    "any anything if whether still until please".split()
)


def language_of(text: str) -> Language:
    """Return the language of a text, of a mixed one that of the sentence.

    An English sentence with a Thai word or particle in it is English; whatever else has a Thai
    letter is Thai, for names, codes and terms are written in Latin letters there too.
    """
    if not has_thai(text):
        return "en"
    runs = _THAI_RUN.findall(text)
    words = _LATIN_WORD.findall(text.lower())
    grammar = sum(word in _ENGLISH_GRAMMAR for word in words)
    is_english = grammar > len(runs) and sum(map(len, words)) > sum(map(len, runs))
    return "en" if is_english else "th"


def has_thai(text: str) -> bool:
    """Return whether any Thai letter stands in the text."""
    return not text.isascii() and _THAI.search(text) is not None


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in English and in Thai; at least one is not empty."""

    en: str = ""
    th: str = ""

    @classmethod
    def of(cls, text: str) -> Text:
        """Return a text of one language, told by its script."""
        return cls(th=text) if has_thai(text) else cls(en=text)

    def __bool__(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.en or self.th)

    def in_language(self, language: Language) -> str:
        """Return the wording in that language, else in the other one."""
        return (self.th or self.en) if language == "th" else (self.en or self.th)

    def other_than(self, language: Language) -> str:
        """Return the wording in the other language, or nothing where there is only one."""
        if not (self.en and self.th):
            return ""
        return self.en if language == "th" else self.th

    @property
    def wordings(self) -> tuple[str, ...]:
        """All wordings there are, English first."""
        return tuple(text for text in (self.en, self.th) if text)
