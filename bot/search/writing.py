"""A text as it was typed, written out so that it can be read: no courtesy, no shorthand."""

from __future__ import annotations

import re

from bot.search.clipped_names import clipped_names
from bot.search.courtesy import without_courtesy
from bot.search.holdings import Holdings
from bot.search.naming_times import with_short_years
from bot.search.normal_form import NormalText, normal_text
from bot.search.senses import Category
from bot.search.spoken_thai import written_out
from bot.search.wording import Wording
from bot.search.words import stem

#: Longer texts are cut: nobody asks so much, and every step below stays quick.
LONGEST_QUESTION = 1_000
#: So many words, all in capitals, are a habit of typing and not abbreviations.
FEWEST_SHOUTED = 3
#: What one joins is a text or a bloc.
_MEMBERSHIP = Wording(
    r"\b(?:members? of|membership (?:of|in)|join(?:s|ed|ing)?|acced(?:e|es|ed|ing) to|accession to|"
    r"part(?:y|ies) to) (?:the )?(\w+)\b",
    "member|join|acced|accession|part",
)


#: "MOU 43" is the one of the Buddhist year 2543; "MOU 43 ฉบับ" are so many.
_OF_A_SHORT_YEAR = Wording(
    r"\b(mou|moc|moa|mous)(?: ?ปี)? ?([4-7]\d)\b(?! ?(?:ฉบับ|เรื่อง|รายการ|agreement|text|year|month|"
    r"day|%|[-/]))",
    "mo",
)


#: CY2023 is the calendar year, not Cyprus.
_CALENDAR_YEAR = Wording(r"\bcy ?((?:19|20|25)\d\d)\b", "cy")


class Writing:
    """Writes texts out for one register."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._vocabulary = holdings.vocabulary
        self._clipped = clipped_names(holdings.vocabulary)

    def out(self, text: str) -> NormalText:
        """Return a text in normal form, shorthand and clipped names in full, Thai in Thai."""
        whole = self._clipped.spelled_out(text[:LONGEST_QUESTION])
        thai = self._vocabulary.romanised.as_thai(normal_text(whole))
        typed = self._quiet(without_courtesy(thai))
        typed = self._vocabulary.shorthand.spelled_out(written_out(typed))
        typed = with_short_years(_with_whole_years(typed))
        return self._named_as_text(typed)

    def _quiet(self, text: NormalText) -> NormalText:
        """Take a question typed all in capitals so that its small words are no codes (IT, US)."""
        parts = text.cased.split(" ")
        if len(parts) < FEWEST_SHOUTED or not text.cased.isupper():
            return text
        ignored = self._vocabulary.ignored
        small = (p.lower() if stem(p.strip("?!.,").lower()) in ignored else p for p in parts)
        return NormalText(text.folded, " ".join(small))

    def _named_as_text(self, text: NormalText) -> NormalText:
        """Read "a member of depa" as of the agreement DEPA, not of the body of that name."""
        found = _MEMBERSHIP.search(text.folded)
        if not found:
            return text
        start, end = found.span(1)
        name = text.cased[start:end].upper()
        if not any(s.category is Category.AGREEMENT for s in self._holdings.names.senses(name)):
            return text
        return NormalText(text.folded, text.cased[:start] + name + text.cased[end:])


def _with_whole_years(text: NormalText) -> NormalText:
    text = _replaced(text, _CALENDAR_YEAR, r"year \1")
    return _replaced(text, _OF_A_SHORT_YEAR, r"\1 ปี 25\2")


def _replaced(text: NormalText, wording: Wording, read: str) -> NormalText:
    if not wording.search(text.folded):
        return text
    pattern = wording.pattern
    cased = re.sub(pattern.pattern, read, text.cased, flags=re.IGNORECASE)
    return NormalText(pattern.sub(read, text.folded), cased)
