"""A second filter joined to a first: "signed since 2019 and still in force"."""

from __future__ import annotations

import re

_JOINED = re.compile(
    r"(?:\band|\bbut|,)(?: (?:are|is|that are|which are))?"
    r"(?: still)?\s*$|(?:และ|แต่)(?:ที่|ก็)?(?:ยังคง|ยัง|คง)?\s*$"
)
#: "ฉบับที่มีเรื่อง ... และยังไม่หมดอายุ" describes what is wanted.
_DESCRIBED = re.compile("^(?:ขอ|หา|เอา)?(?:ฉบับ|อัน|ตัว|เรื่อง|ความตกลง)ที่(?:มี|พูด|เกี่ยว|ว่าด้วย|ครอบคลุม)")


def is_joined(folded: str, start: int, *, dated: bool) -> bool:
    """Return whether what begins at a place filters too, as what stands before it does.

    `dated`: what stands before it is a range of time.
    """
    if not dated and _DESCRIBED.search(folded) is None:
        return False
    return _JOINED.search(folded[:start]) is not None
