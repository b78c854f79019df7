"""A change as the fields that differ: put into a record, turned round, set against another change.

Why fields and not whole records: two people who change different fields of one record do not
contradict each other, and what somebody else has changed since must survive when an older change
is confirmed late or taken back. Of a list that is true of its items: two who each attach a file
both keep theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.audit import FieldChange, as_json, changes_between
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
        and not _fits(change, now.get(change.field))
    )


def onto(current: Agreement, changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """Return the changes for a record as it is now, without those that are done already.

    A field is given the same new value; of a list what comes is added and what goes is taken out,
    so what somebody else added to it since stays.
    """
    now = values_of(current)
    wanted = (
        FieldChange(change.field, now.get(change.field), _new(change, now.get(change.field)))
        for change in changes
    )
    return tuple(change for change in wanted if change.old != change.new)


@dataclass(frozen=True, slots=True)
class _Items:
    """The change of a list: what it was, what comes, what goes, and what stands there now."""

    now: list[Any]
    came: list[Any]
    went: list[Any]

    @classmethod
    def of(cls, change: FieldChange, now: str | None) -> _Items | None:
        """Return the items that a change concerns; None where it is of no list, or of its order."""
        read = [json.loads(value) if value else None for value in (change.old, change.new, now)]
        if not any(read) or not all(one is None or isinstance(one, list) for one in read):
            return None
        old, new, there = (one or [] for one in read)
        came, went = _without(new, old), _without(old, new)
        return cls(there, came, went) if came or went else None


def _without(items: list[Any], others: list[Any]) -> list[Any]:
    return [item for item in items if item not in others]


def _fits(change: FieldChange, now: str | None) -> bool:
    """Return whether a change of a list takes out only what is still there as it was."""
    items = _Items.of(change, now)
    return items is not None and not _without(items.went, items.now)


def _new(change: FieldChange, now: str | None) -> str | None:
    """Return what a change makes of the value that stands there now."""
    items = None if now in (change.old, change.new) else _Items.of(change, now)
    if items is None:
        return change.new
    left = _without(items.now, items.went)
    merged = [*left, *_without(items.came, left)]
    return as_json(merged) if merged else None
