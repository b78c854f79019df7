"""Tells by its content what a file is, and reads it raw; the name is only a hint."""

from __future__ import annotations

from bot.importing.grids import RawFile
from bot.importing.limits import MEGABYTE, Limits
from bot.importing.plain_tables import read_plain_table
from bot.importing.record_files import read_record_lines
from bot.importing.refusals import FileRefused, Refusal
from bot.importing.workbooks import OLE_START, ZIP_START, read_workbook, refuse_old_workbook

#: Beginnings of files that people send by mistake; none of them is text.
_OTHER_STARTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"\x1f\x8b", b"7z\xbc\xaf")
_TEXT_STARTS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_raw(data: bytes, name: str, limits: Limits | None = None) -> RawFile:
    """Return a file's cells or record lines. Raises FileRefused with the reason.

    Only `data` is read: the name, whatever it is, never becomes a path.
    """
    limits = limits or Limits()
    if not data.strip(b"\x00\t\r\n\x0b\x0c "):
        raise FileRefused(Refusal.EMPTY)
    if len(data) > limits.bytes_given:
        size, most = -(-len(data) // MEGABYTE), limits.bytes_given // MEGABYTE
        raise FileRefused(Refusal.TOO_BIG, size=size, most=most)
    if data.startswith(OLE_START):
        refuse_old_workbook(data)
    if data.startswith(ZIP_START):
        return read_workbook(data, limits)
    if data.startswith(_OTHER_STARTS):
        raise FileRefused(Refusal.NOT_A_TABLE)
    if _is_json(data, name):
        return read_record_lines(data, limits)
    return read_plain_table(data, limits)


def _is_json(data: bytes, name: str) -> bool:
    ending = name.rpartition(".")[2].casefold()
    if ending in ("json", "jsonl", "ndjson"):
        return True
    if ending in ("csv", "tsv"):
        return False
    for mark in _TEXT_STARTS:
        data = data.removeprefix(mark)
    return data.lstrip(b"\x00 \t\r\n")[:1] in (b"{", b"[")
