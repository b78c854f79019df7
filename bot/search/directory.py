"""Who can be a party: countries, bodies, blocs, companies, and what each is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.agreements.agreement import Party
from bot.agreements.text import Text
from bot.search.lexicon import Lexicon
from bot.search.normal_form import normal_text
from bot.search.senses import Category

#: The type of a part of the world, which is no party: it stands for its countries.
REGION = "region"


@dataclass(frozen=True, slots=True)
class KnownParty:
    """An entry of the parties files.

    `codes` and `abbreviations` count only as written. `members` are the country codes of a bloc,
    `successors` those of a state that is no more, `capitals` the seats of a government, `people`
    nouns for those who live there. `type` is the word of the file: country, region, bloc, ministry,
    agency, organisation or company.
    """

    id: str
    type: str
    name: Text
    country: str = ""
    aliases: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class PartyDirectory:
    """All known parties by id, and the ids that a record's party stands for."""

    def __init__(self, parties: Iterable[KnownParty], lexicon: Lexicon) -> None:
        self._by_id: Mapping[str, KnownParty] = {party.id: party for party in parties}
        self._lexicon = lexicon
        self._ids_of_name = lru_cache(maxsize=65_536)(self._find_ids)

    def __iter__(self) -> Iterator[KnownParty]:
        return iter(self._by_id.values())

    def __contains__(self, party_id: object) -> bool:
        return party_id in self._by_id

    def get(self, party_id: str) -> KnownParty | None:
        """Return the entry, or None for a party only the register knows."""
        return self._by_id.get(party_id)

    def country_of(self, party_id: str) -> str:
        """Return the country code of a country or of a body that belongs to one, else ""."""
        party = self._by_id.get(party_id)
        if party is None:
            return party_id.partition("-")[0] if re.match(r"[A-Z]{2}-", party_id) else ""
        return party.id if party.type == "country" else party.country

    def members_of(self, party_id: str) -> tuple[str, ...]:
        """Return the country codes of a bloc's members, or nothing."""
        party = self._by_id.get(party_id)
        return party.members if party else ()

    def successors_of(self, party_id: str) -> tuple[str, ...]:
        """Return the country codes of the states that followed one that is no more."""
        party = self._by_id.get(party_id)
        return party.successors if party else ()

    def ids_of(self, party: Party) -> frozenset[str]:
        """Return every id that a record's party answers to: the body, its country, successors."""
        ids: set[str] = {party.country} if party.country else set()
        for wording in party.wordings:
            ids |= self._fitting(self._ids_of_name(wording), party.country)
        return frozenset(ids)

    def ids_named(self, wording: str) -> frozenset[str]:
        """Return every body and country that a name can only mean."""
        return self._ids_of_name(wording)

    def _fitting(self, ids: frozenset[str], country: str) -> frozenset[str]:
        """Drop the bodies of other countries that happen to share the name."""
        if not country:
            return ids
        return frozenset(i for i in ids if self.country_of(i) in ("", country))

    def _find_ids(self, wording: str) -> frozenset[str]:
        """Return the country a name mentions and the bodies that can only be meant.

        "Ministry of Energy of Japan" mentions a body that Thailand has too; the country that is
        named decides. Of several bodies of one name none is taken: never a guess.
        """
        mentions = self._lexicon.scan(normal_text(wording))
        named = [m.ids(Category.PARTY) for m in mentions if m.has(Category.PARTY)]
        countries = {i for ids in named if len(ids) == 1 for i in ids if self._is_country(i)}
        found = set(countries)
        for ids in named:
            bodies = {i for i in ids if not self._is_country(i)}
            if countries:
                bodies = {i for i in bodies if self.country_of(i) in countries | {""}}
            if len({self.country_of(i) for i in bodies}) == 1:
                found |= bodies | {self.country_of(i) for i in bodies} - {""}
        for party_id in tuple(found):
            found.update(self.successors_of(party_id))
        return frozenset(found)

    def _is_country(self, party_id: str) -> bool:
        party = self._by_id.get(party_id)
        return party is not None and party.type == "country"
