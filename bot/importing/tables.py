"""A sheet as a table of records: its columns, its rows, and what is no record.

Nothing is dropped unseen: what is no record (a line between groups, a total) is kept aside with
its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.catalogue.columns import Columns, Holds, plain
from bot.importing.column_uses import ColumnUse, at, column_uses, heading_row
from bot.importing.grids import Area, Cell, Grid, Row
from bot.importing.headings import Headings

_SAMPLES = 3
_LONGEST_SAMPLE = 60


class Why(StrEnum):
    """Why a row is no record."""

    BETWEEN = "between"
    FOOTER = "footer"
    HEADINGS_AGAIN = "headings-again"


@dataclass(frozen=True, slots=True)
class LeftAside:
    """A row that is no record: its number (from 1), what it says, why it is left."""

    number: int
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its number in the sheet (from 1) and its cells by place."""

    number: int
    cells: Row

    def cell(self, place: int) -> Cell:
        """Return what stands in a column."""
        return self.cells[place] if place < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose headings were understood. `heading_row` counts from 1."""

    sheet: str
    heading_row: int
    uses: tuple[ColumnUse, ...]
    rows: tuple[TableRow, ...]
    left_aside: tuple[LeftAside, ...] = ()
    is_hidden: bool = False

    def reads(self, *column_ids: str) -> bool:
        """Return whether a column of one of these fields is read."""
        return any(use.is_read and use.column and use.column.id in column_ids for use in self.uses)


def table_of(grid: Grid, headings: Headings, columns: Columns) -> Table | None:
    """Return the sheet as a table of records, or None where its headings are not understood."""
    found = heading_row(grid, headings)
    if found is None:
        return None
    row = found.place
    below = _with_tall_areas(grid, row + 1)
    uses = column_uses(found, headings, below)
    if not any(use.is_read and use.column and use.column.id in ("title", "id") for use in uses):
        return None
    rows, aside = _records(below, row, uses, grid.merged, columns)
    return Table(
        grid.name, row + 1, _counted(uses, rows), tuple(rows), tuple(aside), grid.is_hidden
    )


def _counted(uses: Sequence[ColumnUse], rows: Sequence[TableRow]) -> tuple[ColumnUse, ...]:
    """Add how many cells each column has, and the first of them."""
    counted = []
    for use in uses:
        cells = [cell for row in rows if (cell := row.cell(use.place)) is not None]
        shown = tuple(str(cell)[:_LONGEST_SAMPLE] for cell in cells[:_SAMPLES])
        counted.append(replace(use, filled=len(cells), samples=shown))
    return tuple(counted)


# -- rows ---------------------------------------------------------------------------------------


def _with_tall_areas(grid: Grid, first: int) -> list[Row]:
    """Return the rows from `first` on; what is merged over several rows stands in each of them."""
    rows = list(grid.rows)
    for area in grid.merged:
        if not area.is_tall or area.bottom < first or area.top >= len(rows):
            continue
        value = at(rows[area.top], area.left)
        for number in range(max(area.top, first), min(area.bottom + 1, len(rows))):
            cells = list(rows[number])
            cells.extend([None] * (area.left + 1 - len(cells)))
            cells[area.left] = value
            rows[number] = cells
    return rows[first:]


def _records(
    below: Sequence[Row],
    heading: int,
    uses: Sequence[ColumnUse],
    merged: Sequence[Area],
    columns: Columns,
) -> tuple[list[TableRow], list[LeftAside]]:
    """Take the rows apart into records and what is none."""
    wide = {area.top for area in merged if area.right - area.left + 1 >= max(2, len(uses) / 2)}
    together = _one_record(merged, uses)
    rows: dict[int, TableRow] = {}
    aside: list[LeftAside] = []
    for number, cells in enumerate(below, heading + 1):
        if _is_blank(cells, uses):
            continue
        why = _why_aside(cells, uses, columns, is_wide=number in wide)
        first = together.get(number, number)
        if why:
            aside.append(LeftAside(number + 1, _text(cells), why))
        elif first in rows:
            rows[first] = _joined(rows[first], cells)
        else:
            rows[first] = TableRow(number + 1, cells)
    return list(rows.values()), aside


def _is_blank(cells: Row, uses: Sequence[ColumnUse]) -> bool:
    """Return whether nothing stands there but a number or what is worked out anew."""
    aside = {u.place for u in uses if u.column and u.column.holds is Holds.LEFT_ASIDE}
    filled = (place for place, cell in enumerate(cells) if cell is not None and str(cell).strip())
    return all(place in aside for place in filled)


def _why_aside(
    cells: Row, uses: Sequence[ColumnUse], columns: Columns, *, is_wide: bool
) -> Why | None:
    texts = [str(cell).strip() for cell in cells if cell is not None]
    if is_wide and len(texts) <= 1:
        return Why.BETWEEN
    by_place = {use.place: use.heading for use in uses}
    same = [at(cells, place) == heading for place, heading in by_place.items() if heading]
    if sum(same) >= max(2, len(same) * 0.8):
        return Why.HEADINGS_AGAIN
    if len(texts) <= 2 and texts and _is_footer(texts[0], columns):
        return Why.FOOTER
    return None


def _is_footer(text: str, columns: Columns) -> bool:
    start = plain(text)
    for word in columns.footers:
        after = start[len(word) : len(word) + 1]
        if start.startswith(word) and not (word.isascii() and after.isalpha()):
            return True
    return False


def _text(cells: Row) -> str:
    return " ".join(str(cell).strip() for cell in cells if cell is not None)[:200]


def _one_record(merged: Sequence[Area], uses: Sequence[ColumnUse]) -> dict[int, int]:
    """Return the first row of each row whose title (or code) is merged over several."""
    named = {u.place for u in uses if u.is_read and u.column and u.column.id in ("title", "id")}
    return {
        number: area.top
        for area in merged
        if area.is_tall and area.left in named and not area.is_wide
        for number in range(area.top, area.bottom + 1)
    }


def _joined(row: TableRow, more: Row) -> TableRow:
    """Put the cells of a further row of one record below those it has, each thing once."""
    cells = list(row.cells)
    cells.extend([None] * (len(more) - len(cells)))
    for place, cell in enumerate(more):
        known = cells[place]
        if known is None:
            cells[place] = cell
        elif cell is not None and str(cell) not in str(known).split("\n"):
            cells[place] = f"{_shown(known)}\n{_shown(cell)}"
    return TableRow(row.number, cells)


def _shown(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)
