"""The days between two texts of a line, and between two dates of one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.agreements.agreement import Agreement
from bot.agreements.lineage import Step
from bot.replies.dates import day_text
from bot.replies.lines import Line
from bot.replies.words import Words
from bot.search.day_view import DayView
from bot.search.question import Ask

#: The dates of a text that lie in the past once they are recorded, so that days lie between them.
BEGINNINGS = (Ask.APPROVED, Ask.SIGNED, Ask.IN_FORCE)


def gap_lines(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    """Yield how a text followed the ones before it; of the first of a line, what followed it."""
    steps = view.steps(view.chain(agreement))
    here = [step for step in steps if step.after == agreement.id]
    here = here or [step for step in steps if step.before == agreement.id]
    if not here:
        yield words.line("gap.nothing-before")
    for step in here:
        yield _gap_line(step, view, words)


def _gap_line(step: Step, view: DayView, words: Words) -> Line:
    before, after = view.holdings.get(step.before), view.holdings.get(step.after)
    end = view.facts(before).end if before else None
    start = after.start if after else None
    if step.gap_days is None or end is None or start is None:
        return words.line("gap.unknown", before=step.before, after=step.after)
    told = {
        "before": step.before,
        "after": step.after,
        "end": day_text(end.earliest, words),
        "start": day_text(start.earliest, words),
    }
    if step.gap_days > 1:
        return words.line("gap.days", count=step.gap_days, **told)
    if step.signed_after_days:
        signed = after.signed if after else None
        told["signed"] = day_text(signed.earliest, words) if signed else ""
        return words.line("gap.signed-late", count=step.signed_after_days, **told)
    return words.line("gap.none", **told)


def interval_line(agreement: Agreement, asks: Iterable[Ask], words: Words) -> Line | None:
    """Return the days between the two beginnings of a text that were asked for, or None.

    None where fewer than two were asked for, or one of them is not recorded to the day.
    """
    asked = [ask for ask in BEGINNINGS if ask in asks]
    dates = [getattr(agreement, ask.value) for ask in asked]
    if len(asked) < 2 or not all(when and when.is_exact for when in dates):
        return None
    days = (dates[-1].earliest - dates[0].earliest).days
    first, last = (words.text(f"field.{ask.value}") for ask in (asked[0], asked[-1]))
    return words.line("gap.between", count=abs(days), first=first, last=last)
