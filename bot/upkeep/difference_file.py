"""The list of differences as a workbook: what an import would change, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from bot.documents.plain_sheet import PlainSheet, write_plain_sheet
from bot.importing.comparing import Comparison
from bot.replies.values import ValueWords
from bot.upkeep.import_words import place, reason
from bot.upkeep.imports import Difference, differences

FILE_NAME = "differences.xlsx"
#: The columns, and their widths in characters.
WIDTHS = {"outcome": 16, "code": 20, "title": 44, "place": 18, "field": 20, "old": 44, "new": 44,
           "why": 44}  # fmt: skip


def difference_file(comparison: Comparison, values: ValueWords) -> bytes:
    """Return the workbook; a second for 10,000 rows, so in a thread."""
    words = values.words
    headings = tuple((words.text(f"import.heading.{name}"), w) for name, w in WIDTHS.items())
    sheet = PlainSheet("Differences", headings, tuple(_rows(comparison, values)))
    return write_plain_sheet(sheet)


def _rows(comparison: Comparison, values: ValueWords) -> Iterator[tuple[str, ...]]:
    words = values.words
    for one in differences(comparison, lambda trouble: reason(trouble, words)):
        yield (
            words.text(f"import.outcome.{one.outcome}"), one.code, one.title,
            place(one.place, words), *_change(one, values), one.why,
        )  # fmt: skip


def _change(one: Difference, values: ValueWords) -> tuple[str, str, str]:
    change = one.change
    if change is None:
        return "", "", ""
    old, new = (values.stored(change.field, side) for side in (change.old, change.new))
    return values.field(change.field), old, new
