"""The milestones of an agreement on a day, as reminders and views tell them: pure.

Why beside `milestones_of`: that looks at one record, while an extension is a record of its own and
moves the end of the text it extends, and a text that takes another's place settles what was to be
decided as soon as it is signed, which may be long before it is in force.
"""

from __future__ import annotations

from bot.agreements.agreement import Agreement
from bot.agreements.milestones import Milestone, MilestoneKind, milestones_of
from bot.search.day_view import DayView

_TO_DECIDE = frozenset({MilestoneKind.DECIDE_BY, MilestoneKind.NOTICE_BY})
_OF_THE_TERM = _TO_DECIDE | {MilestoneKind.EXPIRES}


def milestones_on(view: DayView, agreement: Agreement) -> tuple[Milestone, ...]:
    """Return the milestones of an agreement, past and to come."""
    facts = view.facts(agreement)
    found = milestones_of(agreement, facts.status, facts.deadlines)
    settled = frozenset[MilestoneKind]()
    if facts.amended_by and _is_extended(view, agreement):
        settled = _OF_THE_TERM
    elif facts.replaced_by and _is_followed(view, agreement):
        settled = _TO_DECIDE
    return tuple(milestone for milestone in found if milestone.kind not in settled)


def _is_followed(view: DayView, agreement: Agreement) -> bool:
    """Return whether a text that takes this one's place is signed already."""
    return any(
        other.signed and other.signed.earliest <= view.today for other in view.successors(agreement)
    )


def _is_extended(view: DayView, agreement: Agreement) -> bool:
    """Return whether a signed text that amends this one has an end after this one's."""
    facts = view.facts(agreement)
    for code in facts.amended_by:
        other = view.holdings.get(code)
        if other is None or other.is_talks or not other.start:
            continue
        end = view.facts(other).end
        if end and facts.end and end.earliest > facts.end.latest:
            return True
    return False
