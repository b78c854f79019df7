"""The fields that several columns of a sheet tell together: the parties and the scope areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from bot.agreements.agreement import Party
from bot.agreements.sheet_cells import PartyLine, read_areas, read_parties
from bot.agreements.text import Text
from bot.catalogue.columns import Columns
from bot.importing.column_uses import ColumnUse
from bot.importing.grids import Cell
from bot.importing.name_cells import NameReader, areas_in
from bot.importing.said import CLEARED, SaidAreas, SaidParties


class Filled(Protocol):
    """A cell with its column, as `row_reading` hands it over."""

    @property
    def cell(self) -> Cell:
        """What stands there; None for nothing."""

    @property
    def use(self) -> ColumnUse:
        """What its column is taken for."""

    @property
    def text(self) -> str:
        """The cell as text."""

    @property
    def is_dash(self) -> bool:
        """Whether it empties its field."""

    @property
    def is_exported(self) -> bool:
        """Whether its column has the heading of an export."""


class GroupReader:
    """Reads cells that only together tell a field."""

    def __init__(self, columns: Columns, names: NameReader) -> None:
        self._columns = columns
        self._names = names

    def read(self, cells: Sequence[Filled]) -> Iterator[tuple[str, Any]]:
        """Yield the parties and areas that the cells of a row tell, where they tell any."""
        by_id: dict[str, list[Filled]] = {}
        for cell in cells:
            if cell.use.column:
                by_id.setdefault(cell.use.column.id, []).append(cell)
        areas = self._areas(by_id.get("scope_areas", []))
        if areas is not None:
            yield "scope_areas", areas
        parties = self._parties(by_id)
        if parties is not None:
            yield "parties", parties

    # -- scope areas ----------------------------------------------------------------------------

    def _areas(self, cells: list[Filled]) -> Any:
        filled = [cell for cell in cells if cell.cell is not None]
        if not filled:
            return None
        if all(cell.is_dash for cell in filled):
            return CLEARED
        languages = {cell.use.language for cell in cells}
        if any(cell.is_exported for cell in cells):
            areas = read_areas(_text(cells, "en"), _text(cells, "th"))
            return SaidAreas(areas, keeps_other=len(languages) == 1)
        english = tuple(a for c in filled if c.use.language != "th" for a in areas_in(c.text))
        thai = tuple(a for c in filled if c.use.language == "th" for a in areas_in(c.text))
        return SaidAreas(_side_by_side(english, thai), keeps_other=True)

    # -- parties --------------------------------------------------------------------------------

    def _parties(self, by_id: dict[str, list[Filled]]) -> Any:
        cells = by_id.get("parties", [])
        own, foreign = by_id.get("party_own", []), by_id.get("party_foreign", [])
        filled = [c for c in (*cells, *own, *foreign) if c.cell is not None]
        if filled and all(cell.is_dash for cell in filled):
            return CLEARED
        if any(cell.is_exported for cell in cells):
            return self._exported(cells, by_id.get("formerly", [])) if filled else None
        both = self._named(cells)
        own_lines, foreign_lines = self._named(own), self._named(foreign)
        lines = [*own_lines, *both, *foreign_lines]
        countries = by_id.get("country", [])
        states = tuple(self._states(countries))
        if not lines and not states:
            return None
        side = "own" if own_lines and not both and not foreign_lines else "both"
        if own_lines and not both and not foreign_lines and states:
            # The other side is told by its country alone.
            lines, side = [*own_lines, *states], "both"
        parties = self._with_country(lines, states)
        said = tuple(PartyLine(party, says_all=False) for party in parties)
        return SaidParties(said, side=side, own_country=self._names.own_country, states=states)

    def _exported(self, cells: list[Filled], former: list[Filled]) -> SaidParties:
        """Read the cells of an export to the letter."""
        lines = read_parties(_text(cells, "en"), _text(cells, "th"), _text(former, None))
        languages = {cell.use.language for cell in cells}
        return SaidParties(
            lines, is_exact=True, keeps_thai="th" not in languages, keeps_former=not former
        )

    def _named(self, cells: list[Filled]) -> list[Party]:
        """Return the parties of plain cells; an English and a Thai column stand side by side."""
        filled = [c for c in cells if c.cell is not None and not c.is_dash]
        thai = [n for c in filled if c.use.language == "th" for n in self._names.names_in(c.text)]
        other = [n for c in filled if c.use.language != "th" for n in self._names.names_in(c.text)]
        parties = [self._names.party(name) for name in other]
        if not parties:
            return [self._names.party(name) for name in thai]
        if len(parties) == len(thai):
            return [
                replace(party, name=Text(party.name.en or party.name.th, name))
                for party, name in zip(parties, thai, strict=True)
            ]
        return parties

    def _states(self, cells: list[Filled]) -> Iterator[Party]:
        for cell in cells:
            if cell.cell is None or cell.is_dash:
                continue
            for known in self._names.countries(cell.text):
                yield Party(Text.of(known)) if isinstance(known, str) else self._names.state(known)

    def _with_country(self, parties: list[Party], states: tuple[Party, ...]) -> list[Party]:
        """Give the country of the row to the parties of which no country is known."""
        countries = {state.country for state in states if state.country}
        if len(countries) != 1:
            return parties
        country = countries.pop()
        return [p if p.country else replace(p, country=country) for p in parties]


def _text(cells: list[Filled], language: str | None) -> str:
    filled = (c for c in cells if c.cell is not None and not c.is_dash)
    return next((c.text for c in filled if c.use.language == language), "")


def _side_by_side(english: tuple[Text, ...], thai: tuple[Text, ...]) -> tuple[Text, ...]:
    """Return areas of two columns as one list, paired where there are as many of both."""
    if len(english) != len(thai):
        return english or thai
    return tuple(
        Text(one.en or one.th, other.th or other.en)
        for one, other in zip(english, thai, strict=True)
    )
