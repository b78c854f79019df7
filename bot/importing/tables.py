"""A sheet as a table of records: where its headings stand, what each column holds, its rows.

Why the row of headings is searched for: offices put titles, logos and notes above their tables.
The row on which most headings are understood is the one; where it stands under wider headings
("Date" over "signed" and "ends"), both are read together. Nothing is dropped unseen: what is no
record (a line between groups, a total) is kept aside with its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.agreements.text import Language, has_thai
from bot.catalogue.columns import Column, Columns, Holds, plain
from bot.importing.grids import Area, Cell, Grid, Row, letter_of
from bot.importing.headings import Guess, Headings, Unit

#: Headings are looked for among so many first rows.
_HEADING_ROWS = 60
_SAMPLES = 3
_LONGEST_SAMPLE = 60
#: Columns of these kinds may stand in a sheet several times; their cells are put together.
_REPEATABLE = frozenset({Holds.PARTIES, Holds.AREAS, Holds.SOURCE, Holds.LIST, Holds.COUNTRY})


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What a column of a sheet is taken for.

    `column` is None where the heading is not understood. `is_taken`: another column of the sheet
    says the same thing better, so this one is left. `filled` counts its cells below the headings;
    `samples` are the first of them.
    """

    place: int
    heading: str
    column: Column | None = None
    language: Language | None = None
    unit: Unit | None = None
    is_sure: bool = True
    is_taken: bool = False
    filled: int = 0
    samples: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """Return the column's letter."""
        return letter_of(self.place)

    @property
    def is_understood(self) -> bool:
        """Whether the column means something to a record, or is known to mean nothing to it."""
        known = self.column is not None and self.column.holds is not Holds.NOT_UNDERSTOOD
        return known and not self.is_taken

    @property
    def is_read(self) -> bool:
        """Whether its cells go into records."""
        return (
            self.column is not None
            and self.is_understood
            and self.column.holds is not Holds.LEFT_ASIDE
        )


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
    top = _filled(grid.rows[:_HEADING_ROWS], grid.merged)
    found = max(
        ((_score(guesses), -row) for row, guesses in _guessed(top, headings)),
        default=((0, 0), 0),
    )
    (understood, share), row = found[0], -found[1]
    if understood < 2 and not (understood == 1 and share == 1.0):
        return None
    below = _with_tall_areas(grid, row + 1)
    uses = _uses(top, row, headings, below)
    if not any(use.is_read and use.column and use.column.id in ("title", "id") for use in uses):
        return None
    rows, aside = _records(below, row, uses, grid.merged, columns)
    return Table(
        grid.name, row + 1, _counted(uses, rows), tuple(rows), tuple(aside), grid.is_hidden
    )


# -- headings -----------------------------------------------------------------------------------


def _filled(rows: Sequence[Row], merged: Iterable[Area]) -> list[list[Cell]]:
    """Return the first rows with each merged area filled with its value."""
    copied = [list(row) for row in rows]
    for area in merged:
        if area.top >= len(copied):
            continue
        value = _at(copied[area.top], area.left)
        for number in range(area.top, min(area.bottom + 1, len(copied))):
            row = copied[number]
            row.extend([None] * (min(area.right, 999) + 1 - len(row)))
            row[area.left : area.right + 1] = [value] * (min(area.right, 999) + 1 - area.left)
    return copied


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None


def _guessed(
    top: Sequence[Sequence[Cell]], headings: Headings
) -> Iterator[tuple[int, list[Guess | None]]]:
    """Yield each row with what its texts mean as headings."""
    for number, row in enumerate(top):
        texts = [_heading(top, number, place) for place in range(len(row))]
        yield number, [_meaning(own, above, headings) for own, above in texts if own]


def _heading(top: Sequence[Sequence[Cell]], row: int, place: int) -> tuple[str, str]:
    own, above = _at(top[row], place), _at(top[row - 1], place) if row else None
    own_text = own.strip() if isinstance(own, str) else ""
    above_text = above.strip() if isinstance(above, str) and above != own else ""
    return own_text, above_text


def _meaning(own: str, above: str, headings: Headings) -> Guess | None:
    guess = headings.understood(own)
    if above and (guess is None or not guess.is_sure):
        return headings.understood(f"{above} {own}") or guess
    return guess


def _score(guesses: list[Guess | None]) -> tuple[int, float]:
    """Return how many different fields are understood, and which share of the row that is."""
    known = [g for g in guesses if g and g.column.holds is not Holds.NOT_UNDERSTOOD]
    fields = {(guess.column.id, guess.language) for guess in known}
    return len(fields), len(known) / len(guesses) if guesses else 0.0


def _uses(
    top: Sequence[Sequence[Cell]], row: int, headings: Headings, below: Sequence[Row]
) -> tuple[ColumnUse, ...]:
    """Return what each column that has a heading or a cell is taken for."""
    width = max((len(cells) for cells in (top[row], *below)), default=0)
    uses = []
    for place in range(width):
        own, above = _heading(top, row, place)
        guess = _meaning(own, above, headings) if own else None
        if guess:
            uses.append((guess.rank, _use(place, own, guess)))
        elif own or any(_at(cells, place) is not None for cells in below):
            uses.append((0, ColumnUse(place, own)))
    return _each_once(uses, below)


def _use(place: int, heading: str, guess: Guess) -> ColumnUse:
    return ColumnUse(
        place, heading, guess.column, guess.language, guess.unit, is_sure=guess.is_sure
    )


def _each_once(
    ranked: Sequence[tuple[int, ColumnUse]], below: Sequence[Row]
) -> tuple[ColumnUse, ...]:
    """Let each field have one column: the surest and best named; two titles get their scripts."""
    said = [(rank, _with_script(use, [u for _, u in ranked], below)) for rank, use in ranked]
    best: dict[tuple[str, Language | None], tuple[bool, int, int]] = {}
    for rank, use in said:
        if use.column:
            order = (not use.is_sure, rank, use.place)
            key = (use.column.id, use.language)
            best[key] = min(best.get(key, order), order)
    return tuple(
        replace(use, is_taken=True) if _is_taken(use, rank, best) else use for rank, use in said
    )


def _is_taken(
    use: ColumnUse, rank: int, best: Mapping[tuple[str, Language | None], tuple[bool, int, int]]
) -> bool:
    if use.column is None or use.column.holds in _REPEATABLE or not use.is_understood:
        return False
    if use.column.holds is Holds.LEFT_ASIDE:
        return False
    return best[use.column.id, use.language] != (not use.is_sure, rank, use.place)


def _with_script(use: ColumnUse, uses: Sequence[ColumnUse], below: Sequence[Row]) -> ColumnUse:
    """Give a text column without a language that of its script where the field stands twice."""
    if use.column is None or not use.column.has_languages or use.language:
        return use
    if use.column.holds is not Holds.TEXT:
        return use
    if sum(other.column is use.column for other in uses) < 2:
        return use
    texts = [cell for row in below if isinstance(cell := _at(row, use.place), str)]
    thai = sum(map(has_thai, texts))
    return replace(use, language="th" if thai * 2 > len(texts) else "en")


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
        value = _at(rows[area.top], area.left)
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
    same = [_at(cells, place) == heading for place, heading in by_place.items() if heading]
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
