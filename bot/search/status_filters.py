"""Whether a text has the status that a question filters by, or, where it is denied, has it not."""

from __future__ import annotations

from datetime import timedelta

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import RenewalMode, TermKind
from bot.agreements.status import ENDED, IN_FORCE, Status
from bot.search.day_view import DayView
from bot.search.negation import DENIED
from bot.search.question import Mode, Question, StatusFilter

#: "expiring" is what must be decided about within this many days.
EXPIRING_WITHIN_DAYS = 183

_STATUSES: dict[StatusFilter, frozenset[Status]] = {
    StatusFilter.IN_FORCE: IN_FORCE,
    StatusFilter.ENDED: ENDED,
    StatusFilter.NOT_YET_IN_FORCE: frozenset({Status.NOT_YET_IN_FORCE}),
    StatusFilter.REPLACED: frozenset({Status.REPLACED}),
    StatusFilter.TERMINATED: frozenset({Status.TERMINATED}),
}


def has_status(agreement: Agreement, wanted: StatusFilter, view: DayView) -> bool | None:
    """Return whether it has the status; None where the record leaves open if it still runs."""
    if denied := DENIED.get(wanted):
        return _is_without(agreement, denied, view)
    facts = view.facts(agreement)
    if wanted is StatusFilter.NOTHING_SIGNED:
        return agreement.is_talks or agreement.is_draft
    if wanted is StatusFilter.CONCLUDED:
        return not (agreement.is_talks or agreement.is_draft)
    if wanted is StatusFilter.RENEWS_ITSELF:
        mode = agreement.renewal.mode
        return None if mode is RenewalMode.UNKNOWN else mode is RenewalMode.TACIT
    if wanted in (StatusFilter.BINDING, StatusFilter.NOT_BINDING):
        binding = agreement.binding
        return None if binding is None else binding is (wanted is StatusFilter.BINDING)
    if wanted is StatusFilter.OPEN_ENDED:
        return agreement.term.kind is TermKind.OPEN_ENDED and facts.status not in ENDED
    if wanted is StatusFilter.OVERDUE:
        late = facts.deadlines.decide_by
        return late is not None and late.latest < view.today and facts.status in IN_FORCE
    if wanted is StatusFilter.EXPIRING:
        decide_by = facts.deadlines.decide_by
        soon = view.today + timedelta(days=EXPIRING_WITHIN_DAYS)
        running = facts.status in IN_FORCE
        return running and decide_by is not None and decide_by.earliest <= soon
    if wanted in (StatusFilter.IN_FORCE, StatusFilter.ENDED) and facts.status is Status.UNKNOWN:
        return None if agreement.start or agreement.is_told_signed else False
    return facts.status in _STATUSES[wanted]


def _is_without(agreement: Agreement, status: StatusFilter, view: DayView) -> bool | None:
    """Return whether it has not the status; of what needs no decision only what runs counts."""
    has = has_status(agreement, status, view)
    if status in (StatusFilter.OVERDUE, StatusFilter.EXPIRING):
        return not has and view.facts(agreement).status in IN_FORCE
    if status in (StatusFilter.OPEN_ENDED, StatusFilter.RENEWS_ITSELF) and agreement.is_talks:
        return False
    if status is StatusFilter.OPEN_ENDED and agreement.term.kind is TermKind.UNKNOWN:
        return True if view.facts(agreement).end else None
    return None if has is None else not has


def is_one_in_use(question: Question) -> bool:
    """Return whether a field is asked of the one text that is in use, not which texts are."""
    one = question.mode is Mode.OPEN and bool(question.asks) and question.names_something
    return one and question.statuses == (StatusFilter.IN_FORCE,) and not question.among
