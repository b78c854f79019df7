"""Reads a table in a plain text file (.csv, .tsv): its encoding and its separator are found out.

The encodings are those that Thai offices save in: UTF-8 and UTF-16, with or without a byte order
mark, and TIS-620 (with the few signs that Windows adds to it, cp874). Any bytes but a few are
"valid" in the last one, so it is taken only when the text then reads as Thai: no vowel or tone
mark without a consonant before it. Nothing is ever replaced by "?".
"""

from __future__ import annotations

import csv
import re
from io import StringIO

from bot.importing.grids import FileForm, Grid, RawFile
from bot.importing.limits import Limits
from bot.importing.refusals import FileRefused, Refusal

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = ",;\t|"
_SAID_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
#: So many characters are enough to tell the separator.
_SAMPLE = 60_000
_SAMPLE_ROWS = 50
#: A field longer than this is an unclosed quotation mark.
_LONGEST_FIELD = 100_000
#: Vowels and tone marks that stand above or below a consonant, and what they may follow.
_THAI_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_STRAY_MARK = re.compile(
    "(?:^|[^\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
)
_MOST_STRAY = 0.05
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(data: bytes) -> str:
    """Return a file's text. Raises FileRefused where no encoding fits."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    half = _utf_16_without_mark(data)
    if half:
        return _strictly(data, half)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _thai(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefused(Refusal.UNKNOWN_ENCODING) from None


def _utf_16_without_mark(data: bytes) -> str:
    """Return the byte order of UTF-16 text: commas and digits leave a zero in every pair."""
    sample = data[:4_000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    fewest = len(sample) / 20
    if len(data) % 2 or max(even, odd) < fewest or min(even, odd) > max(even, odd) / 10:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _thai(data: bytes) -> str:
    text = _strictly(data, "cp874")
    marks = len(_THAI_MARK.findall(text))
    stray = len(_STRAY_MARK.findall(text))
    if marks and stray > marks * _MOST_STRAY:
        raise FileRefused(Refusal.UNKNOWN_ENCODING)
    if not marks and not re.search("[\u0e01-\u0e2e]{2}", text):
        raise FileRefused(Refusal.UNKNOWN_ENCODING)
    return text


def read_plain_table(data: bytes, limits: Limits) -> RawFile:
    """Return the table as a grid without a name. Raises FileRefused."""
    text = decoded(data)
    if _NO_TEXT.search(text):
        raise FileRefused(Refusal.NOT_A_TABLE)
    if len(text) > limits.characters:
        raise FileRefused(Refusal.TOO_MUCH_TEXT)
    said = _SAID_SEPARATOR.match(text)
    if said:
        text = text[said.end() :]
    separator = said[1] if said else _separator(text)
    rows: list[tuple[str | None, ...]] = []
    try:
        for fields in csv.reader(StringIO(text, newline=""), delimiter=separator):
            rows.append(_row(fields, limits))
            if len(rows) > limits.rows + 100:
                count = text.count("\n")
                raise FileRefused(Refusal.TOO_MANY_ROWS, count=count, most=limits.rows)
    except csv.Error:
        raise FileRefused(Refusal.CELL_TOO_LONG) from None
    if not any(rows):
        raise FileRefused(Refusal.EMPTY)
    return RawFile(FileForm.CSV, (Grid("", rows),))


def _row(fields: list[str], limits: Limits) -> tuple[str | None, ...]:
    cells: list[str | None] = [field if field.strip() else None for field in fields]
    while cells and cells[-1] is None:
        cells.pop()
    if len(cells) > limits.columns:
        raise FileRefused(Refusal.TOO_MANY_COLUMNS, count=len(cells), most=limits.columns)
    if any(len(cell) > _LONGEST_FIELD for cell in cells if cell):
        raise FileRefused(Refusal.CELL_TOO_LONG)
    return tuple(cells)


def _separator(text: str) -> str:
    """Return the separator under which the first rows agree best on several columns."""
    sample = text[:_SAMPLE]

    def agreement(separator: str) -> float:
        widths: list[int] = []
        try:
            for fields in csv.reader(StringIO(sample, newline=""), delimiter=separator):
                widths.append(len(fields))
                if len(widths) == _SAMPLE_ROWS:
                    break
        except csv.Error:
            return 0
        several = [width for width in widths if width > 1]
        common = max(set(several), key=several.count, default=0)
        # As a share of the rows: under a wrong separator a text of many lines is as many rows.
        return several.count(common) * common / max(len(widths), 1)

    return max(_SEPARATORS, key=agreement)
