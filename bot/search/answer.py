"""What came of a question: the agreements found, why, and what could not be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol, overload

from bot.search.day_view import DayView
from bot.search.question import Question, Slot


class AnswerKind(StrEnum):
    """The outcome. NONE and CHOICE are answers like the others: never a guess instead."""

    ONE = "one"
    CHOICE = "choice"
    LIST = "list"
    COUNT = "count"
    NONE = "none"
    HELP = "help"


class Grounds(Protocol):
    """Works out how well a record fits a question, and why, when somebody wants to know."""

    def score_of(self, agreement_id: str) -> float:
        """Return how well it fits; more is better."""
        ...

    def because_of(self, agreement_id: str) -> tuple[str, ...]:
        """Return the reasons: "party:JP", "area:5g", "words:postal"."""
        ...


@dataclass(frozen=True, slots=True)
class Match:
    """An agreement with its score and the reasons ("party:JP", "area:5g", "words:postal").

    `nearest`: it is not what was asked for, only the nearest there is. `possibly`: a partial
    date leaves open whether it belongs here. `grounds`: what knows the score and the reasons; of a
    long list few are ever looked at.
    """

    id: str
    nearest: bool = False
    possibly: bool = False
    grounds: Grounds | None = field(default=None, compare=False, repr=False)

    @property
    def score(self) -> float:
        """How well it fits, to three places; 0 where nobody knows any more."""
        return round(self.grounds.score_of(self.id), 3) if self.grounds else 0.0

    @property
    def because(self) -> tuple[str, ...]:
        """Why it is told; every reason is true of it."""
        return self.grounds.because_of(self.id) if self.grounds else ()


class Matches(Sequence[Match]):
    """Matches in order, each made when it is looked at: of a list of 30,000 a page is."""

    def __init__(self, answer: Answer, ids: tuple[str, ...]) -> None:
        self._answer = answer
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> Match: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Match, ...]: ...

    def __getitem__(self, place: int | slice) -> Match | tuple[Match, ...]:
        places = range(len(self._ids))[place]
        return self._at(places) if isinstance(places, int) else tuple(map(self._at, places))

    def _at(self, place: int) -> Match:
        answer, agreement_id = self._answer, self._ids[place]
        is_nearest = place >= len(answer.ids)
        return Match(agreement_id, is_nearest, agreement_id in answer.possibly, answer.grounds)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    # Equal to any sequence of the same matches, a list too, so that no hash would agree with it.
    __hash__ = None  # type: ignore[assignment]  # what the language means by None here


#: Begins what was widened from a bloc to its members: "members:G7".
MEMBERS = "members:"


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


def absent_name(slot: Slot) -> str:
    """Return what a party is told by where nothing is on record with it."""
    return slot.group or "/".join(slot.ids)


def _no_others() -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Answer:
    """The answer to a question on a day.

    `ids` is ranked: the `total` that answer it, as far as they are kept; of one text that is
    meant, it and then the others that were possible; `possibly` those that a partial date leaves
    open. `others` looks for the nearest that do not answer it, when they are wanted, and `grounds`
    for what speaks for each. `undetermined`: ids of records that a date filter can neither
    keep nor leave out, because the date is not recorded. `absent` tells what was not found, by
    name. `widened`: what was asked for but nothing had, so that it was left aside (a kind).
    `heading`: the filter in words, where the question itself is not kept. `also`: the answer to a
    second question in the same text. `view`: the register as
    the asker may see it; the reply is written from that, so that nothing hidden shows in a row or
    a number.
    """

    question: Question
    kind: AnswerKind
    today: date
    ids: tuple[str, ...] = ()
    total: int = 0
    undetermined: tuple[str, ...] = ()
    absent: tuple[tuple[Absent, str], ...] = ()
    widened: tuple[str, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    follows: bool = False
    heading: str = ""
    also: Answer | None = field(default=None, compare=False, repr=False)
    view: DayView | None = field(default=None, compare=False, repr=False)
    possibly: frozenset[str] = frozenset()
    grounds: Grounds | None = field(default=None, compare=False, repr=False)
    others: Callable[[], tuple[str, ...]] = field(default=_no_others, compare=False, repr=False)

    @property
    def found(self) -> Matches:
        """The matches that answer the question, best first."""
        return Matches(self, self.ids)

    @property
    def nearest(self) -> tuple[Match, ...]:
        """The matches that do not answer it but come nearest, best first."""
        return self.matches[len(self.ids) :]

    @cached_property
    def matches(self) -> Matches:
        """All matches: those that answer the question, then the nearest others, marked."""
        return Matches(self, self.ids + self.others())

    @property
    def focus(self) -> str | None:
        """The one agreement the answer is about, if there is one."""
        return self.ids[0] if self.kind is AnswerKind.ONE else None
