"""Whether a text asks, rather than names a text or lists words."""

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


def is_question(folded: str) -> bool:
    """Return whether a text in normal form asks something."""
    return _BEGINS_QUESTION.match(folded) is not None or _QUESTION.search(folded) is not None
