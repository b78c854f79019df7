"""Thai typed in Latin letters, read as the Thai it stands for: "MoU kap yipun mot aayu muea rai".

It is read so only where no small word of English stands in the text and one long word, or two short
ones, are none of English: "mai" and "chin" in an English question stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from bot.search.normal_form import NormalText

#: Words of every English question; where one stands, nothing is Thai.
_ENGLISH = frozenset(
    "the a an is are was were be been do does did has have had will would can could should may "
    "might must of with in on at to for from by about between and or not no what when which who "
    "whom whose where why how this that these those it its our my your their any all some give "
    "show tell list find get want need please me us we you i if then still until since before "
    "after signed sign agreement agreements agreed expire expires end ends".split()
)
_WORD = re.compile(r"[a-z]+")
#: A word of so many letters is enough; of shorter ones there have to be two.
LONG_ENOUGH = 5


class Romanised:
    """Reads romanised Thai with one list of words."""

    def __init__(
        self,
        words: Mapping[str, str] | None = None,
        polite: Iterable[str] = (),
        spoken: Iterable[str] = (),
        english: Collection[str] = frozenset(),
    ) -> None:
        """Take the Thai of each word, the particles, other words that are spoken, and English."""
        self._words = dict(words or {})
        polite = tuple(polite)
        #: Words that are no typing errors.
        self.known = frozenset(
            word for phrase in (*self._words, *polite, *spoken) for word in phrase.split()
        )
        self._sure = {key for key in self._words if any(w not in english for w in key.split())}
        self._words |= dict.fromkeys(polite, "")
        self._pattern = _any_of(self._words, r"(?<![\w./@&-]){}(?![\w/@&-])")
        self._polite = _any_of(polite, r"(?:(?<=\w)|(?<=[ ,]))[ ,]+{}(?=[ ?!.]*$)")

    def as_thai(self, text: NormalText) -> NormalText:
        """Return a text with its romanised words in Thai, and without a particle at its end."""
        text = self._without_particles(text)
        if self._pattern is None or not _ENGLISH.isdisjoint(_WORD.findall(text.folded)):
            return text
        found = list(self._pattern.finditer(text.folded))
        sure = {match[0] for match in found} & self._sure
        if len(sure) < 2 and not any(len(word) >= LONG_ENOUGH for word in sure):
            return text
        folded, cased, done = "", "", 0
        for match in found:
            thai = self._words[match[0]]
            folded += text.folded[done : match.start()] + thai
            cased += text.cased[done : match.start()] + thai
            done = match.end()
        return NormalText(folded + text.folded[done:], cased + text.cased[done:])

    def _without_particles(self, text: NormalText) -> NormalText:
        while self._polite and (found := self._polite.search(text.folded)):
            start, end = found.span()
            text = NormalText(
                text.folded[:start] + text.folded[end:], text.cased[:start] + text.cased[end:]
            )
        return text


def _any_of(phrases: Iterable[str], shape: str) -> re.Pattern[str] | None:
    longest_first = sorted(phrases, key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(shape.format(f"(?:{'|'.join(map(re.escape, longest_first))})"))
