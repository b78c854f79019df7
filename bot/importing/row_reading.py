"""Rows of a table into what they say: each cell read as its column asks, what is wrong noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.agreements.kinds import InstrumentKind, Visibility
from bot.agreements.record import is_id
from bot.agreements.sheet_cells import read_evidence, read_list
from bot.agreements.text import Language, Text
from bot.catalogue.columns import LEFT_OUT, Columns, Holds
from bot.importing.cell_groups import GroupReader
from bot.importing.column_uses import ColumnUse
from bot.importing.date_cells import DateHabit, habit_of, read_date
from bot.importing.grids import Cell, CellError
from bot.importing.length_cells import (
    read_count,
    read_days,
    read_months,
    read_renewal,
    read_term,
)
from bot.importing.name_cells import NameReader, pieces
from bot.importing.said import CLEARED, SheetRow, Trouble
from bot.importing.tables import Table, TableRow
from bot.importing.text_cells import both_languages, wordings_of
from bot.importing.unread import CellReason, Unread
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary

#: A cell of one of these empties its field.
DASHES = frozenset("-–—")
#: The field that a column sets, where it is not called like the column.
FIELDS = {
    "owner_unit": "owner.unit", "owner_contact": "owner.contact", "verified_on": "verified.on",
    "verified_by": "verified.by", "term_months": "term.months",
    "renewal_period": "renewal.period_months", "renewal_times": "renewal.times",
    "notice": "renewal.notice_months", "approval_days": "renewal.approval_days",
    "termination_notice": "termination_notice_months", "source": "sources",
}  # fmt: skip
#: Cells of these columns are read together.
_GROUPS = frozenset({Holds.PARTIES, Holds.FORMERLY, Holds.COUNTRY, Holds.AREAS})
#: Texts whose line breaks are those of a narrow column.
_ONE_LINE = frozenset({"title", "short_title", "owner_unit", "verified_by"})


@dataclass(frozen=True, slots=True)
class Content:
    """A cell of a column that says something.

    `is_literal`: it had a guard, so it means itself. `is_exported`: its column has the heading of
    an export, so that cells are read to the letter.
    """

    cell: Cell
    use: ColumnUse
    habit: DateHabit
    is_literal: bool = False
    is_exported: bool = False

    @property
    def text(self) -> str:
        """Return the cell as text."""
        return self.cell if isinstance(self.cell, str) else str(self.cell)

    @property
    def is_dash(self) -> bool:
        """Whether it empties its field."""
        return not self.is_literal and self.cell in DASHES


Said = Iterator[tuple[str, Any]]


def _is_exported(use: ColumnUse) -> bool:
    return use.column is not None and use.heading == use.column.heading(use.language)


@dataclass(frozen=True, slots=True)
class _Reads:
    """A column that is read, with what its cells have in common."""

    use: ColumnUse
    habit: DateHabit
    is_exported: bool
    #: The sheet and the column's letter, before which no number stands yet: "Sheet1!C".
    column: str


class RowReader:
    """Reads the rows of tables."""

    def __init__(self, columns: Columns, vocabulary: Vocabulary) -> None:
        self._columns = columns
        self._vocabulary = vocabulary
        self._groups = GroupReader(columns, NameReader(vocabulary))
        self._kind_called = lru_cache(maxsize=1_024)(self._find_kind)
        self._readers: Mapping[Holds, Callable[[Content], Said]] = {
            Holds.CODE: self._code,
            Holds.TEXT: self._text,
            Holds.LIST: self._list,
            Holds.KIND: self._kind,
            Holds.CHOICE: self._choice,
            Holds.DATE: self._date,
            Holds.TERM: self._term,
            Holds.RENEWAL: self._renewal,
            Holds.MONTHS: self._months,
            Holds.DAYS: self._days,
            Holds.COUNT: self._count,
            Holds.SOURCE: self._source,
            Holds.EVIDENCE: self._evidence,
        }

    def rows(self, table: Table) -> Iterator[SheetRow]:
        """Yield what each row says, in order."""
        before = f"{table.sheet}!" if table.sheet else ""
        columns = tuple(
            _Reads(use, _habit(use, table), _is_exported(use), f"{before}{use.letter}")
            for use in table.uses
            if use.is_read
        )
        for row in table.rows:
            yield self._row(table, row, columns)

    def _row(self, table: Table, row: TableRow, columns: tuple[_Reads, ...]) -> SheetRow:
        said: dict[str, Any] = {}
        cells: dict[str, str] = {}
        troubles: list[Trouble] = []
        grouped: list[Content] = []
        for reads in columns:
            use = reads.use
            place = f"{reads.column}{row.number}"
            try:
                content = self._content(row.cell(use.place), reads)
                if use.column and use.column.holds in _GROUPS:
                    empty = Content(None, use, reads.habit, is_exported=reads.is_exported)
                    grouped.append(content or empty)
                    cells.setdefault(FIELDS.get(use.column.id, use.column.id), place)
                    continue
                for path, value in self._said(content) if content else ():
                    _put(said, path, value)
                    cells[path] = place
            except Unread as unread:
                troubles.append(Trouble(place, unread.reason, unread.value, use.heading))
        said.update(self._groups.read(grouped))
        return SheetRow(table.sheet, row.number, said, cells, tuple(troubles))

    def _content(self, cell: Cell, reads: _Reads) -> Content | None:
        """Return a cell without its guard; None where it says nothing."""
        if cell is None:
            return None
        use, habit, is_exported = reads.use, reads.habit, reads.is_exported
        if isinstance(cell, CellError):
            raise Unread(CellReason.FAILED_FORMULA, cell)
        if not isinstance(cell, str):
            return Content(cell, use, habit, is_exported=is_exported)
        if "\r" in cell:
            cell = cell.replace("\r\n", "\n").replace("\r", "\n")
        text, is_literal = self._columns.unguarded(cell)
        text = text.strip()
        if not is_literal:
            if not text or text == LEFT_OUT:
                return None
            if text not in DASHES and self._says_nothing(text, use):
                return None
        if not is_exported:
            text = text.replace("\xa0", " ")
        return Content(text, use, habit, is_literal, is_exported)

    def _says_nothing(self, text: str, use: ColumnUse) -> bool:
        """Return whether a cell is a word for nothing, unless it is a choice of its column."""
        column = use.column
        if column and column.holds is Holds.DATE and self._columns.is_pending(text):
            return True
        if not self._columns.is_empty(text):
            return False
        is_choice = column is not None and self._columns.choice_in(column.id, text) is not None
        return not is_choice

    def _said(self, content: Content) -> Said:
        column = content.use.column
        assert column is not None  # noqa: S101  # only columns that are read come here
        if content.is_dash:
            yield from ((path, CLEARED) for path in _paths(content.use))
            return
        yield from self._readers[column.holds](content)

    # -- one cell -------------------------------------------------------------------------------

    def _code(self, content: Content) -> Said:
        if not is_id(content.text):
            raise Unread(CellReason.BAD_CODE, content.text)
        yield "id", content.text

    def _text(self, content: Content) -> Said:
        column, language = _column_id(content), content.use.language
        text = content.text
        if column in _ONE_LINE and not content.is_exported and not both_languages(text):
            text = " ".join(text.split())
        if not (content.use.column and content.use.column.has_languages):
            yield FIELDS.get(column, column), text
        elif language:
            yield f"{column}.{language}", text
        else:
            said = both_languages(text) or Text.of(text)
            yield from ((f"{column}.{code}", w) for code, w in wordings_of(said))

    def _list(self, content: Content) -> Said:
        column = _column_id(content)
        if content.is_exported:
            yield column, read_list(column, content.text)
            return
        items = pieces(content.text)
        if column != "aliases":
            items = tuple(code for item in items for code in item.replace(",", " ").split())
        yield column, items

    def _kind(self, content: Content) -> Said:
        kind = self._kind_called(content.text)
        if kind is None:
            raise Unread(CellReason.UNKNOWN_KIND, content.text)
        yield "kind", kind

    def _find_kind(self, text: str) -> InstrumentKind | None:
        """Return the kind of instrument that a cell names, in either language or both."""
        for wording in (text, *text.split(" / ")):
            senses = self._vocabulary.lexicon.senses(wording)
            kinds = {sense.id for sense in senses if sense.category is Category.KIND}
            known = [kind for kind in self._vocabulary.kinds if kind in kinds]
            if len(known) == 1:
                return known[0]
        return next((k for k in self._vocabulary.kinds if k.value == text.casefold()), None)

    def _choice(self, content: Content) -> Said:
        column = _column_id(content)
        choice = self._columns.choice_in(column, content.text.lower())
        if choice is None:
            raise Unread(CellReason.UNKNOWN_WORD, content.text)
        is_binding = column == "binding"
        yield column, choice.value == "true" if is_binding else Visibility(choice.value)

    def _date(self, content: Content) -> Said:
        column = _column_id(content)
        term = self._columns.choice_in("term", content.text) if column == "expires" else None
        if term:
            yield "term.kind", read_term(content.text, None, self._columns).kind
            return
        yield FIELDS.get(column, column), read_date(content.cell, content.habit)

    def _term(self, content: Content) -> Said:
        term = read_term(content.cell, content.use.unit, self._columns)
        yield "term.kind", term.kind
        if term.months is not None:
            yield "term.months", term.months

    def _renewal(self, content: Content) -> Said:
        renewal = read_renewal(content.cell, content.use.heading, self._columns)
        for part in ("mode", "period_months", "notice_months"):
            value = getattr(renewal, part)
            if value is not None:
                yield f"renewal.{part}", value

    def _months(self, content: Content) -> Said:
        yield FIELDS[_column_id(content)], read_months(content.cell, content.use.unit)

    def _days(self, content: Content) -> Said:
        yield FIELDS[_column_id(content)], read_days(content.cell, content.use.unit)

    def _count(self, content: Content) -> Said:
        yield FIELDS[_column_id(content)], read_count(content.cell)

    def _source(self, content: Content) -> Said:
        yield "sources", pieces(content.text)

    def _evidence(self, content: Content) -> Said:
        yield "evidence", read_evidence(content.text)


def _habit(use: ColumnUse, table: Table) -> DateHabit:
    """Return how a column writes its dates."""
    if use.column is None or use.column.holds is not Holds.DATE:
        return DateHabit()
    return habit_of(row.cell(use.place) for row in table.rows)


def _column_id(content: Content) -> str:
    assert content.use.column is not None  # noqa: S101  # only columns that are read come here
    return content.use.column.id


def _paths(use: ColumnUse) -> Iterator[str]:
    """Yield the fields that a dash in a column empties."""
    column = use.column
    assert column is not None  # noqa: S101  # only columns that are read come here
    path = FIELDS.get(column.id, column.id)
    if column.id == "id":
        return
    if column.id in ("term", "renewal"):
        yield f"{path}.{'kind' if column.id == 'term' else 'mode'}"
    elif column.has_languages:
        languages: tuple[Language, ...] = (use.language,) if use.language else ("en", "th")
        yield from (f"{path}.{language}" for language in languages)
    else:
        yield path


def _put(said: dict[str, Any], path: str, value: Any) -> None:
    """Note what a cell says; lists of several columns are put together, else the first counts."""
    known = said.get(path)
    if isinstance(known, tuple) and isinstance(value, tuple):
        said[path] = tuple(dict.fromkeys((*known, *value)))
    elif known is None or known is CLEARED:
        said[path] = value
