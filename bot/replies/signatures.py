"""What is on record of a signature: its day, that there was one, a mere approval, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import TermKind
from bot.replies.dates import dated_line, partial_text
from bot.replies.lines import Line
from bot.replies.naming import ADOPTED_KINDS
from bot.replies.words import Words
from bot.search.day_view import DayView
from bot.search.question import Ask


def signature_lines(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    """Yield when an agreement was signed, or what is on record instead."""
    if agreement.signed:
        is_adopted = agreement.kind in ADOPTED_KINDS
        key = "signed.adopted" if is_adopted else "signed.on"
        yield dated_line(key, agreement.signed, view.today, words)
        yield from _signed_late(agreement, view, words)
        return
    if agreement.is_told_signed:
        yield words.line("signed.undated")
        return
    yield words.line("signed.nothing" if agreement.is_talks else "signed.not-recorded")
    if agreement.approved:
        date = partial_text(agreement.approved, words)
        yield words.line("signed.but-approved", date=date)


def _signed_late(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    for step in view.steps(view.chain(agreement)):
        if step.after == agreement.id and step.signed_after_days:
            yield words.line("signed.after-end", count=step.signed_after_days, id=step.before)


def warning_lines(agreement: Agreement, words: Words) -> Iterator[Line]:
    """Yield what comes first of a text without any date: a draft is not in force."""
    if agreement.is_draft and agreement.approved:
        date = partial_text(agreement.approved, words)
        yield words.line("one.unsigned-draft", date=date)
    elif agreement.is_undated:
        yield words.line("one.signature-unknown")
    elif agreement.is_told_signed and not agreement.start:
        yield words.line("signed.undated")


def is_open_end_asked(agreement: Agreement, asks: Sequence[Ask]) -> bool:
    """Whether the end is asked for of a text without one: that is the answer, told before this."""
    is_open = agreement.term.kind is TermKind.OPEN_ENDED and not agreement.is_talks
    return is_open and asks[:1] == (Ask.EXPIRES,)
