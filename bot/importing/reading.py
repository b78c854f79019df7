"""A file read into tables of records, with what each column is taken for; nothing decided yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.agreements.text import Language
from bot.catalogue.columns import Columns, Holds, load_columns
from bot.importing.column_uses import ColumnUse
from bot.importing.files import read_raw
from bot.importing.grids import FileForm, RawFile, place_of
from bot.importing.headings import Headings, Unit
from bot.importing.limits import Limits
from bot.importing.refusals import FileRefused, Refusal
from bot.importing.tables import Table, table_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    `tables`: the sheets whose headings were understood. `skipped`: the names of filled sheets
    without such headings. `lines`: the records of a JSON file (number, text), read as they are.
    """

    name: str
    form: FileForm
    tables: tuple[Table, ...] = ()
    skipped: tuple[str, ...] = ()
    lines: tuple[tuple[int, str], ...] = ()

    @property
    def row_count(self) -> int:
        """Return how many rows or lines of records there are."""
        return sum(len(table.rows) for table in self.tables) + len(self.lines)

    def with_column(
        self,
        sheet: str,
        letter: str,
        column_id: str | None,
        *,
        language: Language | None = None,
        unit: Unit | None = None,
    ) -> Reading:
        """Return the reading with one column taken for another field (None: left out).

        Whatever column of the sheet was taken for that field before gives way. Raises KeyError
        for a sheet, column or field that does not exist.
        """
        columns, place = load_columns(), place_of(letter)
        wanted = columns[column_id] if column_id else None
        if not any(t.sheet == sheet and _has(t, place) for t in self.tables):
            raise KeyError(f"{sheet}!{letter}")

        def changed(use: ColumnUse) -> ColumnUse:
            if use.place == place:
                return replace(
                    use, column=wanted, language=language, unit=unit, is_sure=True, is_taken=False
                )
            same = wanted is not None and use.column is wanted and use.language == language
            gives_way = same and wanted is not None and wanted.holds is not Holds.PARTIES
            return replace(use, is_taken=True) if gives_way else use

        tables = (
            replace(table, uses=tuple(map(changed, table.uses))) if table.sheet == sheet else table
            for table in self.tables
        )
        return replace(self, tables=tuple(tables))


def _has(table: Table, place: int) -> bool:
    return any(use.place == place for use in table.uses)


@lru_cache(maxsize=1)
def known_headings() -> Headings:
    """Return the headings of the shipped columns."""
    return Headings(load_columns())


def read_file(data: bytes, name: str, limits: Limits | None = None) -> Reading:
    """Read a file in this process. Raises FileRefused with the reason.

    For a file from outside use `read_apart`, which does the same in a process of its own.
    """
    return understood(read_raw(data, name, limits), name)


def understood(raw: RawFile, name: str) -> Reading:
    """Find the tables of a file. Raises FileRefused where no sheet has headings it knows."""
    if raw.lines:
        return Reading(name, raw.form, lines=raw.lines)
    columns: Columns = load_columns()
    tables, skipped = [], []
    for grid in raw.grids:
        table = table_of(grid, known_headings(), columns)
        if table:
            tables.append(table)
        elif any(grid.rows):
            skipped.append(grid.name)
    if not tables:
        if not any(any(grid.rows) for grid in raw.grids):
            raise FileRefused(Refusal.EMPTY)
        raise FileRefused(Refusal.NO_HEADINGS, first=_first_texts(raw))
    return Reading(name, raw.form, tuple(tables), tuple(skipped))


def _first_texts(raw: RawFile) -> str:
    """Return the first texts of a file, so that its sender sees what was looked at."""
    rows: Sequence[Sequence[object]] = [row for grid in raw.grids for row in grid.rows if any(row)]
    texts = [str(cell).strip()[:30] for row in rows[:1] for cell in row if cell is not None]
    return ", ".join(texts[:5])
