"""Puts what somebody typed into a field of a record, or refuses it in words.

A typed value is read as a cell of a sheet is, so that both understand the same; dates are read in
any form that questions understand. In a field that holds several things "+ ..." adds one and
"- ..." takes one away; a dash alone empties any field.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.agreements.agreement import Agreement, Evidence, Party, Verified
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.text import Text
from bot.catalogue.columns import Holds, load_columns
from bot.importing.column_uses import ColumnUse
from bot.importing.name_cells import NameReader, areas_in, pieces
from bot.importing.row_reading import FIELDS, RowReader
from bot.importing.said import SheetRow, Trouble
from bot.importing.tables import Table, TableRow
from bot.importing.unread import CellReason
from bot.search.normal_form import normal
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary
from bot.upkeep.dates import read_date
from bot.upkeep.field_names import FieldName

#: A record by its code as it was typed, where whoever typed it may know of it.
FindsCode = Callable[[str], str | None]

_LIST_HOLDS = frozenset({Holds.PARTIES, Holds.AREAS, Holds.LIST})
_ADDS = re.compile(r"\s*(?:\+\s*|(?:add|เพิ่ม)\s+)(?P<items>\S.*)", re.DOTALL | re.IGNORECASE)
_TAKES = re.compile(
    r"\s*(?:[-–−]\s*|(?:remove|without|ลบ|ตัด)\s+)(?P<items>\S.*)", re.DOTALL | re.IGNORECASE
)
_BOTH = re.compile(r"\s+//\s+")
_LINKS = frozenset({"supersedes", "amends", "implements", "related"})
_FIELD_OF = {
    "owner_unit": "owner", "owner_contact": "owner", "verified_on": "verified",
    "verified_by": "verified", "term_months": "term", "renewal_period": "renewal",
    "renewal_times": "renewal", "notice": "renewal", "approval_days": "renewal",
    "termination_notice": "termination_notice_months", "source": "evidence",
    "party_own": "parties", "party_foreign": "parties", "country": "parties",
    "formerly": "parties",
}  # fmt: skip
_REASONS = {
    CellReason.NOT_A_LENGTH: Reason.NOT_A_LENGTH,
    CellReason.UNIT_MISSING: Reason.NOT_A_LENGTH,
    CellReason.NOT_WHOLE_MONTHS: Reason.NOT_A_LENGTH,
    CellReason.NOT_A_NUMBER: Reason.NEGATIVE,
    CellReason.NO_SUCH_DAY: Reason.NO_SUCH_DAY,
    CellReason.NOT_A_DATE: Reason.NOT_A_DATE,
    CellReason.ERAS_DISAGREE: Reason.NOT_A_DATE,
    CellReason.TWO_DIGIT_YEAR: Reason.NOT_A_DATE,
    CellReason.DAY_OR_MONTH_FIRST: Reason.NOT_A_DATE,
    CellReason.UNKNOWN_KIND: Reason.UNKNOWN_KIND,
    CellReason.BAD_CODE: Reason.BAD_ID,
}


def field_of(name: FieldName) -> str:
    """Return the field of the record in which a named field rests."""
    return _FIELD_OF.get(name.column.id, name.column.id)


@dataclass(frozen=True, slots=True)
class Amender:
    """Reads typed values with one vocabulary, on one day."""

    vocabulary: Vocabulary
    today: date
    find: FindsCode

    def amended(self, record: Agreement, name: FieldName, typed: str) -> Agreement:
        """Return the record with a typed value. Raises AgreementError where it cannot be read."""
        text = typed.strip()
        if name.column.holds in _LIST_HOLDS:
            several = self._several(record, name, text)
            if several is not None:
                return several
        if name.column.holds is Holds.DATE and not self._is_dash(text):
            return self._dated(record, name, text)
        if name.column.holds is Holds.SOURCE and not self._is_dash(text):
            return self._sourced(record, text)
        if name.column.has_languages and name.language is None and _BOTH.search(text):
            return record.changed(**{name.column.id: _both_languages(text)})
        return self._read(record, name, text)

    def _is_dash(self, text: str) -> bool:
        return text in ("-", "–", "—")

    # -- as a cell ------------------------------------------------------------------------------

    def _read(self, record: Agreement, name: FieldName, text: str) -> Agreement:
        """Read the text as the only cell of a sheet."""
        row = read_cells([(name, text)], self.vocabulary)
        if row.troubles:
            raise AgreementError(*(self.problem(name, trouble) for trouble in row.troubles))
        if not row.said:
            raise AgreementError(Problem(Reason.MISSING, field_of(name)))
        return row.applied(record)

    def problem(self, name: FieldName, trouble: Trouble) -> Problem:
        """Return why a value cannot be read, with what would do."""
        reason = trouble.reason
        known = reason if isinstance(reason, Reason) else _REASONS.get(reason)
        return Problem(
            known or Reason.UNKNOWN_CHOICE, field_of(name), trouble.value, self._choices(name)
        )

    def _choices(self, name: FieldName) -> str:
        if name.column.holds is Holds.KIND:
            kinds = self.vocabulary.kinds.values()
            return ", ".join(" / ".join(kind.name.wordings) for kind in kinds)
        return ", ".join(choice.text for choice in load_columns().choices_of(name.column.id))

    # -- dates and sources ----------------------------------------------------------------------

    def _dated(self, record: Agreement, name: FieldName, text: str) -> Agreement:
        if name.column.id == "expires" and load_columns().choice_in("term", text):
            return self._read(record.changed(expires=None), name, text)
        when = read_date(text, self.today, field_of(name))
        path = FIELDS.get(name.column.id, name.column.id)
        if path == "verified.on":
            by = record.verified.by if record.verified else ""
            return record.changed(verified=Verified(when, by))
        return record.changed(**{path: when})

    def _sourced(self, record: Agreement, text: str) -> Agreement:
        """Add a source; what is on record stays."""
        adds, takes = _ADDS.fullmatch(text), _TAKES.fullmatch(text)
        if takes:
            gone = {normal(item) for item in pieces(takes["items"])}
            kept = [
                item
                for place, item in enumerate(record.evidence, 1)
                if not gone & {normal(item.source), *map(normal, item.locator.wordings), str(place)}
            ]
            return record.changed(evidence=tuple(kept))
        known = {item.source for item in record.evidence}
        sources = pieces(adds["items"] if adds else text)
        added = (Evidence(source=source) for source in sources if source not in known)
        return record.changed(evidence=(*record.evidence, *added))

    # -- fields that hold several things --------------------------------------------------------

    def _several(self, record: Agreement, name: FieldName, text: str) -> Agreement | None:
        """Return the record with a list changed; None where the text is to be read as a cell."""
        field = field_of(name)
        if self._is_dash(text):
            return record.changed(**{field: ()})
        known: tuple[Any, ...] = getattr(record, field)
        adds, takes = _ADDS.fullmatch(text), _TAKES.fullmatch(text)
        if takes:
            return record.changed(**{field: self._without(name, known, takes["items"])})
        items = self._items(name, adds["items"] if adds else text)
        if adds:
            return record.changed(**{field: _each_once((*known, *items))})
        return record.changed(**{field: _each_once(_as_known(items, known))})

    def _items(self, name: FieldName, text: str) -> tuple[Any, ...]:
        if name.column.holds is Holds.AREAS:
            return tuple(map(self._area, _areas(text)))
        if name.column.holds is Holds.PARTIES:
            names = NameReader(self.vocabulary)
            return tuple(names.party(one) for one in names.names_in(text))
        items = pieces(text)
        if name.column.id not in _LINKS:
            return items
        codes = [code for item in items for code in item.replace(",", " ").split()]
        return tuple(self._code(field_of(name), code) for code in codes)

    def _code(self, field: str, typed: str) -> str:
        found = self.find(typed)
        if found is None:
            raise AgreementError(Problem(Reason.DANGLING_ID, field, typed))
        return found

    def _area(self, area: Text) -> Text:
        """Return an area in both languages where the one that was typed is a known name."""
        if area.en and area.th:
            return area
        typed = area.en or area.th
        senses = self.vocabulary.lexicon.senses(typed)
        ids = {sense.id for sense in senses if sense.category is Category.AREA}
        known = self.vocabulary.glossary.get(ids.pop()) if len(ids) == 1 else None
        if known is None or normal(typed) not in map(normal, known.name.wordings):
            return area
        return Text(area.en or known.name.en, area.th or known.name.th)

    def _without(self, name: FieldName, known: tuple[Any, ...], text: str) -> tuple[Any, ...]:
        """Return the items without those named, by any of their names or by their number."""
        gone = {normal(piece) for piece in pieces(text)}
        if name.column.holds is Holds.PARTIES:
            gone |= {normal(n) for item in self._items(name, text) for n in _names(item)}
        kept = [
            item
            for place, item in enumerate(known, 1)
            if not gone & {*map(normal, _names(item)), str(place)}
        ]
        if len(kept) == len(known):
            raise AgreementError(
                Problem(Reason.UNKNOWN_CHOICE, field_of(name), text, _listed(known))
            )
        return tuple(kept)


def read_cells(cells: list[tuple[FieldName, str]], vocabulary: Vocabulary) -> SheetRow:
    """Read values as the cells of one row of a sheet."""
    uses = tuple(
        ColumnUse(place, name.column.id, name.column, name.language, name.unit)
        for place, (name, _) in enumerate(cells)
    )
    row = TableRow(1, tuple(text for _, text in cells))
    return next(RowReader(load_columns(), vocabulary).rows(Table("", 0, uses, (row,))))


def _areas(text: str) -> tuple[Text, ...]:
    if _BOTH.search(text):
        return tuple(map(_both_languages, pieces(text)))
    return areas_in(text)


def _both_languages(text: str) -> Text:
    """Return "English // ไทย" as one text in two languages, whichever stands first."""
    sides = [Text.of(side.strip()) for side in _BOTH.split(text, 1)]
    english = " ".join(side.en for side in sides if side.en)
    return Text(english, " ".join(side.th for side in sides if side.th))


def _names(item: Any) -> tuple[str, ...]:
    if isinstance(item, Party):
        return tuple(item.wordings)
    return item.wordings if isinstance(item, Text) else (item,)


def _listed(items: tuple[Any, ...]) -> str:
    return "; ".join(f"{place}. {_names(item)[0]}" for place, item in enumerate(items, 1))


def _as_known(items: tuple[Any, ...], known: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the items, each of them as it is on record already where it is."""
    by_name = {normal(name): item for item in reversed(known) for name in _names(item)}
    return tuple(
        next((by_name[n] for n in map(normal, _names(item)) if n in by_name), item)
        for item in items
    )


def _each_once(items: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))
