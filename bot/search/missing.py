"""Which fields a record says nothing of."""

from __future__ import annotations

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import RenewalMode, TermKind
from bot.agreements.status import ENDED, Status
from bot.search.day_view import DayView
from bot.search.question import FOLLOWED


def is_missing(agreement: Agreement, name: str, view: DayView) -> bool:
    """Return whether a field is not recorded (an end: nor computed, nor open by intent)."""
    if name == "expires":
        facts = view.facts(agreement)
        over = facts.status in ENDED or facts.status is Status.NOTHING_SIGNED
        return not facts.end and agreement.term.kind is not TermKind.OPEN_ENDED and not over
    if name == FOLLOWED:
        facts = view.facts(agreement)
        return not (facts.replaced_by or facts.amended_by)
    if name == "status":
        return view.facts(agreement).status is Status.UNKNOWN
    if name == "notice_by":
        return agreement.renewal.notice_months is None
    if name == "renewal":
        return agreement.renewal.mode is RenewalMode.UNKNOWN
    if name == "owner":
        return not agreement.owner.unit
    if name == "gap":
        steps = view.steps(view.chain(agreement))
        return not any(s.after == agreement.id and (s.gap_days or 0) > 1 for s in steps)
    if name == "source":
        return not any(item.source for item in agreement.evidence)
    if name == "term":
        return not agreement.term.months and agreement.term.kind in (
            TermKind.FIXED,
            TermKind.UNKNOWN,
        )
    return getattr(agreement, name) is None
