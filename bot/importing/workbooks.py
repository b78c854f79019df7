"""Reads a workbook (.xlsx, .xlsm) into grids; other kinds of workbook are refused by name.

Macros are never run and formulas never computed: a cell holds the value that the program stored
with it. Hidden rows, columns and sheets are read like all others: hiding is no reason to drop.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from bot.importing.grids import Area, Cell, CellError, FileForm, Grid, RawFile
from bot.importing.limits import Limits
from bot.importing.refusals import FileRefused, Refusal
from bot.importing.unpacking import WORKBOOK, Looked, Unpacker, look_through

#: How the older format, and any workbook with a password, begins.
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_START = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: Parts that tell the other kinds: binary workbook, OpenDocument, Numbers.
_OTHER_KINDS = ("xl/workbook.bin", "content.xml", "Index/Document.iwa", "Index.zip")


def refuse_old_workbook(data: bytes) -> None:
    """Raise FileRefused for the older binary format or a workbook with a password."""
    raise FileRefused(Refusal.PASSWORD if _ENCRYPTED in data else Refusal.OLD_WORKBOOK)


def read_workbook(data: bytes, limits: Limits) -> RawFile:
    """Return the sheets of a workbook. Raises FileRefused."""
    unpacker = Unpacker(data, limits)
    if WORKBOOK not in unpacker.names:
        other = any(name in unpacker.names for name in _OTHER_KINDS)
        raise FileRefused(Refusal.OTHER_WORKBOOK if other else Refusal.NOT_A_TABLE)
    looked = look_through(unpacker, limits)
    try:
        with load_workbook(BytesIO(data)) as book:
            return RawFile(FileForm.XLSX, tuple(_grids(book, looked, limits)))
    except PasswordError:
        raise FileRefused(Refusal.PASSWORD) from None
    except CalamineError:
        raise FileRefused(Refusal.DAMAGED) from None
    except BaseException as error:
        # The reader's own failures come as an exception that is none of Exception's children.
        if type(error).__name__ == "PanicException":
            raise FileRefused(Refusal.DAMAGED) from None
        raise


def _grids(book: CalamineWorkbook, looked: Looked, limits: Limits) -> Iterator[Grid]:
    budget = limits.characters
    for place, said in enumerate(book.sheets_metadata):
        if said.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        failed = looked.failed[place] if place < len(looked.failed) else {}
        rows, spent = _rows(sheet, failed, budget)
        budget -= spent
        merged = tuple(_area(*corners) for corners in sheet.merged_cell_ranges or ())
        hidden = said.visible is not SheetVisibleEnum.Visible
        yield Grid(said.name, rows, merged, hidden)


def _area(first: tuple[int, int], last: tuple[int, int]) -> Area:
    return Area(first[0], first[1], last[0], last[1])


def _rows(
    sheet: CalamineSheet, failed: dict[tuple[int, int], str], budget: int
) -> tuple[list[tuple[Cell, ...]], int]:
    """Return the rows from the sheet's first on, and how many characters they hold."""
    if sheet.start is None and not failed:
        return [], 0
    left = sheet.start[1] if sheet.start else 0
    failed_rows = {row for row, _ in failed}
    rows: list[tuple[Cell, ...]] = []
    spent = 0
    for number, values in enumerate(sheet.iter_rows()):
        cells = [None] * left + [_cell(value) for value in values]
        if number in failed_rows:
            _mark_failed(cells, number, failed)
        while cells and cells[-1] is None:
            cells.pop()
        spent += sum(len(cell) for cell in cells if isinstance(cell, str))
        if spent > budget:
            raise FileRefused(Refusal.TOO_MUCH_TEXT)
        rows.append(tuple(cells))
    while rows and not rows[-1]:
        rows.pop()
    return rows, spent


def _mark_failed(cells: list[Cell], row: int, failed: dict[tuple[int, int], str]) -> None:
    """Put the failed formulas of a row in, which the reader leaves empty."""
    for (at, place), shown in failed.items():
        if at == row:
            cells.extend([None] * (place + 1 - len(cells)))
            cells[place] = CellError(shown)


def _cell(value: Any) -> Cell:
    """Return a value of the reader as a cell: whole numbers as such, moments as their day."""
    if value == "" and isinstance(value, str):
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, (str, int, float, bool, date)):
        return value
    return str(value)
