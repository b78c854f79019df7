"""Whether the text that ends next is asked for: ตัวไหนจะหมดอายุเป็นรายถัดไป, "up next for expiry".

"ฉบับถัดไป" of one text is what replaces it; with an end ahead it is the next of all to end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.search.question import Slot
from bot.search.wording import Wording

_NEXT_ONE = (
    "(?:ฉบับ|ตัว|ราย|อัน|คิว|ลำดับ|รายการ|เรื่อง|คน|ประเทศ|mou|moc|เอ็มโอยู)(?:ที่)?"
    "(?:ถัดไป|ต่อไป|ถัดมา|ต่อมา|ถัดจากนี้|ต่อจากนี้|หน้า)"
)
_ENDS = "(?:หมด(?!แล้ว)|สิ้นสุด|ครบกำหนด|ครบวาระ|ครบอายุ|สิ้นผล|จบ)"
_WORDING = Wording(
    f"{_NEXT_ONE}.{{0,12}}{_ENDS}|{_ENDS}.{{0,14}}{_NEXT_ONE}|{_ENDS}(?:อายุ|ลง)?(?:เป็น)?(?:ถัดไป|ต่อไป|ต่อ)"
    "(?= |[?]|$|จาก|ครับ|คะ|ค่ะ|คือ)|"
    r"\b(?:up|due|lined up|comes up) next (?:for|to) (?:expir\w+|end|lapse|run out)\b|"
    r"\bnext (?:one|text|agreement|mou|moc)? ?(?:up|due|in line|in the queue) (?:for|to) "
    r"(?:expir\w+|end|lapse|run out)\b",
    "ถัด|ต่อ|หน้า|next",
)

#: "After Japan's, which ends next?": that one is known already.
_AFTER_THAT = re.compile(r"(?:รองจาก|ถัดจาก|ต่อจาก|หลังจาก|\b(?:after|following)) ?(?:ของ|the )?$")


def without_the_first(folded: str, slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Return the parties of a question for what ends next, less whom it is to come after."""
    return tuple(
        replace(slot, excluded=True) if _AFTER_THAT.search(folded[: slot.start]) else slot
        for slot in slots
    )


def is_next_to_end(folded: str) -> bool:
    """Return whether a text in normal form asks which agreement ends next."""
    return _WORDING.search(folded) is not None
