"""Whether a question means the first or the last of a partner's texts in order of time."""

from __future__ import annotations

import re

from bot.search.question import Order

_TEXT = (
    r"(?:agreements?|mous?|mocs?|moas?|lois?|memorand\w+|treat(?:y|ies)|declarations?|statements?|"
    r"versions?|protocols?|arrangements?)\b"
)
#: Words between "first" and the text that only name it; "the first term of the MoU" is of the MoU.
_NAMED = (
    r"(?: (?!(?:and|or|of|the|in|with|to|by|from|for|on|ministers|meeting|summit)\b)[^\W_]+){0,4} "
)
_FIRST = re.compile(
    rf"\b(?:first|original|initial){_NAMED}{_TEXT}|\bfirst (?:signed|agreed|concluded)\b|"
    "(?:ฉบับ|อัน)(?:ที่)?แรก(?!เดิม)|ฉบับดั้งเดิม"
)
_LAST = re.compile(rf"\b(?:the|our|their) last{_NAMED}{_TEXT}|ฉบับ(?:หลัง)?สุดท้าย|ฉบับหลังสุด")


def extreme_meant(folded: str) -> Order | None:
    """Return the end of the order of time that a text in normal form asks for, or None."""
    if _FIRST.search(folded):
        return Order.OLDEST
    return Order.NEWEST if _LAST.search(folded) else None
