"""Why a cell cannot be read, as values that every language can word."""

from __future__ import annotations

from enum import StrEnum

from bot.agreements.errors import Reason

#: What is shown of a cell that cannot be read.
LONGEST_SHOWN = 60


class CellReason(StrEnum):
    """Each has a sentence in the message catalogues (`import.cell.…`), as has each `Reason`."""

    NO_SUCH_DAY = "no-such-day"
    NOT_A_DATE = "not-a-date"
    ERAS_DISAGREE = "eras-disagree"
    TWO_DIGIT_YEAR = "two-digit-year"
    DAY_OR_MONTH_FIRST = "day-or-month-first"
    NOT_A_LENGTH = "not-a-length"
    UNIT_MISSING = "unit-missing"
    NOT_WHOLE_MONTHS = "not-whole-months"
    NOT_A_NUMBER = "not-a-number"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_WORD = "unknown-word"
    UNKNOWN_RENEWAL = "unknown-renewal"
    FAILED_FORMULA = "failed-formula"
    BAD_CODE = "bad-code"
    CODE_TWICE = "code-twice"


class Unread(Exception):  # noqa: N818  # it reads as what happened: the cell was left unread
    """A cell that cannot be read; `value` is what it says, shortened for a reply."""

    def __init__(self, reason: CellReason | Reason, value: object = "") -> None:
        super().__init__(reason.value, str(value))
        self.reason = reason
        self.value = shown(value)


def shown(value: object) -> str:
    """Return a cell's text on one line, shortened so that it cannot flood a reply."""
    text = " ".join(str(value).split())
    return text[:LONGEST_SHOWN] + "…" * (len(text) > LONGEST_SHOWN)
