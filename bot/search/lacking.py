"""Countries of a bloc with which nothing is on record: "ASEAN members without an MoU with us"."""

from __future__ import annotations

import re

from bot.agreements.agreement import Agreement
from bot.search.answer import Absent
from bot.search.day_view import DayView
from bot.search.question import Question, Slot
from bot.search.slots import of_members
from bot.search.traits import has_kind, kinds_meant

_TEXT = (
    r"(?:agreements?|mous?|mocs?|moas?|memorand\w+|treat(?:y|ies)|texts?|deals?|arrangements?|"
    r"anything|cooperation)\b"
)
_LACKING = re.compile(
    r"\b(?:without|with no|lack(?:s|ing)?|"
    r"(?:has|have|having|got|there is|there are|is|are)(?: still)? no)"
    rf" (?:an? |any |signed |single )*{_TEXT}"
    rf"|\b(?:do|does|did|have|has)(?: ?n[o']?t| not| never)? (?:we |they )?(?:not |never |yet )*"
    rf"(?:have|has|got|signed|sign|made|concluded) (?:an? |any |single )*{_TEXT}"
    r"|\b(?:nothing|none)(?: at all)? (?:signed |on record |in place )?with\b"
    r"|(?:ไม่มี|ไม่เคยมี|ไม่ได้(?:ทำ|ลงนาม|เซ็น)|ไม่เคย(?:ทำ|ลงนาม|เซ็น)|ขาด) ?"
    r"(?:ความตกลง|ข้อตกลง|บันทึก|เอ็มโอยู|เอ็มโอซี|mou|moc|ฉบับ|สัญญา|สนธิสัญญา|อะไร)"
)
Missing = tuple[tuple[Absent, str], ...]
_NOT = re.compile(r"\b(?:without|no|not|never|none|nothing|lack\w*)\b|n[o']?t\b|ไม่|ขาด")


def are_lacking_asked(question: Question) -> bool:
    """Return whether it asks which countries of a bloc or region have no agreement."""
    said = _LACKING.search(question.normal)
    if question.title_like or said is None or _NOT.search(said[0]) is None:
        return False
    return any(not slot.excluded for slot in question.parties)


def lacking(question: Question, view: DayView) -> tuple[Missing, list[Agreement]]:
    """Return the countries with nothing on record, and the texts of those that lack the kind."""
    meant = kinds_meant(question.kinds)
    vocabulary = view.holdings.vocabulary
    parties = tuple(s if s.group else of_members(s, vocabulary) for s in question.parties)
    absent: list[tuple[Absent, str]] = []
    others: list[Agreement] = []
    for country in _countries(parties):
        ids = sorted(view.holdings.index.having_party(country))
        texts = [a for a in map(view.holdings.get, ids) if a is not None]
        if not texts:
            absent.append((Absent.PARTY, country))
        elif meant and not any(has_kind(a, meant, view) for a in texts):
            others += texts
    return tuple(absent), others


def _countries(parties: tuple[Slot, ...]) -> tuple[str, ...]:
    left_out = {i for slot in parties if slot.excluded for i in slot.ids}
    wanted = (i for slot in parties if slot.group and not slot.excluded for i in slot.ids)
    return tuple(i for i in dict.fromkeys(wanted) if i not in left_out)
