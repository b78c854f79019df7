"""Mistyped Thai words with a known one inside, which was cut out of them: คลาว, อุตุนิยมวทยา.

ลาว out of คลาว leaves a letter that is no word; what is left and the name that was taken off it are
looked at together, and read as the longer name that they are near to.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.search.scan import Scan
from bot.search.senses import Mention
from bot.search.spelling import Reading, Speller
from bot.search.thai_cutting import is_of_words, tears_a_word
from bot.search.words import Word

#: A mistyped word of fewer letters is not known by its sound.
SHORTEST = 4


class Borders:
    """Reads what longest match has cut at the wrong place, of one vocabulary."""

    def __init__(self, speller: Speller, known: frozenset[str], plain: frozenset[str]) -> None:
        self._speller = speller
        self._known = known
        self._plain = plain

    def readings(self, scan: Scan) -> Iterator[tuple[int, Reading]]:
        """Yield what is read anew, with the place where it begins."""
        for word in scan.words:
            if word.is_thai:
                inside = [m for m in scan.mentions if word.start <= m.start and m.end <= word.end]
                yield from self._in_run(word, inside, scan.covered)

    def _in_run(
        self, word: Word, mentions: list[Mention], covered: set[int]
    ) -> Iterator[tuple[int, Reading]]:
        for mention in mentions:
            start, end = mention.start, mention.end
            while start > word.start and start - 1 not in covered:
                start -= 1
            while end < word.end and end not in covered:
                end += 1
            before = word.text[start - word.start : mention.start - word.start]
            after = word.text[mention.end - word.start : end - word.start]
            name = word.text[mention.start - word.start : mention.end - word.start]
            # By ear even what words stand beside is heard as one: พานิชอิเล็กทรอนิกส์.
            heard = (before + name + after, before + name) if before or after else ()
            found = [self._speller.sounds_like(piece, SHORTEST) for piece in heard]
            if not any(found):
                start += len(before) * is_of_words(before, self._known)
                end -= len(after) * is_of_words(after, self._known)
            if (start, end) == (mention.start, mention.end):
                continue
            stretch = word.text[start - word.start : end - word.start]
            found.append(self._speller.thai(stretch))
            readings = [reading for reading in found if reading]
            if not readings:
                continue
            reading = max(readings, key=lambda reading: len(reading.typed))
            begins = start + stretch.find(reading.typed)
            ends = begins + len(reading.typed)
            holds = begins <= mention.start and mention.end <= ends
            more = ends - begins > mention.end - mention.start
            longer = holds and more and len(reading.read[0]) > len(mention.text)
            # หนัง is cut out of หนังสือ, which is no mistyped word.
            mistyped = not is_of_words(reading.typed, self._plain, 1)
            # Nor is a word of its own beside the name part of one: เยอรมันมี is not เยอรมันนี.
            beside = (
                word.text[begins - word.start : mention.start - word.start],
                word.text[mention.end - word.start : ends - word.start],
            )
            mistyped = mistyped and not all(is_of_words(side, self._known) for side in beside)
            mistyped = mistyped or reading in found[:-1]
            if longer and mistyped and not self._tears(word, begins, ends):
                yield begins, reading

    def _tears(self, word: Word, begins: int, ends: int) -> bool:
        return tears_a_word(word.text, begins - word.start, ends - word.start, self._known)
