"""Whether a question asks for a yes or no, and whether something has come about yet."""

from __future__ import annotations

from bot.search.asking_form import BEGINS_YES_NO, YES_NO
from bot.search.wording import Wording

_CONFIRM = Wording(
    r"\b(?:right|correct|true|isnt it|is that so)\s*[?]*$|"
    r"(?:ใช่|ถูก|ถูกต้อง|จริง|แน่)(?:หรือไม่|หรือเปล่า|รึเปล่า|ไหม|มั้ย|ปะ|ป่าว|ป่ะ|เหรอ|หรอ)",
    "right|correct|true|isnt it|is that so|ใช่|ถูก|จริง|แน่",
)
#: "The India text of 2022, is it signed yet": the year tells which text, not when.
_YET = Wording(r"\byet\b\s*[?]*$|(?:หรือยัง|รึยัง|ยัง)(?: ?(?:ครับ|คะ|ค่ะ|นะ|อะ))* ?[?]*$", "yet|ยัง")


def is_yes_no(folded: str) -> bool:
    """Return whether a text asks for a yes or no: "was it signed in 2022", "... ใช่หรือไม่"."""
    if BEGINS_YES_NO.match(folded):
        return True
    return YES_NO.search(folded) is not None or _CONFIRM.search(folded) is not None


def is_yet_asked(folded: str) -> bool:
    """Return whether it is asked if something has come about: "signed yet", ลงนามหรือยัง."""
    return _YET.search(folded) is not None
