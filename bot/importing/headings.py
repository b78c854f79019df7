"""Understands headings: which field of a record a column holds, in which language, what unit.

A heading is compared whole first, then without the words for a language or a unit, then part by
part where it says the same in both languages; at last a known heading inside longer words is
taken as a guess. A guess is told as one, and the longest known heading decides, so that
"ผู้ลงนาม" (signatory) is not taken for "ลงนาม" (signed).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from bot.agreements.text import LANGUAGES, Language
from bot.catalogue.columns import Column, Columns, Holds
from bot.search.normal_form import THAI, normal

#: A known heading inside a longer one must be this long (letters) to be a guess.
SHORTEST_GUESS = 5
#: A heading longer than this is a sentence.
LONGEST_HEADING = 120

_NO_WORD = re.compile(rf"[^\w{THAI}#]+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTS = re.compile(r"[/|\n()\[\]]+")
_LAST_NUMBER = re.compile(r"[\s.]*\d{1,2}$")
_LANGUAGE_WORDS: dict[Language, str] = {
    "en": r"\b(?:in )?(?:english|eng|en)\b|(?:ภาษา)?อังกฤษ",
    "th": r"\b(?:in )?(?:thai|tha|th)\b(?! (?:agency|party|side|organi|ministry))"
    r"|ภาษาไทย|\(ไทย\)|(?<=ชื่อ)ไทย| ไทย$",
}


class Unit(StrEnum):
    """What the numbers of a column count."""

    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"


_UNIT_WORDS: dict[Unit, str] = {
    Unit.YEARS: r"(?:in )?(?:years?|yrs?)|ปี|จำนวนปี|หน่วย ?ปี",
    Unit.MONTHS: r"(?:in )?months?|เดือน|จำนวนเดือน|หน่วย ?เดือน",
    Unit.DAYS: r"(?:in )?days?|วัน|จำนวนวัน|หน่วย ?วัน",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """What a heading means. `rank` is its place among the headings of its column, best first."""

    column: Column
    language: Language | None = None
    unit: Unit | None = None
    is_sure: bool = True
    rank: int = 0


class Headings:
    """All known headings."""

    def __init__(self, columns: Columns) -> None:
        self._known: dict[str, Guess] = {}
        for column in columns:
            for rank, wording in enumerate((*column.name.wordings, *column.aliases)):
                self._known.setdefault(_key(wording), Guess(column, rank=rank))
            self._known.setdefault(_key(column.heading()), Guess(column))
            if column.has_languages:
                for language in LANGUAGES:
                    key = _key(column.heading(language))
                    self._known.setdefault(key, Guess(column, language))
        self._longest_first = sorted(self._known, key=len, reverse=True)
        self.understood = lru_cache(maxsize=4_096)(self._understood)

    def _understood(self, heading: str) -> Guess | None:
        """Return what a heading means, or None."""
        if len(heading) > LONGEST_HEADING:
            return None
        text = normal(heading)
        exact = self._exact(text)
        if exact:
            return _with_unit(exact, heading)
        base, language = _without_language(text)
        for wording in (base, _BRACKETS.sub(" ", base), _LAST_NUMBER.sub("", base)):
            found = self._exact(wording)
            if found:
                return _with_unit(_in_language(found, language), heading)
        found = self._by_parts(heading) or self._inside(base)
        return _with_unit(_in_language(found, language), heading) if found else None

    def _exact(self, text: str) -> Guess | None:
        return self._known.get(_key(text))

    def _by_parts(self, heading: str) -> Guess | None:
        """Return what all parts of a heading say that are understood, when it is one thing."""
        parts = (_without_language(normal(part))[0] for part in _PARTS.split(heading))
        found = [guess for part in parts if part.strip() and (guess := self._exact(part))]
        if len(found) > 1 and len({guess.column.id for guess in found}) == 1:
            return found[0]
        # "วันลงนาม (วัน/เดือน/ปี)": the first part is the heading, the rest tells how to write it.
        return found[0] if found and self._exact(_PARTS.split(normal(heading))[0]) else None

    def _inside(self, text: str) -> Guess | None:
        """Return the longest known heading inside a longer one, as a guess.

        Thai puts the head first, so there it must begin with the known one. A title is too
        general a word to be guessed: "วันที่ลงนามในบันทึกความเข้าใจ" is no title.
        """
        key = _key(text)
        for known in self._longest_first:
            is_title = self._known[known].column.id == "title"
            if is_title or len(known) < SHORTEST_GUESS or len(known) >= len(key):
                continue
            fits = f" {known} " in f" {key} " if known.isascii() else key.startswith(known)
            if fits:
                return replace(self._known[known], is_sure=False, rank=100)
        return None


def _key(text: str) -> str:
    """Return a heading as it is compared: words only, Thai without spaces."""
    words = _NO_WORD.sub(" ", normal(text)).strip()
    return words if words.isascii() else words.replace(" ", "")


def _without_language(text: str) -> tuple[str, Language | None]:
    for language in LANGUAGES:
        shorter, count = re.subn(_LANGUAGE_WORDS[language], " ", text)
        if count and _key(shorter):
            return shorter, language
    return text, None


def _in_language(guess: Guess, language: Language | None) -> Guess:
    if not guess.column.has_languages or guess.language:
        return guess
    return replace(guess, language=language)


def _with_unit(guess: Guess, heading: str) -> Guess:
    """Add the unit that a heading names in brackets or at its end, where numbers stand below."""
    if guess.column.holds not in (Holds.MONTHS, Holds.DAYS, Holds.TERM):
        return guess
    return replace(guess, unit=next(_units(normal(heading)), None))


def _units(text: str) -> Iterator[Unit]:
    for unit, words in _UNIT_WORDS.items():
        in_brackets = (re.fullmatch(words, part.strip()) for part in _BRACKETS.findall(text))
        if any(in_brackets) or re.search(rf"(?:\bin |จำนวน)(?:{words})\s*$", text):
            yield unit
