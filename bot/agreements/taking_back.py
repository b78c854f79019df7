"""Which changes of a record still hold, and the change that takes one of them back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agreements.agreement import Agreement
from bot.agreements.audit import AuditEntry, Deed, FieldChange
from bot.agreements.changing import REMOVED, in_the_way, onto, turned_round
from bot.agreements.errors import AgreementError

#: An answer to a reminder rests in the log of its record but changes nothing of it.
_CHANGES_NOTHING = frozenset({Deed.ANSWERED})


def taken_back(entries: Sequence[AuditEntry]) -> frozenset[int]:
    """Return the numbers of the changes that were taken back.

    `entries` are those of one record, oldest first. What took a change back may be taken back
    itself, and then the change holds again.
    """
    numbers: set[int] = set()
    for entry in reversed(entries):
        if entry.takes_back and entry.number not in numbers:
            numbers.add(entry.takes_back)
    return frozenset(numbers)


def holding(entries: Sequence[AuditEntry]) -> list[AuditEntry]:
    """Return the changes that still hold, oldest first; what took one back is none of them."""
    gone = taken_back(entries)
    return [
        entry
        for entry in entries
        if entry.changes
        and not entry.takes_back
        and entry.number not in gone
        and entry.deed not in _CHANGES_NOTHING
    ]


def is_addition(entry: AuditEntry) -> bool:
    """Return whether a change brought a record that had not been there."""
    return any(change.field == "title" and change.old is None for change in entry.changes)


def taking_back(entry: AuditEntry, current: Agreement) -> tuple[FieldChange, ...]:
    """Return the change that takes an entry back: what was added is taken out of the register.

    What others added to a list since stays in it. Raises AgreementError where somebody changed the
    same fields since.
    """
    changes: tuple[FieldChange, ...] = (FieldChange(REMOVED, "false", "true"),)
    if not is_addition(entry):
        changes = turned_round(entry.changes)
    problems = in_the_way(current, changes)
    if problems:
        raise AgreementError(*problems)
    return onto(current, changes)
