"""How the values of the domain rest in the store: one collection each, with its codec."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.audit import AuditEntry, decode_entry, encode_entry
from bot.agreements.errors import AgreementError
from bot.agreements.record import read_record
from bot.agreements.record_writing import write_record
from bot.search.given_names import GivenName
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


def _encode_name(given: GivenName) -> dict[str, Any]:
    return {
        "name": given.name,
        "target": given.target,
        "area": given.is_area,
        "by": given.by,
        "at": given.at.isoformat(),
    }


def _decode_name(row: Mapping[str, Any]) -> GivenName:
    at = datetime.fromisoformat(row["at"])
    return GivenName(row["name"], row["target"], row["area"], row["by"], at)


#: By the normal form of the name, so that it is given once however it is written.
GIVEN_NAMES: Collection[GivenName] = Collection("given_names", _encode_name, _decode_name)
