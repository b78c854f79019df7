"""What a question is asked for, said after it or in it: "for a letter", จะได้เตรียมเรื่องเสนอ.

It is no part of what is asked: no agreement on letters is looked for. What may be the purpose of an
agreement ("MoU for the inspection of goods") is none of the asker's, nor is a remark that asks for
a field ("we need the end date").
"""

from __future__ import annotations

import re

from bot.search.normal_form import NormalText
from bot.search.wording import Wording

_WORK = (
    r"letters?|reports?|briefings?|brief|speech|meetings?|presentation|slides?|deck|boss|director|"
    r"minister|deputy|secretary|parliament|press|website|newsletter|minutes|dashboard|submission|"
    r"dossier|folder|files?|talking points|one pager|handover|(?:parliamentary|press) question|"
    r"(?:budget |information |data )?request|audit|archives?"
)
#: An agreement may be for these; an asker's are by somebody.
_BY_SOMEBODY = r"(?:inspection|audit|review|visit)(?= by\b)"
_FOR_WORK = Wording(
    r"(?:^|[ ,;-]+)(?:(?:it|this) is |needed |required )?for (?:an?|the|my|our|his|her|their|this|"
    rf"tomorrow|today|next) ?(?:\w+ ){{0,2}}(?:{_WORK}|(?P<shared>{_BY_SOMEBODY}))\b"
    r"(?! (?:of|on) )"
    r"(?:[^,.?!:]{0,50}(?=[,.?!:]|$)| (?=(?:i|we|please|can|could|show|give|list|tell)\b))",
    "for ",
)
#: "An agreement for the ..." tells what the agreement is for.
_OF_A_TEXT = re.compile(
    r"\b(?:agreements?|mous?|mocs?|treat(?:y|ies)|memorand\w+|protocols?|conventions?|texts?|"
    r"arrangements?|cooperation)$"
)
_REMARK = Wording(
    r"(?:[,.;?!]| -)+ ?(?:(?:i|we|my \w+|our \w+|they|the (?:embassy|minister|boss|director|press|"
    r"ambassador|auditors?|office|other side))(?: \w+)? (?:need|needs|have|has|is|are|am|must|"
    r"want|wants|keeps?|was|will|would|should|asked|asks|waits?)|(?:need(?:ed)?|required)"
    r"(?: it| this)? for|(?:it|this) is (?:for|urgent)|urgent|asap)\b[^?]*$|"
    r",? (?:with|including|counting) (?:the )?cabinet(?: time| approval)?(?: counted| included)?"
    r"(?=[?.! ]*$)",
    ",|.|;|?|!| -|cabinet",
)
#: A remark with one of these asks for something.
_ASKS = re.compile(
    r"\b(?:dates?|days?|expir\w*|ends?|sign\w*|start\w*|renew\w*|notice|part(?:y|ies|ners?)|scope|"
    r"status|lists?|numbers?|titles?|sources?|links?|cop(?:y|ies)|texts?|valid|force|binding|"
    r"when|which|what|who|how|where|why|agreements?|mous?|mocs?|not|only)\b"
)
_TAIL_THAI = re.compile(
    "(?:จะ(?:ได้|เอา|ทำ|นำ|ใช้|เตรียม)|เพื่อ(?:ใช้|ทำ|จัดทำ|นำ|ประกอบ|เตรียม|เสนอ|ตอบ|ชี้แจง|รายงาน)|"
    "(?:ไว้|ใช้)?ประกอบ(?:การ)?(?:เข้าพบ|ประชุม|แฟ้ม|รายงาน|พิจารณา|เยือน|หารือ|เดินทาง|บรรยาย|หนังสือ|วาระ|คำ|"
    "เอกสาร|ชี้แจง|เสนอ)|(?:ไว้|สำหรับ)(?:รายงาน|ประชุม|ผู้บริหาร|นาย|เสนอ|ท่าน|ตอบ|ชี้แจง|ทำ)|"
    "ต้อง(?:ตอบ|รีบ|ส่ง|รายงาน|ใช้ด่วน)|ให้(?:นาย|ผู้บริหาร|รองปลัด|ปลัด|ท่าน|ผอ)|นาย(?:รอ|เร่ง|จะเอา|ให้)|"
    "(?:นักข่าว|สื่อ|สื่อมวลชน|ผู้บริหาร|คน|นาย|ท่าน[^ ]{0,12}|ฝ่าย[^ ]{0,12})(?:ถาม|ขอ|ฝาก)มา)[^?]*$"
)
_OF_A_TEXT_THAI = re.compile("(?:ความตกลง|ข้อตกลง|บันทึก|สัญญา|โครงการ|mou|moc|ร่วมมือ) ?$")
_ASKS_THAI = re.compile(
    "เมื่อ|อะไร|ไหน|ใด|กี่|หมด|ลงนาม|เซ็น|ต่ออายุ|สิ้นสุด|แจ้ง|บ้าง|ไหม|มั้ย|หรือ|ใคร|เท่า|ครม|คณะรัฐมนตรี|ยกเลิก"
)
#: A question shorter than this has nothing left of it without its end (characters).
_SHORTEST = 6


def without_purpose(text: NormalText) -> NormalText:
    """Return a question without what it is asked for; itself where nothing else is said."""
    for found in (_work(text.folded), _remark(text.folded), _tail(text.folded)):
        if found is None:
            continue
        start, end = found.span()
        if len(text.folded) - (end - start) >= _SHORTEST:
            return _cut(text, start, end)
    return text


def _work(folded: str) -> re.Match[str] | None:
    found = _FOR_WORK.search(folded)
    if found is None or (found["shared"] and _OF_A_TEXT.search(folded[: found.start()])):
        return None
    return found


def _remark(folded: str) -> re.Match[str] | None:
    found = _REMARK.search(folded)
    return None if found is None or _ASKS.search(found[0]) else found


def _tail(folded: str) -> re.Match[str] | None:
    found = None if folded.isascii() else _TAIL_THAI.search(folded)
    if found is None or _OF_A_TEXT_THAI.search(folded[: found.start()]):
        return None
    return None if _ASKS_THAI.search(found[0]) else found


def _cut(text: NormalText, start: int, end: int) -> NormalText:
    """Cut a purpose out; a question mark that it took along is kept."""
    mark = "?" if "?" in text.folded[start:end] else ""
    return NormalText(
        text.folded[:start] + mark + text.folded[end:], text.cased[:start] + mark + text.cased[end:]
    )
