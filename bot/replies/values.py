"""What a field of a record says, in words: for changes, previews and the history of a record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.agreements.agreement import (
    DATE_FIELDS,
    Agreement,
    Evidence,
    Owner,
    Renewal,
    Term,
    Verified,
)
from bot.agreements.changing import REMOVED
from bot.agreements.kinds import RenewalMode, TermKind
from bot.agreements.record import read_record
from bot.agreements.text import Text
from bot.replies.attachments import size_text
from bot.replies.dates import months_text, partial_text
from bot.replies.naming import kind_text, party_text
from bot.replies.words import Words
from bot.search.vocabulary import Vocabulary

#: A value is cut after so many characters: it is looked up in the record, not read here.
LONGEST_VALUE = 300
LISTS = frozenset(
    {"aliases", "parties", "scope_areas", "supersedes", "amends", "implements", "related",
     "evidence"}
)  # fmt: skip
_EMPTY = Agreement("", Text())
_LINKS = ("aliases", "supersedes", "amends", "implements", "related")


def cut(text: str, most: int = LONGEST_VALUE) -> str:
    """Return a text that is no longer than a line or two."""
    return text if len(text) <= most else text[: most - 1] + "…"


class ValueWords:
    """Words values in one language."""

    def __init__(self, words: Words, vocabulary: Vocabulary) -> None:
        self.words = words
        self._vocabulary = vocabulary
        self._by_field: Mapping[str, Callable[[Any], str]] = {
            **dict.fromkeys(("title", "short_title", "summary", "notes"), self._text),
            **dict.fromkeys(DATE_FIELDS, self._date),
            **dict.fromkeys(("binding", REMOVED), self._yes),
            "kind": self._kind,
            "term": self._term,
            "renewal": self._renewal,
            "termination_notice_months": self._months,
            "owner": self._owner,
            "visibility": lambda value: self.words.text(f"visibility.{value}"),
            "verified": self._verified,
        }

    def field(self, name: str) -> str:
        """Return what a field is called."""
        key = f"record-field.{name}"
        return self.words.text(key) if key in self.words else name

    def of(self, agreement: Agreement, name: str) -> str:
        """Return what a record says in a field, or that nothing is recorded."""
        value = getattr(agreement, name)
        if name in LISTS:
            return cut("; ".join(self.items(agreement, name))) or self._nothing()
        write = self._by_field.get(name, str)
        is_fact = value is False or value == 0
        return cut(write(value)) if value or is_fact else self._nothing()

    def stored(self, name: str, value: str | None) -> str:
        """Return what a value in the interchange format says."""
        if value is None:
            return self.of(_EMPTY, name) if hasattr(_EMPTY, name) else self._nothing()
        if name == REMOVED:
            return self._yes(json.loads(value))
        agreement = _record_with(name, value)
        return self.of(agreement, name) if agreement else cut(value)

    def items(self, agreement: Agreement, name: str) -> list[str]:
        """Return the items of a field that holds several."""
        language = self.words.language
        if name in _LINKS:
            return list(getattr(agreement, name))
        if name == "parties":
            return [party_text(party, language) for party in agreement.parties]
        if name == "scope_areas":
            return [area.in_language(language) for area in agreement.scope_areas]
        return [self.evidence(item) for item in agreement.evidence]

    def stored_items(self, name: str, value: str | None) -> list[str]:
        """Return the items of a value in the interchange format."""
        agreement = _record_with(name, value) if value is not None else None
        return self.items(agreement, name) if agreement else []

    def evidence(self, item: Evidence) -> str:
        """Return where a fact comes from, and for which field."""
        told = item.locator.in_language(self.words.language) or item.source
        told = told or item.note.in_language(self.words.language) or item.value
        if item.file:
            told = f"📎 {told} ({size_text(item.file.size, self.words)})"
        return f"{self.field(item.field)}: {told}" if item.field else told

    # -- fields ---------------------------------------------------------------------------------

    def _nothing(self) -> str:
        return self.words.text("value.nothing")

    def _text(self, value: Text) -> str:
        return " / ".join(value.wordings)

    def _date(self, value: Any) -> str:
        return partial_text(value, self.words)

    def _yes(self, value: Any) -> str:
        return self.words.text("value.yes" if value else "value.no")

    def _kind(self, value: Any) -> str:
        kind = kind_text(Agreement("", Text("-"), kind=value), self._vocabulary)
        return kind.in_language(self.words.language)

    def _months(self, value: Any) -> str:
        return months_text(value, self.words)

    def _term(self, term: Term) -> str:
        if term.months:
            return months_text(term.months, self.words)
        if term.kind in (TermKind.UNKNOWN, TermKind.FIXED):
            return self._nothing()
        return self.words.text(f"value.term-{term.kind}")

    def _renewal(self, renewal: Renewal) -> str:
        words = self.words
        parts = []
        if renewal.mode is not RenewalMode.UNKNOWN:
            parts.append(words.text(f"value.renewal-{renewal.mode}"))
        if renewal.period_months:
            length = months_text(renewal.period_months, words)
            parts.append(words.text("value.renewal-period", length=length))
        if renewal.notice_months is not None:
            length = months_text(renewal.notice_months, words)
            parts.append(words.text("value.renewal-notice", length=length))
        if renewal.approval_days is not None:
            parts.append(words.text("value.renewal-approval", count=renewal.approval_days))
        if renewal.times is not None:
            parts.append(words.text("value.renewal-times", count=renewal.times))
        return ", ".join(parts) or self._nothing()

    def _owner(self, owner: Owner) -> str:
        return " · ".join(part for part in (owner.unit, owner.contact) if part) or self._nothing()

    def _verified(self, verified: Verified) -> str:
        parts = (partial_text(verified.on, self.words), verified.by)
        return " · ".join(part for part in parts if part)


def _record_with(name: str, value: str) -> Agreement | None:
    """Return a record that holds one field and nothing else."""
    try:
        return read_record({"title": "-", name: json.loads(value)}).agreement
    except ValueError:
        return None
