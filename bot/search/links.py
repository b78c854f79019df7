"""How a question hangs on the one before: "and with Romania?", "when does it end?"."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.search.question import Link

_LEAD_IN = re.compile(
    r"^(?:and|what about|how about|and what about|also|then|same for|the same for|what of|"
    r"ok and|but what about|but|or)\b|^(?:แล้ว|ส่วน|และ|กรณี)|(?:ล่ะ|ละ)(?: ?(?:ครับ|คะ|ค่ะ))?[? ]*$"
)
_CORRECTING = re.compile(
    r"^(?:no|nope|not that|not this|wrong|sorry|i meant?|i mean)\b[ ,.:;-]*|\bi meant?\b|"
    "^(?:ไม่ใช่|ไม่ครับ|ไม่ค่ะ|หมายถึง|ผิด)|หมายถึง"
)
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "sixth": 6, "seventh": 7, "last": -1,
    "แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "สุดท้าย": -1,
}  # fmt: skip
_ORDINAL = re.compile(
    r"(?:^|\bthe )(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|seventh|last)"
    r"(?: one| of them| agreement| mou| moc)?\b(?=[ ?.!]*$| one| of them)"
    r"|^(?:number|no|#|ข้อ|ข้อที่|อันที่|ฉบับที่|ลำดับที่|เลข)? ?(\d{1,2})(?: ?(?:please|ครับ|ค่ะ|คะ))?[ ?.!]*$"
    "|^(?:ข้อ|อัน|ฉบับ)(?:ที่)? ?(แรก|หนึ่ง|สอง|สาม|สี่|ห้า|สุดท้าย)"
)


def read_link(folded: str, links: Collection[str]) -> Link:
    """Return how a text in normal form hangs on the one before. `links`: its link cues."""
    ordinal = _ORDINAL.search(folded)
    number: int | None = None
    if ordinal:
        word = next(group for group in ordinal.groups() if group)
        number = int(word) if word.isdigit() else _ORDINALS[word]
    return Link(
        lead_in=_LEAD_IN.search(folded) is not None,
        pronoun="pronoun" in links,
        correcting=_CORRECTING.search(folded) is not None,
        every="all" in links or folded.strip(" ?.!") in ("all", "all of them", "ทั้งหมด", "ทุกฉบับ"),
        ordinal=number,
    )
