"""How the fields of many parts (parties, areas, evidence, lists) stand in cells of a sheet.

Why words first and the interchange format last: officials read and edit these cells, so a cell
holds words. Words cannot hold everything, though (a name with a line break, a note with a " | "),
and an export that is read back must change nothing. Each writer therefore reads its own words
back; where they do not give the same value, the cell holds the JSON of the interchange format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.agreements.agreement import Agreement, Evidence, Party
from bot.agreements.kinds import PartyType
from bot.agreements.record import read_record
from bot.agreements.record_writing import write_record
from bot.agreements.text import Text

NOTHING = "-"
_NUMBERED = re.compile(r"(\d{1,4})\. (.+)")
_PARTY = re.compile(r"(?P<name>.+?) \[(?P<details>[^\[\]]+)\]")
_COUNTRY = re.compile(r"[A-Z]{2}")
_BETWEEN_PARTS, _BETWEEN_LANGUAGES = " | ", " // "


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party as a line gives it; `says_all`: country and type are said, if only to be none."""

    party: Party
    says_all: bool


# -- the interchange format, where words do not do ----------------------------------------------


def as_json(field: str, value: Any) -> str:
    """Return a field's value in the interchange format."""
    bare = Agreement("", Text("-")).changed(**{field: value})
    return json.dumps(write_record(bare).get(field, []), ensure_ascii=False)


def from_json(field: str, cell: str) -> Any:
    """Return the value that a cell holds in the interchange format, or None where it does not."""
    if not cell.startswith(("[", "{")):
        return None
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    read = read_record({"title": "-", field: value})
    if read.agreement is None or any(p.field.startswith(field) for p in read.problems):
        return None
    return getattr(read.agreement, field)


# -- lists of texts -----------------------------------------------------------------------------


def write_list(field: str, items: tuple[str, ...]) -> str:
    """Return texts one a line."""
    words = "\n".join(items)
    return words if read_list(field, words) == items else as_json(field, items)


def read_list(field: str, cell: str) -> tuple[str, ...]:
    """Return the texts of a cell."""
    value: tuple[str, ...] | None = from_json(field, cell)
    if value is not None:
        return value
    return tuple(line.strip() for line in cell.split("\n") if line.strip())


def _numbered(items: Sequence[str]) -> str:
    """Return the items with their numbers, empty ones left out; one alone needs no number."""
    if len(items) == 1:
        return items[0]
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1) if item)


def _by_number(cell: str) -> dict[int, str]:
    """Return the items of a cell by number; lines without numbers are counted."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    marked = [_NUMBERED.fullmatch(line) for line in lines]
    if lines and all(marked):
        numbers = [int(mark[1]) for mark in marked if mark]
        if len(set(numbers)) == len(numbers):
            return {int(mark[1]): mark[2].strip() for mark in marked if mark}
    return dict(enumerate(lines, 1))


# -- scope areas --------------------------------------------------------------------------------


def write_areas(areas: tuple[Text, ...]) -> tuple[str, str]:
    """Return the areas in English and in Thai, the same numbers side by side."""
    english, thai = (_numbered([getattr(area, code) for area in areas]) for code in ("en", "th"))
    if read_areas(english, thai) == areas:
        return english, thai
    return as_json("scope_areas", areas), ""


def read_areas(english: str, thai: str) -> tuple[Text, ...]:
    """Return the areas of a pair of cells."""
    value: tuple[Text, ...] | None = from_json("scope_areas", english)
    if value is not None:
        return value
    first, second = _by_number(english), _by_number(thai)
    numbers = sorted(first.keys() | second.keys())
    return tuple(Text(first.get(number, ""), second.get(number, "")) for number in numbers)


# -- parties ------------------------------------------------------------------------------------


def write_parties(parties: tuple[Party, ...]) -> tuple[str, str, str]:
    """Return the parties in English, in Thai, and their former names."""
    english = _numbered([_party_line(p, p.name.en) if p.name.en else "" for p in parties])
    thai = _numbered([p.name.th if p.name.en else _party_line(p, p.name.th) for p in parties])
    former = _numbered(["; ".join(p.formerly) for p in parties])
    lines = read_parties(english, thai, former)
    if tuple(line.party for line in lines) == parties and all(line.says_all for line in lines):
        return english, thai, former
    return as_json("parties", parties), "", ""


def _party_line(party: Party, name: str) -> str:
    """Return a name and in brackets its abbreviation where it has one, country and type."""
    details = [party.country or NOTHING, party.type or NOTHING]
    if party.abbreviation:
        details.insert(0, party.abbreviation)
    return f"{name} [{', '.join(details)}]"


def read_parties(english: str, thai: str, former: str) -> tuple[PartyLine, ...]:
    """Return the parties of three cells."""
    value: tuple[Party, ...] | None = from_json("parties", english)
    if value is not None:
        return tuple(PartyLine(party, says_all=True) for party in value)
    first, second, third = map(_by_number, (english, thai, former))
    lines = []
    for number in sorted(first.keys() | second.keys()):
        said = _party(first[number], "") if number in first else _party("", second[number])
        names = third.get(number, "").split(";")
        party = Party(
            Text(said.party.name.en, second.get(number, "") or said.party.name.th)
            if number in first
            else said.party.name,
            said.party.abbreviation,
            said.party.country,
            said.party.type,
            tuple(name.strip() for name in names if name.strip()),
        )
        lines.append(PartyLine(party, said.says_all))
    return tuple(lines)


def _party(english: str, thai: str) -> PartyLine:
    """Take a line apart: the name, and what stands in brackets after it."""
    line = english or thai
    parts = _PARTY.fullmatch(line)
    details = _details(parts["details"]) if parts else None
    name = parts["name"] if parts and details else line
    text = Text(en=name) if english else Text(th=name)
    return PartyLine(Party(text, *(details or ())), says_all=details is not None)


def _details(text: str) -> tuple[str, str, PartyType | None] | None:
    """Return abbreviation, country and type, or None where the brackets hold something else."""
    parts = ["" if part == NOTHING else part for part in text.split(", ")]
    if len(parts) == 2:
        parts.insert(0, "")
    if len(parts) != 3 or not (parts[1] == "" or _COUNTRY.fullmatch(parts[1])):
        return None
    if parts[2] and parts[2] not in set(PartyType):
        return None
    return parts[0], parts[1], PartyType(parts[2]) if parts[2] else None


# -- evidence -----------------------------------------------------------------------------------


def write_evidence(items: tuple[Evidence, ...]) -> str:
    """Return the evidence one item a line: field | value | source | where | note."""
    words = "\n".join(_BETWEEN_PARTS.join(_said(_evidence_parts(item))) for item in items)
    return words if read_evidence(words) == items else as_json("evidence", items)


def read_evidence(cell: str) -> tuple[Evidence, ...]:
    """Return the evidence of a cell; a line without parts is a source."""
    value: tuple[Evidence, ...] | None = from_json("evidence", cell)
    if value is not None:
        return value
    return tuple(_evidence(line.strip()) for line in cell.split("\n") if line.strip())


def _evidence_parts(item: Evidence) -> Iterable[str]:
    yield from (item.field, item.value, item.source)
    for text in (item.locator, item.note):
        yield _BETWEEN_LANGUAGES.join(text.wordings)


def _said(parts: Iterable[str]) -> Iterable[str]:
    return (part or NOTHING for part in parts)


def _evidence(line: str) -> Evidence:
    parts = ["" if part == NOTHING else part for part in line.split(_BETWEEN_PARTS)]
    if len(parts) != 5:
        return Evidence(source=line)
    field, value, source, locator, note = parts
    return Evidence(field, value, source, _both_languages(locator), _both_languages(note))


def _both_languages(part: str) -> Text:
    english, between, thai = part.partition(_BETWEEN_LANGUAGES)
    return Text(english, thai) if between else Text.of(part)
