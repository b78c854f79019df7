"""An agreement as a JSON object of the interchange format: what `record` reads, written back."""

from __future__ import annotations

import json
from typing import Any

from bot.agreements.agreement import DATE_FIELDS, Agreement, Evidence, Party
from bot.agreements.kinds import RenewalMode, TermKind, Visibility
from bot.agreements.record import KEYS
from bot.agreements.text import Text


def write_line(agreement: Agreement) -> str:
    """Return the record as one JSON line without a line end."""
    return json.dumps(write_record(agreement), ensure_ascii=False)


def write_record(agreement: Agreement) -> dict[str, Any]:
    """Return the record; what is not recorded is left out, so reading it back gives the same."""
    fields: dict[str, Any] = {
        "id": agreement.id,
        "title": _text(agreement.title),
        "short_title": _text(agreement.short_title),
        "aliases": list(agreement.aliases),
        "kind": agreement.kind.value,
        "binding": agreement.binding,
        "parties": [_party(party) for party in agreement.parties],
        "scope_areas": [_text(area) for area in agreement.scope_areas],
        "summary": _text(agreement.summary),
        "notes": _text(agreement.notes),
        **{name: _date(getattr(agreement, name)) for name in DATE_FIELDS},
        "term": _term(agreement),
        "renewal": _renewal(agreement),
        "termination_notice_months": agreement.termination_notice_months,
        "supersedes": list(agreement.supersedes),
        "amends": list(agreement.amends),
        "implements": list(agreement.implements),
        "related": list(agreement.related),
        "owner": _said({"unit": agreement.owner.unit, "contact": agreement.owner.contact}),
        "visibility": (
            "" if agreement.visibility is Visibility.PUBLIC else agreement.visibility.value
        ),
        "evidence": [_evidence(item) for item in agreement.evidence],
        "verified": _verified(agreement),
    }
    return _said({key: fields[key] for key in KEYS})


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not recorded; False and 0 are facts and stay."""
    return {key: value for key, value in fields.items() if value or value == 0}


def _text(text: Text) -> Any:
    if text.en and text.th:
        return {"en": text.en, "th": text.th}
    only = text.en or text.th
    if not only or Text.of(only) == text:
        return only
    return {"en": text.en} if text.en else {"th": text.th}


def _date(value: object) -> str | None:
    return str(value) if value else None


def _party(party: Party) -> Any:
    fields = _said(
        {
            "name": _text(party.name),
            "abbreviation": party.abbreviation,
            "country": party.country,
            "type": party.type.value if party.type else None,
            "formerly": list(party.formerly),
        }
    )
    is_plain = set(fields) == {"name"} and isinstance(fields["name"], str)
    return fields["name"] if is_plain else fields


def _term(agreement: Agreement) -> dict[str, Any]:
    term = agreement.term
    # Months alone would be read back as a fixed term.
    is_unsaid = term.kind is TermKind.UNKNOWN and term.months is None
    kind = "" if is_unsaid else term.kind.value
    return _said({"kind": kind, "months": term.months})


def _renewal(agreement: Agreement) -> dict[str, Any]:
    renewal = agreement.renewal
    mode = "" if renewal.mode is RenewalMode.UNKNOWN else renewal.mode.value
    return _said(
        {
            "mode": mode,
            "period_months": renewal.period_months,
            "notice_months": renewal.notice_months,
            "approval_days": renewal.approval_days,
            "times": renewal.times,
        }
    )


def _evidence(item: Evidence) -> Any:
    fields = {
        "field": item.field,
        "value": item.value,
        "source": item.source,
        "locator": _text(item.locator),
        "note": _text(item.note),
        "file": {"sha256": item.file.sha256, "size": item.file.size} if item.file else None,
    }
    return _said(fields)


def _verified(agreement: Agreement) -> dict[str, Any]:
    if not agreement.verified:
        return {}
    return _said({"on": str(agreement.verified.on), "by": agreement.verified.by})
