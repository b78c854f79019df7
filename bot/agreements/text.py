"""A text in English, in Thai, or in both: titles, summaries, names, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "th"]
LANGUAGES: tuple[Language, ...] = ("en", "th")

#: Thai letters, vowels, tone marks and digits; not the baht sign, which English texts use too.
_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e5b]")


def language_of(text: str) -> Language:
    """Return "th" when any Thai letter stands in the text, else "en" (right for mixed text)."""
    return "th" if has_thai(text) else "en"


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
