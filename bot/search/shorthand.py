"""Shorthand of chats, spelled out before anything is read: abt, b/w, yr, hv, govts, w/ Japan.

It is spelled out in the text itself, so that every rule for "between 2019 and 2021" or "next year"
reads it as if it had been typed in full. So are feasts that fall on the same day each year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.search.normal_form import NormalText

#: "w/Japan" is with Japan.
_WITH_SIGN = "w/"


class Shorthand:
    """Spells out the shorthand of one vocabulary.

    What is written in capitals is left, in a text that is not: there it is an abbreviation.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        """Take the words for each shorthand, both in normal form."""
        self._words = words
        longest_first = sorted(words, key=len, reverse=True)
        # A point may follow it where the text goes on or ends: "approx. when".
        ends = r"(?:\.(?= |$))?(?![\w./@&-]|'\w)"
        latin = "|".join(
            re.escape(w) + ("(?!o\\b)" if w == _WITH_SIGN else ends)
            for w in longest_first
            if w.isascii()
        )
        thai = "".join("|" + re.escape(w) for w in longest_first if not w.isascii())
        self._pattern = re.compile(rf"(?<![\w./@&-])(?:{latin}){thai}") if words else None

    def spelled_out(self, text: NormalText) -> NormalText:
        """Return a text with its shorthand in full."""
        if self._pattern is None:
            return text
        loud = text.cased.isupper()
        folded, cased, done = [], [], 0
        for found in self._pattern.finditer(text.folded):
            written = text.cased[found.start() : found.end()]
            if written.isupper() and len(written) > 1 and not loud:
                continue
            key = found[0].rstrip(".") if found[0] not in self._words else found[0]
            full = self._words[key] + " " * (key == _WITH_SIGN)
            folded += [text.folded[done : found.start()], full]
            cased += [text.cased[done : found.start()], full.upper() if loud else full]
            done = found.end()
        if not done:
            return text
        return NormalText(
            "".join((*folded, text.folded[done:])), "".join((*cased, text.cased[done:]))
        )
