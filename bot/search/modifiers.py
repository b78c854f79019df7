"""Areas that only stand beside the subject: what a time is reckoned from, the field asked for.

"หลังโควิด" tells a time and asks for nothing on epidemics; the budget in "งบประมาณโครงการ ... กี่บาท"
is the field that is asked for; the law in "มีกฎหมายผูกพันไหม" belongs to the binding.
"""

from __future__ import annotations

import re

from bot.search.asking_form import is_question
from bot.search.cue import cues_of
from bot.search.question import Ask
from bot.search.senses import Category, Mention, Sense

#: What stands before an event that a time is reckoned from: "post covid", "หลังการระบาดของโควิด";
#: "since the pandemic" is read with the other times that nobody can date.
_TIME_BEFORE = re.compile(
    r"(?:\b(?:pre|post)[ -]|"
    r"(?:หลังจาก|หลัง|ก่อน|ช่วง|ระหว่าง|ตั้งแต่|นับแต่|นับตั้งแต่|ยุค|สมัย|พ้น)"
    r"(?:ช่วง|ยุค|เกิด|มี|เกิดการ|การ|การระบาด|ระบาด|วิกฤต|สถานการณ์|เหตุการณ์|เหตุ|หมด|จบ|สิ้นสุด|ของ|โรค)*\s*)$"
)
#: What belongs to such an event: covid 19, โควิดระบาด.
_EVENT_AFTER = re.compile(r"^[ -]?(?:19|2019)?(?:ระบาด| pandemic| outbreak| crisis)?")
#: "The Cabinet approved the draft MoU" is how an approval is said: it picks out no drafts.
_APPROVED_BEFORE = re.compile(
    r"(?:\b(?:approv\w*|clear\w*|endors\w*|pass\w*|okay\w*)(?: of)?|"
    r"(?:เห็นชอบ|อนุมัติ|ไฟเขียว|ผ่าน|พิจารณา|รับทราบ)(?:ต่อ|กับ|ใน|ให้|ตัว|การลงนาม)?)"
    r" ?(?:the |our |this |a )?$"
)
#: Where a subject stands, so that a word is no field: "เรื่องงบประมาณ", "the budget agreement".
_SUBJECT_BEFORE = re.compile(
    r"(?:\b(?:on|about|regarding|concerning|covering|covers|cover|in the field of)\s(?:the )?|"
    r"เรื่อง|ด้าน|เกี่ยวกับ|ว่าด้วย|สาขา|หัวข้อ|mou|moc|ความตกลง|ข้อตกลง|สัญญา|บันทึกความเข้าใจ|บันทึกความร่วมมือ|"
    r"ความร่วมมือ)\s*(?:การ)?$"
)
_SUBJECT_AFTER = re.compile(
    r"^\s*(?:treat(?:y|ies)|agreements?|mous?|mocs?|memorand\w+|arrangements?|cooperation)\b"
)
_LAW = re.compile(r"กฎหมาย|\blaws?\b|\blegal\b")
#: The law that a text binds under stands so near the binding (characters).
_BESIDE = 12


def set_aside(folded: str, mentions: list[Mention]) -> tuple[list[Mention], tuple[str, ...]]:
    """Return the mentions without areas that are no subject, and the times nobody can date."""
    kept: list[Mention] = []
    undated: list[str] = []
    binding = [cue for cue in cues_of(mentions) if cue.named("ask") == Ask.BINDING]
    # "Protocol on liability" asks for no liability: only a question asks for a field.
    asked = is_question(folded) and sum(any(m.has(c) for c in _NAMING) for m in mentions) > 1
    for mention in mentions:
        if not mention.has(Category.AREA):
            kept.append(mention)
        elif before := _TIME_BEFORE.search(folded[: mention.start]):
            after = _EVENT_AFTER.match(folded[mention.end :])
            end = mention.end + (after.end() if after else 0)
            undated.append(folded[before.start() : end].strip())
        elif asked and _is_field(folded, mention):
            kept.append(mention._replace(senses=_without_area(mention)))
        elif not any(_is_law_of(mention, cue.start, cue.end) for cue in binding):
            kept.append(mention)
    return kept, tuple(undated)


_NAMING = (Category.AREA, Category.PARTY, Category.AGREEMENT)


def _without_area(mention: Mention) -> tuple[Sense, ...]:
    return tuple(sense for sense in mention.senses if sense.category is not Category.AREA)


def _is_field(folded: str, mention: Mention) -> bool:
    """Whether a word that may be a field or an area is the field."""
    is_asked = any(cue.named("ask") == Ask.OTHER for cue in cues_of([mention]))
    before, after = folded[: mention.start], folded[mention.end :]
    return is_asked and not (_SUBJECT_BEFORE.search(before) or _SUBJECT_AFTER.match(after))


def _is_law_of(mention: Mention, start: int, end: int) -> bool:
    """Whether an area is the law of a binding that stands from `start` to `end`."""
    apart = max(start - mention.end, mention.start - end)
    return _LAW.search(mention.text.lower()) is not None and apart <= _BESIDE


def is_approved(folded: str, start: int) -> bool:
    """Return whether what begins at a place is what was approved: "เห็นชอบร่าง MOU"."""
    return _APPROVED_BEFORE.search(folded[:start]) is not None
