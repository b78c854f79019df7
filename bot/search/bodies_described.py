"""Bodies described in words: "the Chinese commerce ministry", "our cyber security agency".

A country (or "our"), some words and a word for a body name the one known body of that country in
whose name all those words stand. Where none or several fit, the words stay what they are: which
ministry looks after trade is for the office to say, not to be guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.search.normal_form import NormalText, normal_text
from bot.search.senses import Category, Mention, Naming, Sense
from bot.search.thai_bodies import ThaiBodies
from bot.search.vocabulary import Vocabulary
from bot.search.words import Word, stem, stems_of

_MINISTRIES = frozenset({"ministry", "department"})
#: Words for a body; "people" and "regulator" stand in no name, so any kind of body may be meant.
_HEADS = _MINISTRIES | {
    "agency", "commission", "authority", "office", "bureau", "administration", "board",
    "regulator", "watchdog", "people", "folk",
}  # fmt: skip
#: A ministry may be meant by these too: "the Finnish transport people".
_ANYBODY = frozenset({"people", "folk"})
_JOINING = frozenset({"and", "of", "for", "the"})
_OWN = "our"
_OF = frozenset({"of", "in", "from"})
#: Words that stand in many names and tell no body from another.
_TELLING_NOTHING = frozenset({
    "national", "government", "state", "public", "federal", "central", "partner", "international",
})  # fmt: skip
#: Words that names are shortened to.
_WHOLE_WORDS = {
    "telecom": "telecommunication",
    "telecomm": "telecommunication",
    "comm": "communication",
    "communication": "communication",
    "tech": "technology",
    "defense": "defence",
}
#: No description has more words before or after the word for the body.
_LONGEST = 6


class _Place(NamedTuple):
    """Where a description stands, as words: from, to, and the words that tell which body."""

    first: int
    last: int
    telling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Body:
    """A body of a country with the words of each of its English names."""

    id: str
    type: str
    names: tuple[frozenset[str], ...]


class DescribedBodies:
    """The bodies of each country, to be found by words of their names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._own = vocabulary.own_country
        self._directory = vocabulary.directory
        self._bodies: dict[str, list[_Body]] = defaultdict(list)
        self._thai = ThaiBodies(vocabulary)
        for party in vocabulary.directory:
            if party.country and party.type in ("ministry", "agency", "organisation"):
                names = tuple(_words_of_name(name) for name in (party.name.en, *party.aliases))
                self._bodies[party.country].append(_Body(party.id, party.type, names))

    def read(self, text: NormalText, words: list[Word], mentions: list[Mention]) -> list[Mention]:
        """Return what is named in a text, described bodies as themselves."""
        for start, end, body in self._thai.found(text.folded, mentions):
            mentions = _with_body(text, mentions, start, end, body)
        stems = [stem(word.text) for word in words]
        if _HEADS.isdisjoint(stems):
            return mentions
        for at in (place for place, word in enumerate(stems) if word in _HEADS):
            mentions = self._read_at(at, text, words, stems, mentions)
        return mentions

    def _read_at(
        self,
        at: int,
        text: NormalText,
        words: list[Word],
        stems: list[str],
        mentions: list[Mention],
    ) -> list[Mention]:
        owners = self._owners(words, mentions)
        for place, countries in _places(at, stems, owners):
            start, end = words[place.first].start, words[place.last].end
            inside = [m for m in mentions if m.start < end and start < m.end]
            torn = any(m.start < start or m.end > end for m in inside)
            if torn or self._names_body_of(countries, inside):
                continue
            if found := self._meant(countries, stems[at], place.telling):
                return _with_body(text, mentions, start, end, found)
        return self._without_foreign(at, words, mentions)

    def _owners(self, words: list[Word], mentions: list[Mention]) -> dict[int, tuple[str, ...]]:
        """Return, for each word that tells whose body it is, the countries it may stand for."""
        owners: dict[int, tuple[str, ...]] = {
            place: (self._own,) for place, word in enumerate(words) if word.text == _OWN
        }
        for mention in mentions:
            ids = mention.ids(Category.PARTY)
            if ids and not mention.is_weak and all(self._directory.country_of(i) == i for i in ids):
                for place, word in enumerate(words):
                    if mention.start <= word.start < mention.end:
                        owners[place] = ids
        return owners

    def _names_body_of(self, countries: Iterable[str], inside: Iterable[Mention]) -> bool:
        """Whether one of those bodies is called by a name already, or a text is."""
        for mention in inside:
            bodies = [i for i in mention.ids(Category.PARTY) if not self._is_country(i)]
            if any(self._directory.country_of(i) in countries for i in bodies):
                return True
            if mention.has(Category.AGREEMENT):
                return True
        return False

    def _is_country(self, party_id: str) -> bool:
        return self._directory.country_of(party_id) == party_id

    def _meant(self, countries: Iterable[str], head: str, telling: Sequence[str]) -> str | None:
        """Return the one body of which all the words are said; of two nothing is said."""
        fitting: dict[str, bool] = {}  # by id, whether its name has the word for the body too
        for body in (body for country in countries for body in self._bodies[country]):
            if not _may_be_called(head, body.type):
                continue
            for name in body.names:
                if _all_stand_in(telling, name):
                    fitting[body.id] = fitting.get(body.id, False) or head in name
        with_head = [body for body, has_head in fitting.items() if has_head]
        meant = with_head or list(fitting)
        return meant[0] if len(meant) == 1 else None

    def _without_foreign(
        self, at: int, words: list[Word], mentions: list[Mention]
    ) -> list[Mention]:
        """Leave out a foreign body that "our ... agency" happens to be the name of."""
        kept: list[Mention] = []
        for mention in mentions:
            holds = mention.start < words[at].end <= mention.end
            first = next((n for n, word in enumerate(words) if word.start == mention.start), 0)
            if holds and first and words[first - 1].text == _OWN:
                country_of = self._directory.country_of
                senses = tuple(
                    sense
                    for sense in mention.senses
                    if sense.category is not Category.PARTY or country_of(sense.id) == self._own
                )
                kept += [mention._replace(senses=senses)] if senses else []
            else:
                kept.append(mention)
        return kept


def _places(
    at: int, stems: Sequence[str], owners: Mapping[int, tuple[str, ...]]
) -> Iterator[tuple[_Place, tuple[str, ...]]]:
    """Yield where a description around the word for a body may stand, and of which countries.

    "The Chinese commerce ministry", "the commerce ministry of China", "the Chinese ministry of
    commerce", "the ministry of commerce of China".
    """
    before = at - 1
    while before >= 0 and before not in owners and at - before <= _LONGEST:
        before -= 1
    if before in owners and at - before > 1 and at - before <= _LONGEST:
        yield _Place(before, at, tuple(stems[before + 1 : at])), owners[before]
    if at + 2 < len(stems) and stems[at + 1] in _OF | _JOINING:
        behind = next((n for n in range(at + 1, min(at + 4, len(stems))) if n in owners), 0)
        if behind and _JOINING.union(_OF).issuperset(stems[at + 1 : behind]):
            for first in range(max(0, at - _LONGEST), at):
                yield _Place(first, behind, tuple(stems[first:at])), owners[behind]
        longest = range(min(at + 2 + _LONGEST, len(stems)), at + 2, -1)
        for end in longest:
            telling = tuple(stems[at + 2 : end])
            if at - 1 in owners:
                yield _Place(at - 1, end - 1, telling), owners[at - 1]
            if end - 1 in owners and len(telling) > 2 and telling[-2] in _OF:
                yield _Place(at, end - 1, telling[:-2]), owners[end - 1]


def _may_be_called(head: str, kind: str) -> bool:
    """Whether a body of a type is called so: no agency is a ministry, though offices differ."""
    return head in _ANYBODY or (kind == "ministry") is (head in _MINISTRIES)


def _all_stand_in(telling: Sequence[str], name: frozenset[str]) -> bool:
    """Whether every word stands in a name, some of it as one word ("cyber security")."""
    at, told = 0, False
    if not telling or telling[0] in _JOINING or telling[-1] in _JOINING:
        return False
    while at < len(telling):
        word = _WHOLE_WORDS.get(telling[at], telling[at])
        pair = "".join(telling[at : at + 2])
        if word in _JOINING or word in name:
            told = told or word not in _JOINING | _TELLING_NOTHING
            at += 1
        elif pair in name:
            told = True
            at += 2
        else:
            return False
    return told


def _words_of_name(name: str) -> frozenset[str]:
    words = stems_of(normal_text(name))
    pairs = (first + second for first, second in pairwise(words))
    return frozenset((*words, *pairs)) - _JOINING


def _with_body(
    text: NormalText, mentions: list[Mention], start: int, end: int, body: str
) -> list[Mention]:
    """Put a body in the place of all that was found in the words that describe it."""
    sense = Sense(Category.PARTY, body, Naming.ALIAS)
    kept = [m for m in mentions if m.end <= start or end <= m.start]
    kept.append(Mention(start, end, text.cased[start:end], (sense,)))
    return sorted(kept, key=lambda mention: mention.start)


@lru_cache(maxsize=2)
def described_bodies(vocabulary: Vocabulary) -> DescribedBodies:
    """Return the bodies of a vocabulary, which every register over it shares."""
    return DescribedBodies(vocabulary)
