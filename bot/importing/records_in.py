"""The records of a file that was read, whatever its form: rows of sheets, lines of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.agreements.record import read_line
from bot.catalogue.columns import load_columns
from bot.importing.reading import Reading
from bot.importing.row_reading import RowReader
from bot.importing.said import Incoming, RecordLine, Trouble
from bot.importing.unread import shown
from bot.search.vocabulary import Vocabulary


def records_in(reading: Reading, vocabulary: Vocabulary) -> Iterator[Incoming]:
    """Yield the records of a file in its order; 10,000 rows take some seconds, so in a thread."""
    reader = _reader_of(vocabulary)
    for table in reading.tables:
        yield from reader.rows(table)
    for number, text in reading.lines:
        yield _line(number, text)


@lru_cache(maxsize=2)
def _reader_of(vocabulary: Vocabulary) -> RowReader:
    """Return the one reader of a vocabulary: it remembers what recurs, from file to file."""
    return RowReader(load_columns(), vocabulary)


def _line(number: int, text: str) -> RecordLine:
    read = read_line(text, number)
    told = [
        (
            problem,
            Trouble(
                str(number),
                problem.reason,
                shown(problem.value),
                problem.field,
                problem.expected,
                problem.record,
            ),
        )
        for problem in read.problems
    ]
    return RecordLine(
        number,
        read.agreement,
        tuple(trouble for problem, trouble in told if not problem.is_warning),
        tuple(trouble for problem, trouble in told if problem.is_warning),
    )
