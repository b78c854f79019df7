"""How a field is asked for: what it is called, how to write it, a button for each choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.agreements.agreement import Agreement
from bot.agreements.record import KEYS
from bot.agreements.record_writing import write_record
from bot.catalogue.columns import Holds, load_columns
from bot.handlers.upkeep.desk import Somebody, UpkeepDesk
from bot.replies.lines import Action, Button
from bot.upkeep.amending import field_of
from bot.upkeep.field_names import WITH_CHOICES, FieldName

#: How the question for a value goes on, by what the field holds.
_HOW = {
    Holds.DATE: "date",
    Holds.TERM: "length",
    Holds.MONTHS: "length",
    Holds.RENEWAL: "choice",
    Holds.DAYS: "days",
    Holds.COUNT: "count",
    Holds.PARTIES: "several",
    Holds.AREAS: "several",
    Holds.LIST: "codes",
    Holds.SOURCE: "source",
    Holds.KIND: "choice",
    Holds.CHOICE: "choice",
}
#: A length is given so often that its choices would only stand in the way.
_NOT_OFFERED = frozenset({"fixed"})


@dataclass(frozen=True, slots=True)
class FieldQuestions:
    """Words the question for a field."""

    desk: UpkeepDesk

    def named(self, somebody: Somebody, field: FieldName) -> str:
        """Return what a field is called: as in a card where the record has it as it is."""
        if field.column.id in KEYS:
            return self.desk.values(somebody).field(field.column.id)
        return field.heading(somebody.language)

    def value(self, somebody: Somebody, record: Agreement, field: FieldName) -> str:
        """Return what is recorded."""
        return self.desk.values(somebody).of(record, field_of(field))

    def is_recorded(self, record: Agreement, field: FieldName) -> bool:
        """Return whether anything is recorded."""
        return field_of(field) in write_record(record) and field_of(field) != "kind"

    def how(self, field: FieldName) -> str:
        """Return which message tells how to write a value."""
        if field.column.id == "aliases":
            return "several"
        told = "text" if field.column.has_languages else "plain"
        return _HOW.get(field.column.holds, told)

    def choices(
        self, somebody: Somebody, field: FieldName, verb: str, agreement_id: str, prefix: str = ""
    ) -> tuple[tuple[Button, ...], ...]:
        """Return a button for each thing that a field may say."""
        if field.column.id not in WITH_CHOICES:
            return ()
        buttons = [
            Button(name, Action(verb, agreement_id, f"{prefix}{field.column.id}.{value}"))
            for value, name in self._said(somebody, field)
            if value not in _NOT_OFFERED
        ]
        return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))

    def _said(self, somebody: Somebody, field: FieldName) -> Sequence[tuple[str, str]]:
        language = somebody.language
        if field.column.holds is Holds.KIND:
            kinds = self.desk.hall.desk.register.holdings.vocabulary.kinds.values()
            return [(kind.kind.value, kind.name.in_language(language)) for kind in kinds]
        known = load_columns().choices_of(field.column.id)
        return [(choice.value, choice.name.in_language(language)) for choice in known]
