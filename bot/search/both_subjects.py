"""Whether two subjects are to stand in one text: "both AI and cyber", ทั้ง AI และไซเบอร์ในฉบับเดียวกัน.

Subjects that are merely joined ("AI and cyber agreements") are alternatives of a list.
"""

from __future__ import annotations

from bot.search.wording import Wording

_BOTH = Wording(
    r"\bboth\b.{1,60}\band\b|\bas well as\b|\bin (?:the same|one and the same|one single) "
    r"(?:agreement|text|mou|moc|document)\b|\bat the same time\b|"
    "ทั้ง(?!หมด|สิ้น|นี้|นั้น|สอง|คู่|ปวง)(?:เรื่อง|ด้าน)?.{1,60}(?:และ|กับ|แล้วก็)|"
    "(?:ฉบับ|อัน|เอกสาร)เดียวกัน(?!ไหม|มั้ย|หรือ|รึ|ใช่)|พร้อมกัน|ควบคู่",
    "both|as well as|in the same|in one|at the same time|ทั้ง|เดียวกัน|พร้อมกัน|ควบคู่",
)

#: "มีสองตัวใช่มั้ย ต่างกันยังไง": of a comparison no more than two are meant.
_TWO = Wording(
    r"(?:สอง|ทั้งสอง|2) ?(?:ฉบับ|ตัว|อัน|เรื่อง)(?!ที่)|\b(?:two|both|2) (?:\w+ )?(?:agreements|mous|mocs|"
    r"texts|memoranda|of them|ones)\b",
    "สอง|2|two|both",
)


def are_two_said(folded: str) -> bool:
    """Return whether a text in normal form says that there are two of what it compares."""
    return _TWO.search(folded) is not None


def are_both_wanted(folded: str) -> bool:
    """Return whether a text in normal form wants all of its subjects in one agreement."""
    return _BOTH.search(folded) is not None
