"""Which field of a record somebody means: by its heading in a sheet or its code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.agreements.text import LANGUAGES, Language
from bot.catalogue.columns import Column, Holds, load_columns
from bot.importing.headings import Guess, Unit
from bot.importing.reading import known_headings

#: A field's name has no more words than this.
_LONGEST_NAME = 6
#: What a sheet has columns for and a record no field of its own.
_NO_FIELD = frozenset({Holds.CODE, Holds.LEFT_ASIDE, Holds.NOT_UNDERSTOOD})
_IN_A_NAME = re.compile(r"[^\W\d_]")
_SEPARATORS = " \t\n:="

#: The fields that are offered for a change by button, in this order.
OFFERED = (
    "title", "short_title", "kind", "parties", "scope_areas", "summary", "approved", "signed",
    "in_force", "expires", "terminated", "term", "renewal", "renewal_period", "notice",
    "approval_days", "termination_notice", "supersedes", "amends", "implements", "related",
    "owner_unit", "owner_contact", "visibility", "binding", "aliases", "notes", "source",
)  # fmt: skip
#: The fields of which a button offers each choice.
WITH_CHOICES = frozenset({"kind", "binding", "visibility", "term", "renewal"})


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field that was named: its column, the language of it that is meant, what numbers count."""

    column: Column
    language: Language | None = None
    unit: Unit | None = None

    @property
    def code(self) -> str:
        """Return it as a button carries it: "expires", "title.th"."""
        return f"{self.column.id}.{self.language}" if self.language else self.column.id

    def heading(self, language: Language) -> str:
        """Return what it is called, without the hint for a sheet in brackets."""
        return self.column.name.in_language(language).partition(" (")[0]


def field_by_code(code: str) -> FieldName | None:
    """Return the field of a code, or None."""
    name, _, part = code.partition(".")
    column = load_columns().get(name)
    language = next((one for one in LANGUAGES if one == part), None)
    if column is None or column.holds in _NO_FIELD:
        return None
    return FieldName(column, language)


def field_named(words: str) -> FieldName | None:
    """Return the field that words name as a whole, or None; a guess does not count."""
    by_code = field_by_code(words.strip().casefold())
    if by_code:
        return by_code
    guess: Guess | None = known_headings().understood(words.replace("_", " "))
    if guess is None or not guess.is_sure or guess.column.holds in _NO_FIELD:
        return None
    return FieldName(guess.column, guess.language, guess.unit)


def field_and_value(text: str) -> tuple[FieldName, str] | None:
    """Take "ends 6 November 2030" or "ends: 6 November 2030" apart; the longest name counts."""
    colon = re.match(r"([^:=\n]{1,60})[:=]", text)
    if colon:
        field = field_named(colon[1])
        if field:
            return field, text[colon.end() :].strip()
    words = list(re.finditer(r"\S+", text))
    for count in range(min(len(words), _LONGEST_NAME), 0, -1):
        last = words[count - 1]
        if not _IN_A_NAME.search(last[0]) or any(char.isdigit() for char in last[0]):
            # Headings of a sheet may end in a number; here it is the value that begins.
            continue
        end = last.end()
        field = field_named(text[:end].rstrip(":="))
        if field:
            return field, text[end:].strip(_SEPARATORS)
    return None
