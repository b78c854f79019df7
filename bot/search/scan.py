"""What stands in a text: codes, dates, names and cues, and what none of them explains.

Dates are found first and masked, so that numbers and months cannot reach the name matcher; then
the longest match over all names and cues at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.search.bodies_described import described_bodies
from bot.search.capitals import with_capitals
from bot.search.courtesy import without_occasions
from bot.search.holdings import Holdings
from bot.search.leftovers import Leftover, latin_leftovers, thai_leftovers
from bot.search.normal_form import NormalText
from bot.search.regions import without_regions
from bot.search.senses import Category, Mention
from bot.search.time.grammar import TimePhrase
from bot.search.time.phrases import time_phrases
from bot.search.wording import DIGITS, Wording
from bot.search.words import Word, stem, thai_trigrams, words_of

_CODE = Wording(r"(?<![\w-])[a-z0-9]+(?:[-_.][a-z0-9]+)+(?![\w-])", "-|_|.")
#: A code typed with spaces, which counts only where it is on record: "fi 2018 ict".
_SPACED_CODE = Wording(r"(?<![\w-])[a-z]{2,12} \d{4} [a-z0-9]{2,}(?![\w-])", DIGITS)
#: The same typed as one word: "fi2018ict".
_JOINED_CODE = Wording(r"(?<![\w-])([a-z]{2,12})(\d{4})([a-z0-9]{2,})(?![\w-])", DIGITS)
_CODE_SHAPE = re.compile(r"[a-z]{2,8}-\d{4}-[a-z0-9]{2,}(?:-[a-z0-9]+)*")
#: "..., right?" asks for a yes and names nothing.
_TAG = Wording(
    r",\s*(?:right|correct|true|yes|no|ok|isnt it|is it not|is it|doesnt it|does it|am i right)"
    r"\s*[?.!]*$",
    ",",
)
#: "1 year": the number of a length of time that no date came of.
_UNIT_AFTER = re.compile(r"\s*(?:years?|months?|weeks?|days?|yrs?)\b|\s*(?:ปี|เดือน|สัปดาห์|วัน)")


@dataclass(frozen=True, slots=True)
class Scan:
    """A text with everything that was found in it.

    `text` is the text with codes and dates masked. `codes`: start, end, and the id on record or
    None. `covered`: the places that a mention explains.
    """

    original: NormalText
    text: NormalText
    words: list[Word]
    codes: list[tuple[int, int, str | None]]
    phrases: list[TimePhrase]
    mentions: list[Mention]
    covered: set[int]


class Scanner:
    """Finds what a text holds that the vocabulary and one register know."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._vocabulary = holdings.vocabulary

    def scan(self, text: NormalText, today: date, *, capitals: bool = True) -> Scan:
        """Return a text with its codes, dates, names and cues.

        `capitals`: whether a capital may stand for its country.
        """
        codes = [
            (match.start(), match.end(), self._holdings.id_like(match[0]))
            for match in _CODE.finditer(text.folded)
        ]
        codes = [c for c in codes if c[2] or _CODE_SHAPE.fullmatch(text.folded[c[0] : c[1]])]
        codes += [
            (match.start(), match.end(), known)
            for match in _SPACED_CODE.finditer(text.folded)
            if (known := self._holdings.id_like(match[0].replace(" ", "-")))
        ]
        codes += [
            (match.start(), match.end(), known)
            for match in _JOINED_CODE.finditer(text.folded)
            if (known := self._holdings.id_like("-".join(match.groups())))
        ]
        tag = _TAG.search(text.folded)
        unread = [(start, end) for start, end, _ in codes] + ([tag.span()] if tag else [])
        without_codes = masked(text, unread)
        times = without_occasions(text.folded, time_phrases(without_codes.folded, today))
        elsewhere = self._vocabulary.elsewhere.scan(without_codes) if times else []
        phrases = [
            phrase
            for phrase in times
            if not any(m.start < phrase.end and phrase.start < m.end for m in elsewhere)
        ]
        rest = masked(without_codes, [(p.start, p.end) for p in phrases])
        words = words_of(rest)
        mentions = without_regions(rest.folded, self._holdings.names.scan(rest, words))
        own = self._vocabulary.own_country
        mentions = with_capitals(rest.folded, mentions, own, meant=capitals)
        mentions = described_bodies(self._vocabulary).read(rest, words, mentions)
        covered = {place for m in mentions for place in range(m.start, m.end)}
        return Scan(text, rest, words, codes, phrases, mentions, covered)

    def parties_named(self, folded: str) -> str:
        """Return the names of the parties in a text, side by side."""
        mentions = self._holdings.names.scan(NormalText(folded, folded))
        return " ".join(m.text for m in mentions if m.has(Category.PARTY) and not m.is_weak)

    def leftovers(self, scan: Scan) -> list[Leftover]:
        """Return what nothing explains, without the words that carry no meaning."""
        ignored = self._vocabulary.ignored
        latin = [
            word
            for word in latin_leftovers(scan.words, scan.covered)
            if stem(word.text) not in ignored
            and word.text not in ignored
            and not (word.text.isdigit() and _UNIT_AFTER.match(scan.text.folded, word.end))
        ]
        return latin + thai_leftovers(scan.words, scan.covered, self._vocabulary.ignored_thai)

    def is_in_register(self, piece: str) -> bool:
        """Whether all of a Thai piece occurs in one record: most of it may be a typing error."""
        trigrams = set(thai_trigrams(piece))
        return bool(self._holdings.index.holding(trigrams, len(trigrams)))


def masked(text: NormalText, spans: Iterable[tuple[int, int]]) -> NormalText:
    """Put spaces over what was understood already; places stay the same."""
    folded, cased = text.folded, text.cased
    for start, end in spans:
        gap = " " * (end - start)
        folded = folded[:start] + gap + folded[end:]
        cased = cased[:start] + gap + cased[end:]
    return NormalText(folded, cased)
