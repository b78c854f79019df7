"""A change as the fields that differ: put into a record, turned round, set against another change.

Why fields and not whole records: two people who change different fields of one record do not
contradict each other, and what somebody else has changed since must survive when an older change
is confirmed late or taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.agreements.agreement import Agreement
from bot.agreements.audit import FieldChange, changes_between
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.record import read_record
from bot.agreements.record_writing import write_record

#: The field of a change that takes a record out of the register or brings it back.
REMOVED = "removed"


def changed_record(base: Agreement | None, changes: Iterable[FieldChange]) -> Agreement:
    """Return the record with the new values. Raises AgreementError where that is no record."""
    record = write_record(base) if base else {}
    removed = base.removed if base else False
    for change in changes:
        value = json.loads(change.new) if change.new is not None else None
        if change.field == REMOVED:
            removed = bool(value)
        elif value is None:
            record.pop(change.field, None)
        else:
            record[change.field] = value
    read = read_record(record)
    if read.agreement is None:
        raise AgreementError(*(p for p in read.problems if not p.is_warning))
    revision = base.revision if base else 0
    return read.agreement.changed(revision=revision, removed=removed)


def turned_round(changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """Return the changes that take these back."""
    return tuple(FieldChange(change.field, change.new, change.old) for change in changes)


def values_of(agreement: Agreement) -> dict[str, str | None]:
    """Return each recorded field in the interchange format, as changes hold it."""
    fields = {c.field: c.new for c in changes_between(None, agreement)}
    return {REMOVED: "false"} | fields


def in_the_way(current: Agreement, changes: Iterable[FieldChange]) -> tuple[Problem, ...]:
    """Return what somebody else gave another value since: mine, and what stands there now.

    What stands there already as it is wanted is in nobody's way.
    """
    now = values_of(current)
    return tuple(
        Problem(
            Reason.STALE, change.field, change.new or "", now.get(change.field) or "", current.id
        )
        for change in changes
        if now.get(change.field) not in (change.old, change.new)
    )
