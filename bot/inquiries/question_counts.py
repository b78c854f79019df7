"""How many questions were answered and how many were declined, day by day; numbers only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.store import Collection


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """The questions of a day, or of several."""

    answered: int = 0
    declined: int = 0

    def __add__(self, other: QuestionCount) -> QuestionCount:
        """Return both together."""
        return QuestionCount(self.answered + other.answered, self.declined + other.declined)


def _encode(count: QuestionCount) -> dict[str, Any]:
    return {"answered": count.answered, "declined": count.declined}


def _decode(row: Mapping[str, Any]) -> QuestionCount:
    return QuestionCount(row["answered"], row["declined"])


QUESTION_COUNTS: Collection[QuestionCount] = Collection("question_counts", _encode, _decode)


def since(counts: Mapping[str, QuestionCount], first: date) -> QuestionCount:
    """Return the questions from a day on; the keys are days in ISO form."""
    return sum((t for day, t in counts.items() if day >= first.isoformat()), QuestionCount())
