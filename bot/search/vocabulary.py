"""Everything a question may be made of: names, cue words, words without meaning, plain English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.agreements.kinds import InstrumentKind
from bot.agreements.text import Text, has_thai
from bot.search.directory import REGION, KnownParty, PartyDirectory
from bot.search.glossary import Area, Glossary
from bot.search.lexicon import Lexicon
from bot.search.normal_form import FLAG, normal
from bot.search.romanised import Romanised
from bot.search.senses import Category, Naming, Sense
from bot.search.shorthand import Shorthand
from bot.search.words import stem

#: An abbreviation this short is a word too often to be read in lower case.
SHORTEST_WEAK = 2
#: What Thai writes before the name of a capital.
THAI_CITY = "กรุง"
#: The cue for matters that no register answers ("the weather today").
ELSEWHERE = "talk.elsewhere"


#: The Thai of each romanised word, the particles that say nothing, and other words that are spoken.
RomanisedWords = tuple[Mapping[str, str], Iterable[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class KnownKind:
    """What a kind of instrument is called."""

    kind: InstrumentKind
    name: Text
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cues:
    """The words that tell what is wanted, by meaning ("ask.expires"); and those without meaning.

    `shorthand`: what stands for which words.
    """

    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    shorthand: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Vocabulary:
    """The shipped names and words, ready for use. Built once at start by `build_vocabulary`.

    It is too large to be compared, so it equals only itself. `elsewhere` holds the cues of other
    matters once more: they may hold words of time, which are looked for first. `cities`: the words
    of names of towns that stand for nobody, so that none is taken for a typing error. `english` and
    `thai` are ordinary words, which are nobody's name.
    """

    lexicon: Lexicon
    directory: PartyDirectory
    glossary: Glossary
    kinds: Mapping[InstrumentKind, KnownKind]
    ignored: frozenset[str]
    ignored_thai: frozenset[str]
    english: frozenset[str]
    ambiguous: frozenset[str] = frozenset()
    own_country: str = "TH"
    elsewhere: Lexicon = field(default_factory=Lexicon)
    cities: frozenset[str] = frozenset()
    shorthand: Shorthand = field(default_factory=lambda: Shorthand({}))
    thai: frozenset[str] = frozenset()
    romanised: Romanised = field(default_factory=Romanised)


def build_vocabulary(
    parties: Iterable[KnownParty],
    ambiguous: Mapping[str, tuple[str, ...]],
    areas: Iterable[Area],
    kinds: Iterable[KnownKind],
    cues: Cues,
    english: Iterable[str] = (),
    blockers: Iterable[str] = (),
    own_country: str = "TH",
    cities: Iterable[str] = (),
    thai: Iterable[str] = (),
    romanised: RomanisedWords = ({}, (), ()),
) -> Vocabulary:
    """Put all names into one lexicon."""
    lexicon = Lexicon()
    known, glossary, kinds = tuple(parties), Glossary(areas), tuple(kinds)
    plain = frozenset(english)
    ignored = {normal(word) for word in cues.ignored}
    without_meaning = frozenset(stem(word) for word in ignored if word.isascii())
    filler = _Filler(lexicon, plain | without_meaning)
    for blocker in blockers:
        lexicon.add(blocker, Sense(Category.BLOCKER, blocker))
    for area in glossary:
        filler.names(Category.AREA, area.id, area.name, area.aliases, area.codes)
    for kind in kinds:
        filler.names(Category.KIND, kind.kind, kind.name, kind.aliases, kind.codes)
    for party in known:
        filler.party(party)
    for name, candidates in ambiguous.items():
        for candidate in candidates:
            lexicon.add(name, Sense(Category.PARTY, candidate, Naming.ALIAS))
    elsewhere = Lexicon()
    for meaning, phrases in cues.phrases.items():
        sense = Sense(Category.CUE, meaning)
        for phrase in phrases:
            lexicon.add(phrase, sense)
            if meaning == ELSEWHERE:
                elsewhere.add(phrase, sense)
    filler.bare_country_codes(known)
    return Vocabulary(
        lexicon,
        PartyDirectory(known, lexicon),
        glossary,
        {kind.kind: kind for kind in kinds},
        without_meaning,
        frozenset(word for word in ignored if not word.isascii()),
        plain,
        frozenset(map(normal, ambiguous)),
        own_country,
        elsewhere,
        frozenset(word for city in cities for word in normal(city).split()),
        Shorthand(cues.shorthand),
        frozenset(thai),
        Romanised(*romanised, plain),
    )


class _Filler:
    """Adds the names of one thing after another to a lexicon."""

    def __init__(self, lexicon: Lexicon, plain: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._plain = plain

    def names(
        self,
        category: Category,
        thing: str,
        name: Text,
        aliases: Iterable[str],
        codes: Iterable[str],
    ) -> None:
        named, also = Sense(category, thing), Sense(category, thing, Naming.ALIAS)
        for wording in name.wordings:
            self._lexicon.add(wording, named)
        for alias in aliases:
            self._lexicon.add(alias, also)
        for code in codes:
            self._code(code, Sense(category, thing, Naming.ABBREVIATION))

    def party(self, party: KnownParty) -> None:
        category = Category.REGION if party.type == REGION else Category.PARTY
        self.names(category, party.id, party.name, party.aliases, party.abbreviations)
        formerly = Sense(Category.PARTY, party.id, Naming.FORMER)
        for former in party.formerly:
            self._lexicon.add(former, formerly)
        for person in party.people:
            for noun in (person,) if has_thai(person) else (person, person + "s"):
                self._code(noun, Sense(Category.PARTY, party.id, Naming.ALIAS))
        capital = Sense(Category.CAPITAL, party.id, Naming.CAPITAL)
        for city in party.capitals:
            self._lexicon.add(city, capital)
            if has_thai(city) and not city.startswith(THAI_CITY):
                self._lexicon.add(THAI_CITY + city, capital)
        if party.type == "country" and len(party.id) == 2:
            sense = Sense(Category.PARTY, party.id, Naming.ABBREVIATION)
            self._lexicon.add(f"{FLAG}{party.id}", sense)

    def _code(self, code: str, sense: Sense) -> None:
        """Let an abbreviation count as written; in lower case too where that is no word."""
        folded = normal(code)
        is_word = stem(folded) in self._plain or len(folded) < SHORTEST_WEAK
        self._lexicon.add_exact(code, sense, weak=not is_word)

    def bare_country_codes(self, parties: Iterable[KnownParty]) -> None:
        """Let JP stand for Japan in upper case, unless the code means something else (AI, IT)."""
        for party in parties:
            if (
                party.type == "country"
                and len(party.id) == 2
                and not self._lexicon.senses(party.id)
            ):
                sense = Sense(Category.PARTY, party.id, Naming.ABBREVIATION)
                self._lexicon.add_exact(party.id, sense)
