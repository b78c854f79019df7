"""How a list is sorted: as asked, else by the date it was filtered by, else by fit, else newest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import TermKind
from bot.agreements.lineage import when_began
from bot.search.day_view import DayView
from bot.search.filters import date_span
from bot.search.question import Ask, Mode, Order, Question, StatusFilter
from bot.search.very_names import former_name_first

#: Sorts agreements by how well they fit a question, best first.
Ranked = Callable[[list[Agreement]], list[Agreement]]
_BY_END = (StatusFilter.EXPIRING, StatusFilter.IN_FORCE)


def ordered(
    question: Question, agreements: list[Agreement], view: DayView, ranked: Ranked
) -> list[Agreement]:
    """Return the agreements in the order a desk officer would tell them."""
    return former_name_first(question, _ordered(question, agreements, view, ranked), view)


def _ordered(
    question: Question, agreements: list[Agreement], view: DayView, ranked: Ranked
) -> list[Agreement]:
    wanted = question.sort or question.order
    if question.mode is Mode.COUNT and wanted not in (Order.NEWEST, Order.OLDEST):
        wanted = None  # "how many end next" is a number of all of them
    if wanted or question.mode is Mode.HISTORY:
        return _as_asked(question, wanted or Order.OLDEST, agreements, view)
    if question.mode is Mode.DUE:
        return view.ordered(agreements, "decision", partial(_decision, view=view))
    if question.dates:
        name = question.dates[0].field
        return view.ordered(agreements, ("sorted", name), partial(_dated, name=name, view=view))
    says_what = bool(question.areas or question.words or question.names)
    if question.among and not (says_what or question.statuses):
        # They were numbered when they were told, and keep that order.
        place = {agreement_id: n for n, agreement_id in enumerate(question.among)}
        return sorted(agreements, key=lambda a: place.get(a.id, len(place)))
    if says_what or question.is_bare:
        return ranked(agreements)
    if any(status in _BY_END for status in question.statuses):
        return view.ordered(agreements, "end", partial(_end, view=view))
    if question.statuses:
        # A draft has the status of its text only on paper.
        return view.ordered(agreements, "concluded", _concluded_last)[::-1]
    return _newest_first(agreements, view)


def _as_asked(
    question: Question, wanted: Order, agreements: list[Agreement], view: DayView
) -> list[Agreement]:
    if wanted is Order.NEWEST:
        return _newest_first(agreements, view)
    if wanted is Order.OLDEST:
        return view.ordered(agreements, "oldest", _oldest_first)
    if wanted is Order.ENDING:
        return view.ordered(agreements, "end", partial(_end, view=view))
    if wanted is Order.DECIDING:
        return view.ordered(agreements, "decision", partial(_decision, view=view))
    if wanted is Order.LAST_TO_END:
        by_end = view.ordered(_still_to_end(agreements, view), "end", partial(_end, view=view))
        return by_end[::-1]
    if wanted is Order.SOONEST:
        if Ask.DECIDE_BY in question.asks:
            return view.ordered(agreements, "decision", partial(_decision, view=view))
        return view.ordered(_still_to_end(agreements, view), "end", partial(_end, view=view))
    lasting = [a for a in agreements if _is_lasting(a)]
    by_length = view.ordered(lasting, "length", _length)
    return by_length[::-1] if wanted is Order.LONGEST else by_length


def _newest_first(agreements: list[Agreement], view: DayView) -> list[Agreement]:
    return view.ordered(agreements, "began", when_began)[::-1]


def is_concluded(agreement: Agreement) -> bool:
    """Return whether a text is on record as more than a draft or a plan."""
    return bool(agreement.start or agreement.expires) and not agreement.is_talks


def _is_lasting(agreement: Agreement) -> bool:
    """Whether it has a term that runs or ran: of a draft it is on paper only."""
    known = agreement.term.months is not None and is_concluded(agreement)
    return known or _is_open_ended(agreement)


def _is_open_ended(agreement: Agreement) -> bool:
    return agreement.term.kind is TermKind.OPEN_ENDED and not agreement.is_talks


def _length(agreement: Agreement) -> tuple[float, tuple[bool, date, str]]:
    """Sort by length of the term, what has no end last, then by when it began."""
    months = agreement.term.months
    known = float("inf") if _is_open_ended(agreement) or not months else float(months)
    return known, when_began(agreement)


def _concluded_last(agreement: Agreement) -> tuple[bool, tuple[bool, date, str]]:
    return is_concluded(agreement), when_began(agreement)


def _oldest_first(agreement: Agreement) -> tuple[bool, date, str]:
    known, when, agreement_id = when_began(agreement)
    return (not known, when, agreement_id)


def _still_to_end(agreements: list[Agreement], view: DayView) -> list[Agreement]:
    """Leave out what has ended already: "which expires next" looks ahead."""
    ends = {a.id: view.facts(a).end for a in agreements}
    return [a for a in agreements if (end := ends[a.id]) and end.latest >= view.today]


def _end(agreement: Agreement, view: DayView) -> tuple[date, str]:
    end = view.facts(agreement).end
    return (end.earliest if end else date.max, agreement.id)


def _decision(agreement: Agreement, view: DayView) -> tuple[date, str]:
    decide_by = view.facts(agreement).deadlines.decide_by
    return (decide_by.earliest if decide_by else date.max, agreement.id)


def _dated(agreement: Agreement, name: str, view: DayView) -> tuple[date, str]:
    if name == "not_verified_since":
        when = agreement.verified.on.earliest if agreement.verified else date.min
        return (when, agreement.id)
    span = date_span(agreement, name, view)
    return (span.earliest if span else date.max, agreement.id)
