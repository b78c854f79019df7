"""What a single record says that cannot be true, or that somebody should look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.agreements.agreement import DATE_FIELDS, Agreement
from bot.agreements.deadlines import computed_end
from bot.agreements.errors import Problem, Reason


def problems_within(agreement: Agreement) -> Iterator[Problem]:
    """Yield the problems that show in the record alone, without clock or register."""
    yield from _end_before_start(agreement)
    if agreement.is_talks and agreement.signed:
        yield Problem(Reason.TALKS_WITH_SIGNATURE, "signed", str(agreement.signed))
    for link in ("supersedes", "amends", "implements"):
        if agreement.id and agreement.id in getattr(agreement, link):
            yield Problem(Reason.SELF_REFERENCE, link, agreement.id)
    computed = computed_end(agreement)
    recorded = agreement.expires
    if computed and recorded:
        apart = recorded.latest < computed.earliest or recorded.earliest > computed.latest
        if apart:
            yield Problem(
                Reason.TERM_DISAGREES, "expires", str(recorded), computed.earliest.isoformat()
            )


def problems_on(agreement: Agreement, today: date) -> Iterator[Problem]:
    """Yield what looks wrong on a given day: a signature of the future, a fact without source."""
    if agreement.signed and agreement.signed.earliest > today:
        yield Problem(Reason.SIGNED_IN_FUTURE, "signed", str(agreement.signed))
    if not any(item.source for item in agreement.evidence):
        yield Problem(Reason.NO_SOURCE, "evidence", "the record")
        return
    proved = {item.field for item in agreement.evidence}
    for name in DATE_FIELDS:
        if getattr(agreement, name) and proved - {""} and name not in proved:
            yield Problem(Reason.NO_SOURCE, name, name)


def _end_before_start(agreement: Agreement) -> Iterator[Problem]:
    start = agreement.start
    if not start:
        return
    expires, terminated = agreement.expires, agreement.terminated
    if expires and expires.latest < start.earliest:
        yield Problem(Reason.END_BEFORE_START, "expires", str(expires), str(start))
    if terminated and terminated.latest < start.earliest:
        # Possible (given up before it entered into force), so told but kept.
        yield Problem(Reason.TERMINATED_BEFORE_START, "terminated", str(terminated), str(start))
