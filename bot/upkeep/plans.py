"""A change of one record that is planned, but not done: kept while it waits for somebody's word."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Deed, FieldChange, changes_between
from bot.agreements.changing import REMOVED, changed_record, onto


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be changed of which revision of a record; `based_on` None: a new record.

    `takes_back` is the number of the change that it undoes, or 0.
    """

    agreement_id: str
    based_on: int | None
    changes: tuple[FieldChange, ...]
    deed: Deed = Deed.AMENDED
    reason: str = ""
    takes_back: int = 0

    def applied(self, base: Agreement | None) -> Agreement:
        """Return the record as it would be. Raises AgreementError where that is no record."""
        return changed_record(base, self.changes)

    def rebased(self, current: Agreement) -> Plan:
        """Return the plan for the record as it is now: what it wanted, on what others did since."""
        changes = onto(current, self.changes)
        return replace(self, based_on=current.revision, changes=changes)


def amending(before: Agreement, after: Agreement, reason: str = "") -> Plan:
    """Return the plan that makes one record of another."""
    return Plan(before.id, before.revision, changes_between(before, after), reason=reason)


def adding(agreement: Agreement, reason: str = "") -> Plan:
    """Return the plan that adds a record, which has its code already."""
    return Plan(agreement.id, None, changes_between(None, agreement), Deed.ADDED, reason)


def removing(agreement: Agreement, reason: str = "") -> Plan:
    """Return the plan that takes a record out of the register; it can be brought back."""
    changes = (FieldChange(REMOVED, "false", "true"),)
    return Plan(agreement.id, agreement.revision, changes, Deed.REMOVED, reason)


def restoring(agreement: Agreement, reason: str = "") -> Plan:
    """Return the plan that brings a removed record back."""
    changes = (FieldChange(REMOVED, "true", "false"),)
    return Plan(agreement.id, agreement.revision, changes, Deed.RESTORED, reason)


def encode_plan(plan: Plan) -> dict[str, Any]:
    """Return a plan as a row."""
    return {
        "agreement": plan.agreement_id,
        "based_on": plan.based_on,
        "changes": [[c.field, c.old, c.new] for c in plan.changes],
        "deed": plan.deed.value,
        "reason": plan.reason,
        "takes_back": plan.takes_back,
    }


def decode_plan(row: Mapping[str, Any]) -> Plan:
    """Return the plan that a row holds."""
    return Plan(
        row["agreement"],
        row["based_on"],
        tuple(FieldChange(*change) for change in row["changes"]),
        Deed(row["deed"]),
        row["reason"],
        row["takes_back"],
    )


def plan_as_text(plan: Plan) -> str:
    """Return a plan as one text, for what keeps texts."""
    return json.dumps(encode_plan(plan), ensure_ascii=False)


def plan_in(text: str) -> Plan:
    """Return the plan that a text holds."""
    return decode_plan(json.loads(text))
