"""Whether a text asks, rather than names a text or lists words; and whether for a yes or no."""

from __future__ import annotations

import re

from bot.search.wording import Wording

_BEGINS_QUESTION = re.compile(
    r"(?:so |and |but |ok )?(?:is|are|was|were|has|have|had|will|can|could|should|may)\b"
)
_QUESTION = Wording(
    r"[?]|\b(?:when|wen|what|wat|whats|who|whom|which|how|where|why|do|does|did|is there|are there|"
    r"show me|give me|tell me|list|find|advise|need|would like to know|wondering)\b|"
    "เมื่?อ ?(?:[ไใ]ห[รล]่?|ไร่?|ใด)|[ไใ]หม|มั้ย|บ้าง|ใคร|อะไร|กี่|[ไใ]หน|หรือไม่|หรือยัง|อย่างไร|"
    "ยังไง|หรือเปล่า|รึเปล่า|อยากทราบ|อยากรู้|สอบถาม|ฉบับใด|วันใด|ปีใด|เท่า(?:[ไใ]|ใด)|ทำไม|ขอดู|ขอทราบ|มีอะไร",
    "?|when|wen|wha|wat|who|which|how|where|why|do|did|is there|are there|show me|give me|tell me|"
    "list|find|advise|need|would like|wondering|เมื|หม|มั้ย|บ้าง|ใคร|อะไร|กี่|หน|หรือ|อย่างไร|ยังไง|"
    "เปล่า|อยากทราบ|อยากรู้|สอบถาม|ฉบับใด|วันใด|ปีใด|เท่า|ทำไม|ขอดู|ขอทราบ",
)
WHEN = Wording(
    r"\bwhen\b|\bwen\b|\b(?:what|which) (?:date|day|year|month)\b|\bhow soon\b|"
    r"\bhow long\b|\b(?:last|latest)(?: possible)? (?:moment|day|time)\b|"
    r"\bdates?\b|\bdeadlines?\b|\bexpir(?:y|ation)\b|"
    "เมื่?อ ?(?:[ไใ]ห[รล]่?|ไร่?|ใด)|วัน(?:[ไใ]หน|ใด|ที่เท่า|หมดอายุ|สิ้นสุด|ลงนาม)|ปี(?:[ไใ]หน|ใด|อะไร)|"
    "ตอน[ไใ]หน|เดือน(?:[ไใ]หน|ใด|อะไร)|อีกนาน|กี่วัน|ถึงไหนเมื่อ",
    "when|wen|what y|what m|what da|which y|which m|which da|how soon|how long|last|latest|date|"
    "deadline|"
    "expir|เมื|วัน|ปี|ตอน|เดือน|อีกนาน",
)
_BEGINS_YES_NO = re.compile(
    r"(?:so |and |but |ok |well )?(?:is|are|was|were|has|does|did|will|can|could)\b"
    r"(?! there\b| any\b)"
)
_YES_NO = Wording(
    r"\bor not\b|\byet\s*\?|"
    "(?:หรือไม่|หรือยัง|รึยัง|หรือเปล่า|รึเปล่า|ไหม|มั้ย|ไม๊|ยัง)(?: ?(?:ครับ|คะ|ค่ะ|นะ))* ?[?]*$",
    "or not|yet|หรือ|ยัง|เปล่า|ไหม|มั้ย|ไม๊",
)
_CONFIRM = Wording(
    r"\b(?:right|correct|true|isnt it|is that so)\s*[?]*$|"
    r"(?:ใช่|ถูก|ถูกต้อง|จริง|แน่)(?:หรือไม่|หรือเปล่า|รึเปล่า|ไหม|มั้ย|ปะ|ป่าว|ป่ะ|เหรอ|หรอ)",
    "right|correct|true|isnt it|is that so|ใช่|ถูก|จริง|แน่",
)
#: "The India text of 2022, is it signed yet": the year tells which text, not when.
_YET = Wording(r"\byet\b\s*[?]*$|(?:หรือยัง|รึยัง|ยัง)(?: ?(?:ครับ|คะ|ค่ะ|นะ|อะ))* ?[?]*$", "yet|ยัง")
_ASKS = re.compile(
    r"[?]|\b(?:when|what|who|whom|which|how|where|why)\b|[ไใ]หม$|มั้ย$|ใคร|อะไร|กี่|[ไใ]หน|หรือไม่|หรือยัง|"
    r"อย่างไร|ยังไง|เท่า(?:[ไใ]|ใด)|ทำไม"
)
#: Words for several texts: a question with one of them wants a list.
PLURAL = re.compile(
    r"\b(?:agreements|mous|mocs|moas|lois|memos|papers|treaties|memoranda|memorandums|declarations|protocols|"
    r"arrangements|conventions|texts|ones|instruments|deals|pacts|accords|contracts|plans|"
    r"frameworks|initiatives|letters|grants|countries|neighbou?rs|"
    r"statements|documents|drafts|talks)\b"
)


def is_question(folded: str) -> bool:
    """Return whether a text in normal form asks something."""
    return _BEGINS_QUESTION.match(folded) is not None or _QUESTION.search(folded) is not None


def asks_for_something(folded: str) -> bool:
    """Return whether a text asks what, when, who or how, or ends in a question mark."""
    return _ASKS.search(folded) is not None


def is_yes_no(folded: str) -> bool:
    """Return whether a text asks for a yes or no: "was it signed in 2022", "... ใช่หรือไม่"."""
    if _BEGINS_YES_NO.match(folded):
        return True
    return _YES_NO.search(folded) is not None or _CONFIRM.search(folded) is not None


def is_yet_asked(folded: str) -> bool:
    """Return whether it is asked if something has come about: "signed yet", ลงนามหรือยัง."""
    return _YET.search(folded) is not None
