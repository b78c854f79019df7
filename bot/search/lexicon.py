"""The names a question may hold, found by longest match: parties, scope areas, kinds, cue words.

Why one lexicon for all: the longest match over everything at once settles most conflicts. คลาวด์
(cloud) hides the ลาว (Laos) inside it, "University of Oman" hides Oman. Dictionary words that
only happen to contain a name are in here too, as blockers.

Latin names match as whole words (plural or not); Thai has no spaces, so Thai names match
anywhere in a run, but never so that a vowel or tone mark is cut off its consonant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Generic, TypeVar

from bot.agreements.text import has_thai
from bot.search.cooperation import without_torn
from bot.search.normal_form import NormalText, normal_text
from bot.search.senses import Category, Entry, Mention, Sense
from bot.search.words import THAI_FOLLOWERS, THAI_LEADERS, Word, stem, stems_of, words_of

#: Where a code or a date was taken out of a text.
_MASKED = "  "
#: Thai abbreviations up to this length are read only where they stand alone.
SHORT_ABBREVIATION = 3
#: Thai names are filed by so many first letters; those that are no longer, by all of them.
_LONGEST_BEGINNING = 6
#: A place in a text is looked at where some name begins with its first letters, so many.
_FIRST_LETTERS = 3
#: Marks that no name but a title has: what stands on both sides of one is not one name.
_CUTS = (": ", "; ", "? ", "! ")
_CONSONANTS = frozenset(map(chr, range(0x0E01, 0x0E2F)))
Key = TypeVar("Key", str, tuple[str, ...])


class _Bucket(Generic[Key]):
    """Entries that begin alike, with the lengths that occur: a lookup a length, not an entry."""

    def __init__(self) -> None:
        self.entries: dict[Key, Entry] = {}
        self.lengths: tuple[int, ...] = ()

    def create(self, key: Key, entry: Entry) -> Entry:
        if len(key) not in self.lengths:
            self.lengths = (*self.lengths, len(key))
        return self.entries.setdefault(key, entry)


class Lexicon:
    """Spellings and their senses; names can be added and taken away while it is in use.

    A lexicon may stand on another (`parent`): the register's own names on the shipped data.
    """

    def __init__(self, parent: Lexicon | None = None) -> None:
        self._parent = parent
        self._latin: dict[str, _Bucket[tuple[str, ...]]] = {}
        self._thai: dict[str, _Bucket[str]] = {}
        self._first_letters: set[str] = set()

    def add(self, name: str, sense: Sense) -> None:
        """Let a name stand for something, in upper and lower case."""
        text = normal_text(name)
        entry = self._create(text)
        if entry is not None and sense not in entry.senses:
            entry.senses += (sense,)
            if sense.category is Category.AGREEMENT:
                entry.spellings |= {text.folded}

    def add_exact(self, name: str, sense: Sense, *, weak: bool = False) -> None:
        """Let a name stand for something when written just so.

        With `weak` it also does in another case, as long as that spelling means nothing else.
        """
        text = normal_text(name)
        entry = self._create(text)
        if entry is None:
            return
        if (text.cased, sense) not in entry.exact:
            entry.exact += ((text.cased, sense),)
        if weak and sense not in entry.weak:
            entry.weak += (sense,)

    def remove(self, name: str, sense: Sense) -> None:
        """Take one sense of a name away again."""
        for entry in self._entries(normal_text(name)):
            entry.drop(sense)

    def _create(self, text: NormalText) -> Entry | None:
        keys = _keys(text)
        entry = next(self._entries_at(keys), None) or Entry()
        for key in keys:
            if isinstance(key, str):
                thai = self._thai.get(key[:_LONGEST_BEGINNING])
                if thai is None:
                    thai = self._thai[key[:_LONGEST_BEGINNING]] = _Bucket()
                    self._first_letters.add(key[:_FIRST_LETTERS])
                thai.create(key, entry)
            else:
                latin = self._latin.get(key[0])
                if latin is None:
                    latin = self._latin[key[0]] = _Bucket()
                latin.create(key, entry)
        return entry if keys else None

    def _entries(self, text: NormalText) -> Iterator[Entry]:
        return self._entries_at(_keys(text))

    def _entries_at(self, keys: Iterable[tuple[str, ...] | str]) -> Iterator[Entry]:
        for key in keys:
            if isinstance(key, str):
                thai = self._thai.get(key[:_LONGEST_BEGINNING])
                found = thai.entries.get(key) if thai else None
            else:
                latin = self._latin.get(key[0])
                found = latin.entries.get(key) if latin else None
            if found is not None:
                yield found

    def senses(self, name: str) -> tuple[Sense, ...]:
        """Return what exactly this name stands for."""
        text = normal_text(name)
        found = [s for entry in self._entries(text) for s in entry.senses_for(text.cased)[0]]
        above = self._parent.senses(name) if self._parent else ()
        return tuple(dict.fromkeys((*found, *above)))

    def spellings(self, categories: Iterable[Category]) -> Iterator[tuple[str, tuple[Sense, ...]]]:
        """Yield each one-word Latin and each Thai spelling with its senses of those categories."""
        # A tuple: members of an enumeration are slow to hash.
        wanted = tuple(categories)
        single = (
            (key[0], entry)
            for bucket in self._latin.values()
            for key, entry in bucket.entries.items()
            if len(key) == 1
        )
        thai = (pair for bucket in self._thai.values() for pair in bucket.entries.items())
        for spelling, entry in chain(single, thai):
            senses = tuple(s for s in (*entry.senses, *entry.weak) if s.category in wanted)
            if senses:
                yield spelling, senses
        if self._parent:
            yield from self._parent.spellings(wanted)

    def claimed_twice(self) -> Iterator[tuple[str, tuple[Sense, ...]]]:
        """Yield each spelling that stands for several things of one category."""
        latin = (pair for bucket in self._latin.values() for pair in bucket.entries.items())
        thai = (pair for bucket in self._thai.values() for pair in bucket.entries.items())
        for key, entry in chain(latin, thai):
            spelling = key if isinstance(key, str) else " ".join(key)
            for category in Category:
                senses = tuple(s for s in entry.senses if s.category is category)
                if len({sense.id for sense in senses}) > 1:
                    yield spelling, senses

    def scan(self, text: NormalText, words: list[Word] | None = None) -> list[Mention]:
        """Return the names in a text, longest first where they overlap, in order of place."""
        words = words_of(text) if words is None else words
        stems = [stem(word.text) for word in words]
        return _longest(self.candidates(text, words, stems))

    def candidates(
        self, text: NormalText, words: list[Word], stems: list[str]
    ) -> Iterator[Mention]:
        """Yield every name that stands in a text, overlapping ones too, in no order."""
        yield from self._latin_mentions(text, words, stems)
        yield from self._thai_mentions(text, words)
        if self._parent:
            yield from self._parent.candidates(text, words, stems)

    def _latin_mentions(
        self, text: NormalText, words: list[Word], stems: list[str]
    ) -> Iterator[Mention]:
        buckets, count = self._latin, len(words)
        for place, first in enumerate(stems):
            bucket = buckets.get(first)
            for length in bucket.lengths if bucket else ():
                last = place + length
                if bucket is None or last > count:
                    continue
                entry = bucket.entries.get(tuple(stems[place:last]))
                if entry is None:
                    continue
                start, end = words[place].start, words[last - 1].end
                written = text.cased[start:end]
                if length > 1 and _MASKED in written:
                    continue  # a date stands between: "what replaced the 2017 one"
                senses, weak = entry.senses_for(written)
                if senses and entry.is_one_text(written, senses) and not _is_cut(written, senses):
                    yield Mention(start, end, written, senses, weak)

    def _thai_mentions(self, text: NormalText, words: list[Word]) -> Iterator[Mention]:
        folded, buckets = text.folded, self._thai
        if not buckets or folded.isascii():
            return
        for start, size in self._thai_starts(folded, words):
            bucket = buckets.get(folded[start : start + size])
            for length in bucket.lengths if bucket else ():
                end = start + length
                entry = bucket.entries.get(folded[start:end]) if bucket else None
                if entry is None or end > len(folded) or not _stands_free(folded, start, end):
                    continue
                senses, weak = entry.senses_for(text.cased[start:end])
                if senses:
                    yield Mention(start, end, text.cased[start:end], senses, weak)

    def _thai_starts(self, folded: str, words: list[Word]) -> Iterator[tuple[int, int]]:
        """Yield where names may begin, and by how many letters those are filed."""
        known = self._first_letters
        for at in _places(words):
            if folded[at : at + 2] in known:
                yield at, 2
            if folded[at : at + _FIRST_LETTERS] in known:
                for size in range(_FIRST_LETTERS, _LONGEST_BEGINNING + 1):
                    yield at, size


def _is_cut(written: str, senses: Iterable[Sense]) -> bool:
    """Whether a sentence ends within what was taken for one name: "Vietnam: posts".

    The title of an agreement may have such a mark.
    """
    cut = any(mark in written for mark in _CUTS)
    return cut and all(sense.category is not Category.AGREEMENT for sense in senses)


def _keys(text: NormalText) -> tuple[tuple[str, ...] | str, ...]:
    """Return where a name is filed: its stems, or its Thai spelling with and without spaces."""
    folded = text.folded
    if not folded.isascii() and has_thai(folded):
        # People write สปป.ลาว and สปป. ลาว: both lead to one entry.
        return (folded, folded.replace(" ", "")) if " " in folded else (folded,)
    stems = stems_of(text)
    return (stems,) if stems else ()


def _places(words: list[Word]) -> Iterator[int]:
    """Where a name with Thai letters may begin: any letter of a Thai run, any Latin word."""
    return chain.from_iterable(
        range(word.start, word.end - 1) if word.is_thai else (word.start,) for word in words
    )


def _stands_free(folded: str, start: int, end: int) -> bool:
    """Whether a name ends where a syllable or Latin word ends.

    Abbreviations of up to three consonants (กต, สธ) occur inside words, so they count only
    between spaces.
    """
    after = folded[end] if end < len(folded) else " "
    if after in THAI_FOLLOWERS or (start and folded[start - 1] in THAI_LEADERS):
        return False
    last = folded[end - 1]
    if last.isascii() and last.isalnum() and after.isascii() and after.isalnum():
        return False
    if end - start <= SHORT_ABBREVIATION and all(c in _CONSONANTS for c in folded[start:end]):
        before = folded[start - 1] if start else " "
        return not (has_thai(before) or has_thai(after))
    return True


def _longest(found: Iterable[Mention]) -> list[Mention]:
    """Keep the longest where mentions overlap; merge those of the same span."""
    merged: dict[tuple[int, int], Mention] = {}
    for mention in found:
        span = (mention.start, mention.end)
        other = merged.get(span)
        if other is None or _gives_way(other, mention):
            merged[span] = mention
        elif _gives_way(mention, other):
            continue
        else:
            senses = tuple(dict.fromkeys((*other.senses, *mention.senses)))
            merged[span] = other._replace(senses=senses)
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(without_torn(merged.values()), key=lambda m: (m.start - m.end, m.start)):
        # What is taken is no shorter, so it holds an end of whatever it meets.
        if mention.start not in taken and mention.end - 1 not in taken:
            taken.update(range(mention.start, mention.end))
            kept.append(mention)
    kept.sort(key=lambda m: m.start)
    return [named for mention in kept if (named := _without_blockers(mention)).senses]


def _gives_way(mention: Mention, other: Mention) -> bool:
    """Whether another reading of the same words counts in place of this one.

    An abbreviation in small letters gives way, but a text of that name on record (defa) comes
    before the area that the name is a word of.
    """
    if mention.is_weak == other.is_weak:
        return False
    weak, sure = (mention, other) if mention.is_weak else (other, mention)
    is_text = weak.has(Category.AGREEMENT)
    is_area = all(sense.category is Category.AREA for sense in sure.senses)
    return mention.is_weak is not (is_text and is_area)


def _without_blockers(mention: Mention) -> Mention:
    """Leave what a mention stands for besides blocking the names inside it."""
    if not mention.has(Category.BLOCKER):
        return mention
    senses = tuple(s for s in mention.senses if s.category is not Category.BLOCKER)
    return mention._replace(senses=senses)
