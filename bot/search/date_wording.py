"""What words around a time make of it: a month of any year, the day one leaves, a text's year."""

from __future__ import annotations

import re

from bot.search.question import Ask
from bot.search.time.grammar import TimePhrase
from bot.search.time.period import month
from bot.search.wording import Wording

#: "In October of any year", "every October", "ในเดือนตุลาคมของทุกปี".
_ANY_YEAR = Wording(
    r"\b(?:any|every|each|all|which ?ever|whatever)(?: (?:given|single|other|the))* years?\b|"
    r"\b(?:no matter|regardless of|irrespective of|never mind|whatever)(?: (?:which|what|the))* "
    r"years?\b|\bacross (?:all |the )*years\b|\byear after year\b|"
    "ทุก ?ๆ? ?ปี|แต่ละปี|ปี(?:ใด|ไหน|อะไร)(?:ก็ตาม|ก็ได้|ก็แล้วแต่)|"
    "ไม่ว่า(?:จะ)?(?:เป็น)?ปี(?:ใด|ไหน)|ไม่จำกัดปี|ไม่สนปี",
    "year|ปี",
)
_EVERY_BEFORE = re.compile(r"(?:\b(?:any|every|each|all)|ทุก ?(?:ๆ )?(?:เดือน)?) ?$")
#: "If we cancelled it tomorrow": a day that is put, not one that is on record.
_PUT = Wording(
    r"\b(?:if|suppose|supposing|assuming|were we to|should we|want(?:ed)?(?: out)?|"
    r"like to|in case)\b|ถ้า|หาก|สมมติ|สมมุติ|อยาก|เกิดว่า|จะ(?:ขอ)?(?:เลิก|ยกเลิก|บอกเลิก|ถอนตัว|แจ้ง)",
    "if|suppos|assum|were we|should we|want|like to|in case|ถ้า|หาก|สมม|อยาก|เกิดว่า|จะ",
)
#: "The one we did with them in '22": what was done then was the signing.
_DONE = re.compile(
    r"\b(?:we|they|you|us|who) (?:all |both |had |have |once )?(?:did|done|signed|made|concluded|"
    r"inked|struck|closed|reached|set up|agreed|entered into)\b[^?.;!]*$|(?:ที่|ซึ่ง)(?:เรา|ไทย)?"
    r"(?:เคย)?(?:ลงนาม|เซ็น|ทำ)[^?]{0,40}$"
)
#: "What came before the 2021 one", "what did we have after the 2017 memorandum": up to the time.
_NEIGHBOUR = re.compile(
    r"\b(?:what|which|who|anything|something|one|text|agreement|memorandum|mou|moc)\b"
    r"(?: [\w']+){0,3} (?:came|comes|come|was|were|is|went|existed|stood|have|had|followed|there)"
    r"(?: there| in force| in place)? *$"
)
_SIDES = {"before": Ask.SUPERSEDES, "prior to": Ask.SUPERSEDES, "after": Ask.REPLACED_BY}
_THE_YEAR = " the 2021"


def month_of_any_year(folded: str, phrase: TimePhrase) -> int:
    """Return the month (1 to 12) that a time names whatever the year, or 0."""
    start = phrase.period.start
    if start is None or phrase.period != month(start.year, start.month):
        return 0
    said = folded[phrase.start : phrase.end]
    if any(letter.isdigit() for letter in said):
        return 0
    any_year = _ANY_YEAR.search(folded) or _EVERY_BEFORE.search(folded[: phrase.start])
    return start.month if any_year else 0


def is_put(folded: str) -> bool:
    """Return whether a text puts a case: "if we cancelled today", ถ้าจะยกเลิก."""
    return _PUT.search(folded) is not None


def is_done_then(between: str) -> bool:
    """Return whether the words up to a time say that a text was done then."""
    return _DONE.search(between) is not None


def neighbour_asked(before: str, phrase: TimePhrase) -> Ask | None:
    """Return the field that tells what came before or after "the 2021 one", or None.

    `before`: the text up to the time.
    """
    is_the_year = phrase.end - phrase.start >= len(phrase.opener + _THE_YEAR)
    if not is_the_year or phrase.inner is None or not _NEIGHBOUR.search(before):
        return None
    return _SIDES.get(phrase.opener)
