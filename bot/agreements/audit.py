"""The audit log: who changed what and when, old value and new, readable and enough to take back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.record import KEYS
from bot.agreements.record_writing import write_record

#: Writes a field's value as changes hold it.
as_json = json.JSONEncoder(ensure_ascii=False).encode


class Deed(StrEnum):
    """What was done to a record."""

    ADDED = "added"
    AMENDED = "amended"
    REMOVED = "removed"
    RESTORED = "restored"
    UNDONE = "undone"
    IMPORTED = "imported"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a numeric id (0: the operator at the command line) and the chat it came from."""

    user_id: int = 0
    chat_id: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's values in the interchange format, as JSON; None where nothing was recorded."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change of one record, in the order in which it was acknowledged.

    `revision` is the record's after the change. `batch` joins the entries of one import.
    `takes_back` is the number of the entry that this one undid, or 0. `approver` is who let an
    editor's proposal count.
    """

    number: int
    at: datetime
    actor: Actor
    agreement_id: str
    deed: Deed
    revision: int
    changes: tuple[FieldChange, ...] = ()
    reason: str = ""
    batch: str = ""
    takes_back: int = 0
    approver: Actor | None = None


def changes_between(before: Agreement | None, after: Agreement | None) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in the order of the record; "removed" is one of them."""
    old = write_record(before) if before else {}
    new = write_record(after) if after else {}
    changes = [
        FieldChange(key, _json(old.get(key)), _json(new.get(key)))
        for key in KEYS
        if old.get(key) != new.get(key)
    ]
    was, now = bool(before and before.removed), bool(after and after.removed)
    if was != now:
        changes.append(FieldChange("removed", _json(was), _json(now)))
    return tuple(changes)


def _json(value: Any) -> str | None:
    return None if value is None else as_json(value)


def encode_entry(entry: AuditEntry) -> dict[str, Any]:
    """Return an entry as a row."""
    row: dict[str, Any] = {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "user": entry.actor.user_id,
        "chat": entry.actor.chat_id,
        "name": entry.actor.name,
        "agreement": entry.agreement_id,
        "deed": entry.deed.value,
        "revision": entry.revision,
        "changes": [[c.field, c.old, c.new] for c in entry.changes],
        "reason": entry.reason,
        "batch": entry.batch,
    }
    if entry.takes_back:
        row["takes_back"] = entry.takes_back
    if entry.approver:
        row["approver"] = [entry.approver.user_id, entry.approver.chat_id, entry.approver.name]
    return row


def decode_entry(row: Mapping[str, Any]) -> AuditEntry:
    """Return the entry that a row holds."""
    return AuditEntry(
        number=row["number"],
        at=datetime.fromisoformat(row["at"]),
        actor=Actor(row["user"], row["chat"], row["name"]),
        agreement_id=row["agreement"],
        deed=Deed(row["deed"]),
        revision=row["revision"],
        changes=tuple(FieldChange(*change) for change in row["changes"]),
        reason=row["reason"],
        batch=row["batch"],
        takes_back=row.get("takes_back", 0),
        approver=Actor(*row["approver"]) if "approver" in row else None,
    )
