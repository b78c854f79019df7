"""How the values of the domain rest in the store: one collection each, with its codec."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.audit import AuditEntry, decode_entry, encode_entry
from bot.agreements.errors import AgreementError
from bot.agreements.record import read_record
from bot.agreements.record_writing import write_record
from bot.store import Collection


def _encode_agreement(agreement: Agreement) -> dict[str, Any]:
    row = write_record(agreement)
    row["_revision"] = agreement.revision
    if agreement.removed:
        row["_removed"] = True
    return row


def _decode_agreement(row: Mapping[str, Any]) -> Agreement:
    record = {key: value for key, value in row.items() if not key.startswith("_")}
    read = read_record(record)
    if read.agreement is None:
        raise AgreementError(*read.problems)
    return read.agreement.changed(
        revision=row.get("_revision", 0), removed=bool(row.get("_removed", False))
    )


AGREEMENTS: Collection[Agreement] = Collection("agreements", _encode_agreement, _decode_agreement)
AUDIT: Collection[AuditEntry] = Collection("audit", encode_entry, decode_entry)
