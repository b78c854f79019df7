"""The cells of a file before anything is understood: sheets, rows, merged areas, record lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FileForm(StrEnum):
    """What a file is, told by its content."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell whose formula failed: what the program shows instead of a value."""

    text: str = "#ERROR"

    def __str__(self) -> str:
        """Return what the cell shows."""
        return self.text


#: None: nothing stands there.
Cell = str | int | float | bool | date | CellError | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area: its first and last row and column, counted from 0, both included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_tall(self) -> bool:
        """Whether it spans several rows."""
        return self.bottom > self.top

    @property
    def is_wide(self) -> bool:
        """Whether it spans several columns."""
        return self.right > self.left


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its rows from the top, each as long as its last filled cell."""

    name: str
    rows: Sequence[Row]
    merged: tuple[Area, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class RawFile:
    """What was read of a file: its sheets, or its lines of records (number, JSON text)."""

    form: FileForm
    grids: tuple[Grid, ...] = ()
    lines: tuple[tuple[int, str], ...] = ()


def letter_of(place: int) -> str:
    """Return a column's letter: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_of(letter: str) -> int:
    """Return a column's place from its letter: A is 0."""
    place = 0
    for character in letter.upper():
        place = place * 26 + ord(character) - ord("A") + 1
    return place - 1


def a1(row: int, place: int) -> str:
    """Return a cell's name: row 16, column 5 (both from 0) is F17."""
    return f"{letter_of(place)}{row + 1}"
