"""Reads `data/columns.toml`: the columns of a spreadsheet, their headings, what cells may say.

One file for both ways: an export takes its headings and wordings from here and an import
understands them by the same entries, so that what was written can be read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.agreements.text import Language, Text
from bot.catalogue.files import CatalogueError, data_folder, read_toml
from bot.search.normal_form import normal

#: What begins a cell that a spreadsheet program takes for a formula (or hides).
FORMULA_STARTS = frozenset("=+-@\t\r")
#: The sign before a text that stands as it is: spreadsheet programs know it too.
AS_IT_IS = "'"
#: A longer cell is no word for nothing, however widely it is spaced.
LONGEST_WORD = 80
#: What an export writes where a value has no room in a cell; an import leaves such a field alone.
LEFT_OUT = "⟨too long for a cell · ยาวเกินกว่าหนึ่งช่อง⟩"

_LANGUAGE_WORDS: Mapping[Language, str] = {"en": "English", "th": "Thai"}
_LANGUAGE_WORDS_TH: Mapping[Language, str] = {"en": "ภาษาอังกฤษ", "th": "ภาษาไทย"}
_SPLIT = re.compile(r"\s+/\s+|\s*[()]\s*")


class Holds(StrEnum):
    """How the cells of a column are written and read."""

    CODE = "code"
    TEXT = "text"
    LIST = "list"
    KIND = "kind"
    CHOICE = "choice"
    PARTIES = "parties"
    FORMERLY = "formerly"
    COUNTRY = "country"
    AREAS = "areas"
    DATE = "date"
    TERM = "term"
    RENEWAL = "renewal"
    MONTHS = "months"
    DAYS = "days"
    COUNT = "count"
    SOURCE = "source"
    EVIDENCE = "evidence"
    LEFT_ASIDE = "left-aside"
    NOT_UNDERSTOOD = "not-understood"


@dataclass(frozen=True, slots=True)
class Column:
    """An entry of the file. `width` is in characters of a workbook."""

    id: str
    holds: Holds
    name: Text
    aliases: tuple[str, ...] = ()
    has_languages: bool = False
    width: int = 20
    is_exported: bool = True

    def heading(self, language: Language | None = None) -> str:
        """Return the heading of an export, both languages side by side."""
        if language is None:
            return f"{self.name.en} / {self.name.th}"
        english, thai = _LANGUAGE_WORDS[language], _LANGUAGE_WORDS_TH[language]
        return f"{self.name.en} ({english}) / {self.name.th} ({thai})"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that cells of a column may say: the word of a record, and its wordings."""

    column: str
    value: str
    name: Text
    aliases: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The wording of an export."""
        return f"{self.name.en} / {self.name.th}"

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording, the record's own word included."""
        return (self.value, *self.name.wordings, *self.aliases)


class Columns:
    """All columns by id, the choices of each, and the words for nothing."""

    def __init__(
        self,
        columns: Iterable[Column],
        choices: Iterable[Choice],
        empty: Iterable[str],
        pending: Iterable[str],
        footers: Iterable[str],
    ) -> None:
        self._by_id: Mapping[str, Column] = {column.id: column for column in columns}
        self.choices = tuple(choices)
        self._empty = frozenset(map(plain, empty))
        self._pending = frozenset(map(plain, pending))
        self.footers = tuple(sorted(map(plain, footers), key=len, reverse=True))
        self._by_wording = {
            (choice.column, plain(word)): choice
            for choice in reversed(self.choices)
            for word in choice.wordings
        }

    def __iter__(self) -> Any:
        return iter(self._by_id.values())

    def __getitem__(self, column_id: str) -> Column:
        return self._by_id[column_id]

    def get(self, column_id: str) -> Column | None:
        """Return a column, or None for an unknown id."""
        return self._by_id.get(column_id)

    def choices_of(self, column_id: str) -> tuple[Choice, ...]:
        """Return what the cells of a column may say, in the order of the file."""
        return tuple(choice for choice in self.choices if choice.column == column_id)

    def choice_text(self, column_id: str, value: str) -> str:
        """Return the wording of an export for a record's word; the word where there is none."""
        found = (c for c in self.choices if c.column == column_id and c.value == value)
        return next((choice.text for choice in found), value)

    def choice_in(self, column_id: str, cell: str) -> Choice | None:
        """Return the choice that a cell names, in one wording or in several of the same."""
        whole = self._by_wording.get((column_id, plain(cell)))
        if whole:
            return whole
        parts = [part for part in _SPLIT.split(cell) if part.strip()]
        found = {self._by_wording.get((column_id, plain(part))) for part in parts}
        return found.pop() if len(found) == 1 else None

    def is_empty(self, cell: str) -> bool:
        """Return whether a cell says that nothing is said: "", "-", "ไม่มี", "n/a"."""
        return not cell.strip() or (len(cell) <= LONGEST_WORD and plain(cell) in self._empty)

    def is_pending(self, cell: str) -> bool:
        """Return whether a cell of a date says that it is not yet."""
        return len(cell) <= LONGEST_WORD and plain(cell) in self._pending

    def guarded(self, text: str, *, formulas: bool) -> str:
        """Return a text so that neither a spreadsheet program nor an import misreads it.

        `formulas`: whether beginnings of formulas are guarded too, as a CSV file needs it. A text
        that already begins with the guard gets one more, so that `unguarded` gives it back.
        """
        core = text.lstrip(AS_IT_IS)
        is_formula = core[:1] in FORMULA_STARTS and bool(core)
        needed = bool(core) and (
            self.is_empty(core) or (is_formula and (formulas or core is not text))
        )
        return AS_IT_IS + text if needed or core == LEFT_OUT else text

    def unguarded(self, cell: str) -> tuple[str, bool]:
        """Return a cell without its guard, and whether it had one (so it is meant as it is)."""
        core = cell.lstrip(AS_IT_IS)
        if not core or core is cell:
            return cell, False
        is_special = core[:1] in FORMULA_STARTS or self.is_empty(core) or core == LEFT_OUT
        return (cell[1:], True) if is_special else (cell, False)


def plain(text: str) -> str:
    """Return a wording as it is compared: normal form, Thai without spaces."""
    folded = normal(text).strip()
    return folded if folded.isascii() else folded.replace(" ", "")


@lru_cache(maxsize=4)
def load_columns(folder: Path | None = None) -> Columns:
    """Read the columns. Raises CatalogueError naming the file and the entry."""
    tables = read_toml((folder or data_folder()) / "columns.toml")
    return Columns(
        map(_column, tables["column"]),
        map(_choice, tables["choice"]),
        *(_both(tables[name]) for name in ("empty", "pending", "footer")),
    )


def _both(words: Mapping[str, Any]) -> tuple[str, ...]:
    return (*words.get("en", ()), *words.get("th", ()))


def _column(entry: Mapping[str, Any]) -> Column:
    try:
        holds = Holds(entry["holds"])
        name = Text(entry["name"]["en"], entry["name"]["th"])
    except (KeyError, TypeError, ValueError):
        named = entry.get("id", "?")
        raise CatalogueError(f"columns.toml, {named}: it needs a name and what it holds") from None
    return Column(
        entry["id"],
        holds,
        name,
        _both(entry.get("aliases", {})),
        entry.get("languages", False),
        entry.get("width", 20),
        entry.get("exported", True),
    )


def _choice(entry: Mapping[str, Any]) -> Choice:
    name = Text(entry["name"]["en"], entry["name"]["th"])
    return Choice(entry["column"], entry["value"], name, _both(entry.get("aliases", {})))
