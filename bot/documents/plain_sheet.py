"""A workbook of one sheet of texts, for lists that people read and no program reads back."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

#: A cell holds no more; what is longer is cut.
_LONGEST = 32_000
#: Everything goes in as what it is: a text that looks like a formula stays a text.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """The sheet: its name, its headings with their widths in characters, its rows."""

    name: str
    headings: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


def write_plain_sheet(sheet: PlainSheet) -> bytes:
    """Return the workbook; nothing touches the disk."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        made = book.add_worksheet(sheet.name)
        base = {"valign": "top", "text_wrap": True}
        heading = book.add_format({**base, "bold": True, "bg_color": "#DDE6F0", "bottom": 1})
        text = book.add_format({**base, "num_format": "@", "quote_prefix": True})
        for place, (name, width) in enumerate(sheet.headings):
            made.set_column(place, place, width)
            made.write_string(0, place, name, heading)
        for number, row in enumerate(sheet.rows, 1):
            for place, cell in enumerate(row):
                if cell:
                    made.write_string(number, place, cell[:_LONGEST], text)
        made.freeze_panes(1, 0)
        made.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.headings) - 1)
    return buffer.getvalue()
