"""A comparison whose two sides are texts of their own: "Singapore declaration vs Singapore MoU".

Read as one question, what is said of either side would be looked for in both.
"""

from __future__ import annotations

import re

from bot.search.question import Mode, Order, Question
from bot.search.writing import LONGEST_QUESTION

_BETWEEN = re.compile(
    r"\s(?:vs\.?|versus|or|and|against|compared (?:to|with)|with)\s(?:the )?"
    r"|\s*(?:หรือ|กับ|และ|เทียบกับ)\s*",
    re.IGNORECASE,
)
_THAI_PAIR = re.compile("(?<=[ก-๎])ไทย(?= ?[-–] ?[ก-๎])")
#: What leads to the first side, and what follows the second.
_LEAD = re.compile(
    r"^.*?\b(?:compare|comparison of|differences? between|differ\b.*?between|between)"
    r"\s+(?:the )?"
    r"|^(?:เปรียบเทียบ|เทียบ|ระหว่าง|ความแตกต่าง(?:ของ|ระหว่าง)?)\s*",
    re.IGNORECASE,
)
_REST = re.compile(
    r"[,;?:]|\s-\s|\b(?:which|who|what|how|are they|is it)\b|(?:ฉบับ|อัน|ตัว)(?:ไหน|ใด)|"
    r"ต่างกัน|แตกต่าง|เหมือนกัน|อะไร|ห่างกัน",
    re.IGNORECASE,
)


def two_countries(text: str) -> str | None:
    """Return a text with ไปรษณีย์ไทย-ญี่ปุ่น taken as the post of both, None where it has no such pair.

    Longest match reads Thailand Post in it, which is right where there is such a text.
    """
    apart = _THAI_PAIR.sub(" ไทย", text)
    return apart if apart != text else None


def sides_of(question: Question) -> tuple[str, str] | None:
    """Return the two sides of a comparison as they were typed, None where there are not two."""
    compares = question.mode is Mode.COMPARE or question.order in (Order.OLDEST, Order.NEWEST)
    if not compares or question.title_like or question.codes:
        return None
    text = _LEAD.sub("", question.text[:LONGEST_QUESTION], count=1)
    parts = _BETWEEN.split(text, maxsplit=1)
    if len(parts) < 2:
        return None
    first, second = parts[0].strip(), _REST.split(parts[1], maxsplit=1)[0].strip()
    return (first, second) if first and second else None
