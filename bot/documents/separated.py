"""A CSV file of agreements: UTF-8 with a byte order mark, so that Excel shows Thai right."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from bot.agreements.agreement import Agreement
from bot.catalogue.columns import Columns
from bot.documents.rows import Cell, RowWriter, SheetColumn


def write_separated(
    agreements: Iterable[Agreement],
    columns: Sequence[SheetColumn],
    writer: RowWriter,
    wordings: Columns,
) -> bytes:
    """Return the file; a cell that a program would take for a formula begins with an apostrophe."""
    buffer = StringIO(newline="")
    table = csv.writer(buffer)
    table.writerow(column.heading for column in columns)
    for agreement in agreements:
        cells = writer.cells(agreement)
        table.writerow(_text(cells.get(column.key), wordings) for column in columns)
    return buffer.getvalue().encode("utf-8-sig")


def _text(cell: Cell, wordings: Columns) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return wordings.guarded(cell, formulas=True) if isinstance(cell, str) else str(cell)
