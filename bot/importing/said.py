"""What a row says of an agreement, field by field, and how that changes a record.

A row says nothing of the fields for which its sheet has no column, nor of those whose cell is
blank: they stay as they are on record. A cell with a dash empties its field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Protocol

from bot.agreements.agreement import Agreement, Evidence, Party, Term, Verified
from bot.agreements.errors import Reason
from bot.agreements.kinds import TermKind
from bot.agreements.sheet_cells import PartyLine
from bot.agreements.text import Text
from bot.importing.unread import CellReason
from bot.search.normal_form import normal


class Cleared(Enum):
    """Said of a field that a dash empties."""

    CLEARED = "-"


CLEARED = Cleared.CLEARED
_NOTHING = Agreement("", Text())


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell (or a whole row) that cannot be read: where, under which heading, what, and why.

    `place` is a cell ("Sheet1!F17"), or the number of a row or line. `expected` completes the
    reason, `record` is the code of a line's record.
    """

    place: str
    reason: CellReason | Reason
    value: str = ""
    heading: str = ""
    expected: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class SaidParties:
    """The parties of a row.

    `is_exact`: the cells are those of an export, so they tell all there is but for the columns
    that are not there (`keeps_thai`, `keeps_former`). Else a name that is on record stands for the
    party on record, and the side of which nothing is said stays (`side`: own, foreign or both).
    """

    lines: tuple[PartyLine, ...]
    is_exact: bool = False
    keeps_thai: bool = False
    keeps_former: bool = False
    side: str = "both"
    own_country: str = "TH"
    states: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidAreas:
    """The scope areas of a row; `keeps_other`: only one language has a column."""

    areas: tuple[Text, ...]
    keeps_other: bool = False


class Incoming(Protocol):
    """One record of a file: a row of a sheet, or a line of the interchange format."""

    @property
    def place(self) -> str:
        """Where it stands: "Sheet1!17", "line 4"."""

    @property
    def code(self) -> str:
        """The code it gives for itself, or nothing."""

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What of it cannot be read; then it is not taken."""

    @property
    def remarks(self) -> tuple[Trouble, ...]:
        """What of it is worth telling, though it is taken."""

    def says(self, field: str) -> bool:
        """Return whether it says anything of a field."""

    def applied(self, base: Agreement | None) -> Agreement:
        """Return the record that it makes of the one on record, or of nothing."""

    def place_of(self, field: str) -> str:
        """Return where a field of it stands."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet. `said` holds values by field ("title.en", "renewal.mode")."""

    sheet: str
    number: int
    said: Mapping[str, Any]
    cells: Mapping[str, str]
    troubles: tuple[Trouble, ...] = ()
    remarks: tuple[Trouble, ...] = ()

    @property
    def place(self) -> str:
        """Return the sheet and the row."""
        return f"{self.sheet}!{self.number}" if self.sheet else str(self.number)

    @property
    def code(self) -> str:
        """Return the code, or nothing."""
        said = self.said.get("id", "")
        return said if isinstance(said, str) else ""

    def place_of(self, field: str) -> str:
        """Return the cell of a field, else the row."""
        named = (cell for path, cell in self.cells.items() if path.partition(".")[0] == field)
        return next(named, self.place)

    def says(self, field: str) -> bool:
        """Return whether the row says anything of a field."""
        return field in self.said

    def applied(self, base: Agreement | None) -> Agreement:
        """Return the record with what the row says."""
        return _applied(base or _NOTHING, self.said)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line of the interchange format: a whole record, which takes the place of the other."""

    number: int
    agreement: Agreement | None
    troubles: tuple[Trouble, ...] = ()
    remarks: tuple[Trouble, ...] = ()

    @property
    def place(self) -> str:
        """Return the number of the line."""
        return str(self.number)

    @property
    def code(self) -> str:
        """Return the code, or nothing."""
        return self.agreement.id if self.agreement else ""

    def place_of(self, field: str) -> str:
        """Return the line: a field has no place of its own."""
        del field
        return self.place

    def says(self, field: str) -> bool:
        """Return True: a whole record says all fields, if only that nothing is recorded."""
        del field
        return True

    def applied(self, base: Agreement | None) -> Agreement:
        """Return the record of the line; the one on record gives it its code."""
        assert self.agreement is not None  # noqa: S101  # a line without one has troubles
        return self.agreement.changed(id=base.id) if base else self.agreement


# -- applying -----------------------------------------------------------------------------------


def _applied(base: Agreement, said: Mapping[str, Any]) -> Agreement:
    """Return a record with what is said; put together once, for copies of a record cost time."""
    whole: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for path, value in said.items():
        name, _, part = path.partition(".")
        if name == "id":
            whole["id"] = base.id or value
        elif name == "parties":
            whole["parties"] = _parties(base.parties, value)
        elif name == "scope_areas":
            whole["scope_areas"] = _areas(base.scope_areas, value)
        elif name not in ("sources", "verified"):
            _set(whole, parts, name, part, value)
    if "sources" in said:
        evidence = whole.get("evidence", base.evidence)
        whole["evidence"] = _with_sources(evidence, said["sources"])
    if "verified.on" in said or "verified.by" in said:
        whole["verified"] = _verified(base.verified, said)
    for name, values in parts.items():
        whole[name] = replace(getattr(base, name), **values)
    return _with_term_kind(base.changed(**whole), said, base)


def _set(
    whole: dict[str, Any], parts: dict[str, dict[str, Any]], name: str, part: str, value: Any
) -> None:
    """Note the value of a field, or of one part of a field that has parts."""
    if value is CLEARED:
        empty = getattr(_NOTHING, name)
        value = getattr(empty, part) if part else empty
    if part:
        parts.setdefault(name, {})[part] = value
    else:
        whole[name] = value


def _with_term_kind(record: Agreement, said: Mapping[str, Any], base: Agreement) -> Agreement:
    """Call a term fixed whose months alone are said, as the interchange format does."""
    is_unknown = record.term.kind is TermKind.UNKNOWN and "term.kind" not in said
    if is_unknown and record.term.months and record.term != base.term:
        return record.changed(term=Term(TermKind.FIXED, record.term.months))
    return record


def _verified(base: Verified | None, said: Mapping[str, Any]) -> Verified | None:
    on = said.get("verified.on", base.on if base else None)
    by = said.get("verified.by", base.by if base else "")
    return None if on is None or on is CLEARED else Verified(on, "" if by is CLEARED else by)


def _with_sources(known: tuple[Evidence, ...], said: Any) -> tuple[Evidence, ...]:
    """Add the sources that are not named yet; none is ever taken away by a plain list."""
    if said is CLEARED:
        return known
    named = {item.source for item in known}
    return (*known, *(Evidence(source=source) for source in said if source not in named))


def _areas(base: tuple[Text, ...], said: Any) -> tuple[Text, ...]:
    if said is CLEARED:
        return ()
    if not said.keeps_other:
        return tuple(said.areas)
    known = {normal(wording): area for area in reversed(base) for wording in area.wordings}
    return tuple(known.get(normal(area.en or area.th), area) for area in said.areas)


def _parties(base: tuple[Party, ...], said: Any) -> tuple[Party, ...]:
    if said is CLEARED:
        return ()
    known = {normal(name): party for party in reversed(base) for name in _names(party)}
    if said.is_exact:
        return tuple(_as_exported(line, known, said) for line in said.lines)
    own = tuple(party for party in base if party.country == said.own_country)
    foreign = tuple(party for party in base if party.country != said.own_country)
    if not said.lines:
        return _with_states(base, own, said.states)
    parties = tuple(_on_record(line.party, known) for line in said.lines)
    says_own = any(party.country == said.own_country for party in parties)
    if said.side == "own":
        return (*parties, *foreign)
    return parties if says_own else (*own, *parties)


def _with_states(
    base: tuple[Party, ...], own: tuple[Party, ...], states: tuple[Party, ...]
) -> tuple[Party, ...]:
    """Return the parties of a record of whose other side only the countries are said."""
    countries = {party.country for party in base}
    if all(state.country in countries if state.country else False for state in states) and base:
        return base
    names = {normal(name) for party in base for name in _names(party)}
    if base and all(any(normal(n) in names for n in _names(state)) for state in states):
        return base
    return (*own, *states)


def _names(party: Party) -> Iterator[str]:
    yield from party.name.wordings
    if party.abbreviation:
        yield party.abbreviation


def _on_record(party: Party, known: Mapping[str, Party]) -> Party:
    if not known:
        return party
    return next((known[n] for n in map(normal, _names(party)) if n in known), party)


def _as_exported(line: PartyLine, known: Mapping[str, Party], said: SaidParties) -> Party:
    """Return a party of an exported cell, with what its sheet has no column for."""
    party = line.party
    on_record = _on_record(party, known)
    if on_record is party:
        return party
    if said.keeps_thai and party.name.en:
        party = replace(party, name=Text(party.name.en, on_record.name.th))
    if said.keeps_former:
        party = replace(party, formerly=on_record.formerly)
    if line.says_all:
        return party
    return replace(
        party,
        abbreviation=party.abbreviation or on_record.abbreviation,
        country=party.country or on_record.country,
        type=party.type or on_record.type,
    )
