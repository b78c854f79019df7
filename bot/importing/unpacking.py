"""Looks into a workbook's zip archive before any reader does: true sizes, shape, failed cells.

Why our own inflating: the sizes in an archive are what its maker says. Each part is therefore
inflated piece by piece, counted, and thrown away, without regard to what the archive claims; and
the cells are looked at on the way, because the reader below reserves the whole rectangle from the
first to the last filled cell (two cells, A1 and XFD1048576, are 400 GB of memory).
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from bot.importing.grids import place_of
from bot.importing.limits import MEGABYTE, Limits
from bot.importing.refusals import FileRefused, Refusal

_PIECE = 1 << 16
_LOCAL_HEADER = 30
#: A tag with its text is never longer: a cell holds 32,767 characters, six bytes each at most.
_LONGEST_TAG = 1 << 18
# A name is given up at its end, not letter by letter: most tags of a hostile sheet are no cells.
_CELL = re.compile(
    rb"<(?:c|\w++:c)\b(?P<said>[^<>]*?)(?P<closed>/?)>(?:\s*<(?:\w+:)?v>(?P<value>[^<]*))?"
)
_AT = re.compile(rb"""\br\s*=\s*["']\s*\$?([A-Za-z]{1,3})\$?(\d{1,7})\s*["']""")
_FAILED = re.compile(rb"""\bt\s*=\s*["']e["']""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen: for each sheet in order the cells whose formula failed, by (row, column)."""

    failed: tuple[dict[tuple[int, int], str], ...]


class Unpacker:
    """Inflates the parts of an archive one after the other and counts."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._unpacked = 0
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                self._parts = {info.filename: info for info in archive.infolist()}
                count = len(archive.infolist())
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            raise FileRefused(Refusal.DAMAGED) from None
        if count > limits.parts:
            raise FileRefused(Refusal.DAMAGED)
        if count != len(self._parts):
            # Two parts of one name: which one a reader takes is anybody's guess.
            raise FileRefused(Refusal.DAMAGED)

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the parts."""
        return frozenset(self._parts)

    def text(self, name: str) -> str:
        """Return a small part as text, nothing where there is none."""
        if name not in self._parts:
            return ""
        return b"".join(self.pieces(name)).decode("utf-8", "replace")

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield what a part inflates to, piece by piece, whatever size it claims."""
        info = self._parts[name]
        if info.flag_bits & 1:
            raise FileRefused(Refusal.PASSWORD)
        packed = self._packed(info)
        count = 0
        for piece in self._inflated(packed, info.compress_type):
            count += len(piece)
            self._unpacked += len(piece)
            if self._unpacked > self._limits.bytes_unpacked:
                most = self._limits.bytes_unpacked // MEGABYTE
                raise FileRefused(Refusal.UNPACKS_TOO_BIG, most=most)
            yield piece
        if count != info.file_size:
            raise FileRefused(Refusal.DAMAGED)

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        start = info.header_offset
        header = self._data[start : start + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise FileRefused(Refusal.DAMAGED)
        name_length = int.from_bytes(header[26:28], "little")
        extra_length = int.from_bytes(header[28:30], "little")
        begin = start + _LOCAL_HEADER + name_length + extra_length
        return memoryview(self._data)[begin : begin + info.compress_size]

    def _inflated(self, packed: memoryview, method: int) -> Iterator[bytes]:
        if method == zipfile.ZIP_STORED:
            yield from (bytes(packed[i : i + _PIECE]) for i in range(0, len(packed), _PIECE))
            return
        if method != zipfile.ZIP_DEFLATED:
            raise FileRefused(Refusal.DAMAGED)
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        waiting: bytes | memoryview = packed
        try:
            while not inflater.eof:
                piece = inflater.decompress(waiting, _PIECE)
                if not piece and not inflater.unconsumed_tail:
                    break
                waiting = inflater.unconsumed_tail
                yield piece
        except zlib.error:
            raise FileRefused(Refusal.DAMAGED) from None


def look_through(unpacker: Unpacker, limits: Limits) -> Looked:
    """Count everything in a workbook. Raises FileRefused for what is too much or broken."""
    # Every part is looked at: which of them are sheets is again what the file says of itself.
    failed = {name: _look_at(unpacker, name, limits) for name in sorted(unpacker.names)}
    return Looked(tuple(failed.get(name, {}) for name in _sheets(unpacker)))


def _sheets(unpacker: Unpacker) -> list[str]:
    """Return the part of each sheet, in the order of the workbook."""
    relations = {}
    for tag in _RELATION.findall(unpacker.text("xl/_rels/workbook.xml.rels")):
        said = _attributes(tag)
        target = said.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        relations[said.get("Id", "")] = path
    tags = _SHEET.findall(unpacker.text(WORKBOOK))
    return [relations.get(_relation_id(_attributes(tag)), "") for tag in tags]


def _attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(a or b) for name, a, b in _ATTRIBUTE.findall(tag)}


def _relation_id(said: dict[str, str]) -> str:
    return next((value for name, value in said.items() if name.endswith(":id")), "")


def _look_at(unpacker: Unpacker, name: str, limits: Limits) -> dict[tuple[int, int], str]:
    """Look at the cells of one sheet; returns those whose formula failed."""
    failed: dict[tuple[int, int], str] = {}
    rows: tuple[int, int] | None = None
    columns: tuple[int, int] | None = None
    for cell in _cells(unpacker.pieces(name), is_xml=name.endswith(".xml")):
        at = _AT.search(cell["said"])
        if cell["closed"] or not at:
            continue
        row, place = int(at[2]), place_of(at[1].decode())
        rows = (min(rows[0], row), max(rows[1], row)) if rows else (row, row)
        columns = (min(columns[0], place), max(columns[1], place)) if columns else (place, place)
        if _FAILED.search(cell["said"]):
            failed[row - 1, place] = (cell["value"] or b"#ERROR").decode("utf-8", "replace")[:40]
    if rows and columns:
        _check_shape(rows, columns, limits)
    return failed


def _check_shape(rows: tuple[int, int], columns: tuple[int, int], limits: Limits) -> None:
    height, width = rows[1] - rows[0] + 1, columns[1] - columns[0] + 1
    if height > limits.rows or rows[1] > 2 * limits.rows:
        raise FileRefused(Refusal.TOO_MANY_ROWS, count=max(height, rows[1]), most=limits.rows)
    if columns[1] >= limits.columns:
        raise FileRefused(Refusal.TOO_MANY_COLUMNS, count=columns[1] + 1, most=limits.columns)
    if rows[1] * width > limits.cells:
        raise FileRefused(Refusal.TOO_MANY_CELLS, count=rows[1] * width, most=limits.cells)


def _cells(pieces: Iterator[bytes], *, is_xml: bool) -> Iterator[re.Match[bytes]]:
    """Yield the tags of cells; a tag that two pieces share is looked at whole."""
    kept = b""
    for piece in pieces:
        text = kept + piece
        cut = max(text.rfind(b"<"), 0)
        yield from _CELL.finditer(text, 0, cut)
        kept = text[cut:]
        if len(kept) > _LONGEST_TAG:
            if is_xml:
                raise FileRefused(Refusal.CELL_TOO_LONG)
            kept = b""
    yield from _CELL.finditer(kept)
