"""Parties, countries and areas as offices write them: one cell taken apart into its names.

A cell is cut where it is safe: at lines, numbers and semicolons always; at commas, "and", "กับ"
only where every piece is a party that the directory knows, for "Ministry of Digital Economy and
Society" is one. A country or type is added only where the directory knows the whole name as one
body; what a cell says itself is never changed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.agreements.agreement import Party
from bot.agreements.kinds import PartyType
from bot.agreements.text import Text, has_thai
from bot.search.directory import KnownParty
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary

_NUMBER = re.compile(r"(?:^|(?<=\s))\(?\d{1,2}[.)]\s+")
_BULLET = re.compile(r"^\s*(?:[-–•·*▪●]|\(?\d{1,2}[.)](?=\s))\s*")
_BETWEEN = re.compile(r"^(?:between\s+|ระหว่าง\s*)", re.IGNORECASE)
_JOINTS = (
    re.compile(r"\s*,\s*|\s*/\s*"),
    re.compile(r"\s+(?:and|with|&)\s+|\s*(?:กับ|และ)\s*|\s*[-–]\s+|\s+[-–]\s*", re.IGNORECASE),
    re.compile(r"\s*[,/]\s*(?:and\s+)?|\s+(?:and|with|&)\s+|\s*(?:กับ|และ)\s*", re.IGNORECASE),
)
_ABBREVIATION = re.compile(r"(?P<name>.+?)\s*\((?P<short>[A-Z][A-Za-z0-9&.\-]{1,11})\)")
#: An area between commas has no more words than this; else the comma is one of a sentence.
_LONGEST_AREA = 4
_TYPES = {
    "country": PartyType.STATE,
    "ministry": PartyType.MINISTRY,
    "agency": PartyType.AGENCY,
    "organisation": PartyType.ORGANISATION,
    "bloc": PartyType.ORGANISATION,
    "company": PartyType.COMPANY,
}


class NameReader:
    """Takes cells of names apart with the help of the directory."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.own_country = vocabulary.own_country
        self.known = lru_cache(maxsize=16_384)(self._known)
        self.names_in = lru_cache(maxsize=16_384)(self._names_in)

    def _known(self, name: str) -> KnownParty | None:
        """Return the one party that a whole name stands for, or None."""
        senses = self._vocabulary.lexicon.senses(name)
        ids = {sense.id for sense in senses if sense.category is Category.PARTY}
        known = self._vocabulary.directory.get(ids.pop()) if len(ids) == 1 else None
        return known if known and not known.successors else None

    def _names_in(self, cell: str) -> tuple[str, ...]:
        """Return the names of parties in a cell."""
        lines = [name for piece in pieces(cell) for name in self._cut(_BETWEEN.sub("", piece))]
        return tuple(dict.fromkeys(lines))

    def _cut(self, name: str) -> tuple[str, ...]:
        """Cut a line at its joints where every piece is known, or where it says "between"."""
        if self.known(name):
            return (name,)
        for joint in _JOINTS:
            parts = [part.strip() for part in joint.split(name) if part.strip()]
            if len(parts) > 1 and all(self.known(part) for part in parts):
                return tuple(parts)
        sides = re.split(r"\s*กับ\s*", name)
        return tuple(sides) if len(sides) == 2 and all(sides) else (name,)

    def party(self, name: str) -> Party:
        """Return a party by its name, with country and type where the directory knows it whole."""
        known = self.known(name)
        named = _ABBREVIATION.fullmatch(name)
        if known is None and named:
            return replace(self.party(named["name"]), abbreviation=named["short"])
        if known is None:
            return Party(Text.of(name), country=self._country_inside(name))
        country = known.id if known.type == "country" else known.country
        text = known.name if _is_short(name, known) else Text.of(name)
        abbreviation = name if name in known.abbreviations and known.type != "country" else ""
        return Party(text, abbreviation, country, _TYPES.get(known.type))

    def _country_inside(self, name: str) -> str:
        """Return the one country that a longer name mentions: "Ministry of Posts of Japan"."""
        ids = self._vocabulary.directory.ids_of(Party(Text.of(name)))
        countries = {i for i in ids if len(i) == 2}
        return countries.pop() if len(countries) == 1 else ""

    def countries(self, cell: str) -> tuple[KnownParty | str, ...]:
        """Return the countries and bodies of a cell of countries; a text where one is unknown."""
        return tuple(self.known(name) or name for name in self.names_in(cell))

    def state(self, known: KnownParty) -> Party:
        """Return a country or body as a party."""
        abbreviation = next(iter(known.abbreviations), "") if known.type != "country" else ""
        country = known.id if known.type == "country" else known.country
        return Party(known.name, abbreviation, country, _TYPES.get(known.type))


def _is_short(name: str, known: KnownParty) -> bool:
    """Whether a name is a code or an abbreviation, so that the whole name says more."""
    return known.type == "country" or name in known.abbreviations


def pieces(cell: str) -> tuple[str, ...]:
    """Cut a cell where it is always safe: lines, numbers, semicolons, bullets."""
    lines = [line for line in re.split(r"[\n;]+", cell) if line.strip()]
    if len(lines) == 1 and len(_NUMBER.findall(lines[0])) > 1:
        lines = _NUMBER.split(lines[0])
    cut = (_BULLET.sub("", line).strip(" ,\t") for line in lines)
    return tuple(dict.fromkeys(piece for piece in cut if piece))


def areas_in(cell: str) -> tuple[Text, ...]:
    """Return the areas of a cell; commas part them where all pieces are short."""
    lines = pieces(cell)
    if len(lines) == 1 and "," in lines[0] and not has_thai(lines[0]):
        parts = [re.sub(r"^and\s+", "", part.strip()) for part in lines[0].split(",")]
        if all(part and len(part.split()) <= _LONGEST_AREA for part in parts):
            lines = tuple(dict.fromkeys(parts))
    elif len(lines) == 1 and "," in lines[0]:
        lines = tuple(part.strip() for part in lines[0].split(",") if part.strip())
    return tuple(map(Text.of, lines))
