"""Cues that may say which date a range of time is about."""

from __future__ import annotations

import re

from bot.search.cue import DATE_ASKS, Cue
from bot.search.question import Ask, StatusFilter

_PAST = re.compile(r"(?:expired|ended|lapsed|terminated|finished)$|แล้ว$|^ที่หมดอายุ$")
#: "As of 2020", and "since 2020": one day, and all from then on.
AS_OF = re.compile(r"as (?:of|at)\b|ณ")
FROM_THEN_ON = re.compile(
    r"(?:since|from|as from|starting|beginning)\b|(?:นับ)?ตั้งแต่|นับแต่|นับจาก|จาก|เริ่ม"
)


def may_be_dated(cue: Cue) -> bool:
    """Return whether a cue may say which date a range of time is about."""
    return (
        cue.named("ask") in DATE_ASKS
        or cue.named("status") == "ended"
        or is_in_force(cue)
        or is_review(cue)
        or cue.named("ask") == Ask.TERM
    )


def is_review(cue: Cue) -> bool:
    """Return whether a cue is about the last check of a record."""
    return cue.named("field") == "review"


def is_in_force(cue: Cue) -> bool:
    """Return whether a cue says that a text runs."""
    running = cue.named("status") == "in_force" or cue.named("field") == "running"
    return running and cue.named("ask") not in DATE_ASKS


def is_past(cue: Cue) -> bool:
    """Return whether a cue says that a text has ended."""
    return _PAST.search(cue.text) is not None or cue.named("status") == "ended"


def field_of(cue: Cue) -> str:
    """Return the date field that a cue is about, the end where it names none."""
    name = cue.named("ask")
    return name if name in DATE_ASKS else Ask.EXPIRES


def is_unsigned(cue: Cue) -> bool:
    """Return whether a cue says that nothing was signed."""
    return cue.named("status") == StatusFilter.NOTHING_SIGNED


def is_renewal(cue: Cue) -> bool:
    """Return whether a cue asks for a renewal."""
    return cue.named("ask") == Ask.RENEWAL
