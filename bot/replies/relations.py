"""How a text hangs together with others: what came before and after it, what it carries out."""

from __future__ import annotations

from collections.abc import Iterator

from bot.agreements.agreement import Agreement
from bot.replies.dates import when_text
from bot.replies.ends import short_end
from bot.replies.lines import Line, code, line
from bot.replies.words import Words
from bot.search.day_view import DayView

#: Of what came before it is told when it ended.
_BEFORE = ("replaced.replaces", "replaced.amends")


def replaced_by_lines(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    """Yield what replaced or extended a text, and the gap between the two."""
    facts = view.facts(agreement)
    if not (facts.replaced_by or facts.amended_by):
        yield words.line("replaced.by-nothing")
    yield from _after(agreement, view, words)
    for agreement_id in (*facts.replaced_by, *facts.amended_by):
        later = view.holdings.get(agreement_id)
        end = view.facts(later).end if later else None
        if end:
            key = "replaced.ended" if end.latest < view.today else "replaced.ends"
            yield words.line(key, id=agreement_id, date=when_text(end, words))
    for step in view.steps(view.chain(agreement)):
        if step.before == agreement.id and step.gap_days is not None and step.gap_days > 1:
            yield words.line("chain.gap", count=step.gap_days)


def supersedes_lines(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    """Yield what a text replaces or extends."""
    if not (agreement.supersedes or agreement.amends):
        yield words.line("replaced.replaces-nothing")
    yield from _before(agreement, view, words)


def related_lines(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    """Yield every link of a text to others on record, whichever of the two it is recorded with."""
    lines = [
        *_linked("replaced.implements", agreement.implements, view, words),
        *_linked("replaced.implemented-by", implemented_by(agreement, view), view, words),
        *_before(agreement, view, words),
        *_after(agreement, view, words),
        *_linked("replaced.related", agreement.related, view, words),
    ]
    yield from lines or [words.line("replaced.related-to-nothing")]


def implemented_by(agreement: Agreement, view: DayView) -> tuple[str, ...]:
    """Return the ids of the texts that carry this one out."""
    return view.holdings.successors.implementing(agreement.id)


def _before(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    yield from _linked("replaced.replaces", agreement.supersedes, view, words)
    yield from _linked("replaced.amends", agreement.amends, view, words)


def _after(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    facts = view.facts(agreement)
    yield from _linked("replaced.by", facts.replaced_by, view, words)
    yield from _linked("replaced.amended-by", facts.amended_by, view, words)


def _linked(key: str, ids: tuple[str, ...], view: DayView, words: Words) -> Iterator[Line]:
    for agreement_id in ids:
        other = view.holdings.get(agreement_id)
        name = other.name.in_language(words.language) if other else ""
        told = line(words.line(key), " ", code(agreement_id), f" {name}" if name else "")
        if other and key in _BEFORE:
            told = line(told, ": ", short_end(other, view, words))
        yield told
