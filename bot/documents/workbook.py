"""A workbook (.xlsx) of agreements: typed dates, a frozen heading, a filter; never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]  # ships no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from bot.agreements.agreement import Agreement
from bot.catalogue.columns import FORMULA_STARTS
from bot.documents.rows import Cell, RowWriter, SheetColumn

SHEET_NAME = "Agreements"
_DATE_FORM = "yyyy-mm-dd"
_HEADING_HEIGHT = 48
#: Everything goes in as what it is: a text that looks like a formula stays a text.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}


def write_workbook(
    agreements: Iterable[Agreement],
    columns: Sequence[SheetColumn],
    writer: RowWriter,
    made: datetime,
) -> bytes:
    """Return the file. `made` is the moment told in its properties; nothing touches the disk."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": SHEET_NAME, "created": made.replace(tzinfo=None)})
        sheet = book.add_worksheet(SHEET_NAME)
        looks = _Looks(book)
        count = 0
        for count, agreement in enumerate(agreements, 1):
            cells = writer.cells(agreement)
            for place, column in enumerate(columns):
                _write(sheet, count, place, cells.get(column.key), looks)
        _dress(sheet, columns, count, looks)
    return buffer.getvalue()


class _Looks:
    """The formats of a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"valign": "top", "text_wrap": True}
        # A text stays one when somebody edits the cell ("@"), even one that begins with "=".
        self.text: Format = book.add_format({**base, "num_format": "@"})
        self.sign: Format = book.add_format({**base, "num_format": "@", "quote_prefix": True})
        self.date: Format = book.add_format({**base, "num_format": _DATE_FORM})
        self.number: Format = book.add_format({**base, "num_format": "0"})
        self.heading: Format = book.add_format(
            {**base, "bold": True, "bg_color": "#DDE6F0", "bottom": 1}
        )


def _write(sheet: Worksheet, row: int, place: int, cell: Cell, looks: _Looks) -> None:
    if isinstance(cell, str):
        look = looks.sign if cell[:1] in FORMULA_STARTS else looks.text
        sheet.write_string(row, place, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, looks.date)
    elif cell is not None:
        sheet.write_number(row, place, cell, looks.number)


def _dress(sheet: Worksheet, columns: Sequence[SheetColumn], rows: int, looks: _Looks) -> None:
    """Write the headings and what makes the sheet handy on a screen and on paper."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, looks.heading)
    sheet.set_row(0, _HEADING_HEIGHT)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
