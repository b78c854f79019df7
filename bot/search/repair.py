"""Typing errors of a whole text: its unknown words are read as known ones, then it is read anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import islice

from bot.search.borders import Borders
from bot.search.holdings import Holdings
from bot.search.leftovers import Leftover
from bot.search.normal_form import NormalText
from bot.search.question import Correction
from bot.search.scan import Scan, Scanner
from bot.search.senses import Category, Mention
from bot.search.sounds import sound_of
from bot.search.spelling import Reading, Speller
from bot.search.thai_cutting import is_of_words, known_thai, tears_a_word
from bot.search.title_words import titled
from bot.search.words import stem

#: A word of so many letters that is known is no part of a mistyped one.
SHORTEST_KNOWN = 6
#: What is made of so few words that are known is meant as it is typed; of more, by chance.
MOST_WORDS = 2
#: Nobody asks with more typing errors than this; what follows is taken as it stands.
MOST_REPAIRED = 25
#: A text of so many words, half of them unknown and so many like no word, is in another language.
FEWEST_FOREIGN, FEWEST_UNLIKE = 4, 2


class Repairer:
    """Repairs the spelling of texts about one register."""

    def __init__(self, holdings: Holdings, scanner: Scanner) -> None:
        self._holdings = holdings
        self._vocabulary = holdings.vocabulary
        self._scanner = scanner
        self._speller = Speller(holdings)
        self._known = known_thai(self._vocabulary)
        self._borders = Borders(self._speller, self._known, self._vocabulary.thai)

    def repaired(
        self, scan: Scan, today: date, *, capitals: bool = True
    ) -> tuple[Scan, tuple[Correction, ...], list[Mention]]:
        """Read unknown words as the known ones they are meant to be, then look again.

        Returns the text looked at again, what was read as what, and the parties that a mistyped
        name may equally stand for.
        """
        changes: list[tuple[int, int, str]] = []
        doubtful: list[Mention] = []
        is_foreign = self._is_foreign(scan)
        if is_foreign:
            scan = replace(scan, mentions=[m for m in scan.mentions if not m.is_weak])
        at_borders = islice(self._borders.readings(scan), MOST_REPAIRED)
        changes += [(a, a + len(r.typed), r.read[0]) for a, r in at_borders]
        unknown = self._scanner.leftovers(scan)
        for left in unknown[:MOST_REPAIRED]:
            reading, start = self._reading(left)
            if not reading or (is_foreign and not self._speller.is_country(reading.read[0])):
                continue
            start += left.stretch.find(reading.typed) if left.stretch else 0
            if not self._is_mistyped(reading, start, unknown) or self._is_torn(
                reading, start, scan
            ):
                continue
            if any(start < end and begin < start + len(reading.typed) for begin, end, _ in changes):
                continue
            changes.append((start, start + len(reading.typed), reading.read[0]))
            doubtful.extend(self._tied(start, reading.typed, reading.read))
        changes.extend(self._phrases(scan, {start for start, *_ in changes}))
        if not changes:
            return scan, (), []
        read_so = (Correction(scan.text.cased[a:b], read) for a, b, read in changes)
        corrections = tuple(dict.fromkeys(read_so))
        again = self._scanner.scan(_replaced(scan.original, changes), today, capitals=capitals)
        if is_foreign:
            again = replace(again, mentions=[m for m in again.mentions if not m.is_weak])
        return again, corrections, doubtful

    def _is_mistyped(self, reading: Reading, start: int, unknown: Iterable[Leftover]) -> bool:
        """Whether there is something unknown in what would be read anew, and no longer word.

        Short words may be parts of a mistyped name: "เนี่ย" of โรมาเนี่ย.
        """
        end = start + len(reading.typed)
        by_ear = sound_of(reading.typed) == sound_of(reading.read[0])
        if not by_ear and is_of_words(reading.typed, self._vocabulary.thai, MOST_WORDS):
            return False  # "ภาระ" is a word of its own, though a name is near it
        if not any(left.start < end and start < left.end for left in unknown):
            return False
        return not any(
            word in reading.typed and word not in reading.read[0]
            for word in self._vocabulary.ignored_thai
            if len(word) >= SHORTEST_KNOWN
        )

    def _is_torn(self, reading: Reading, start: int, scan: Scan) -> bool:
        """Whether a reading takes a piece off a known word: องเดื่อน off รับรอง."""
        run = next((w for w in scan.words if w.start <= start < w.end and w.is_thai), None)
        if run is None:
            return False
        begins = start - run.start
        return tears_a_word(run.text, begins, begins + len(reading.typed), self._known)

    def _is_foreign(self, scan: Scan) -> bool:
        """Whether a text is in a language nobody here reads: few of its words are known.

        Of such a text only the names of countries are repaired.
        """
        words = [word for word in scan.words if not word.is_number]
        if len(words) < FEWEST_FOREIGN or any(word.is_thai for word in words):
            return False
        named = [m for m in scan.mentions if m.has(Category.PARTY) and not m.is_weak]
        places = {place for m in named for place in range(m.start, m.end)}
        others = [word for word in words if word.start not in places]
        unknown = [word for word in others if not self._speller.is_known(word.text)]
        unlike = sum(self._speller.latin(word.text) is None for word in unknown)
        return unlike >= FEWEST_UNLIKE and 2 * len(unknown) >= len(others)

    def _reading(self, left: Leftover) -> tuple[Reading | None, int]:
        """Return what a piece is read as, and where the text begins that was looked at."""
        if left.text.isascii():
            return self._speller.latin(left.text), left.start
        if self._scanner.is_in_register(left.text):
            return self._speller.cut_short(left.stretch), left.stretch_start
        by_ear = self._speller.sounds_like(left.text)
        reading = by_ear or self._speller.thai(left.stretch)
        if reading is None:
            reading = self._speller.one_letter_off(left.text)
        if reading is None and (word := titled(left.text, self._holdings)):
            reading = Reading(left.text, (word,))
        start = left.stretch_start
        if reading and reading.typed == left.text:
            # The piece itself, not the same letters before it in the stretch.
            start = left.start - left.stretch.find(left.text)
        return reading, start

    def _phrases(self, scan: Scan, corrected: set[int]) -> list[tuple[int, int, str]]:
        """Read two or three words, one of them unexplained, as a country's name."""
        words = [word for word in scan.words if not word.is_thai]
        changes: list[tuple[int, int, str]] = []
        for size in (3, 2):
            for at in range(len(words) - size + 1):
                group = words[at : at + size]
                free = all(w.start not in scan.covered and w.start not in corrected for w in group)
                if not free or all(stem(w.text) in self._vocabulary.ignored for w in group):
                    continue
                reading = self._speller.phrase([word.text for word in group])
                if reading:
                    changes.append((group[0].start, group[-1].end, reading.read[0]))
                    corrected.update(word.start for word in group)
        return changes

    def _tied(self, start: int, typed: str, read: Iterable[str]) -> list[Mention]:
        """Return the parties that a mistyped name may equally stand for."""
        senses = [
            sense
            for name in read
            for sense in self._holdings.names.senses(name)
            if sense.category is Category.PARTY
        ]
        if len({sense.id for sense in senses}) < 2:
            return []
        return [Mention(start, start + len(typed), typed, tuple(senses))]


def _replaced(text: NormalText, changes: list[tuple[int, int, str]]) -> NormalText:
    """Put other words in place of mistyped ones."""
    folded, cased = text.folded, text.cased
    for start, end, read in sorted(changes, reverse=True):
        folded = folded[:start] + read + folded[end:]
        cased = cased[:start] + read + cased[end:]
    return NormalText(folded, cased)
