"""Choosing what a column holds that was not understood: the columns, then the fields."""

from __future__ import annotations

from bot.catalogue.columns import Column, Holds, load_columns
from bot.importing.column_uses import ColumnUse
from bot.importing.reading import Reading
from bot.importing.tables import Table
from bot.replies.lines import EMPTY, Action, Button, Line, Reply
from bot.replies.words import Words
from bot.upkeep.import_words import cut, field_name, not_understood

VERB = "import"
#: So many columns are offered at once; a sheet with more is no list of agreements.
MOST_OFFERED = 20
IN_A_ROW = 2
_NOT_CHOSEN = frozenset({Holds.LEFT_ASIDE, Holds.NOT_UNDERSTOOD, Holds.EVIDENCE, Holds.FORMERLY})


def fields() -> tuple[Column, ...]:
    """Return the fields that a column may be taken for, in the order of the catalogue."""
    return tuple(column for column in load_columns() if column.holds not in _NOT_CHOSEN)


def column_choices(reading: Reading, key: str, words: Words) -> Reply:
    """Return the columns that were not understood, with a button for each."""
    places = {table.sheet: number for number, table in enumerate(reading.tables)}
    lines: list[Line] = [words.line("import.choose-which"), EMPTY]
    rows = []
    for table, use in not_understood(reading)[:MOST_OFFERED]:
        lines.append(_told(table, use, words))
        detail = f"c.{key}.{places[table.sheet]}.{use.place}"
        rows.append((Button(cut(use.heading) or use.letter, Action(VERB, "", detail)),))
    return Reply(tuple(lines), tuple(rows))


def field_choices(reading: Reading, key: str, detail: str, words: Words) -> Reply:
    """Return the fields that a column may be taken for."""
    found = _column(reading, detail)
    if found is None:
        return Reply((words.line("import.gone"),))
    table, use = found
    buttons = [
        Button(field_name(column, words), Action(VERB, "", f"f.{key}.{detail}.{number}"))
        for number, column in enumerate(fields())
    ]
    rows = [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
    return Reply((_told(table, use, words),), tuple(rows))


def choice_of(reading: Reading, detail: str) -> tuple[str, str, str] | None:
    """Return the sheet, letter and field that a tap chose; None for what does not exist."""
    place, _, number = detail.rpartition(".")
    found = _column(reading, place)
    known = fields()
    if found is None or not number.isdigit() or int(number) >= len(known):
        return None
    table, use = found
    return table.sheet, use.letter, known[int(number)].id


def _column(reading: Reading, detail: str) -> tuple[Table, ColumnUse] | None:
    first, _, second = detail.partition(".")
    if not first.isdigit() or not second.isdigit() or int(first) >= len(reading.tables):
        return None
    table = reading.tables[int(first)]
    use = next((use for use in table.uses if use.place == int(second)), None)
    return (table, use) if use else None


def _told(table: Table, use: ColumnUse, words: Words) -> Line:
    place = f"{table.sheet}!{use.letter}" if table.sheet else use.letter
    samples = ", ".join(cut(sample) for sample in use.samples)
    return words.line(
        "import.choose-column", heading=cut(use.heading), place=place, samples=samples
    )
