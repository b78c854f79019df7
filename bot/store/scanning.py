"""From the bytes of a register file to its lines' meaning, one line after the other.

It judges single lines; whether they add up to a register is for `reading` and `recovery`.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple, TypeAlias

from bot.store.file_operations import FileOperations
from bot.store.frames import (
    CHECKSUM_LENGTH,
    LINE_END,
    BadFrameError,
    framed,
    json_bytes,
    payload_of,
)

LAYOUT = 1
PIECE = 1 << 20

# Rows are parsed together so that their field names are one object in memory: a fifth less.
ROWS_AT_ONCE = 256


class Line(NamedTuple):
    """One line with its line end (the last one may lack it); numbers from 1, bytes from 0."""

    number: int
    offset: int
    data: bytes

    @property
    def end(self) -> int:
        """The offset of the first byte after the line."""
        return self.offset + len(self.data)


@dataclass(frozen=True)
class Header:
    """The first line: which register, which generation, and the state its rows show.

    `sequence` is the number of the last change the rows contain, `rows` how many lines they are.
    """

    register: str
    schema: int
    generation: int
    sequence: int
    rows: int
    layout: int = LAYOUT

    def line(self) -> bytes:
        """Return the header as a line."""
        return framed(json_bytes(asdict(self)))


@dataclass(frozen=True)
class HeaderLine:
    """A whole header."""

    line: Line
    header: Header


@dataclass(frozen=True)
class RowLines:
    """Some whole lines of the snapshot, in file order; `line` is the first.

    `digits` are their checksums one after the other, for the checksum in the footer.
    """

    line: Line
    operations: list[Any]
    digits: bytes


@dataclass(frozen=True)
class FooterLine:
    """The end of the snapshot: the header once more, and a checksum over the rows' checksums."""

    line: Line
    header: Header
    checksum: int


@dataclass(frozen=True)
class FrameLine:
    """One committed batch: `operations` applied together as change number `sequence`."""

    line: Line
    sequence: int
    operations: list[Any]


@dataclass(frozen=True)
class BadLine:
    """A line that is not what was written."""

    line: Line
    reason: str


Item: TypeAlias = HeaderLine | RowLines | FooterLine | FrameLine | BadLine


def footer_line(header: Header, checksum: int) -> bytes:
    """Return the line that closes a snapshot; with it a lost header costs nothing."""
    return framed(json_bytes({"end": asdict(header), "checksum": checksum}))


def frame_line(sequence: int, operations: Iterator[bytes]) -> bytes:
    """Return the line that commits `operations` as change number `sequence`."""
    return framed(b'{"s":%d,"o":[%b]}' % (sequence, b",".join(operations)))


def digits_of(line: bytes) -> bytes:
    """Return the checksum of a line as it stands there."""
    return line[:CHECKSUM_LENGTH]


def lines_of(files: FileOperations, handle: int) -> Iterator[Line]:
    """Yield the lines of a file without holding more of it than a piece and a line.

    Zeros at the end are room for later lines, not a line.
    """
    number, offset, position, rest = 1, 0, 0, b""
    while piece := files.read(handle, PIECE, position):
        position += len(piece)
        *whole, rest = (rest + piece).split(LINE_END)
        for text in whole:
            line = Line(number, offset, text + LINE_END)
            yield line
            number, offset = number + 1, line.end
    rest = rest.rstrip(b"\0")
    if rest:
        yield Line(number, offset, rest)


def scan(files: FileOperations, handle: int) -> Iterator[Item]:
    """Yield the meaning of each line; bad lines come as `BadLine`, in their place."""
    waiting: list[tuple[Line, bytes]] = []
    for line in lines_of(files, handle):
        try:
            payload = payload_of(line.data)
        except BadFrameError as error:
            item: Item | None = BadLine(line, str(error))
        else:
            item = None if payload.startswith(b"[") else _single(line, payload)
            if item is None:
                waiting.append((line, payload))
        if waiting and (item is not None or len(waiting) == ROWS_AT_ONCE):
            yield from _rows(waiting)
            waiting = []
        if item is not None:
            yield item
    if waiting:
        yield from _rows(waiting)


def _single(line: Line, payload: bytes) -> Item:
    try:
        return _understood(line, json.loads(payload))
    except (ValueError, RecursionError) as error:
        return BadLine(line, f"the line is whole but cannot be understood ({error})")


def _understood(line: Line, value: Any) -> Item:
    match value:
        case {"s": int(sequence), "o": list(operations)}:
            return FrameLine(line, sequence, operations)
        case {"end": dict(header), "checksum": int(checksum)}:
            return FooterLine(line, _header(header), checksum)
        case {"register": _}:
            return HeaderLine(line, _header(value))
    return BadLine(line, "the line is whole but of no known kind")


def _header(fields: Any) -> Header:
    match fields:
        case {
            "register": str(register),
            "layout": int(layout),
            "schema": int(schema),
            "generation": int(generation),
            "sequence": int(sequence),
            "rows": int(rows),
        }:
            return Header(register, schema, generation, sequence, rows, layout)
    raise ValueError("the header lacks a field")


def _rows(waiting: list[tuple[Line, bytes]]) -> Iterator[Item]:
    try:
        together = json.loads(b"[%b]" % b",".join(payload for _, payload in waiting))
    except (ValueError, RecursionError):
        yield from _rows_one_by_one(waiting)
    else:
        digits = b"".join(digits_of(line.data) for line, _ in waiting)
        yield RowLines(waiting[0][0], together, digits)


def _rows_one_by_one(waiting: list[tuple[Line, bytes]]) -> Iterator[Item]:
    for line, payload in waiting:
        try:
            operation = json.loads(payload)
        except (ValueError, RecursionError):
            yield BadLine(line, "the line is whole but not JSON")
        else:
            yield RowLines(line, [operation], digits_of(line.data))
