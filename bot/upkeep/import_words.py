"""What an import comes to, in words: how a file was read, the counts, what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.agreements.errors import Problem, Reason
from bot.catalogue.columns import Column, Holds
from bot.importing.column_uses import ColumnUse
from bot.importing.comparing import Comparison, Outcome
from bot.importing.date_cells import habit_of
from bot.importing.grids import FileForm
from bot.importing.reading import Reading
from bot.importing.refusals import FileRefused
from bot.importing.said import Trouble
from bot.importing.tables import Table
from bot.importing.unread import CellReason
from bot.replies.lines import EMPTY, Line
from bot.replies.words import Words
from bot.upkeep.imports import emptied

#: So many columns, unreadable cells and doubtful rows are told in a message; more in the file.
MOST_COLUMNS, MOST_TOLD = 14, 5
#: A heading or name longer than this is cut.
LONGEST_HEADING = 40


def refusal_line(refused: FileRefused, words: Words) -> Line:
    """Return why a file as a whole was refused."""
    return words.line(f"import.refused.{refused.reason}", **refused.values)


def preview_lines(reading: Reading, comparison: Comparison, words: Words) -> Iterator[Line]:
    """Yield what a file holds and what an import of it would do."""
    yield read_line(reading, words)
    yield from _columns(reading, words)
    yield EMPTY
    yield counts_line(counts_of(comparison), words)
    yield from _told(list(_left_out(comparison, words)), words)
    count = emptied(comparison)
    if count:
        yield words.line("import.emptied", count=count)
    remarks = sum(len(item.remarks) for item in comparison.items)
    if remarks:
        yield words.line("import.remarks", count=remarks)
    yield EMPTY
    if comparison.taken:
        if reading.tables:
            yield words.line("import.blank")
        yield words.line("import.nothing-yet")
    elif comparison.count(Outcome.SAME):
        yield words.line("import.nothing-to-do")
    else:
        yield words.line("import.nothing-readable")


def counts_of(comparison: Comparison) -> dict[str, int]:
    """Return how many records an import would add, change or leave out, by outcome."""
    return {outcome.value: comparison.count(outcome) for outcome in Outcome}


def counts_line(counts: Mapping[str, int], words: Words) -> Line:
    """Return how many records an import would add, change or leave out."""
    return words.line("import.counts", **counts)


def read_line(reading: Reading, words: Words) -> Line:
    """Return how much was read."""
    count = reading.row_count
    if reading.form is FileForm.JSON:
        return words.line("import.read-lines", count=count)
    if reading.form is FileForm.CSV:
        return words.line("import.read-table", count=count)
    sheets = words.text("import.sheets", count=len(reading.tables))
    return words.line("import.read-sheets", sheets=sheets, count=count)


def _columns(reading: Reading, words: Words) -> Iterator[Line]:
    named = {
        (use.heading, use.column.id): _column(use, use.column, table, words)
        for table in reading.tables
        for use in table.uses
        if use.is_read and use.column
    }
    told = list(named.values())
    if told:
        rest = " …" * (len(told) > MOST_COLUMNS)
        yield words.line("import.columns", columns=", ".join(told[:MOST_COLUMNS]) + rest)
    if reading.skipped:
        names = ", ".join(map(cut, reading.skipped[:MOST_TOLD]))
        yield words.line("import.skipped", names=names)
    missing = len(not_understood(reading))
    if missing:
        yield words.line("import.not-understood", count=missing)


def not_understood(reading: Reading) -> list[tuple[Table, ColumnUse]]:
    """Return the columns with cells that no record takes, sheet by sheet."""
    return [
        (table, use)
        for table in reading.tables
        for use in table.uses
        if use.filled and not use.is_understood
    ]


def _column(use: ColumnUse, column: Column, table: Table, words: Words) -> str:
    key = "import.column" if use.is_sure else "import.column-guess"
    told = words.text(key, heading=cut(use.heading), field=field_name(column, words))
    if column.holds is Holds.DATE:
        habit = habit_of(row.cell(use.place) for row in table.rows)
        if habit.is_buddhist:
            return words.text("import.buddhist", column=told)
    return told


def field_name(column: Column, words: Words) -> str:
    """Return what a column's field is called, in small letters."""
    return column.name.in_language(words.language).lower()


def cut(text: str) -> str:
    """Return a heading or name on one line, not too long."""
    one_line = " ".join(text.split())
    return one_line[:LONGEST_HEADING] + "…" * (len(one_line) > LONGEST_HEADING)


def _left_out(comparison: Comparison, words: Words) -> Iterator[Line]:
    for item in comparison.of(Outcome.UNREADABLE):
        yield from (trouble_line(trouble, words) for trouble in item.troubles)
    for item in comparison.of(Outcome.DUPLICATE):
        key = "import.row-removed" if item.is_removed else "import.row-duplicate"
        twins = ", ".join(item.twins[:3])
        yield words.line(key, place=place(item.place, words), title=cut(item.title), twins=twins)


def _told(lines: list[Line], words: Words) -> Iterator[Line]:
    yield from lines[:MOST_TOLD]
    if len(lines) > MOST_TOLD:
        yield words.line("import.more", count=len(lines) - MOST_TOLD)


def place(text: str, words: Words) -> str:
    """Return where something stands: a cell as it is, a bare number as that of a line."""
    return words.text("import.line", number=text) if text.isdigit() else text


def trouble_line(trouble: Trouble, words: Words) -> Line:
    """Return where something cannot be read, what stands there, and why."""
    key = "import.trouble-value" if trouble.value else "import.trouble"
    told = reason(trouble, words)
    return words.line(key, place=place(trouble.place, words), value=trouble.value, reason=told)


def reason(trouble: Trouble, words: Words) -> str:
    """Return why something cannot be read."""
    values = {"value": trouble.value, "expected": trouble.expected}
    if isinstance(trouble.reason, CellReason):
        return words.text(f"import.cell.{trouble.reason}", **values)
    key = f"problem.{trouble.reason}"
    return words.text(key if key in words else "problem.cannot-be-kept", **values)


def plain_troubles(troubles: Iterable[Trouble], words: Words) -> Iterator[str]:
    """Yield troubles for a terminal: place, record and field, then the reason."""
    for trouble in troubles:
        line = int(trouble.place) if trouble.place.isdigit() else None
        if isinstance(trouble.reason, Reason) and line is not None:
            yield str(
                Problem(
                    trouble.reason, trouble.heading, trouble.value, trouble.expected,
                    trouble.record, line,
                )
            )  # fmt: skip
            continue
        where = [f"line {line}" if line is not None else trouble.place, trouble.record]
        named = ", ".join(part for part in (*where, trouble.heading) if part)
        value = f" “{trouble.value}”" if isinstance(trouble.reason, CellReason) else ""
        yield f"{named}:{value} {reason(trouble, words)}"
