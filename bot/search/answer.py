"""What came of a question: the agreements found, why, and what could not be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.search.day_view import DayView
from bot.search.question import Question


class AnswerKind(StrEnum):
    """The outcome. NONE and CHOICE are answers like the others: never a guess instead."""

    ONE = "one"
    CHOICE = "choice"
    LIST = "list"
    COUNT = "count"
    NONE = "none"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Match:
    """An agreement with its score and the reasons ("party:JP", "area:5g", "words:postal").

    `nearest`: it is not what was asked for, only the nearest there is. `possibly`: a partial
    date leaves open whether it belongs here.
    """

    id: str
    score: float
    because: tuple[str, ...] = ()
    nearest: bool = False
    possibly: bool = False


class Absent(StrEnum):
    """What of a question nothing on record answers."""

    PARTY = "party"
    AREA = "area"
    WORDS = "words"
    CODE = "code"
    KIND = "kind"
    STATUS = "status"
    DATE = "date"
    TITLE = "title"
    TOGETHER = "together"
    NOT_UNDERSTOOD = "not-understood"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question on a day.

    `matches` is ranked: first the `total` that answer it (as far as they are kept), then the
    nearest others, marked. `undetermined`: ids of records that a date filter can neither keep nor
    leave out, because the date is not recorded. `absent` tells what was not found, by name.
    `widened`: what was asked for but nothing had, so that it was left aside (a kind). `heading`:
    the filter in words, where the question itself is not kept. `view`: the register as the asker
    may see it; the reply is written from that, so that nothing hidden shows in a row or a number.
    """

    question: Question
    kind: AnswerKind
    today: date
    matches: tuple[Match, ...] = ()
    total: int = 0
    undetermined: tuple[str, ...] = ()
    absent: tuple[tuple[Absent, str], ...] = ()
    widened: tuple[str, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    follows: bool = False
    heading: str = ""
    view: DayView | None = field(default=None, compare=False, repr=False)

    @property
    def found(self) -> tuple[Match, ...]:
        """The matches that answer the question, without the nearest others."""
        return tuple(match for match in self.matches if not match.nearest)

    @property
    def nearest(self) -> tuple[Match, ...]:
        """The matches that do not answer it but come nearest."""
        return tuple(match for match in self.matches if match.nearest)

    @property
    def focus(self) -> str | None:
        """The one agreement the answer is about, if there is one."""
        return self.matches[0].id if self.kind is AnswerKind.ONE else None
