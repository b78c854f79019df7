"""The first and the last of some texts in order of time: what asks for them, which may be it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.agreements.agreement import Agreement
from bot.agreements.partial_date import PartialDate
from bot.search.question import Order
from bot.search.term_reading import NUMBERS
from bot.search.wording import Wording

#: A text that ended so long after another began is taken to have begun after it.
LONGEST_TERM = timedelta(days=10 * 366)
#: Asks for several of the newest or oldest, not for the one: "the latest agreements with China".
_EXTREMES = re.compile(
    r"\b(?:newest|latest|most recent|recent|oldest|earliest)(?: (?!of\b)\w+){0,2} "
    r"(?:agreements|texts|documents|mous|mocs|memoranda|memorandums|treaties|declarations|ones)\b"
)

_NUMBER = r"(\d{1,2}|" + "|".join(NUMBERS) + ")"
_MOST = "(?:newest|latest|most recent|last|oldest|earliest|first)"
_SO_MANY = Wording(
    rf"\b{_MOST} {_NUMBER}\b(?! (?:years?|months?|weeks?|days?|quarters?)\b)|"
    rf"\b{_NUMBER} (?:of the )?(?:newest|latest|most recent|oldest|earliest)\b|"
    rf"{_NUMBER} ?(?:ฉบับ|รายการ|อัน|เรื่อง)(?:ที่)?(?:ล่าสุด|ใหม่(?:ที่)?สุด|เก่า(?:ที่)?สุด|แรก)|"
    rf"(?:ล่าสุด|ใหม่(?:ที่)?สุด|เก่า(?:ที่)?สุด) ?{_NUMBER} ?(?:ฉบับ|รายการ|อัน|เรื่อง)",
    "newest|latest|recent|last|oldest|earliest|first|สุด|แรก",
)
_OLD = re.compile("oldest|earliest|first|เก่า|แรก")

_TEXT = (
    r"(?:agreements?|mous?|mocs?|moas?|lois?|memorand\w+|treat(?:y|ies)|declarations?|statements?|"
    r"versions?|protocols?|arrangements?)\b"
)
#: Words between "first" and the text that only name it; "the first term of the MoU" is of the MoU.
_NAMED = (
    r"(?: (?!(?:and|or|of|the|in|with|to|by|from|for|on|ministers|meeting|summit)\b)[^\W_]+){0,4} "
)
_FIRST = Wording(
    rf"\b(?:first|original|initial){_NAMED}{_TEXT}|\bfirst (?:signed|agreed|concluded)\b|"
    "(?:ฉบับ|อัน)(?:ที่)?แรก(?!เดิม)|ฉบับดั้งเดิม",
    "first|original|initial|แรก|ดั้งเดิม",
)
#: Of two or more: "which one is newer".
_NEWER = Wording(
    r"\bwhich\b[^?]{0,20}\b(?:is|was|came|comes) (?:the )?(?:newer|more recent|later|second)\b|"
    r"(?:ไหน|ใด)(?:ใหม่กว่า|(?:ลงนาม|เซ็น|ทำ|มา|เกิด(?:ขึ้น)?)?(?:ที)?หลัง(?:กว่า|สุด)?)",
    "which|ไหน|ใด",
)
_OLDER = Wording(
    r"\bwhich\b[^?]{0,20}\b(?:is|was|came|comes) (?:the )?(?:older|earlier|first)\b|"
    r"\bwhich\b[^?]{0,20}\b(?:signed|concluded|agreed|done|made) (?:first|earlier)\b|"
    "(?:ไหน|ใด)(?:เก่ากว่า|(?:ลงนาม|เซ็น|ทำ|มา|เกิด(?:ขึ้น)?)?ก่อน(?:กว่า|กัน)?)",
    "which|ไหน|ใด",
)
_LAST = Wording(
    rf"\b(?:the|our|their) last{_NAMED}(?:{_TEXT}|one\b)|ฉบับ(?:หลัง)?สุดท้าย|ฉบับหลังสุด",
    "last|สุดท้าย|หลังสุด",
)


def extreme_meant(folded: str) -> Order | None:
    """Return the end of the order of time that a text in normal form asks for, or None."""
    if counted := _SO_MANY.search(folded):
        return Order.OLDEST if _OLD.search(counted[0]) else Order.NEWEST
    if _FIRST.search(folded) or _OLDER.search(folded):
        return Order.OLDEST
    return Order.NEWEST if _LAST.search(folded) or is_newer_asked(folded) else None


def is_newer_asked(folded: str) -> bool:
    """Return whether the newer of several is asked for, not what came after one."""
    return _NEWER.search(folded) is not None


def are_extremes(folded: str) -> bool:
    """Return whether several of the newest or oldest are asked for, not the one."""
    return _EXTREMES.search(folded) is not None


def how_many(folded: str) -> int | None:
    """Return of how many a text in normal form asks for: 3 of "the latest three"; else None."""
    found = _SO_MANY.search(folded)
    number = next(filter(None, found.groups()), "") if found else ""
    several = int(number) if number.isdigit() else NUMBERS.get(number, 0)
    return several if several > 1 else None


def level_with(
    ordered: Sequence[Agreement], order: Order | None, line: Collection[str]
) -> list[Agreement]:
    """Return the first of some texts in order, with those that may as well be the first.

    What a text of the same line follows is not level with it, however roughly it is dated.
    `line`: the ids of what the first replaces, amends or is followed by.
    """
    first = ordered[0]
    if order not in (Order.NEWEST, Order.OLDEST):
        return [first]
    level = [first]
    if first.start:
        level = [a for a in ordered if a is first or _may_be_as_far(a.start, first.start, order)]
    if order is Order.OLDEST and first.start:
        begun = first.start.latest
        level += [
            a
            for a in ordered
            if not a.start and a.id not in line and _may_have_begun_before(a, begun)
        ]
    return level


def _may_be_as_far(start: PartialDate | None, first: PartialDate, order: Order) -> bool:
    """Whether a text may have begun as late (or as early) as the first: "2025", "22 May 2025"."""
    if start is None:
        return False
    if order is Order.OLDEST:
        return start.earliest <= first.latest
    return start.latest >= first.earliest


def _may_have_begun_before(agreement: Agreement, begun: date) -> bool:
    """Whether a text whose beginning nobody recorded may be older, going by its end."""
    last = agreement.expires.latest if agreement.expires else None
    return last is not None and begun < last < begun + LONGEST_TERM
