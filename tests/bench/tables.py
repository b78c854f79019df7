"""Tables of measurements: aligned text for people, plain values for programs; knows no measure."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | int | float | None
#: What stands where nothing was measured.
NOTHING = "-"


@dataclass(frozen=True)
class Column:
    """A heading, and how a number below it is written (a format specification such as ".2f").

    `is_text`: its cells begin at its left edge; numbers end at the right one.
    """

    heading: str
    form: str = ""
    is_text: bool = False

    def written(self, cell: Cell) -> str:
        """Return a cell as it is printed."""
        if cell is None:
            return NOTHING
        return cell if isinstance(cell, str) else format(cell, self.form)


@dataclass(frozen=True)
class Table:
    """Rows under headings; `notes` are printed below, one a line."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()

    def as_text(self) -> str:
        """Return the table, its columns aligned."""
        lines = [[column.heading for column in self.columns]]
        lines += [
            [column.written(cell) for column, cell in zip(self.columns, row, strict=True)]
            for row in self.rows
        ]
        widths = [max(map(width, cells)) for cells in zip(*lines, strict=True)]
        body = [self._line(cells, widths) for cells in lines]
        return "\n".join([self.title, *body, *(f"  {note}" for note in self.notes)])

    def _line(self, cells: list[str], widths: list[int]) -> str:
        padded: list[str] = []
        for place, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
            gap = " " * (wide - width(cell))
            is_text = place == 0 or self.columns[place].is_text
            padded.append(cell + gap if is_text else gap + cell)
        return "  ".join(padded).rstrip()

    def as_json(self) -> dict[str, Any]:
        """Return the table as objects that JSON can hold, numbers unrounded."""
        headings = [column.heading for column in self.columns]
        return {
            "title": self.title,
            "rows": [dict(zip(headings, row, strict=True)) for row in self.rows],
            "notes": list(self.notes),
        }


def width(text: str) -> int:
    """Return how many places a text takes up: Thai marks stand above or below a letter."""
    return sum(unicodedata.category(character) != "Mn" for character in text)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that this share of all values does not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
