"""Statistics in words: agreements by status, country and scope, questions, reminders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.inquiries.question_counts import QuestionCount
from bot.replies.lines import EMPTY, Line, bold, line
from bot.replies.words import Words


@dataclass(frozen=True, slots=True)
class Counted:
    """One count in words: its heading, its groups with their numbers, notes under them."""

    heading: str
    groups: tuple[tuple[str, int], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workings:
    """How the desk is used: questions of so many days, reminders of so many."""

    questions: QuestionCount
    question_days: int
    sent: int
    acknowledged: int
    reminder_days: int


def statistics_lines(counts: Iterable[Counted]) -> Iterator[Line]:
    """Yield each count with its groups."""
    for number, count in enumerate(counts):
        if number:
            yield EMPTY
        yield line(bold(count.heading))
        for label, many in count.groups:
            yield line(f"• {label}: ", bold(str(many)))
        for note in count.notes:
            yield line(note)


def workings_lines(workings: Workings, words: Words) -> Iterator[Line]:
    """Yield how the desk was used lately, for the office's own people."""
    yield EMPTY
    yield words.line(
        "stats.questions",
        count=workings.question_days,
        answered=workings.questions.answered,
        declined=workings.questions.declined,
    )
    yield words.line(
        "stats.reminders",
        count=workings.reminder_days,
        sent=workings.sent,
        acknowledged=workings.acknowledged,
    )
