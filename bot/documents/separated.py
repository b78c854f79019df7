"""A CSV file of agreements: UTF-8 with a byte order mark, so that Excel shows Thai right."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from bot.agreements.agreement import Agreement
from bot.documents.rows import Cell, RowWriter, SheetColumn


def write_separated(
    agreements: Iterable[Agreement], columns: Sequence[SheetColumn], writer: RowWriter
) -> bytes:
    """Return the file; the writer guards what a program would take for a formula."""
    buffer = StringIO(newline="")
    table = csv.writer(buffer)
    table.writerow(column.heading for column in columns)
    for agreement in agreements:
        cells = writer.cells(agreement)
        table.writerow(_text(cells.get(column.key)) for column in columns)
    return buffer.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
