"""An agreement as a row of a sheet: which columns there are, and what stands in each cell.

The columns and wordings are those of `data/columns.toml`, so an import of the sheet gives the
same record again. What is worked out (status, deadlines) comes last and is never read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import RenewalMode, TermKind
from bot.agreements.partial_date import PartialDate, Span
from bot.agreements.sheet_cells import write_areas, write_evidence, write_list, write_parties
from bot.agreements.text import LANGUAGES, Language, Text
from bot.catalogue.columns import LEFT_OUT, Column, Columns, Holds
from bot.replies.dates import as_partial
from bot.replies.words import words_in
from bot.search.day_view import DayView
from bot.search.vocabulary import Vocabulary

#: A cell of a spreadsheet holds no more (in UTF-16 units).
LONGEST_CELL = 32_767
#: The first year that a spreadsheet program can show as a date.
FIRST_TYPED_YEAR = 1900
#: Columns for the office's own people only.
CONTACTS = frozenset({"owner_contact", "notes", "verified_by"})

Key = tuple[str, Language | None]
Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of an export."""

    key: Key
    heading: str
    width: int
    is_date: bool


def sheet_columns(columns: Columns, *, contacts: bool, worked_out: bool) -> tuple[SheetColumn, ...]:
    """Return the columns of an export in order; `worked_out`: with status and deadlines."""
    chosen = (
        column
        for column in columns
        if column.is_exported
        and (contacts or column.id not in CONTACTS)
        and (worked_out or column.holds is not Holds.LEFT_ASIDE)
    )
    return tuple(made for column in chosen for made in _made(column))


def _made(column: Column) -> Iterator[SheetColumn]:
    languages: tuple[Language | None, ...] = LANGUAGES if column.has_languages else (None,)
    is_date = column.holds in (Holds.DATE, Holds.LEFT_ASIDE)
    for language in languages:
        key = (column.id, language)
        yield SheetColumn(key, column.heading(language), column.width, is_date)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A value that no cell has room for; only an export as JSON Lines holds it."""

    agreement_id: str
    column: str


class RowWriter:
    """Writes agreements as rows; `view` is needed for the columns that are worked out.

    `formulas`: whether texts that begin like a formula are guarded too, as a CSV file needs it.
    `left_out` tells what had no room in the rows written so far.
    """

    def __init__(
        self,
        columns: Columns,
        vocabulary: Vocabulary,
        view: DayView | None = None,
        *,
        formulas: bool = False,
    ) -> None:
        self._columns = columns
        self._vocabulary = vocabulary
        self._view = view
        self._formulas = formulas
        self.left_out: list[LeftOut] = []

    def cells(self, agreement: Agreement) -> Mapping[Key, Cell]:
        """Return the cells of a row by column; what is not recorded is None."""
        cells: dict[Key, Cell] = {}
        cells.update(self._named(agreement))
        cells.update(_texts(agreement))
        cells.update(_parts(agreement))
        cells.update(_dates(agreement))
        cells.update(self._terms(agreement))
        if self._view:
            cells.update(self._worked_out(agreement, self._view))
        for key, cell in cells.items():
            if not _fits(cell):
                # Without a guard: an import that found one would take the remark for the value.
                cells[key] = LEFT_OUT
                self.left_out.append(LeftOut(agreement.id, key[0]))
            elif isinstance(cell, str):
                cells[key] = self._columns.guarded(cell, formulas=self._formulas)
        return cells

    def _named(self, agreement: Agreement) -> Iterator[tuple[Key, Cell]]:
        kind = self._vocabulary.kinds[agreement.kind].name
        binding = agreement.binding
        yield ("id", None), agreement.id
        yield ("kind", None), f"{kind.en} / {kind.th}"
        if binding is not None:
            yield ("binding", None), self._choice("binding", "true" if binding else "false")
        yield ("visibility", None), self._choice("visibility", agreement.visibility)

    def _choice(self, column: str, value: str) -> str:
        return self._columns.choice_text(column, value)

    def _terms(self, agreement: Agreement) -> Iterator[tuple[Key, Cell]]:
        term, renewal = agreement.term, agreement.renewal
        if term.kind is not TermKind.UNKNOWN:
            yield ("term", None), self._choice("term", term.kind)
        if renewal.mode is not RenewalMode.UNKNOWN:
            yield ("renewal", None), self._choice("renewal", renewal.mode)
        yield ("term_months", None), term.months
        yield ("renewal_period", None), renewal.period_months
        yield ("renewal_times", None), renewal.times
        yield ("notice", None), renewal.notice_months
        yield ("approval_days", None), renewal.approval_days
        yield ("termination_notice", None), agreement.termination_notice_months

    def _worked_out(self, agreement: Agreement, view: DayView) -> Iterator[tuple[Key, Cell]]:
        facts = view.facts(agreement)
        key = f"status.{facts.status}"
        both = (words_in(language).text(key) for language in LANGUAGES)
        yield ("status", None), " / ".join(both)
        yield ("computed_end", None), _span(facts.end)
        yield ("notice_by", None), _span(facts.deadlines.notice_by)
        yield ("decide_by", None), _span(facts.deadlines.decide_by)


def _texts(agreement: Agreement) -> Iterator[tuple[Key, Cell]]:
    texts: dict[str, Text] = {
        "title": agreement.title,
        "short_title": agreement.short_title,
        "summary": agreement.summary,
        "notes": agreement.notes,
    }
    for name, text in texts.items():
        yield (name, "en"), text.en or None
        yield (name, "th"), text.th or None
    yield ("owner_unit", None), agreement.owner.unit or None
    yield ("owner_contact", None), agreement.owner.contact or None
    yield ("verified_by", None), (agreement.verified.by or None) if agreement.verified else None


def _parts(agreement: Agreement) -> Iterator[tuple[Key, Cell]]:
    english, thai, former = write_parties(agreement.parties)
    yield ("parties", "en"), english or None
    yield ("parties", "th"), thai or None
    yield ("formerly", None), former or None
    english, thai = write_areas(agreement.scope_areas)
    yield ("scope_areas", "en"), english or None
    yield ("scope_areas", "th"), thai or None
    yield ("evidence", None), write_evidence(agreement.evidence) or None
    for name in ("aliases", "supersedes", "amends", "implements", "related"):
        yield (name, None), write_list(name, getattr(agreement, name)) or None


def _dates(agreement: Agreement) -> Iterator[tuple[Key, Cell]]:
    for name in ("approved", "signed", "in_force", "expires", "terminated"):
        yield (name, None), _date(getattr(agreement, name))
    yield ("verified_on", None), _date(agreement.verified.on if agreement.verified else None)


def _date(when: PartialDate | None) -> Cell:
    """Return a day as a date; what is known in part stays a text (2022, 2022-08)."""
    if when is None:
        return None
    typed = when.is_exact and when.year >= FIRST_TYPED_YEAR
    return when.earliest if typed else str(when)


def _span(span: Span | None) -> Cell:
    if span is None:
        return None
    whole = as_partial(span)
    return _date(whole) if whole else f"{span.earliest} – {span.latest}"


def _fits(cell: Cell) -> bool:
    """Return whether a cell has room for it, a guard sign included."""
    return not isinstance(cell, str) or len(cell.encode("utf-16-le")) // 2 < LONGEST_CELL
