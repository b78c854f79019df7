"""The spellings of a vocabulary, sorted by how a typing error in them is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.agreements.text import has_thai
from bot.search.filed_words import FiledWords
from bot.search.normal_form import normal, normal_text
from bot.search.senses import Category
from bot.search.sounds import filed_by_sound
from bot.search.vocabulary import Vocabulary
from bot.search.words import Word, words_of

#: Shorter words are not corrected: too many others are one letter away.
SHORTEST = 4
#: Words of so few letters are not read as an abbreviation: each is one letter from another.
LONGEST_ABBREVIATION = 6
#: Shorter names of capitals no mistyped word is read as.
SHORTEST_CAPITAL = 6
#: Thai names are filed by length up to so many letters; a longer piece is held against all of them.
LONGEST_THAI = 64
#: A Thai name of at least this length is known by its beginning, less one or two letters.
SHORTEST_CUT, LETTERS_CUT = 6, 2
#: A cue with so long a word of every question in it ("จบเมื่อไหร่") is like any question.
LONGEST_SHARED = 5
#: Cue words whose Thai spelling people get wrong.
_SPOKEN_CUES = frozenset(
    {"ask.expires", "ask.signed", "mode.compare", "ask.parties", "ask.scope_areas"}
)
#: A Thai piece must be this alike (0 to 100) to be read as a name, by the name's length.
_THAI_CUTOFFS = ((4, 101.0), (6, 87.0), (9, 82.0), (200, 80.0))
#: The most words of a country's name that may be mistyped.
LONGEST_PHRASE = 3


class ShippedWords:
    """The spellings of a vocabulary, sorted by how a typing error in them is looked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        categories = (Category.PARTY, Category.AREA, Category.KIND, Category.CUE)
        named = (Category.PARTY, Category.AREA, Category.KIND)
        names, thai, phrases = set[str](), set[str](), set[str]()
        abbreviations, countries = set[str](), set[str]()
        asking = [word for word in vocabulary.ignored_thai if len(word) >= LONGEST_SHARED]
        for spelling, senses in vocabulary.lexicon.spellings(categories):
            if has_thai(spelling):
                spoken = any(s.id in _SPOKEN_CUES for s in senses)
                spoken = spoken and not any(word in spelling for word in asking)
                if spoken or any(s.category in named for s in senses):
                    thai.add(spelling)
            else:
                names.add(spelling)
        for party in vocabulary.directory:
            for wording in (party.name.en, *party.aliases):
                if not has_thai(wording):
                    if wording.isupper() and len(wording) <= LONGEST_ABBREVIATION:
                        abbreviations.add(normal(wording))
                    parts = [word.text for word in words_of_normal(wording)]
                    if party.type == "country" and len(parts) == 1:
                        countries.update(parts)
                    names.update(parts)
                    if party.type == "country" and 2 <= len(parts) <= LONGEST_PHRASE:
                        phrases.add(" ".join(parts))
        # What is a slip of "dane" or "turk" is hardly meant for the people.
        names -= {
            noun
            for party in vocabulary.directory
            for person in party.people
            for noun in map(normal, (person, person + "s"))
            if len(noun) <= LONGEST_ABBREVIATION
        }
        self.cues = frozenset(word for word, _ in vocabulary.lexicon.spellings((Category.CUE,)))
        capitals = list(_capitals(vocabulary))
        names.update(c[0] for c in capitals if len(c) == 1 and len(c[0]) >= SHORTEST_CAPITAL)
        phrases.update(" ".join(c) for c in capitals if 2 <= len(c) <= LONGEST_PHRASE)
        known = sorted(w for w in names if len(w) >= SHORTEST)
        # No slip is read as slang: baht is not "that" with a slip of its own.
        common = sorted(
            w for w in vocabulary.ignored if len(w) >= SHORTEST - 1 and w in vocabulary.english
        )
        self.names = FiledWords(known)
        self.whole_names = FiledWords(w for w in known if w not in abbreviations)
        self.common = FiledWords(common)
        self._thai_by_cutoff = _by_cutoff(sorted(thai))
        self._thai_up_to: dict[int, list[tuple[float, list[str]]]] = {}
        self.phrases = FiledWords(sorted(phrases))
        self.phrase_words = frozenset(word for phrase in phrases for word in phrase.split())
        self.countries = frozenset(countries)
        self.thai_countries = sorted(
            name
            for name, senses in vocabulary.lexicon.spellings((Category.PARTY,))
            if has_thai(name) and " " not in name and len(name) >= SHORTEST_CUT
            if any(len(sense.id) == 2 for sense in senses) and not name[-1].isdigit()
        )
        self.by_sound = filed_by_sound(vocabulary.lexicon.spellings(named), SHORTEST_CUT)
        self.known = names.union(
            common, vocabulary.ignored, vocabulary.cities, vocabulary.romanised.known, *capitals
        )

    def thai_up_to(self, length: int) -> list[tuple[float, list[str]]]:
        """Return the Thai names of so many letters at most, by how alike each must be."""
        length = min(length, LONGEST_THAI)
        if length not in self._thai_up_to:
            self._thai_up_to[length] = [
                (cutoff, [name for name in names if len(name) <= length or length == LONGEST_THAI])
                for cutoff, names in self._thai_by_cutoff.items()
            ]
        return self._thai_up_to[length]


def _capitals(vocabulary: Vocabulary) -> Iterator[list[str]]:
    """Yield the words of each name of a capital that is written in Latin letters."""
    for party in vocabulary.directory:
        for city in party.capitals:
            if not has_thai(city):
                yield [word.text for word in words_of_normal(city)]


def _by_cutoff(thai_names: Iterable[str]) -> dict[float, list[str]]:
    """Sort Thai names by how alike a piece must be; the shortest are never read into one."""
    sorted_out: dict[float, list[str]] = {}
    for name in thai_names:
        cutoff = next(limit for length, limit in _THAI_CUTOFFS if len(name) <= length)
        if cutoff <= 100:
            sorted_out.setdefault(cutoff, []).append(name)
    return sorted_out


@lru_cache(maxsize=2)
def shipped_words(vocabulary: Vocabulary) -> ShippedWords:
    """Return the sorted spellings of a vocabulary, which every register over it shares."""
    return ShippedWords(vocabulary)


def words_of_normal(text: str) -> Iterable[Word]:
    """Return the words of a text that is not yet in normal form."""
    return words_of(normal_text(text))
