"""Names of countries cut short with a paiyannoi: สวิตฯ, เนเธอร์ฯ, ฟินฯ.

The sign says that the rest of a name is left out, so what stands before it is read as the one
country whose name begins with it. Where several do (ออสฯ), or the name is whole, it says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from bot.agreements.text import has_thai
from bot.search.normal_form import THAI
from bot.search.vocabulary import Vocabulary
from bot.search.words import THAI_FOLLOWERS, THAI_LEADERS

_CLIPPED = re.compile(f"([{THAI}]+)ฯ(?!ล)")
#: With fewer letters too many names begin.
SHORTEST = 3
LONGEST = 20


class ClippedNames:
    """The Thai names of countries, to be found by how they begin."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        countries = [party for party in vocabulary.directory if party.type == "country"]
        self._names = sorted(
            (wording, party.name.in_language("th"))
            for party in countries
            for wording in (*party.name.wordings, *party.aliases)
            if has_thai(wording)
        )

    def spelled_out(self, text: str) -> str:
        """Return a text, as typed, with such names in full."""
        return _CLIPPED.sub(self._full, text) if "ฯ" in text else text

    def _full(self, clipped: re.Match[str]) -> str:
        run = clipped[1]
        for start in range(max(0, len(run) - LONGEST), len(run) - SHORTEST + 1):
            torn = run[start] in THAI_FOLLOWERS or (start > 0 and run[start - 1] in THAI_LEADERS)
            name = None if torn else self._begun(run[start:])
            if name:
                return run[:start] + name
        return clipped[0]

    def _begun(self, beginning: str) -> str | None:
        at = bisect_left(self._names, (beginning, ""))
        meant: set[str] = set()
        while at < len(self._names) and self._names[at][0].startswith(beginning):
            if self._names[at][0] == beginning:
                return None
            meant.add(self._names[at][1])
            at += 1
        return meant.pop() if len(meant) == 1 else None


@lru_cache(maxsize=2)
def clipped_names(vocabulary: Vocabulary) -> ClippedNames:
    """Return the names of a vocabulary, which every register over it shares."""
    return ClippedNames(vocabulary)
