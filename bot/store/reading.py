"""From a register file to its tables, strictly: whatever does not add up is refused.

Why a torn last line is no damage: a change is acknowledged after its line is on the disk, so a
line that was never finished was never promised. What an unfinished append can leave is narrow
(too few bytes, or holes of zeros between disk sectors); anything else in the last line is rot in
a promise that was kept, and is refused like rot anywhere else.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from bot.store.changes import Tables, apply_operations
from bot.store.collection import RESERVED_MARK
from bot.store.errors import StoreDamaged, StoreTooNew
from bot.store.file_operations import FileOperations
from bot.store.frames import CHECKSUM_LENGTH, LINE_END, declared_size
from bot.store.scanning import (
    LAYOUT,
    BadLine,
    FooterLine,
    FrameLine,
    Header,
    HeaderLine,
    Item,
    Line,
    RowLines,
    scan,
)

SECTOR = 512
_LONGEST_START = CHECKSUM_LENGTH + 22
_HOLE = re.compile(rb"\0+")


@dataclass
class Contents:
    """The state in a file: `length` is where its last whole line ends, `tail` what is after it."""

    header: Header
    tables: Tables = field(default_factory=dict)
    sequence: int = 0
    snapshot_length: int = 0
    length: int = 0
    frames: int = 0
    tail: BadLine | None = None

    def row_counts(self) -> dict[str, int]:
        """Return the number of rows by collection."""
        return row_counts(self.tables)


def row_counts(tables: Tables) -> dict[str, int]:
    """Return the number of rows by collection; the store's own tables are left out."""
    return {name: len(rows) for name, rows in tables.items() if not name.startswith(RESERVED_MARK)}


def is_torn(line: Line) -> bool:
    """Tell whether a bad last line can be an append that a crash cut short."""
    data = line.data
    if any(_is_hole(line, *match.span()) for match in _HOLE.finditer(data)):
        return True
    if data.endswith(LINE_END):
        return False
    size = declared_size(data)
    return len(data) < (_LONGEST_START if size is None else size)


def _is_hole(line: Line, start: int, end: int) -> bool:
    begins = start == 0 or (line.offset + start) % SECTOR == 0
    ends = end == len(line.data) or (line.offset + end) % SECTOR == 0
    return begins and ends


def read_contents(files: FileOperations, handle: int, path: Path) -> Contents:
    """Return what the file holds; StoreDamaged or StoreTooNew (layout) when it cannot be told."""
    reading = _Reading(path)
    for item in scan(files, handle):
        reading.take(item)
    return reading.contents()


class _Reading:
    """The lines of one file on their way to its contents."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._contents: Contents | None = None
        self._rows = 0
        self._checksum = 0

    def contents(self) -> Contents:
        contents = self._contents
        if contents is None:
            raise StoreDamaged(self._path, 1, 0, "the file is empty")
        if not contents.snapshot_length:
            raise StoreDamaged(self._path, 1 + self._rows, contents.length, "the end is missing")
        return contents

    def take(self, item: Item) -> None:
        contents = self._contents
        if contents is None:
            self._header(item)
        elif contents.tail is not None:
            raise self._damaged(contents.tail.line, contents.tail.reason)
        elif isinstance(item, BadLine):
            self._bad(contents, item)
        elif isinstance(item, RowLines) and not contents.snapshot_length:
            self._row_lines(contents, item)
        elif isinstance(item, FooterLine) and not contents.snapshot_length:
            self._footer(contents, item)
        elif isinstance(item, FrameLine) and contents.snapshot_length:
            self._frame(contents, item)
        else:
            raise self._damaged(item.line, "a line of this kind has no place here")

    def _damaged(self, line: Line, reason: str) -> StoreDamaged:
        return StoreDamaged(self._path, line.number, line.offset, reason)

    def _header(self, item: Item) -> None:
        if not isinstance(item, HeaderLine):
            raise self._damaged(item.line, "the first line is not the header of a register")
        if item.header.layout > LAYOUT:
            raise StoreTooNew(self._path, item.header.layout, LAYOUT)
        header = item.header
        self._contents = Contents(header, sequence=header.sequence, length=item.line.end)

    def _bad(self, contents: Contents, item: BadLine) -> None:
        if not contents.snapshot_length or not is_torn(item.line):
            raise self._damaged(item.line, item.reason)
        contents.tail = item

    def _row_lines(self, contents: Contents, item: RowLines) -> None:
        self._rows += len(item.operations)
        self._checksum = crc32(item.digits, self._checksum)
        self._apply(contents, item.line, item.operations)

    def _footer(self, contents: Contents, item: FooterLine) -> None:
        if item.header != contents.header:
            raise self._damaged(item.line, "the end of the snapshot is of another header")
        if self._rows != item.header.rows:
            raise self._damaged(item.line, f"{self._rows} rows stand for {item.header.rows}")
        if self._checksum != item.checksum:
            raise self._damaged(item.line, "the checksum does not fit the rows")
        contents.snapshot_length = contents.length = item.line.end

    def _frame(self, contents: Contents, item: FrameLine) -> None:
        if item.sequence != contents.sequence + 1:
            reason = f"change {item.sequence} follows change {contents.sequence}"
            raise self._damaged(item.line, reason)
        self._apply(contents, item.line, item.operations)
        contents.sequence = item.sequence
        contents.frames += 1
        contents.length = item.line.end

    def _apply(self, contents: Contents, line: Line, operations: list[Any]) -> None:
        try:
            apply_operations(contents.tables, operations)
        except (ValueError, TypeError) as error:
            raise self._damaged(line, str(error)) from error
