"""A question that was not answered well: its words, how often, and when last; nobody's name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.search.answer import Answer, AnswerKind
from bot.search.normal_form import normal
from bot.search.question import Mode, Question
from bot.store import Collection

#: So much of a question is kept (characters); an alias or a topic is found in less.
LONGEST = 160
#: What may tell who asked or whom it is about, and no agreement: addresses and long numbers.
_PERSONAL = re.compile(r"\S+@\S+|@\w+|https?://\S+|\+?\d[\d\s-]{6,}\d")


class Mark(StrEnum):
    """Why a question is in the queue; the later ones say more."""

    UNANSWERED = "unanswered"
    WRONG = "wrong"
    MISSING = "missing"


_WEIGHT = {mark: number for number, mark in enumerate(Mark)}


@dataclass(frozen=True, slots=True)
class Missed:
    """One entry of the queue; `agreement_id`: what was answered and said to be wrong."""

    text: str
    mark: Mark
    count: int
    last: date
    agreement_id: str = ""

    @property
    def key(self) -> str:
        """What it is kept under: the same words about the same record are one entry."""
        return key_of(self.text, self.agreement_id)

    def again(self, other: Missed) -> Missed:
        """Return the entry with another occurrence added."""
        mark = max(self.mark, other.mark, key=_WEIGHT.__getitem__)
        last = max(self.last, other.last)
        return replace(self, mark=mark, count=self.count + other.count, last=last)


def key_of(text: str, agreement_id: str) -> str:
    """Return the key of an entry, short enough for a button."""
    return hashlib.blake2b(f"{agreement_id}|{text}".encode(), digest_size=9).hexdigest()


def kept_text(text: str) -> str:
    """Return what is kept of a question: its normal form, without what may tell of a person."""
    return normal(_PERSONAL.sub(" … ", text))[:LONGEST].strip()


def unknown_words(text: str, question: Question) -> tuple[str, ...]:
    """Return the names of a kept question that no word on record explains.

    Words that stand side by side are one name.
    """
    names: list[str] = []
    end = -1
    for word in sorted((w for w in question.words if not w.is_held), key=lambda w: w.start):
        between = text[end : word.start] if end >= 0 else ""
        if between.isspace():
            names[-1] += between + word.text
        else:
            names.append(word.text)
        end = word.start + len(word.text)
    return tuple(dict.fromkeys(names))


def is_unanswered(answer: Answer) -> bool:
    """Return whether a question found nothing; talk about other matters is no question."""
    return answer.kind is AnswerKind.NONE and answer.question.mode is not Mode.ELSEWHERE


def is_declined(answer: Answer) -> bool:
    """Return whether nothing was answered, whatever it was about."""
    return answer.kind is AnswerKind.NONE


def _encode(missed: Missed) -> dict[str, Any]:
    return {
        "text": missed.text,
        "mark": missed.mark.value,
        "count": missed.count,
        "last": missed.last.isoformat(),
        "agreement": missed.agreement_id,
    }


def _decode(row: Mapping[str, Any]) -> Missed:
    last = date.fromisoformat(row["last"])
    return Missed(row["text"], Mark(row["mark"]), row["count"], last, row["agreement"])


MISSED: Collection[Missed] = Collection("unanswered", _encode, _decode)
